"""Turn a marked article into the article and its answer key: ``python -m tests.evaluate.marked NAME.marked...`` (docs/labelling.md)."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from warta.gazetteer.fold import name_key
from warta.gazetteer.gazetteer import Entry, gazetteer

MARK = re.compile(r"\[\[(?P<surface>[^\[\]|]+)\|(?P<kind>[PGADN]):(?P<label>[^\[\]|]+)\]\]")
ROLES = frozenset(["event", "dateline", "mentioned", "origin"])
NORTHERN = {"SP": ("03-01", "05-31"), "SU": ("06-01", "08-31"), "FA": ("09-01", "11-30")}
LISTS = {"P": "places", "G": "place_or_actor", "A": "actors", "D": "dates", "N": "not_places"}
Row = dict[str, Any]


def unmark(source: str) -> tuple[str, Row]:
    """Return the text and the answer key of a marked article. Raises ValueError where a mark cannot be understood."""
    head, _, body = source.partition("\n+++\n")
    key: Row = {**tomllib.loads(head), **{name: [] for name in LISTS.values()}}
    text, position = "", 0
    for match in MARK.finditer(body):
        text += body[position : match.start()]
        span = {"start": len(text), "end": len(text) + len(match["surface"]), "surface": match["surface"]}
        key[LISTS[match["kind"]]].append({**span, **READERS[match["kind"]](match["label"])})
        text, position = text + match["surface"], match.end()
    text += body[position:]
    for leftover in ("[[", "]]"):
        if leftover in text:
            at = text.index(leftover)
            raise ValueError(f"a mark that cannot be read near {text[max(0, at - 40) : at + 60]!r}")
    return text, _finish(key, text)


def _finish(key: Row, text: str) -> Row:
    for statement in key.setdefault("statements", []):
        if statement["quote"] not in text:
            raise ValueError(f"the text holds no {statement['quote']!r}")
        statement["start"] = text.index(statement["quote"])
        statement["end"] = statement["start"] + len(statement["quote"])
    if key["title"] not in text:
        raise ValueError("the text does not hold its title")
    key.setdefault("timeline", [])
    key["drawn"] = sorted({place["name"] for place in key["places"] if place["role"] in {"event", "dateline"}})
    key["offsets"] = "code points of the file as stored"
    return key


def _place(label: str) -> Row:
    name, country, role, *number = label.split(":")
    if role not in ROLES:
        raise ValueError(f"no role {role!r} in {label!r}")
    entry = _find(name, None if country == "-" else country, number[0] if number else None)
    where = {"geonameid": None, "lat": None, "lon": None}
    if entry:
        number = entry.place_id.removeprefix("geonames:")
        where = {"geonameid": int(number) if number.isdecimal() else None, "lat": entry.lat, "lon": entry.lon}
    return {"name": name, "country": None if country == "-" else country, "role": role, **where}


def _find(name: str, country: str | None, number: str | None) -> Entry | None:
    """Return the place of a name and a country: a country or region before the largest town or division."""
    entries = [e for e in gazetteer().named(name_key(name)) if country is None or e.country == country]
    if number:
        entries = [e for e in entries if e.place_id == f"geonames:{number}"]
    large = next((e for e in entries if e.kind in {"country", "region"}), None)
    return large or max(entries, key=lambda e: (e.name == name, e.population), default=None)


def _actor(label: str) -> Row:
    name, *also = label.split("~")
    return {"name": name, **({"also": also} if also else {})}


def _date(value: str) -> Row:
    first, last = _days(value)
    return {"value": value, "start_date": first, "end_date": last}


def _days(value: str) -> tuple[str | None, str | None]:
    """Return the first and the last day of a TIMEX3 value, (None, None) for what is no stretch of the calendar."""
    if "/" in value:
        first, last = value.split("/")
        return _days(first)[0], _days(last)[1]
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value):
        day = dt.date.fromisoformat(value[:10]).isoformat()
        return day, day
    if re.fullmatch(r"\d{4}-\d\d", value):
        year, month = int(value[:4]), int(value[5:])
        return f"{value}-01", f"{value}-{calendar.monthrange(year, month)[1]:02}"
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        first, last = (5, 6) if match[3] else (0, 6)
        return (monday + dt.timedelta(first)).isoformat(), (monday + dt.timedelta(last)).isoformat()
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        month = 3 * int(match[2])
        return f"{match[1]}-{month - 2:02}-01", f"{match[1]}-{month:02}-{calendar.monthrange(int(match[1]), month)[1]}"
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        return (f"{match[1]}-01-01", f"{match[1]}-06-30") if match[2] == "1" else (f"{match[1]}-07-01", f"{match[1]}-12-31")
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA)", value):
        return tuple(f"{match[1]}-{day}" for day in NORTHERN[match[2]])  # type: ignore[return-value]  # two of them
    if re.fullmatch(r"\d{2,4}", value):
        years = 10 ** (4 - len(value))
        return f"{value}{'0' * (4 - len(value))}-01-01", f"{int(value) * years + years - 1:04}-12-31"
    if re.fullmatch(r"P(T?(\d+|XX?)[YMWDHS])+|T.*|(PRESENT|PAST|FUTURE)_REF|\d{4}-(WI|XX-XX)", value):
        return None, None
    raise ValueError(f"no TIMEX3 value {value!r}")


READERS = {
    "P": _place,
    "G": lambda label: {"country": label.split(":")[-1]},
    "A": _actor,
    "D": _date,
    "N": lambda label: {"why": label},
}
"""What a label means, by the kind of its mark."""


def main(files: list[str]) -> int:
    """Write ``NAME.txt`` and ``NAME.gold.json`` beside every marked file; print what each place was taken for."""
    bad = 0
    for file in map(Path, files):
        try:
            text, key = unmark(file.read_text(encoding="utf-8"))
        except (ValueError, KeyError) as error:
            print(f"{file}: {error}", file=sys.stderr)  # noqa: T201  (a command line talks)
            bad += 1
            continue
        file.with_suffix(".txt").write_text(text, encoding="utf-8")
        file.with_name(f"{file.stem}.gold.json").write_text(json.dumps(key, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        for place in key["places"]:
            fields = (place[name] for name in ("surface", "name", "country", "role", "geonameid", "lat", "lon"))
            print(file.stem, *fields, sep="\t")  # noqa: T201  (same)
    return 3 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
