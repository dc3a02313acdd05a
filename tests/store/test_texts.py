import pytest

from tests.factory import parsed
from warta.store.block import told
from warta.store.errors import Unreadable
from warta.store.texts import BLOCK, PACKED, AllTexts, Texts, TextsWriter

LANGUAGES = ("en", "ar", None)


def article(number, words=40):
    return parsed(
        f"Article {number}.", " ".join(["Ψ会晤 word"] * words) + ".", language=LANGUAGES[number % 3], id=f"a{number}", title=f"T{number}"
    )


def written(folder, numbers, first=0, words=40):
    writer = TextsWriter(folder)
    for number in numbers:
        writer.add(number, 3, told(article(number, words)))
    writer.close(first)
    return Texts(folder)


def test_an_article_is_read_by_its_number_as_it_was(tmp_path):
    written(tmp_path / "a", range(10, 0, -1))
    written(tmp_path / "b", range(20, 600), first=30)
    texts = AllTexts([tmp_path / "a", tmp_path / "b"])
    found = texts.articles([25, 3, 1000, 15, 0])
    assert {number: shown.told for number, shown in found.items()} == {number: told(article(number)) for number in (25, 3)}
    assert {number: shown.first for number, shown in found.items()} == {25: 45, 3: 6}


def test_a_sentence_leads_to_its_article(tmp_path):
    written(tmp_path / "a", [5, 7], first=100)
    texts = AllTexts([tmp_path / "a"])
    found = texts.sentences([99, 100, 102, 103, 105, 106])
    assert {number: (shown.first, shown.told.id) for number, shown in found.items()} == {
        100: (100, "a5"),
        102: (100, "a5"),
        103: (103, "a7"),
        105: (103, "a7"),
    }


def test_the_sentences_are_those_that_are_evidence_with_their_place_in_the_text():
    text = told(article(1))
    assert [(each.ordinal, each.kind, text.text[each.start : each.end][:8]) for each in text.sentences] == [
        (0, "title", "T1"),
        (1, "body", "Article "),
        (2, "body", "Ψ会晤 word"),
    ]


def test_merging_keeps_all_but_what_is_out_of_date(tmp_path):
    parts = [written(tmp_path / "a", range(300), words=200), written(tmp_path / "b", range(300, 305), first=900)]
    dead = frozenset([*range(150, 170), 301])
    writer = TextsWriter(tmp_path / "c")
    for part in parts:
        writer.take(part, dead)
    writer.close()
    found = AllTexts([tmp_path / "c"]).articles(range(305))
    assert found == {
        number: shown for number, shown in AllTexts([tmp_path / "a", tmp_path / "b"]).articles(range(305)).items() if number not in dead
    }
    assert len(found) == 284


def test_an_article_of_five_megabytes_has_a_block_of_its_own(tmp_path):
    writer = TextsWriter(tmp_path / "a")
    long = article(3, 5_000_000 // 10)
    for number in (0, 6):
        writer.add(number, 3, told(article(number)))
    writer.add(3, 3, told(long))
    writer.close(0)
    texts = Texts(tmp_path / "a")
    assert len(long.text) > BLOCK
    assert len(texts.blocks) == 2
    assert AllTexts([tmp_path / "a"]).articles([3])[3].told == told(long)


def test_a_folder_without_articles_is_read_too(tmp_path):
    written(tmp_path / "a", [])
    texts = AllTexts([tmp_path / "a"])
    assert texts.articles([1]) == texts.sentences([0]) == {}


@pytest.mark.parametrize("cut", [True, False])
def test_what_is_not_what_was_written_is_no_text(tmp_path, cut):
    written(tmp_path / "a", range(10))
    path = tmp_path / "a" / PACKED
    packed = bytearray(path.read_bytes())
    packed[len(packed) // 2] ^= 1
    path.write_bytes(packed[: len(packed) // 2] if cut else packed)
    with pytest.raises(Unreadable):
        AllTexts([tmp_path / "a"]).articles(range(10))
