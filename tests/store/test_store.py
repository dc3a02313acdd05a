import datetime as dt
import json
import multiprocessing
import shutil

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factory import demo, parsed
from warta.article import Block, ParsedArticle, Rejected, Span
from warta.store import (
    Busy,
    Damaged,
    EmptyStore,
    NoStore,
    StoreError,
    WrongSchema,
    current_generation,
    load,
    open_mended,
    rebuild,
    store_path,
)
from warta.store import open_snapshot as open_store
from warta.store.aliases import table_aliases
from warta.store.lake import Lake
from warta.store.lock import locked
from warta.store.status import status
from warta.store.tables import SNAPSHOT
from warta.store.verify import verify

ARTICLE = parsed("[Xi|xi] came to [Samarkand|samarkand].", title="A visit", published="2022-09-14")


@pytest.fixture
def open_snapshot():
    opened = []

    def opener(store):
        opened.append(open_store(store))
        return opened[-1]

    yield opener
    for snapshot in opened:
        snapshot.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    store = tmp_path_factory.mktemp("made") / "store"
    load(demo(), store)
    return store


@pytest.fixture
def store(made, tmp_path):
    return shutil.copytree(made, tmp_path / "store")


def served(snapshot):
    rows = snapshot.connection.cursor().execute('SELECT load, "number" FROM articles ORDER BY article_no').fetchall()
    return [snapshot.lake.article(load, number) for load, number in rows]


def test_what_was_loaded_is_served(made, open_snapshot):
    snapshot = open_snapshot(made)
    assert set(served(snapshot)) == set(demo())
    assert snapshot.meta.counts["articles"] == 64
    assert snapshot.index.searcher().num_docs == 64


def test_sentences_are_numbered_without_a_gap_newest_article_first(made, open_snapshot):
    rows = open_snapshot(made).connection.execute("SELECT sentence_no, article_no FROM sentences ORDER BY sentence_no").fetchall()
    assert [row[0] for row in rows] == list(range(192))
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    days = open_snapshot(made).connection.execute("SELECT published_from FROM articles ORDER BY article_no").fetchall()
    known = [day for (day,) in days if day]
    assert known == sorted(known, reverse=True)
    assert all(day is None for (day,) in days[len(known) :])


def test_every_row_points_to_a_sentence_that_holds_it(made, open_snapshot):
    snapshot = open_snapshot(made)
    for table in ("places", "actors", "dates"):
        rows = snapshot.connection.execute(f'SELECT sentence_no, article_no, start, "end", surface FROM {table}').fetchall()
        shown = snapshot.texts.articles([row[1] for row in rows])
        assert rows
        for sentence_no, article_no, start, end, surface in rows:
            first, told = shown[article_no]
            sentence = told.sentences[sentence_no - first]
            assert sentence.start <= start < end <= sentence.end
            assert told.text[start:end] == surface


def test_an_actor_has_one_name_and_an_alias_for_each_script(made, open_snapshot):
    connection = open_snapshot(made).connection
    aliases = {row[0] for row in connection.execute("SELECT alias FROM actor_aliases WHERE actor_id = 'warta:xi-jinping'").fetchall()}
    assert {"Xi Jinping", "习近平", "Си Цзиньпин", "شي جين بينغ", "Şi Cinping"} <= aliases
    assert connection.execute("SELECT count(*) FROM actor_names WHERE actor_id = 'warta:xi-jinping'").fetchone() == (1,)


def test_an_actor_is_known_by_the_names_of_the_table_but_only_if_it_is_in_the_store(made, open_snapshot):
    connection = open_snapshot(made).connection
    names = {row[0] for row in connection.execute("SELECT alias FROM actor_aliases WHERE actor_id = 'warta:vladimir-putin'").fetchall()}
    assert {alias for actor, alias in table_aliases() if actor == "warta:vladimir-putin"} <= names
    assert connection.execute("SELECT count(*) FROM actor_aliases ANTI JOIN actor_names USING (actor_id)").fetchone() == (0,)


def test_a_name_that_only_an_earlier_version_had_is_known_no_more(tmp_path, open_snapshot):
    load(iter([parsed("[Xi|xi] in [Samarkand|samarkand].", id="a"), parsed("[Putin|putin] in [Astana|astana].", id="b")]), tmp_path)
    load(iter([parsed("[Putin|putin] in [Astana|astana] again.", id="a")]), tmp_path)
    snapshot = open_snapshot(tmp_path)
    assert snapshot.connection.execute("SELECT actor_id FROM actor_names").fetchall() == [("warta:vladimir-putin",)]
    assert snapshot.connection.execute("SELECT name FROM place_names").fetchall() == [("Astana",)]
    assert snapshot.connection.execute("SELECT count(*) FROM actor_aliases ANTI JOIN actor_names USING (actor_id)").fetchone() == (0,)


def test_loading_the_same_again_changes_nothing(store):
    before = (current_generation(store), Lake(store).versions())
    done = load(demo(), store)
    assert (done.new, done.changed, done.unchanged) == (0, 0, 64)
    assert (current_generation(store), Lake(store).versions()) == before


def test_a_changed_text_is_served_and_the_old_one_stays_in_the_lake(tmp_path, open_snapshot):
    load([ARTICLE], tmp_path)
    changed = parsed("[Xi|xi] left [Samarkand|samarkand].", title="A visit", id=ARTICLE.id)
    assert load([changed], tmp_path).changed == 1
    assert served(open_snapshot(tmp_path)) == [changed]
    with Lake(tmp_path).connect() as lake:
        assert lake.execute("SELECT count(*) FROM articles").fetchone() == (2,)


def test_an_article_that_changes_back_is_served_as_it_is_now(tmp_path, open_snapshot):
    changed = parsed("Something else.", id=ARTICLE.id)
    for article in (ARTICLE, changed, ARTICLE):
        load([article], tmp_path)
    assert served(open_snapshot(tmp_path)) == [ARTICLE]


def test_of_two_versions_in_one_load_the_later_is_served(tmp_path, open_snapshot):
    load([parsed("Something else.", id=ARTICLE.id), ARTICLE], tmp_path)
    assert served(open_snapshot(tmp_path)) == [ARTICLE]


def test_a_reader_goes_on_while_a_load_publishes(store, open_snapshot):
    before = open_snapshot(store)
    load([ARTICLE], store)
    load([parsed("Another one.")], store)
    assert len(served(before)) == 64
    assert before.index.searcher().num_docs == 64
    assert len(served(open_snapshot(store))) == 66


def test_only_the_generation_in_service_stays_and_those_that_are_read(store, open_snapshot):
    read = open_snapshot(store)
    for number in range(4):
        load([parsed(f"Number {number}.")], store)
    assert {path.name for path in (store / "snapshot").glob("generation-*")} == {read.generation, current_generation(store)}
    read.close()
    load([parsed("The last.")], store)
    assert [path.name for path in (store / "snapshot").glob("generation-*")] == [current_generation(store)]


def test_rejects_are_kept_with_their_reasons(tmp_path, open_snapshot):
    done = load([ARTICLE, Rejected(source="bad.jsonl", line=3, reason="broken JSON")], tmp_path, inputs=["bad.jsonl"])
    assert (done.accepted, done.rejected) == (1, 1)
    connection = open_snapshot(tmp_path).connection
    assert connection.execute("SELECT source, line, reason FROM rejects").fetchall() == [("bad.jsonl", 3, "broken JSON")]
    assert connection.execute("SELECT load, accepted, rejected, inputs FROM loads").fetchall() == [(1, 1, 1, '["bad.jsonl"]')]


def test_the_time_of_taking_in_is_utc(tmp_path, open_snapshot):
    before = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    load([ARTICLE], tmp_path)
    (taken,) = open_snapshot(tmp_path).connection.execute("SELECT taken_at FROM articles").fetchone()
    assert before <= taken <= dt.datetime.now(dt.UTC).replace(tzinfo=None)


def test_no_store_says_what_to_type(tmp_path):
    with pytest.raises(NoStore, match="python -m warta load"):
        open_store(tmp_path / "none")
    with pytest.raises(NoStore):
        rebuild(tmp_path / "none")


def test_an_empty_store_says_how_many_were_rejected(tmp_path):
    load([Rejected(source="bad.txt", reason="empty")], tmp_path)
    with pytest.raises(EmptyStore, match="1 inputs were rejected"):
        open_store(tmp_path)
    assert status(tmp_path)["rejects"] == [{"source": "bad.txt", "line": None, "reason": "empty"}]


def database(folder):
    return next((folder.parent / "segments").glob("*/warta.duckdb"))


def spoil_database(folder):
    with database(folder).open("r+b") as file:
        file.seek(20_000)
        file.write(b"spoilt")


def spoil_index(folder):
    next((folder / "index").glob("*.term")).unlink()


def spoil_index_meta(folder):
    (folder / "index" / "meta.json").write_text("{}")


def spoil_meta(folder):
    (folder / "meta.json").write_text('{"snapshot": 1')


def cut_database(folder):
    database(folder).write_bytes(database(folder).read_bytes()[:5000])


def remove_all(folder):
    shutil.rmtree(folder)


def garble_pointer(folder):
    (folder.parent / "CURRENT").write_bytes(b"\xff../..")


def remove_pointer(folder):
    (folder.parent / "CURRENT").unlink()


SPOILERS = (
    *(spoil_database, spoil_index, spoil_index_meta, spoil_meta),
    *(cut_database, remove_all, garble_pointer, remove_pointer),
)


@pytest.mark.parametrize("spoil", SPOILERS)
def test_a_damaged_snapshot_is_noticed_and_built_anew_from_the_lake(store, spoil):
    spoil(store / "snapshot" / current_generation(store))
    with pytest.raises(Damaged, match="python -m warta rebuild"):
        open_store(store)
    assert verify(store)
    mended = open_mended(store)
    assert mended.meta.counts["articles"] == 64
    assert verify(store) == []
    mended.close()


def test_a_snapshot_of_another_version_is_built_anew(store):
    path = store / "snapshot" / current_generation(store) / "meta.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"snapshot": 99}))
    with pytest.raises(WrongSchema, match="99"):
        open_store(store)
    mended = open_mended(store)
    assert mended.meta.snapshot == SNAPSHOT
    mended.close()


def test_without_a_lake_a_damaged_snapshot_stays_damaged(store):
    shutil.rmtree(store / "lake")
    spoil_meta(store / "snapshot" / current_generation(store))
    with pytest.raises(Damaged):
        open_mended(store)


def test_a_load_that_was_killed_before_publishing_is_published_by_the_next(store, open_snapshot):
    kept = (store / "snapshot" / "CURRENT").read_text()
    load([ARTICLE], store)
    (store / "snapshot" / "CURRENT").write_text(kept)
    assert load([ARTICLE], store).unchanged == 1
    assert len(served(open_snapshot(store))) == 65


def test_a_name_of_a_generation_is_never_used_again(tmp_path):
    load([ARTICLE], tmp_path)
    first = current_generation(tmp_path)
    shutil.rmtree(tmp_path / "snapshot")
    rebuild(tmp_path)
    assert current_generation(tmp_path) != first


def _hold(store, held, done):
    with locked(store):
        held.set()
        done.wait(60)


def test_two_loads_at_once_do_not_meet(tmp_path):
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, held, done))
    other.start()
    assert held.wait(60)
    with pytest.raises(Busy, match=f"Process {other.pid} is loading"):
        load([ARTICLE], tmp_path)
    done.set()
    other.join(60)
    assert load([ARTICLE], tmp_path).new == 1


def test_an_error_in_the_middle_of_a_load_leaves_what_is_served(store, open_snapshot):
    def broken():
        yield ARTICLE
        raise RuntimeError

    with pytest.raises(RuntimeError):
        load(broken(), store)
    assert len(served(open_snapshot(store))) == 64
    assert load([ARTICLE], store).new == 1


def test_the_store_is_the_one_named_else_that_of_the_environment(monkeypatch):
    monkeypatch.setenv("WARTA_STORE", "/somewhere")
    assert str(store_path()) == "/somewhere"
    assert str(store_path("here")) == "here"
    monkeypatch.delenv("WARTA_STORE")
    assert str(store_path()) == "store"


def test_a_folder_with_blanks_and_letters_is_a_fine_place_for_a_store(tmp_path, open_snapshot):
    load([ARTICLE], tmp_path / "Berita Été 'x' 消息 100%")
    assert len(served(open_snapshot(tmp_path / "Berita Été 'x' 消息 100%"))) == 1


def test_a_folder_that_the_lake_cannot_write_to_is_named(tmp_path):
    with pytest.raises(StoreError, match="Choose another"):
        load([ARTICLE], tmp_path / "a[b]")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), min_size=1), title=st.text(st.characters(codec="utf-8")))
def test_any_text_comes_back_as_it_was(tmp_path, text, title):
    whole = {"blocks": (Block(start=0, end=len(text), kind="body"),), "sentences": (Span(start=0, end=len(text)),)}
    article = ParsedArticle(id="same", language=None, text=text, title=title, outlet=title, **whole)
    load([article], tmp_path)
    snapshot = open_store(tmp_path)
    assert served(snapshot) == [article]
    (shown,) = snapshot.texts.articles(
        [number for (number,) in snapshot.connection.execute("SELECT article_no FROM articles").fetchall()]
    ).values()
    assert (shown.told.text, shown.told.title, shown.told.outlet) == (text, title, title)
    snapshot.close()


def test_a_store_takes_a_thousand_versions_of_one_id_for_one_article(tmp_path, open_snapshot):
    load((msgspec.structs.replace(ARTICLE, outlet=str(number)) for number in range(1000)), tmp_path)
    assert open_snapshot(tmp_path).meta.counts["articles"] == 1


def test_duckdb_never_fetches_an_extension(made, open_snapshot):
    query = "SELECT name, value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions', 'autoload_known_extensions')"
    assert {value for _, value in open_snapshot(made).connection.execute(query).fetchall()} == {"false"}


def test_a_served_database_cannot_be_written_to(made, open_snapshot):
    with pytest.raises(Exception, match="read-only"):
        open_snapshot(made).connection.execute("DELETE FROM s0.articles")


def test_the_status_tells_what_is_in_a_store(made):
    told = status(made)
    assert (told["articles"], told["sentences"], told["samples"], told["rejected"]) == (64, 192, 64, 0)
    assert told["languages"]["ar"] == 8
    assert told["version"] == "articles@0"
    assert json.dumps(told)
