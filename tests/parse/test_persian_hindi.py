"""Persian and Hindi, languages of the second tier: places, known actors and explicit dates."""

from __future__ import annotations

import pytest

from tests.parse.test_pipeline import parsed


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("fa", "زلزله در کرمانشاه و سرپل ذهاب صدها کشته بر جای گذاشت.", {"Kermanshah": "event", "Sarpol-e Z̄ahāb": "event"}),
        ("fa", "هواپیمای مسافربری نزدیک تهران سقوط کرد.", {"Tehran": "event"}),
        ("fa", "اگر گروه دیگر هم بیاید خبر خوبی است.", {}),
        ("hi", "मुंबई और पुणे में भारी बारिश हुई।", {"Mumbai": "event", "Pune": "event"}),
        ("hi", "पाकिस्तान की राजधानी इस्लामाबाद में बैठक हुई।", {"Pakistan": "actor", "Islamabad": "event"}),
    ],
)
def test_places_are_found_and_what_happens_there(language, text, places):
    assert {place.name: place.role for place in parsed(text, language=language).places} == places


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fa", "ولادیمیر پوتین با محمدجواد ظریف دیدار کرد.", ["Vladimir Putin", "Mohammad Javad Zarif"]),
        ("fa", "سازمان ملل متحد ابراز نگرانی کرد.", ["United Nations"]),
        ("hi", "प्रधानमंत्री नरेंद्र मोदी ने जो बाइडन से बात की।", ["Narendra Modi", "Joe Biden"]),
        ("hi", "संयुक्त राष्ट्र के महासचिव एंतोनियो गुतेरस पहुंचे।", ["United Nations", "António Guterres"]),
    ],
)
def test_known_actors_have_their_english_names(language, text, names):
    assert [actor.name for actor in parsed(text, language=language).actors] == names


def test_financial_is_not_mali_in_arabic():
    assert parsed("تلقت الشركة دعما مالي المصدر.", language="ar").places == ()
    assert [place.name for place in parsed("اندلع القتال في مالي.", language="ar").places] == ["Mali"]
