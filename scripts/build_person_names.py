"""Write data/names/: given names and surnames that tell a person from a place. Run by scripts/build-person-names.

Sources: the name frequencies of the 1990 census of the United States (public domain, from the package ``names``), and the lists of
names that the package Faker (MIT) keeps for each locale; ``data/names/more.toml``, by hand, adds what they lack.
"""

from __future__ import annotations

import csv
import importlib
import importlib.resources
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path

LOCALES = """
id_ID en_US en_GB en_IN en_NG en_KE ru_RU uk_UA ar_AA ar_SA ar_PS es_ES es_MX es_AR es_CO es_CL fr_FR fr_BE tr_TR az_AZ uz_UZ
de_DE de_AT pt_PT pt_BR it_IT nl_NL pl_PL cs_CZ sv_SE da_DK no_NO fi_FI hu_HU ro_RO bg_BG hr_HR el_GR he_IL ka_GE fa_IR hi_IN
"""
"""Locales whose names are words of their own; Chinese, Japanese, Korean and Vietnamese names are parts of words there."""
OUT = Path(__file__).resolve().parents[1] / "data" / "names"
LEAST_SHARE = 0.001
"""Per cent of people below which a surname of the census is left out."""
SHORTEST = 3


def of_faker(part: str) -> dict[str, set[str]]:
    """Return {name: languages} of all locales, for ``first`` or ``last`` names."""
    names: dict[str, set[str]] = {}
    for locale in LOCALES.split():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for field in (f"{part}_names", f"{part}_names_male", f"{part}_names_female", f"{part}_names_unisex", f"unisex_{part}_names"):
            names_of_field = getattr(provider, field, ())
            for name in names_of_field if isinstance(names_of_field, Iterable) else ():
                names.setdefault(name, set()).add(locale[:2])
    return names


def of_census(file: str, least: float) -> dict[str, set[str]]:
    """Return {name: {"en"}} of a file of the census."""
    lines = importlib.resources.files("names").joinpath(file).read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines)
    return {row[0].title(): {"en"} for row in rows if float(row[1]) >= least}


def by_hand(field: str) -> dict[str, set[str]]:
    """Return {name: languages} of ``given`` names or ``surnames`` that are written by hand."""
    names: dict[str, set[str]] = {}
    for language, fields in tomllib.loads((OUT / "more.toml").read_text(encoding="utf-8")).items():
        for name in fields.get(field, "").split():
            names.setdefault(name, set()).add(language)
    return names


def write(file: Path, *sources: dict[str, set[str]]) -> None:
    """Write the single words of all sources with the languages that have them."""
    names: dict[str, set[str]] = {}
    for source in sources:
        for name, languages in source.items():
            word = unicodedata.normalize("NFC", name.strip())
            if len(word) >= SHORTEST and word.replace("-", "").replace("'", "").isalpha():
                names.setdefault(word, set()).update(languages)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["name", "languages"])
        writer.writerows((name, "|".join(sorted(languages))) for name, languages in sorted(names.items()))


def main() -> None:
    """Write both tables."""
    OUT.mkdir(parents=True, exist_ok=True)
    write(OUT / "given.csv", of_faker("first"), of_census("dist.female.first", 0), of_census("dist.male.first", 0), by_hand("given"))
    write(OUT / "surnames.csv", of_faker("last"), of_census("dist.all.last", LEAST_SHARE), by_hand("surnames"))


if __name__ == "__main__":
    main()
