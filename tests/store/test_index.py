import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warta.store.index import TERM, IndexWriter, Text, analyser, fold, fold_spans, open_index, spaced

ARTICLES = ("zh", "ar", "tr", "ru", "ja", "wide")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    writer = IndexWriter(folder)

    def add(article, title, text):
        writer.add(Text(ARTICLES.index(article), article, spaced(fold(title)), spaced(fold(text)), None, None, None, None, 1))

    add("zh", "会晤", "两国领导人在撒马尔罕举行会晤。")
    add("ar", "", "وصل الرئيس إلى سَمَرْقَنْد يوم الخميس")
    add("tr", "İstanbul", "Görüşme Semerkant'ta, IRAK'ta değil.")
    add("ru", "", "Зеленский и его приём")
    add("ja", "", "プーチン大統領がサマルカンドで")
    add("wide", "", "x" * 1_000_000 + " ordinary")
    writer.close()
    return open_index(folder)


def found(index, query):
    asked = query if query.startswith("id:") else f'"{spaced(fold(query))}"'
    hits = index.searcher().search(index.parse_query(asked, ["title", "text"]), limit=10).hits
    numbers = index.searcher().fast_field_values("article_no", [address for _, address in hits]) if hits else []
    return {ARTICLES[number] for number in numbers}


@pytest.mark.parametrize(
    ("query", "article"),
    [
        ("撒马尔罕", "zh"),
        ("سمرقند", "ar"),
        ("سمـــرقند", "ar"),
        ("الى", "ar"),
        ("istanbul", "tr"),
        ("gorusme", "tr"),
        ("GÖRÜŞME", "tr"),
        ("semerkant", "tr"),
        ("ЗЕЛЕНСКИЙ", "ru"),
        ("прием", "ru"),
        ("サマルカンド", "ja"),
        ("ordinary", "wide"),
        ("id:zh", "zh"),
    ],
)
def test_a_word_is_found_however_it_is_spelt(index, query, article):
    assert found(index, query) == {article}


def test_characters_of_a_chinese_word_in_another_order_are_not_the_word(index):
    assert found(index, "罕尔马撒") == set()


def test_folding_leaves_the_operators_of_a_query_alone():
    assert fold('Éa AND "b" OR c*') == 'Ea AND "b" OR c*'


def test_marks_that_are_letters_stay():
    for word in ("が", "हिन्दी", "한국어", "ไทย"):
        assert fold(word) == word


@given(st.text())
def test_each_folded_character_tells_where_it_came_from(text):
    folded, offsets = fold_spans(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert list(offsets) == sorted(offsets)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_a_composed_and_a_decomposed_latin_word_fold_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_the_analyser_takes_any_text(text):
    assert all(analyser().analyze(spaced(fold(text))))


WORDS = st.sampled_from(
    [
        "Görüşme",
        "İstanbul'da",
        "会晤",
        "Зеленский-и",
        "приём",
        "“quoted”",
        "вышел…",
        "‘سمرقند’",
        "پوتین",
        "हिन्दी",
        "ประเทศ",
        "½",
        "Ⓐ",
        "a·b",
        "e\u0301",
        "x²",
    ]
)


@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.lists(WORDS).map(" ".join)))
def test_a_spaced_text_has_the_terms_of_the_text_and_blanks(text):
    assert spaced(fold(text)).split() == TERM.findall(fold(text))
