"""What the benchmarks are fed with: articles as a parser would give them, the same whenever they are made."""

import pytest

from bench.articles import articles
from bench.pools import LANGUAGES
from warta.sources.check import fault
from warta.store.rows import EVIDENCE


@pytest.fixture(scope="module")
def made():
    return list(articles(range(300)))


def test_generated_articles_are_taken_as_parsed_articles(made):
    assert [fault(article) for article in made] == [None] * 300


def test_every_mention_of_a_generated_article_is_its_text(made):
    for article in made:
        for mention in (*article.places, *article.actors, *article.dates, *article.statements, *article.notes):
            assert article.text[mention.start : mention.end] == mention.surface


def test_an_article_of_a_number_is_the_same_whatever_is_made_beside_it(made):
    assert list(articles(range(120, 130))) == made[120:130]
    assert list(articles(range(120, 130), seed=1)) != made[120:130]


def test_generated_articles_are_as_long_and_as_full_as_news(made):
    words = sum(len(article.text.split()) for article in made if article.language != "zh")
    assert 250 < words / sum(article.language != "zh" for article in made) < 400
    assert {article.language for article in made} == set(LANGUAGES)
    assert 10 < sum(len(article.sentences) for article in made) / 300 < 18
    for kind in ("places", "actors", "dates", "statements", "events", "notes"):
        assert any(getattr(article, kind) for article in made)
    assert {block.kind for article in made for block in article.blocks} <= EVIDENCE
