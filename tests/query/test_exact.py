"""Every question gives the numbers that plain counting gives, whatever the filters, over several segments with articles out of date."""

import dataclasses
import datetime as dt
import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factory import parsed
from tests.query import naive
from tests.world import ACTORS, PLACES
from warta import query
from warta.article import Note, Published
from warta.query import DEFAULT_ROLES, ROLES, Filters, Where, tallies
from warta.query import chosen as chosen_sentences
from warta.store import columns_made, load, open_snapshot

TOWNS = ("samarkand", "astana", "moscow", "kz", "uz", "ru", "centralasia")
PEOPLE = ("xi", "putin", "tokayev", "china", "nato")
DAYS = ("2022-09-13", "2022-09-14", "2022-09-15", "2022-09-16", "2022-09", "2022-09-13..2022-09-16", "2021-03", "2022-10-02")
WORDS = ("talks", "border", "gas", "summit", "bank", "train")


def sentence(drawn):
    parts = [drawn.choice(WORDS)]
    for _ in range(drawn.choice((0, 1, 1, 2, 3))):
        town = drawn.choice(TOWNS)
        parts.append(f"[{town}|{town}/{drawn.choice(ROLES)}]")
    parts += [f"[{who}|{who}]" for who in drawn.choices(PEOPLE, k=drawn.choice((0, 0, 1, 2)))]
    parts += [f"[{day}|{day}]" for day in drawn.choices(DAYS, k=drawn.choice((0, 0, 1, 2, 3)))]
    drawn.shuffle(parts)
    return " ".join(parts) + "."


def article(drawn, number):
    made = parsed(
        *(sentence(drawn) for _ in range(drawn.choice((1, 2, 4, 6)))),
        title=sentence(drawn) if drawn.random() < 0.7 else None,
        language=drawn.choice(("en", "id", "ru", None)),
        outlet=drawn.choice(("Wire", "Post", None)),
        url=f"https://example.org/{number}",
    )
    span = made.sentences[-1]
    note = Note(step="places", reason="no gazetteer has it", start=span.start, end=span.start + 1, surface=made.text[span.start])
    day = drawn.choice((*DAYS[:4], None))
    published = Published(value=day, from_=day, to=day, precision="day", basis="stated") if day else Published()
    # Of a place one mention may have a point and another none.
    places = tuple(dataclasses_replaced(place, lat=None, lon=None) if drawn.random() < 0.2 else place for place in made.places)
    return dataclasses_replaced(made, published=published, places=places, notes=(note,) if drawn.random() < 0.3 else ())


def dataclasses_replaced(record, **changes):
    return type(record)(**({field: getattr(record, field) for field in record.__struct_fields__} | changes))


class World(tuple):
    """A snapshot and the articles that it serves."""

    __slots__ = ()

    def __repr__(self):
        return "world"


@pytest.fixture(scope="module", autouse=True)
def small_pieces():
    """Look at some articles at a time, and keep few terms beside their sentences, as with a million of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chosen_sentences, "PIECE", 25)
        patch.setattr(columns_made, "NO_TERM", 3)
        patch.setattr(tallies, "NO_TERM", 3)
        patch.setattr(tallies, "FEW", 2)
        yield


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A store of three segments, in the first two of which some articles are out of date, and what is served of it."""
    drawn = random.Random(4)  # noqa: S311  (no secret)
    store = tmp_path_factory.mktemp("exact") / "store"
    served = {}
    for numbers in (range(45), range(30, 60), range(55, 65)):
        made = [article(drawn, number) for number in numbers]
        load(iter(made), store)
        served |= {each.id: each for each in made}
    return World((open_snapshot(store), list(served.values())))


PLACE_IDS = [PLACES[town]["place_id"] for town in TOWNS]
ACTOR_IDS = [ACTORS[who]["actor_id"] for who in PEOPLE]


def some(values, most):
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


FILTERS = st.builds(
    Filters,
    country=st.just(()) | some(["KZ", "UZ", "RU", "XX"], 3),
    place=st.just(()) | some(PLACE_IDS, 6),
    actor=st.just(()) | some(ACTOR_IDS, 2),
    language=st.just(()) | some(["en", "id", "ru"], 2),
    source=st.just(()) | some(["Wire", "Post"], 1),
    role=some(ROLES, 5).filter(lambda roles: set(roles) != set(DEFAULT_ROLES)),
    from_=st.none() | st.dates(dt.date(2022, 9, 10), dt.date(2022, 9, 20)),
    to=st.none() | st.dates(dt.date(2022, 9, 10), dt.date(2022, 9, 20)),
    date=st.sampled_from(["event", "published"]),
    q=st.sampled_from(["", "", "", "gas", "SUMMIT", "nothing"]),
    scope=st.sampled_from(["sentence", "article"]),
).map(lambda f: dataclasses.replace(f, to=None) if f.from_ and f.to and f.to < f.from_ else f)
thorough = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@thorough
@given(FILTERS)
def test_counts_and_the_map_are_those_of_plain_counting(world, filters):
    snapshot, articles = world
    chosen = naive.select(articles, filters)
    assert tuple(query.count(snapshot, filters))[:2] == (len(chosen), len({s.article.id for s in chosen}))
    rows = [json.loads(line) for line in b"".join(query.export(snapshot, filters, "sentences", "jsonl")).splitlines()]
    assert sorted((row["article_id"], row["ordinal"]) for row in rows) == sorted(s.key for s in chosen)
    places = query.map_places(snapshot, filters)
    assert {row.place_id: (row.sentences, row.articles) for row in places.itertuples()} == naive.map_places(chosen, filters)
    countries = query.map_countries(snapshot, filters)
    found = {row.country: (row.sentences, row.all_sentences, row.articles) for row in countries.itertuples()}
    assert found == naive.map_countries(chosen, filters)
    reasons = [naive.reason(s, filters) for s in chosen]
    assert query.placed(snapshot, filters) == reasons.count(None)
    for reason, sentences in query.not_placed(snapshot, filters).itertuples(index=False):
        assert sentences == reasons.count(reason) == query.evidence_count(snapshot, filters, Where(not_placed=reason))


@thorough
@given(FILTERS)
def test_the_timeline_is_that_of_plain_counting(world, filters):
    snapshot, articles = world
    chosen = naive.select(articles, filters)
    lanes = query.lanes(snapshot, filters)
    assert dict(zip(lanes["actor_id"], lanes["sentences"], strict=True)) == naive.lanes(chosen, filters)
    marks = query.timeline(snapshot, filters)
    found = {(m[0], str(m[3])[:10], str(m[4])[:10], m[6]): m[7] for m in marks.itertuples(index=False)}
    assert found == naive.timeline(chosen, filters)
    assert len(found) == len(marks)
    bars = query.histogram(snapshot, filters, "month")
    assert {(str(b[0])[:7], b[1]): b[2] for b in bars.itertuples(index=False)} == naive.histogram(chosen, filters)
    assert query.undated(snapshot, filters) == sum(not s.times for s in chosen)
    assert query.days_covered(snapshot, filters) == naive.days_covered(chosen, filters)
    for m in marks.head(2).itertuples(index=False):
        where = Where(actor_id=m[0], from_=m[3].date(), to=m[4].date(), basis=m[6])
        assert query.evidence_count(snapshot, filters, where) == m[7] == len(query.evidence(snapshot, filters, where, limit=1000))


@thorough
@given(FILTERS)
def test_facets_are_those_of_plain_counting(world, filters):
    snapshot, articles = world
    roles = filters.roles
    keys = {
        "country": lambda s: [p.country for p in s.places if p.role in roles and p.country],
        "place": lambda s: [p.place_id for p in s.places if p.role in roles],
        "actor": lambda s: s.actors,
        "source": lambda s: [s.article.outlet] if s.article.outlet else [],
        "language": lambda s: [s.article.language] if s.article.language else [],
    }
    for key, of in keys.items():
        others = filters if key == "actor" else filters.without(key)
        wanted = naive.counted(naive.select(articles, others), of)
        found = query.facet(snapshot, filters, key)
        assert dict(zip(found["value"], found["sentences"], strict=True)) == {value: number for value, (number, _) in wanted.items()}
        assert list(found["sentences"]) == sorted(found["sentences"], reverse=True)
    without = dataclasses.replace(filters, role=(), country=(), place=())
    wanted = naive.counted(naive.select(articles, without), lambda s: {p.role for p in s.places})
    found = query.facet(snapshot, filters, "role")
    assert dict(zip(found["value"], found["sentences"], strict=True)) == {role: number for role, (number, _) in wanted.items()}


@thorough
@given(FILTERS, st.sampled_from(["relevance", "newest"]))
def test_the_pages_of_a_list_show_each_selected_article_once(world, filters, order):
    snapshot, articles = world
    chosen = naive.select(articles, filters)
    wanted = {s.article.id: sum(t.article.id == s.article.id for t in chosen) for s in chosen}
    found, days = {}, []
    for page in range(1, 2 + len(wanted) // 20):
        rows = query.search(snapshot, filters, order, page, 20).rows
        found |= dict(zip(rows["id"], rows["sentences"], strict=True))
        days += [day for day in rows["published"] if isinstance(day, str)]
        assert len(rows) == min(20, len(wanted) - 20 * (page - 1))
    assert found == wanted
    if order == "newest" or not filters.q:
        assert days == sorted(days, reverse=True)
    assert list(query.latest(snapshot, filters, 3)["id"]) == list(query.search(snapshot, filters, "newest", 1, 3).rows["id"])
