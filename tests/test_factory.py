from tests.factory import demo, parsed
from warta.sources.check import fault


def test_the_factory_makes_articles_that_pass_the_check_for_foreign_ones():
    articles = list(demo())
    assert len(articles) >= 60
    assert len({article.language for article in articles}) == 8
    assert [fault(article) for article in articles if fault(article)] == []


def test_the_factory_makes_equal_articles_from_equal_words():
    marked = "[Xi|xi] met [Vladimir Putin|putin] in [Samarkand|samarkand] on [15 September|2022-09-15]."
    article = parsed(marked, title="[China|china] and [Russia|russia]")
    assert article == parsed(marked, title="[China|china] and [Russia|russia]")
    assert [actor.name for actor in article.actors] == ["China", "Russia", "Xi Jinping", "Vladimir Putin"]
