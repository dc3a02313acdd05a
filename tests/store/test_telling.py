import datetime as dt

import deltalake
import pyarrow as pa
import pytest

from tests.factory import parsed
from tests.stories.told import told
from warta.article import encode
from warta.parse import parse
from warta.store import load, load_parcels, open_snapshot, paths, rebuild
from warta.store.lake import SCHEMAS, Lake
from warta.store.parcel import pack
from warta.store.retelling import retell
from warta.store.staging import content_digest
from warta.store.vacuum import vacuum
from warta.store.verify import verify

WIRE = (
    "[Xi Jinping|xi] and [Vladimir Putin|putin] met in [Samarkand|samarkand] on Thursday to talk about trade between both countries.",
    "It was the first time that the two leaders saw each other face to face since the winter games in [Beijing|beijing] in February.",
)


def copy(number, *more, **fields):
    return parsed(*WIRE, *more, title=f"Title {number}", id=f"a{number}", **({"published": "2022-09-15"} | fields))


def stories(store):
    snapshot = open_snapshot(store)
    with snapshot.connection as connection:
        return dict(connection.execute("SELECT id, coalesce(story, id) FROM articles ORDER BY id").fetchall())


@pytest.fixture(scope="module")
def reports():
    return [parse(article) for story, article in told() if story == "abe-shot"]


def test_reports_of_one_event_in_four_languages_are_one_story(tmp_path, reports):
    load(reports, tmp_path)
    assert {article.language for article in reports} == {"en", "id", "zh", "ru"}
    assert set(stories(tmp_path).values()) == {reports[0].id}


def test_a_story_goes_on_in_a_later_load(tmp_path, reports):
    for report in reports:
        load([report], tmp_path)
    assert set(stories(tmp_path).values()) == {reports[0].id}


def test_loading_again_what_is_there_changes_no_story(tmp_path):
    load([copy(1), copy(2)], tmp_path)
    before = Lake(tmp_path).versions()
    load([copy(2), copy(1)], tmp_path)
    assert Lake(tmp_path).versions() == before
    assert stories(tmp_path) == {"a1": "a1", "a2": "a1"}


def test_a_changed_version_keeps_its_story_in_the_same_load_and_in_a_later_one(tmp_path):
    load([copy(1), copy(2), copy(2, "Corrected.")], tmp_path)
    load([copy(2, "Corrected.", "Twice.", published="2022-12-01")], tmp_path)
    assert stories(tmp_path) == {"a1": "a1", "a2": "a1"}


def test_stories_are_counted_by_a_number(tmp_path):
    load([copy(1), copy(2), parsed("Something else.", id="b")], tmp_path)
    snapshot = open_snapshot(tmp_path)
    with snapshot.connection as connection:
        assert connection.execute("SELECT count(DISTINCT story_no) FROM articles").fetchone() == (2,)


def test_a_lake_of_an_earlier_version_goes_on_with_stories_from_now_on(tmp_path):
    before = copy(1)
    encoded = encode(before)
    row = {
        "id": "a1",
        "digest": content_digest(encoded),
        "parsed": encoded.decode(),
        "load": 1,
        "number": 1,
        "published_from": "2022-09-15",
    }
    row["taken_at"] = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
    schema = pa.schema([field for field in SCHEMAS["articles"] if field.name not in {"story", "traits"}])
    folder = paths.lake(tmp_path) / "articles"
    folder.mkdir(parents=True)
    deltalake.write_deltalake(str(folder), pa.Table.from_pylist([row], schema=schema))
    load([copy(2), copy(3)], tmp_path)
    assert stories(tmp_path) == {"a1": "a1", "a2": "a2", "a3": "a2"}
    load([copy(1, "Now with a word more.", published=None)], tmp_path)
    assert stories(tmp_path) == {"a1": "a2", "a2": "a2", "a3": "a2"}


def test_an_article_without_a_day_of_publication_gets_a_story_too(tmp_path):
    load([copy(1, published=None), copy(2, published=None)], tmp_path)
    assert stories(tmp_path) == {"a1": "a1", "a2": "a1"}


def test_what_was_loaded_by_its_words_alone_gets_the_stories_of_its_meaning_later(tmp_path, reports):
    load_parcels([pack([*reports, copy(1), copy(2)])], tmp_path)
    assert len(set(stories(tmp_path).values())) == 5
    assert retell(tmp_path, workers=1) == (6, 3)
    assert set(stories(tmp_path).values()) == {"a1", reports[0].id}
    assert verify(tmp_path) == []
    before = Lake(tmp_path).versions()
    assert retell(tmp_path, workers=1) == (6, 0)
    assert Lake(tmp_path).versions() == before


def test_stories_outlast_a_vacuum_and_a_rebuild(tmp_path):
    load([copy(1), copy(2)], tmp_path)
    vacuum(tmp_path, None)
    rebuild(tmp_path)
    load([copy(3)], tmp_path)
    assert stories(tmp_path) == {"a1": "a1", "a2": "a1", "a3": "a1"}
    assert verify(tmp_path) == []
