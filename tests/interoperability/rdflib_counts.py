"""Prints, for each file given, how many quads rdflib reads from it: `COUNT FILE` a line.

    python rdflib_counts.py graph.ttl graph.trig …
"""

import pathlib
import sys

import rdflib

FORMATS = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld"}

for name in sys.argv[1:]:
    file = pathlib.Path(name)
    dataset = rdflib.Dataset()
    # Files without named graphs go to the default graph, and not to one named after the file.
    sink = dataset.default_graph if file.suffix in (".ttl", ".nt", ".rdf") else dataset
    sink.parse(file, format=FORMATS[file.suffix])
    print(len(set(dataset.quads())), name)
