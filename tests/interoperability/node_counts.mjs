// Prints, for each file given, how many quads N3.js (.ttl, .nt, .trig, .nq) or jsonld.js (.jsonld) reads from it: `COUNT FILE` a line.
//
//     node node_counts.mjs graph.ttl graph.jsonld …

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname } from "node:path";

const require = createRequire(process.cwd() + "/");
const n3 = require("n3");
const jsonld = require("jsonld");
const syntaxes = { ".ttl": "Turtle", ".nt": "N-Triples", ".trig": "TriG", ".nq": "N-Quads" };

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const ending = extname(file);
  const quads =
    ending === ".jsonld" ? await jsonld.toRDF(JSON.parse(text)) : new n3.Parser({ format: syntaxes[ending] }).parse(text);
  const key = (term) => `${term.termType} ${term.value} ${term.datatype?.value ?? ""} ${term.language ?? ""}`;
  const lines = new Set(quads.map((quad) => [quad.subject, quad.predicate, quad.object, quad.graph].map(key).join("\n")));
  console.log(lines.size, file);
}
