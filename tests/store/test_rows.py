import datetime as dt

from tests.factory import parsed
from warta.article import Article, Block
from warta.parse import parse
from warta.store.rows import Numbers, Taken, article_rows
from warta.store.tables import TABLES, arrow_table

TAKEN = Taken(3, 12, dt.datetime(2024, 5, 1))  # noqa: DTZ001 (UTC without a zone, as DuckDB keeps it)
FIRST = Numbers(0, 0)


def rows(article, first=FIRST):
    made = article_rows(article, TAKEN, first)
    return {name: [dict(zip(TABLES[name], row, strict=True)) for row in made[name]] for name in made}


def test_each_mention_lies_in_its_sentence():
    article = parsed("Nothing here.", "[Xi|xi] came to [Samarkand|samarkand].", title="A visit")
    made = rows(article, Numbers(7, 100))
    assert [row["sentence_no"] for row in made["sentences"]] == [100, 101, 102]
    assert [(row["sentence_no"], row["article_no"], row["surface"]) for row in made["places"]] == [(102, 7, "Samarkand")]


def test_what_stands_in_a_link_to_another_article_is_no_evidence():
    article = parsed("[Xi|xi] spoke.", "Read also: [Putin|putin] in [Moscow|moscow]")
    related = Block(start=article.sentences[1].start, end=article.sentences[1].end, kind="related-link")
    made = rows(parsed("[Xi|xi] spoke.", "Read also: [Putin|putin] in [Moscow|moscow]", blocks=(article.blocks[0], related)))
    assert len(made["sentences"]) == 1
    assert made["places"] == []
    assert [row["name"] for row in made["actors"]] == ["Xi Jinping"]
    assert made["articles"][0]["sentences"] == 1


def test_only_evidence_is_numbered():
    article = parsed("By Somebody", "[Xi|xi] spoke.")
    byline = Block(start=0, end=11, kind="byline")
    made = rows(parsed("By Somebody", "[Xi|xi] spoke.", blocks=(byline, article.blocks[1])))
    assert [row["sentence_no"] for row in made["sentences"]] == [0]


def when(article):
    columns = ("sentence_no", "ranges", "first_day", "last_day", "day_precision", "day_basis")
    return [tuple(str(row[column]) for column in columns) for row in rows(article)["sentences"]]


def test_a_sentence_is_when_its_own_dates_say_else_when_it_was_published():
    assert when(parsed("They met on [15 September|2022-09-15].", "They spoke.", published="2022-09-16")) == [
        ("0", "1", "2022-09-15", "2022-09-15", "day", "event"),
        ("1", "1", "2022-09-16", "2022-09-16", "day", "published"),
    ]


def test_a_sentence_without_any_date_has_no_time():
    assert when(parsed("They spoke.")) == [("0", "0", "None", "None", "None", "None")]


def test_the_same_day_named_twice_in_a_sentence_is_one_time():
    article = parsed("On [Thursday|2022-09-15], [15 September|2022-09-15].")
    assert [time[1] for time in when(article)] == ["1"]
    assert rows(article)["ranges"] == []


def test_of_several_ranges_each_is_kept_and_their_ends_stand_on_the_sentence():
    article = parsed("From [15 to 16 September|2022-09-15..2022-09-16], in [September|2022-09].")
    assert when(article) == [("0", "2", "2022-09-01", "2022-09-30", "None", "event")]
    assert [(str(row["from"]), str(row["to"]), row["precision"]) for row in rows(article)["ranges"]] == [
        ("2022-09-15", "2022-09-16", "day"),
        ("2022-09-01", "2022-09-30", "month"),
    ]


def test_rows_of_each_kind_fit_their_table():
    article = parsed("[He said so|said:xi] in [Samarkand|samarkand], [Xi|xi].", title="T", notes=("why",), published="2022-09-15")
    made = article_rows(article, TAKEN, Numbers(0, 0))
    assert all(made[name] for name in ("articles", "sentences", "places", "actors", "statements", "events", "notes"))
    for name, values in made.items():
        assert arrow_table(name, values).num_rows == len(values)


def test_the_days_of_an_article_are_those_of_its_publication():
    article = rows(parsed("A.", published="2022-09-15"))["articles"][0]
    assert (article["published"], str(article["published_from"]), article["published_basis"]) == (
        "2022-09-15",
        "2022-09-15",
        "stated",
    )
    assert (article["load"], article["number"]) == (3, 12)


def test_a_state_that_is_recorded_as_an_actor_alone_is_a_place_of_that_role():
    article = parse(Article(id="x", text="Presiden Sudan Omar al-Bashir digulingkan. Israel menuduh Hamas.", language="id"))
    assert not article.places
    places = [(row["surface"], row["place_id"], row["country"], row["precision"], row["role"]) for row in rows(article)["places"]]
    assert places == [
        ("Sudan", "geonames:366755", "SD", "country", "origin"),
        ("Israel", "geonames:294640", "IL", "country", "actor"),
    ]
