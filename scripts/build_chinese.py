"""Write the tables of Chinese that come from others: words, characters, counties. Run by scripts/build-chinese.

Sources: the dictionary of jieba (MIT), the frequencies of wordfreq, the table of characters of OpenCC (Apache-2.0), the codes and
points of divisions of cpca (MIT), the readings of pypinyin (MIT). They are needed here only.
"""

from __future__ import annotations

import collections
import csv
import importlib.util
import itertools
import math
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pypinyin
import wordfreq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "data" / "languages" / "zh"
NAMES = tomllib.loads((OUT / "names.toml").read_text(encoding="utf-8"))
HAN = re.compile(r"[\u4e00-\u9fff]+")
LONGEST = 7
"""Characters in the longest word."""
LEAST = 20
"""Occurrences in jieba's corpus of sixty million words from which a word is kept that wordfreq does not have."""
MORE = 300
"""The same that a word has which the table adds."""
PART = 3.4
"""Zipf frequency from which a word is a part that others are put together of."""
SHORT = 3
"""Characters up to which a word is kept whole although it is put together of two."""
NAME_TAGS = ("ns", "nt", "nr", "nz", "j", "t")
"""jieba's tags of names, which are kept whole."""
USUAL, SOUND = 28, 3.7
"""The same for characters that are often used so; the Zipf frequency below which a word of such only is left to be a part of a name."""
SELDOM = 45
"""Minus ten times the logarithm of the share above which a character is not used in foreign names."""
CORPUS = 60_101_967
TAGS = {
    "ns": "s", "nt": "o", "nz": "z", "vn": "w", "an": "n", "ad": "d", "vd": "d", "t": "t", "j": "j", "f": "f", "nrt": "e",
    "nr": "r", "nrfg": "r", "mq": "m", "i": "i", "l": "i",
}  # fmt: skip
"""jieba's tag -> a letter: s place, o organisation, z other name, w verb used as a noun, r person, e foreign name, t time, j short form,
f side, i saying; otherwise the first letter of the tag (n noun, v verb, a adjective, b attribute, d adverb, p preposition, c, u, m, q)."""


def source(package: str, *parts: str) -> Path:
    """Return a file of a package that is installed."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed: run scripts/build-chinese")
    return Path(found.origin).parent.joinpath(*parts)


def simplified() -> dict[str, str]:
    """Return {traditional character: simplified character}."""
    lines = source("opencc", "dictionary", "TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {one: other.split(" ")[0] for one, other in pairs if len(one) == 1 and other.split(" ")[0] != one and one <= "\uffff"}


def dictionary() -> dict[str, tuple[int, str]]:
    """Return {word: (occurrences, tag)} of jieba."""
    rows = (line.split(" ") for line in source("jieba", "dict.txt").read_text(encoding="utf-8").splitlines())
    return {word: (int(count), tag) for word, count, tag in rows}


def letter(word: str, tag: str, surnames: set[str]) -> str:
    """Return the letter of a word's tag; what jieba takes for a person only because it begins with a surname is a noun here."""
    kind = TAGS.get(tag, tag[:1])
    return "n" if kind == "r" and not (2 <= len(word) <= 4 and (word[0] in surnames or word[:2] in surnames)) else kind  # noqa: PLR2004


def words() -> Iterator[tuple[str, int, str]]:
    """Yield (word, ten times its Zipf frequency, letter of its tag)."""
    known, surnames = dictionary(), set(surname_list())
    sounds = {letter for letter, share in _shares(itertools.chain.from_iterable(_foreign())).items() if share <= USUAL}
    common = {word: math.log10(share) + 9 for word, share in wordfreq.get_frequency_dict("zh", "small").items() if share}
    for more, tag in (("more_words", "n"), ("more_bodies", "nt")):
        known.update({word: (max(MORE, known.get(word, (0, ""))[0]), tag) for word in NAMES[more]})
    for word in sorted({*known, *common}):
        count, tag = known.get(word, (0, "x"))
        if not HAN.fullmatch(word) or len(word) > LONGEST:
            continue
        if word in NAMES["no_words"] or is_compound(word, tag, known, common):
            continue
        if word not in common and (count < LEAST or tag.startswith("nr")) and len(word) > 1:
            continue
        if len(word) >= SHORT and tag != "ns" and common.get(word, 0) < SOUND and set(word) <= sounds:
            continue
        zipf = common.get(word) or math.log10(max(count, 1) / CORPUS) + 9
        yield word, round(10 * zipf), letter(word, tag, surnames)


def is_compound(word: str, tag: str, known: dict[str, tuple[int, str]], common: dict[str, float]) -> bool:
    """Return whether a word is only other words beside each other, or a compound of states and what goes with it (中美关系)."""
    if word in NAMES["parted"] or (len(word) > SHORT and word[:2] in NAMES["parted"]):
        return True
    if tag.startswith(NAME_TAGS) or len(word) < SHORT or (len(word) == SHORT and tag != "x"):
        return False
    parts = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
    return any(all(common.get(part, 0) >= PART and (len(part) > 1 or tag == "x") and part in known for part in pair) for pair in parts)


def surname_list() -> list[str]:
    """Return the surnames of the table, most frequent first."""
    return [*NAMES["surnames"], *NAMES["surnames_of_two"]]


def characters() -> Iterator[tuple[str, ...]]:
    """Yield each character of names: its share as surname, first and second of two given, only given, in foreign names; its reading.

    A likelihood is minus ten times its decimal logarithm; empty where a character is not used so.
    """
    people = [word for word, (_count, tag) in dictionary().items() if tag == "nr" and HAN.fullmatch(word)]
    surnames = set(NAMES["surnames"])
    of_three = [word for word in people if len(word) == 3 and word[0] in surnames]  # noqa: PLR2004
    of_two = [word for word in people if len(word) == 2 and word[0] in surnames]  # noqa: PLR2004
    whole = [*of_three, *of_two]
    foreign = _shares(itertools.chain.from_iterable(_foreign()))
    columns = (
        _shares(word[0] for word in whole),
        _shares(word[1] for word in of_three),
        _shares(word[2] for word in of_three),
        _shares(word[1] for word in of_two),
        {letter: share for letter, share in foreign.items() if share <= SELDOM and letter not in NAMES["generic"]},
    )
    read = {word for word, _zipf, _tag in words() if len(word) == 1}
    for character in sorted(read.union(*columns)):
        row = tuple(str(column[character]) if character in column else "" for column in columns)
        reading = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, v_to_u=False)[0][0].replace("v", "u")
        if any(row) or reading.isascii():
            yield (character, *row, reading)


def _shares(seen: Iterable[str]) -> dict[str, int]:
    counted = collections.Counter(seen)
    total = sum(counted.values())
    return {character: round(-10 * math.log10(count / total)) for character, count in counted.items() if count > 1}


def _foreign() -> Iterator[str]:
    """Yield foreign names in Chinese letters: towns of countries of other scripts, and jieba's."""
    generic = set(NAMES["generic"])
    places = pq.read_table(ROOT / "data/gazetteer/places.parquet", columns=["country"])["country"].to_pylist()
    names = pq.read_table(ROOT / "data/gazetteer/names.parquet")
    for key, row in zip(names["key"].to_pylist(), names["place"].to_pylist(), strict=True):
        if HAN.fullmatch(key) and places[row] not in {None, *NAMES["own_script"]} and len(key) > 2 and not set(key) & generic:  # noqa: PLR2004
            yield key
    yield from (word for word, (_count, tag) in dictionary().items() if tag == "nrt" and len(word) > 2 and HAN.fullmatch(word))  # noqa: PLR2004


def counties() -> Iterator[tuple[str, ...]]:
    """Yield (id, name, division, lat, lon, names) of the counties, districts and county towns of China."""
    with source("cpca", "resources", "adcodes.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["adcode"][:6]: row for row in csv.DictReader(lines)}
    provinces = {code[:2]: row["name"] for code, row in rows.items() if code.endswith("0000")}
    for code, row in sorted(rows.items()):
        if code.endswith("00") or not row["latitude"]:
            continue
        names = list(dict.fromkeys(short_names(row["name"])))
        english = "".join(itertools.chain.from_iterable(pypinyin.pinyin(reading(row["name"]), style=pypinyin.Style.NORMAL))).title()
        english += {"区": " District", "旗": " Banner"}.get(row["name"][-1], "")
        yield (
            f"warta:cn-{code}",
            english,
            provinces[code[:2]],
            f"{float(row['latitude']):.4f}",
            f"{float(row['longitude']):.4f}",
            "|".join(names),
        )


PEOPLES = re.compile(r"(各族|" + "|".join(sorted(NAMES["peoples"], key=len, reverse=True)) + r")+自治(县|旗)$")


def short_names(name: str) -> Iterator[str]:
    """Yield the names that news use for a county: whole, without the peoples that govern themselves, without its kind."""
    yield name
    bare = PEOPLES.sub("", name)
    if bare != name and len(bare) > 1:
        yield f"{bare}{name[-1]}"
        yield bare
    if name[-1] in "县市" and len(name) > 2:  # noqa: PLR2004  (忠县 is never called 忠)
        yield name[:-1]


def reading(name: str) -> str:
    """Return the part of a county's name that its English name spells."""
    bare = PEOPLES.sub("", name)
    return bare if bare != name or len(name) <= 2 or name[-1] not in "县市区旗" else name[:-1]  # noqa: PLR2004


def write(file: Path, rows: Iterable[Iterable[object]], *, head: Iterable[str] = (), tab: bool = True) -> None:
    """Write rows as a table."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t" if tab else ",", lineterminator="\n")
        if head:
            writer.writerow(head)
        writer.writerows(rows)


def main() -> None:
    """Write all tables."""
    write(ROOT / "data" / "han" / "simplified.tsv", sorted(simplified().items()))
    write(OUT / "words.tsv", words())
    write(OUT / "characters.tsv", characters())
    write(ROOT / "data/places/counties.csv", counties(), head=("place_id", "name", "division", "lat", "lon", "names"), tab=False)


if __name__ == "__main__":
    main()
