"""Palaces and capitals stand for governments, in whatever language they are named."""

import collections

import pytest

from warta.article import Article
from warta.gazetteer import gazetteer, name_key
from warta.parse import parse
from warta.parse.actor_rows import rows
from warta.parse.known import aliases


def test_a_name_stands_for_one_government():
    states = collections.defaultdict(set)
    for row in rows("metonyms.csv"):
        assert row["country"] == "EU" or gazetteer().country(row["country"]), row
        assert row["always"] in {"yes", "no"}, row
        for name in row["names"].split("|"):
            states[name_key(name)].add(row["country"])
    assert {key for key, countries in states.items() if len(countries) > 1} == set()
    assert states.keys() & aliases().keys() == set()


@pytest.mark.parametrize(
    ("language", "text", "surface", "country"),
    [
        ("es", "La Moncloa negó la información el lunes.", "La Moncloa", "ES"),
        ("fr", "Matignon a démenti lundi cette information.", "Matignon", "FR"),
        ("pt", "O Planalto negou a informação na segunda-feira.", "Planalto", "BR"),
        ("ru", "В понедельник Акорда опровергла эти сведения.", "Акорда", "KZ"),
        ("zh", "中南海星期一没有回应。", "中南海", "CN"),
        ("en", "Malacañang denied the report on Monday.", "Malacañang", "PH"),
        ("ar", "نفى قصر الاتحادية الخبر يوم الاثنين.", "قصر الاتحادية", "EG"),
        ("tr", "Beştepe haberi pazartesi günü yalanladı.", "Beştepe", "TR"),
    ],
)
def test_a_palace_is_the_government_in_it(language, text, surface, country):
    found = {actor.surface: (actor.kind, actor.country) for actor in parse(Article(id="a", text=text, language=language)).actors}
    assert found[surface] == ("metonym", country)
