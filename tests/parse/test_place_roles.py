"""Why a place is mentioned."""

import csv

import pytest

from warta.article import Article
from warta.parse import parse
from warta.parse.place_roles import ROLES, WEIGHTS, weigh


def roles(text, language, **fields):
    return {place.surface: place.role for place in parse(Article(id="a", text=text, language=language, **fields)).places}


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "The two ministers met in Vienna on Monday.", "Vienna"),
        ("en", "Thousands marched through the streets of the Belarusian city of Grodno.", "Grodno"),
        ("en", "The cyclone struck Beira overnight.", "Beira"),
        ("es", "Miles de personas marcharon por el centro de Guayaquil.", "Guayaquil"),
        ("es", "El huracán arrasó Acapulco de madrugada.", "Acapulco"),
        ("fr", "Des milliers de personnes ont défilé dans les rues de Marseille.", "Marseille"),
        ("id", "Ribuan warga mengungsi di kawasan Cianjur.", "Cianjur"),
        ("ru", "Тысячи людей вышли на площадь в городе Томске.", "Томске"),
        ("tr", "Deprem Hatay'da binlerce binayı yıktı.", "Hatay"),
        ("ar", "وقع انفجار كبير في بيروت مساء الثلاثاء.", "بيروت"),
        ("zh", "两国领导人周五在日内瓦会晤。", "日内瓦"),
    ],
)
def test_a_town_where_the_sentence_is_set_is_drawn(language, text, place):
    assert roles(text, language)[place] == "event"


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "The president of Kazakhstan sent a message.", "Kazakhstan"),
        ("en", "The mayor of Lyon sent a message.", "Lyon"),
        ("es", "La alcaldesa de Sevilla envió un mensaje.", "Sevilla"),
        ("es", "El pintor, nacido en Zaragoza, envió un mensaje.", "Zaragoza"),
        ("fr", "Le maire de Grenoble a envoyé un message.", "Grenoble"),
        ("id", "Bupati Sleman mengirim pesan.", "Sleman"),
        ("tr", "Konya doğumlu ressam bir mesaj gönderdi.", "Konya"),
    ],
)
def test_what_somebody_governs_or_comes_from_is_an_origin(language, text, place):
    assert roles(text, language)[place] == "origin"


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "The village lies 60 km from Derby.", "Derby"),
        ("es", "El pueblo está a 60 kilómetros de Toledo.", "Toledo"),
        ("fr", "Le village se trouve à 60 kilomètres de Lyon.", "Lyon"),
        ("tr", "Köy, İzmir'e 60 kilometre uzaklıkta.", "İzmir"),
    ],
)
def test_a_place_that_only_tells_a_distance_is_not_drawn(language, text, place):
    assert roles(text, language)[place] == "mentioned"


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "Moscow said that it would answer.", "Moscow"),
        ("es", "Moscú dijo que respondería.", "Moscú"),
        ("ru", "Франция заявила протест.", "Франция"),
    ],
)
def test_a_state_that_speaks_acts(language, text, place):
    assert roles(text, language)[place] == "actor"


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "Portugal was hit by its worst wildfires in years.", "Portugal"),
        ("es", "Chile sufre la peor sequía de su historia.", "Chile"),
        ("fr", "La Grèce a connu ses pires incendies.", "Grèce"),
    ],
)
def test_a_whole_country_to_which_something_happens_is_drawn(language, text, place):
    assert roles(text, language)[place] == "event"


def test_a_capital_that_acts_is_its_state_in_any_language():
    article = parse(Article(id="a", text="Managua dijo que no había negociado nada.", language="es"))
    assert [(actor.name, actor.kind) for actor in article.actors] == [("Nicaragua", "metonym")]


def test_places_beside_one_another_share_their_role():
    found = roles("The plane landed safely in Leipzig, Saxony, and in Lyon.", "en")
    assert found == {"Leipzig": "event", "Saxony": "event", "Lyon": "event"}


def test_a_dateline_and_the_division_after_it_are_datelines():
    found = roles("Storm passes\n\nLEIPZIG (Saxony) — The storm passed on Monday.", "en")
    assert found["LEIPZIG"] == "dateline"


def test_every_cue_has_a_weight_for_every_role():
    with WEIGHTS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(set(row) == {"cue", *ROLES} for row in rows)
    assert rows == sorted(rows, key=lambda row: row["cue"])


def test_without_cues_a_place_is_where_something_happens():
    assert weigh(["a cue that no table knows"]) == "event"
