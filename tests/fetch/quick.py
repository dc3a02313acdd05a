"""The command line with a parser that finds nothing: what is tested here is fetching. ``python -m tests.fetch.quick watch ...``."""

from unittest.mock import patch

from warta.article import Block, ParsedArticle, Span
from warta.cli import main


def quick_parse(article):
    """Return an article of one sentence."""
    end = len(article.text)
    return ParsedArticle(
        id=article.id,
        language="en",
        title=article.title,
        url=article.url,
        text=article.text,
        blocks=(Block(start=0, end=end, kind="body"),),
        sentences=(Span(start=0, end=end),),
        notes=article.notes,
    )


if __name__ == "__main__":
    with patch("warta.sources.parsing.parse", quick_parse):
        raise SystemExit(main())
