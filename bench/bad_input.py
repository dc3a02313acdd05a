"""Whether parsing takes no more than four times as long for four times the text, on texts that are no good articles."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL, LARGE = 250_000, 1_000_000
"""Code points of the two texts that are compared."""
PROSE = {
    "en": "Vladimir Putin met Xi Jinping in Samarkand, Uzbekistan, on 15 September 2022. They said that the talks had been useful. ",
    "id": "Presiden Joko Widodo bertemu Xi Jinping di Beijing, China, pada Selasa (26/7/2022), kata Retno Marsudi kepada wartawan. ",
    "ru": "Президент Владимир Путин встретился с Си Цзиньпином в Самарканде 15 сентября 2022 года, сообщил Дмитрий Песков. ",
    "fr": "Le président Emmanuel Macron a rencontré Olaf Scholz à Berlin le 9 mai 2022, a déclaré le porte-parole du gouvernement. ",
    "es": "El presidente Pedro Sánchez se reunió con Emmanuel Macron en Barcelona el 19 de enero de 2023, dijo el portavoz. ",
    "tr": "Cumhurbaşkanı Recep Tayyip Erdoğan, 16 Eylül 2022'de Semerkant'ta Vladimir Putin ile görüştü ve Türkiye'ye döndü. ",
    "ar": "قال الرئيس المصري عبد الفتاح السيسي في القاهرة يوم 13 سبتمبر 2022 إن الأمم المتحدة ستعقد اجتماعا في شرم الشيخ. ",
    "zh": "中国国家主席习近平2022年9月15日在撒马尔罕会见俄罗斯总统普京，外交部发言人毛宁在北京说。",
}
NOISE = {
    "blank lines": "\n",
    "quotation marks": "“",
    "nested quotations": "“a ",
    "guillemets": "«",
    "apostrophes": "'",
    "combining marks": "\u0301",
    "control characters": "\u202e\0",
    "emoji": "👨\u200d👩\u200d👧 ",
    "rows of a table": "12\tParis\t2022\tFrance\t3,4\n",
    "capitals": "A ",
    "dates": "12/9/2022 ",
    "names": "Maria Hassan, John Smith, Tan Wei, ",
    "one Han character": "中",
    "Kana": "あ",
}


def kinds() -> Iterator[tuple[str, str, str | None]]:
    """Yield what a bad text is, a piece of it, and its language."""
    for language, prose in PROSE.items():
        yield f"{language}: prose on one line", prose, language
        yield f"{language}: a sentence a line", f"{prose.strip()}\n", language
        yield f"{language}: no punctuation", re.sub(r"[^\w\s]", "", prose), language
        yield f"{language}: neither spaces nor punctuation", re.sub(r"\W", "", prose), language
        if prose.upper() != prose:
            yield f"{language}: capitals", prose.upper(), language
    for what, piece in NOISE.items():
        yield what, piece, None


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Yield (what, value, unit, aim): how much longer four times the text takes."""
    for what, piece, language in kinds():
        _seconds(piece, 2000, language)  # what is loaded and compiled once
        short, long = (_seconds(piece, size, language) for size in (SMALL, LARGE))
        yield what, long / max(short, 1e-3), f"times ({long:.1f} s)", "4"


def _seconds(piece: str, size: int, language: str | None) -> float:
    from warta.article import Article  # noqa: PLC0415  (half a second, which other benchmarks measure)
    from warta.parse import parse  # noqa: PLC0415  (same)

    text = (piece * (size // len(piece) + 1))[:size]
    begun = time.process_time()
    parse(Article(id="bad", text=text, language=language))
    return time.process_time() - begun
