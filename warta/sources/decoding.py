"""From bytes to text: Unicode where it can be proved, another encoding where it can be told with confidence, else a reason.

Eight-bit encodings of the Latin script are not guessed: Turkish, Polish and French bytes look alike, and a wrong guess would
alter names without anybody noticing. Cyrillic, Greek, Arabic, Hebrew, Thai and East Asian encodings can be told apart.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAVE = "save it as UTF-8 and load it again"

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 100_000
_MOST_CHAOS = 5.0
_LEAST_COHERENCE = 45.0
_LEAST_LETTERS = 12


class Undecodable(ValueError):  # noqa: N818 (says what the bytes are)
    """Bytes that are no text, or whose encoding cannot be told; the message says what to do."""


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of a file.

    Args:
        data: the bytes of the file.
        declared: the encoding that the file itself claims (HTML does); believed only where it decodes.

    Raises:
        Undecodable: there is no text, or its encoding cannot be told.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Undecodable("empty: there is nothing to read in it")
    text = _unicode(data)
    if text is None and declared:
        text = _declared(data, declared)
    if text is None:
        text, _ = _guessed(data)
    return text


def encoding_of(sample: bytes) -> str:
    """Return the name of the encoding of a file, told from its beginning, which ends between two characters.

    Raises:
        Undecodable: it cannot be told, or this is no text.
    """
    return "utf-8" if _unicode(sample) is not None else _guessed(sample)[1]


def binary(text: str) -> bool:
    """Return whether a decoded text holds control characters that no text has."""
    return _CONTROL.search(text[:_SAMPLE]) is not None


def _unicode(data: bytes) -> str | None:
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise Undecodable(f"begins as {encoding.upper()} and breaks off at byte {error.start}: {SAVE}") from error
        return None
    if binary(text):
        raise Undecodable("binary: it has control characters that no text has; give the text, HTML or JSON instead")
    return text


def _declared(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _guessed(data: bytes) -> tuple[str, str]:
    """Return a text and its encoding."""
    if b"\0" in data:
        raise Undecodable("binary: it has NUL bytes; give the text, HTML or JSON instead")
    if (at := _broken_utf8(data)) is not None:
        raise Undecodable(f"UTF-8 with a broken character at byte {at}: mend or {SAVE}")
    best = from_bytes(data[:_SAMPLE]).best()
    text = _declared(data, best.encoding) if best else None
    if best is None or text is None or best.percent_chaos > _MOST_CHAOS or not _certain(text, best.percent_coherence):
        raise Undecodable(f"neither UTF-8 nor in an encoding that can be told with confidence: {SAVE}")
    return text, best.encoding


def _broken_utf8(data: bytes) -> int | None:
    """Return where UTF-8 breaks in what is otherwise clearly UTF-8."""
    lossy = data.decode("utf-8", "replace")
    broken = lossy.count("\ufffd")
    sound = sum(not character.isascii() for character in lossy[:_SAMPLE]) - broken
    return len(lossy.split("\ufffd", 1)[0].encode()) if sound > broken else None


def _certain(text: str, coherence: float) -> bool:
    letters = [character for character in text[:_SAMPLE] if not character.isascii() and character.isalpha()]
    names = [unicodedata.name(character, "") for character in letters]
    wide = sum(name.startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL")) for name in names)
    latin = sum(name.startswith("LATIN") for name in names)
    if len(letters) < _LEAST_LETTERS or latin * 10 > len(letters):
        return False
    return wide * 10 >= len(letters) * 9 or coherence >= _LEAST_COHERENCE
