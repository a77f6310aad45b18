"""Checks files of N-Quads against shapes with pySHACL: for each, a line of JSON with what it violates.

    python pyshacl_check.py shapes.ttl graph.nq …

Each violation is [node, constraint], as `dateline validate` names them.
"""

import json
import sys

import rdflib
from pyshacl import validate
from rdflib import RDF
from rdflib.namespace import SH

shapes = rdflib.Graph().parse(sys.argv[1], format="turtle")
for name in sys.argv[2:]:
    dataset = rdflib.Dataset()
    dataset.parse(name, format="nquads")
    data = rdflib.Graph()
    for subject, predicate, object_, _ in dataset.quads():
        data.add((subject, predicate, object_))
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        component = str(report.value(result, SH.sourceConstraintComponent)).rsplit("#", 1)[1]
        found.add((report.value(result, SH.focusNode).n3(), component.removesuffix("ConstraintComponent")))
    print(json.dumps({"file": name, "violations": sorted(found)}))
