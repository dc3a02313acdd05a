"""The tables of people and offices hold together: one name means one person, one office has one holder at a time."""

import collections
import datetime as dt
import functools
import itertools
import tomllib
from pathlib import Path

import pytest
import wordfreq

from warta.gazetteer.fold import HAN, name_key, stem_key
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.actor_rows import rows, scoped
from warta.parse.frequency import frequency
from warta.parse.known import keys_of, people
from warta.parse.language import languages

OFFICES = {"head of state", "head of government", "foreign minister", "secretary of state"}
TOWN = 15_000
"""Inhabitants from which a place is so often named that a surname alone must not be its name."""
FREQUENT = 4.0
"""Zipf frequency from which a word is so often written that a surname alone must not be it."""


def meant() -> frozenset[str]:
    """Return the keys of the surnames that mean the person all the same; the file gives the reasons."""
    table = tomllib.loads((Path(__file__).parent / "surnames_meant.toml").read_text(encoding="utf-8"))
    return frozenset(name_key(name) for group in table["group"] for name in group["names"])


def names():
    """Yield (slug, alias, language that it is confined to) for all names of people."""
    for row in rows("people.csv"):
        for written in (row["name"], *filter(None, row["aliases"].split("|"))):
            yield row["slug"], *scoped(written)


def alone(alias: str) -> bool:
    """Return whether a name is one word, which only a surname or a name such as Pelé can be."""
    return len(name_key(alias).split(" ")) == 1 and not (HAN.match(alias) and "·" in alias)


@functools.cache
def frequent_words(language: str) -> frozenset[str]:
    """Return the frequent words of a language as the keys that they are looked up by: without the accents that tell them from names."""
    if language not in wordfreq.available_languages("small"):
        return frozenset()
    words = wordfreq.get_frequency_dict(language, "small")
    return frozenset(name_key(word) for word in words if frequency(word, language) >= FREQUENT)


def test_slugs_and_names_of_people_are_theirs_alone():
    for column in ("slug", "name"):
        counted = collections.Counter(row[column] for row in rows("people.csv"))
        assert [value for value, count in counted.items() if count > 1] == []


def test_every_country_of_a_person_is_one_of_the_gazetteer():
    codes = {row["country"] for row in rows("people.csv") if row["country"]}
    assert {code for code in codes if gazetteer().country(code) is None} == set()


CASE_ENDINGS = ("", "а", "у", "ом", "ем", "е", "ы", "и", "ои", "еи", "я", "ю", "ь", "о")
"""Folded endings of Russian nouns."""


def test_no_name_belongs_to_two_people():
    bearers = collections.defaultdict(set)
    for slug, alias, language in names():
        for each in [language] if language else [None, *languages()]:
            bearers[name_key(alias), each].add(slug)
    assert {key: slugs for key, slugs in bearers.items() if len(slugs) > 1} == {}


def test_no_surname_alone_is_a_town_or_a_frequent_word():
    allowed = meant()
    wrong = set()
    for _slug, alias, language in names():
        key = name_key(alias)
        if not alone(alias) or key in allowed:
            continue
        if any(place.population > TOWN or place.kind in {"country", "region", "admin1"} for place in gazetteer().named(key)):
            wrong.add(alias)
        if any(key in frequent_words(each) for each in ([language] if language else languages())):
            wrong.add(alias)
    assert wrong == set()


def test_no_russian_surname_has_a_case_that_a_town_or_a_frequent_word_has_too():
    allowed = meant()
    frequent = collections.defaultdict(set)
    for word in frequent_words("ru"):
        frequent[stem_key(word, "russian")].add(word)
    wrong = set()
    for _slug, alias, _language in names():
        key = name_key(alias)
        for stem in keys_of(key, person=True)[1:] if alone(alias) and key not in allowed else ():
            forms = [stem[1:] + ending for ending in CASE_ENDINGS]
            towns = [place for form in forms if stem_key(form, "russian") == stem for place in gazetteer().named(form)]
            if any(place.population > TOWN or place.kind in {"country", "region", "admin1"} for place in towns) or frequent.get(
                stem, set()
            ) - {key}:
                wrong.add(alias)
    assert wrong == set()


@pytest.mark.parametrize("row", rows("offices.csv"), ids=lambda row: f"{row['country']} {row['office']} {row['from']}")
def test_an_office_is_held_by_a_known_person_from_a_day_to_a_later_day(row):
    assert row["person"] in people()
    assert row["office"] in OFFICES
    assert gazetteer().country(row["country"])
    assert dt.date.fromisoformat(row["from"]) <= dt.date.fromisoformat(row["to"] or "9999-12-31")


def test_no_office_has_two_holders_but_on_the_day_it_is_handed_over():
    order = sorted(rows("offices.csv"), key=lambda row: (row["country"], row["office"], row["from"]))
    for before, after in itertools.pairwise(order):
        if (before["country"], before["office"]) == (after["country"], after["office"]):
            assert (before["to"] or "9999-12-31") <= after["from"], (before, after)
