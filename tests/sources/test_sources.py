import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory import demo, parsed
from warta.article import Article, ParsedArticle, Rejected, article_id, encode
from warta.sources import UsageError, read
from warta.sources.inputs import read_file
from warta.sources.limits import ARTICLE_BYTES
from warta.sources.raw import read_object

RUSSIAN = "Президент России встретился с председателем КНР в четверг. Стороны обсудили торговлю и поставки газа."
ARABIC = "التقى الرئيسان في مدينة سمرقند يوم الخميس لبحث التعاون الاقتصادي بين البلدين"
CHINESE = "两国领导人九月十五日在撒马尔罕举行会晤,讨论经贸合作。"
FRENCH = "Les présidents se sont rencontrés à Samarcande où ils ont évoqué la coopération énergétique."


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def items(*names):
    return list(read(names))


def only(*names):
    found = items(*names)
    assert len(found) == 1
    return found[0]


def reason(item, source):
    assert isinstance(item, Rejected)
    assert item.source == source
    return item.reason


def test_a_text_file_is_taken_as_it_stands(put):
    text = "Judul\r\n\r\nIsi berita.  \r\n"
    assert only(put("a.txt", text)) == Article(id=article_id(text), text=text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_known_by_its_mark(put, encoding):
    assert only(put("a.txt", CHINESE.encode(encoding))).text == CHINESE


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (ARABIC, "cp1256"), (CHINESE * 3, "gb18030")])
def test_an_older_encoding_is_read_where_it_can_be_told(put, text, encoding):
    assert only(put("a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
        (b"%PDF-1.7\n\x01\x02\x03 text", "binary"),
        (FRENCH.encode("cp1252"), "save it as UTF-8"),
        (CHINESE.encode()[:-1], "broken character at byte"),
        ("\ufeffx".encode("utf-16-le")[:-1], "breaks off"),
        ("... !? —".encode(), "without a word"),
        (b"x" * (ARTICLE_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_text_is_rejected_with_what_to_do(put, content, said):
    path = put("a.txt", content)
    assert said in reason(only(path), path)


def test_a_raw_row_keeps_what_it_says(put):
    row = {
        "id": "a1",
        "text": "Isi.",
        "title": "Judul",
        "language": "id",
        "published": "2022-09-15",
        "url": "https://example.org/a",
        "outlet": "Contoh",
        "byline": [{"name": "R", "role": "Editor"}, "S"],
        "licence": "CC0-1.0",
        "sample": True,
        "unknown": [1],
    }
    article = only(put("a.jsonl", json.dumps(row)))
    assert (article.id, article.title, article.outlet, article.sample) == ("a1", "Judul", "Contoh", True)
    assert [(line.name, line.role) for line in article.byline] == [("R", "Editor"), ("S", None)]


def test_an_odd_date_never_loses_the_article(put):
    for odd in ("last week", 1663200000, "2022-13-45", ["x"]):
        assert isinstance(only(put("a.jsonl", json.dumps({"text": "Isi.", "published": odd}))), Article)


def test_an_address_that_is_not_of_the_web_is_dropped():
    for odd in ("javascript:alert(1)", "http://[", "file:///etc/passwd", 7, ""):
        assert read_object(json.dumps({"text": "Isi.", "url": odd}), "x").url is None


def test_a_row_without_an_id_gets_one_from_its_address_else_from_its_text():
    row = {"text": "Isi.", "url": "https://example.org/a#top"}
    assert read_object(json.dumps(row), "x").id == article_id("other", "https://example.org/a")
    assert read_object(b'{"text": "Isi."}', "x").id == article_id("Isi.")


def test_a_parsed_row_passes_as_it_is(put):
    articles = list(demo())
    assert items(put("a.jsonl", b"\n".join(map(encode, articles)))) == articles
    assert items(put("a.json", b"[" + b",\n".join(map(encode, articles)) + b"]")) == articles
    assert items(put("b.json", encode(articles[0]))) == articles[:1]


def changed(**fields):
    article = parsed("[Xi|xi] came to [Samarkand|samarkand] on [Wednesday|2022-09-14].", published="2022-09-14")
    row = json.loads(encode(article))
    for path, value in fields.items():
        name, _, key = path.partition("__")
        if key:
            row[name] = [row[name][0] | {key: value}]
        else:
            row[name] = value
    return json.dumps(row)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"schema": 2}, "schema '2' is not known"),
        ({"schema": "1"}, "not known"),
        ({"schema": True}, "not known"),
        ({"id": " "}, "id: must have"),
        ({"text": 7}, "$.text"),
        ({"text": "."}, "without a word"),
        ({"sentences": []}, "sentences: is empty"),
        ({"sentences": [{"start": 0, "end": 999}]}, "sentences[0]: 0..999"),
        ({"sentences": [{"start": 5, "end": 9}, {"start": 0, "end": 3}]}, "sentences[1]"),
        ({"blocks": [{"start": 0, "end": 4, "kind": "poem"}]}, "$.blocks"),
        ({"places__start": -1}, "places[0]"),
        ({"places__surface": "Xamarkand"}, "offsets count code points"),
        ({"places__lat": 91}, "no latitude"),
        ({"places__score": 1.5}, "does not lie in 0..1"),
        ({"places__score": 1e999}, "broken JSON"),
        ({"actors__end": 10_000}, "actors[0]"),
        ({"dates__from": "2022-02-30"}, "not two days"),
        ({"dates__from": None}, "together or not at all"),
        ({"dates__from": "2023-01-01"}, "lies after"),
        ({"events__sentence": 5}, "events[0].sentence"),
        ({"published": {"value": "x", "from": "x", "to": "x", "basis": "stated"}}, "published"),
    ],
)
def test_a_parsed_row_that_is_wrong_is_rejected_by_the_path_of_the_field(fields, said):
    found = read_object(changed(**fields), "a.jsonl", 4)
    assert (found.source, found.line) == ("a.jsonl", 4)
    assert said in found.reason


def test_a_bad_line_costs_itself_only(put):
    lines = (
        '{"text": "Satu."}',
        "",
        '{"text": "Dua',
        "[1, 2]",
        '{"body": "Tiga."}',
        '{"text": ""}',
        '{"text": null}',
        "{" * 100_000,
        '{"text": "x", "n": ' + "[" * 100_000,
        '{"text": "Empat."}',
    )
    path = put("a.jsonl", "\n".join(lines))
    found = items(path)
    assert [item.text for item in found if isinstance(item, Article)] == ["Satu.", "Empat."]
    assert [item.line for item in found if isinstance(item, Rejected)] == [3, 4, 5, 6, 7, 8, 9]
    assert "no “text” among its fields (body)" in found[3].reason


def test_a_line_that_is_too_large_is_passed_over(put):
    found = items(put("a.jsonl", b'{"text": "' + b"x" * (ARTICLE_BYTES * 2) + b'"}\n{"text": "Kecil."}'))
    assert "larger than" in found[0].reason
    assert (found[0].line, found[1].text) == (1, "Kecil.")


def test_a_binary_or_empty_file_of_lines_is_one_reject(put):
    path = put("a.jsonl", b"\x80\0\n" * 1000)
    assert "binary" in reason(only(path), path)
    assert "empty" in only(put("b.jsonl", b"\n\n")).reason


def test_half_a_surrogate_pair_becomes_a_replacement_character():
    assert read_object(b'{"text": "a\\ud83d b \\ud83d\\ude00"}', "x").text == "a\ufffd b 😀"


def test_nul_and_control_characters_in_json_are_text():
    assert read_object(b'{"text": "a\\u0000b\\u200f\\u001b[31m"}', "x").text == "a\0b\u200f\x1b[31m"


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        ('{"text":\n"abc', "broken JSON", 2),
        ('[{"text": "a"},\n\n{"text": ]', "broken JSON", 3),
        ("[]", "an empty list", None),
        ("[7]", "item 1: JSON of another shape", None),
        ("7", "JSON of another shape", None),
        ('"text"', "JSON of another shape", None),
        ("{}", "among its fields (none)", None),
    ],
)
def test_a_document_of_another_shape_is_rejected(put, content, said, line):
    path = put("a.json", content)
    found = only(path)
    assert said in reason(found, path)
    assert found.line == line


def test_in_a_list_only_the_bad_item_is_rejected(put):
    found = items(put("a.json", '[{"text": "Satu."}, {"x": 1}, {"text": "Dua."}]'))
    assert [type(item).__name__ for item in found] == ["Article", "Rejected", "Article"]
    assert found[1].reason.startswith("item 2: ")


def test_a_list_in_a_file_of_lines_is_read_too(put):
    assert len(items(put("a.jsonl", '[\n {"text": "Satu."},\n {"text": "Dua."}\n]'))) == 2


PAGE = """<!doctype html><html lang="fr"><head><meta charset="{charset}"><title>Le sommet s'ouvre | Exemple</title>
<meta property="og:title" content="Le sommet s'ouvre"><meta property="og:site_name" content="Exemple">
<meta property="article:published_time" content="2022-09-15T08:00:00+00:00">
<link rel="canonical" href="https://example.org/sommet"><script>alert(1)</script></head>
<body><nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>
<article><h1>Le sommet s'ouvre</h1>
<p>Les présidents se sont rencontrés jeudi à Samarcande, où ils ont évoqué la coopération énergétique entre leurs deux pays.</p>
<p>La réunion, très attendue, a duré plus de deux heures et s'est tenue à huis clos, selon les délégations présentes.</p>
<p>Les deux dirigeants doivent se retrouver vendredi pour une séance plénière avec les autres chefs d'État invités.</p>
</article><footer>Mentions légales</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_page_gives_its_article_without_its_frame(put, charset):
    article = only(put("a.html", PAGE.format(charset=charset).encode(charset)))
    assert article.text.startswith("Le sommet s'ouvre\nLes présidents")
    assert "alert" not in article.text
    assert "Sport" not in article.text
    assert (article.title, article.outlet, article.published) == ("Le sommet s'ouvre", "Exemple", "2022-09-15T08:00:00+00:00")
    assert (article.url, article.id) == ("https://example.org/sommet", article_id("", "https://example.org/sommet"))


def test_a_page_without_an_article_is_rejected(put):
    assert "no article was found" in only(put("a.html", "<html><body><nav>Menu</nav></body></html>")).reason


def test_a_page_cannot_pull_in_another_file(put):
    secret = put("secret.txt", "the secret word")
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "file://{secret}">]>' + PAGE.format(charset="utf-8").replace(
        "jeudi", "&e;"
    )
    article = only(put("a.html", page))
    assert not isinstance(article, Article) or "secret word" not in article.text


@pytest.mark.parametrize("name", ["a.html", "a.xhtml", "a.xml"])
def test_a_page_in_xml_is_a_page(put, name):
    content = '<?xml version="1.0" encoding="utf-8"?>' + PAGE.format(charset="utf-8")
    assert only(put(name, content)).outlet == "Exemple"


def test_a_folder_is_read_in_the_order_of_names(put, tmp_path):
    for name in ("in/b.txt", "in/a/z.txt", "in/c.jsonl", "in/.hidden.txt", "in/.git/x.txt", "in/picture.png"):
        put(name, json.dumps({"text": name}))
    found = items(str(tmp_path / "in"))
    assert [item.reason[:14] if isinstance(item, Rejected) else item.text for item in found] == [
        '{"text": "in/b.txt"}',
        "in/c.jsonl",
        "a kind of file",
        '{"text": "in/a/z.txt"}',
    ]


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path):
    assert "empty folder" in only(str(tmp_path)).reason
    assert "no such file" in only(str(tmp_path / "none.txt")).reason


def test_an_address_is_refused_before_anything_is_read(put):
    with pytest.raises(UsageError, match="an address"):
        read([put("a.txt", "Isi."), "https://example.org/"])


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (b'{"text": "Satu."}\n{"text": "Dua."}\n', ["Article", "Article"]),
        (b'\xef\xbb\xbf{"text": "Satu."}', ["Article"]),
        (b'{\n"text": "Satu."\n}', ["Article"]),
        (b'[\n{"text": "Satu."}, {"text": "Dua."}]', ["Article", "Article"]),
        (b'[{"text": "Satu."}]', ["Article"]),
        (b"[Samarkand] Satu.", ["Article"]),
        (PAGE.format(charset="utf-8").encode(), ["Article"]),
        (b"Satu berita.\nDua.", ["Article"]),
        (CHINESE.encode("utf-16"), ["Article"]),
        (b"", ["Rejected"]),
        (b"x" * (ARTICLE_BYTES + 2), ["Rejected"]),
    ],
)
def test_what_comes_on_standard_input_is_told_by_its_beginning(content, kinds):
    found = list(read(["-"], io.BytesIO(content)))
    assert [type(item).__name__ for item in found] == kinds
    if kinds == ["Article"]:
        assert any(word in found[0].text for word in ("Satu", "sommet", CHINESE))


def test_a_parsed_article_on_standard_input_is_known():
    assert [type(item) for item in read(["-"], io.BytesIO(encode(next(demo())) + b"\n"))] == [ParsedArticle]


def test_an_open_file_is_read_by_its_name_which_is_no_path():
    (article,) = read_file(io.BytesIO(b"text\nSatu.\n"), "../../etc/a.csv")
    assert article.text == "Satu."


@given(st.binary(max_size=400), st.sampled_from(["-"]))
def test_any_bytes_give_articles_or_reasons(data, name):
    found = list(read([name], io.BytesIO(data)))
    assert found
    assert all(item.reason if isinstance(item, Rejected) else item.text for item in found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "id", "schema", "url", "byline", "x"]), inner),
    max_leaves=8,
)


@given(JSON)
def test_any_json_gives_an_article_or_a_reason(value):
    found = read_object(json.dumps(value), "x", 1)
    assert found.reason if isinstance(found, Rejected) else found.text
