"""A store in which little was found is shown without a fault, page by page."""

import pytest

from tests.factory import parsed
from warta.store import load

NOTHING = ["Nothing is named in this sentence."]
ONE_PLACE = ["They met in [Samarkand|samarkand]."]
ONE_COUNTRY = ["They met in [Kazakhstan|kz]."]


@pytest.mark.parametrize("sentences", [NOTHING, ONE_PLACE, ONE_COUNTRY])
def test_no_page_fails_where_no_place_or_no_country_was_found(visit, tmp_path, sentences):
    load([parsed(*sentences)], tmp_path / "store")
    for name in ("overview", "map", "timeline", "articles", "sources"):
        page = visit(tmp_path / "store", name)
        assert list(page.exception) == [], name
