//! Graphs in the hands of readers and validators that know nothing of Dateline: rdflib, rapper, N3.js, jsonld.js, pySHACL.
//!
//! The folder that `DATELINE_READERS` names has them: a Python environment (`bin/python`, with `tests/interoperability/requirements.txt`
//! installed) and `node_modules`; `.ci/run` makes one. Without it these tests pass over what needs them and say so; the shapes are
//! checked in any case by the program's own checker.

mod program;

use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};
use program::Program;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const ENDINGS: [&str; 6] = ["ttl", "nt", "rdf", "trig", "nq", "jsonld"];

fn readers() -> Option<PathBuf> {
    let folder = env::var_os("DATELINE_READERS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: DATELINE_READERS names no folder with the readers of others (see the head of tests/interoperability.rs)");
    }
    folder
}

fn beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The articles of the examples, and the seeds where they are.
fn inputs() -> Vec<PathBuf> {
    let shared = env::var_os("DATELINE_SHARED").map_or_else(|| beside("../shared"), PathBuf::from);
    let seeds = shared.join("seeds");
    if !seeds.is_dir() {
        eprintln!("skipped: the seeds are not here");
    }
    [beside("examples/articles"), seeds].into_iter().filter(|folder| folder.is_dir()).collect()
}

/// The lines `COUNT FILE` that a reader prints, as counts by files.
fn counts(command: &mut Command) -> BTreeMap<String, usize> {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let pair = |line: &str| line.split_once(' ').map(|(count, file)| (file.to_owned(), count.parse().unwrap()));
    lines.lines().filter_map(pair).collect()
}

#[test]
fn every_reader_finds_the_same_number_of_quads_in_every_syntax() {
    let Some(readers) = readers() else { return };
    for input in inputs() {
        let program = Program::new();
        program.run(&["build", "-q", input.to_str().unwrap(), "-o", "kg"]).ended(0);
        let files: Vec<PathBuf> = ENDINGS.iter().map(|ending| program.path(&format!("kg.{ending}"))).collect();
        let mut expected = None;
        for file in &files {
            let run = program.run(&["export", "kg", "-o", file.to_str().unwrap()]);
            let said: usize = run.err.rsplit(": ").next().and_then(|words| words.split(' ').next()?.parse().ok()).unwrap();
            assert_eq!(*expected.get_or_insert(said), said, "{}", file.display());
        }
        let expected = expected.unwrap();
        let of = |endings: &[&str]| {
            files.iter().filter(|f| endings.contains(&f.extension().unwrap().to_str().unwrap())).cloned().collect::<Vec<_>>()
        };
        let mut found =
            counts(Command::new(readers.join("bin/python")).arg(beside("tests/interoperability/rdflib_counts.py")).args(&files));
        assert_eq!(found.len(), 6);
        let node = counts(
            Command::new("node")
                .current_dir(&readers)
                .arg(beside("tests/interoperability/node_counts.mjs"))
                .args(of(&["ttl", "nt", "trig", "nq", "jsonld"])),
        );
        assert_eq!(node.len(), 5);
        found.extend(node.into_iter().map(|(file, count)| (format!("{file} (node)"), count)));
        for (syntax, ending) in [("turtle", "ttl"), ("ntriples", "nt"), ("rdfxml", "rdf"), ("trig", "trig"), ("nquads", "nq")] {
            let file = of(&[ending]).remove(0);
            let output =
                Command::new("rapper").args(["-i", syntax, "-c"]).arg(&file).output().expect("rapper, of the package raptor2-utils");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let count = said.lines().find_map(|line| line.split("returned ").nth(1)?.split(' ').next()?.parse().ok());
            found.insert(format!("{} (rapper)", file.display()), count.unwrap_or_else(|| panic!("{said}")));
        }
        assert!(found.values().all(|count| *count == expected), "expected {expected} quads of {}: {found:?}", input.display());
    }
}

/// What pySHACL finds in files of N-Quads: node and constraint, as the program's own checker names them.
fn pyshacl(readers: &Path, files: &[PathBuf]) -> Vec<BTreeSet<(String, String)>> {
    let mut command = Command::new(readers.join("bin/python"));
    command.arg(beside("tests/interoperability/pyshacl_check.py")).arg(beside("ontology/shapes.ttl")).args(files);
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let record = |line: &str| -> serde_json::Value { serde_json::from_str(line).unwrap() };
    let pair = |pair: &serde_json::Value| (pair[0].as_str().unwrap().to_owned(), pair[1].as_str().unwrap().to_owned());
    lines.lines().map(|line| record(line)["violations"].as_array().unwrap().iter().map(pair).collect()).collect()
}

/// What `dateline validate` finds, and whether its exit code says so.
fn own(program: &Program, file: &str) -> BTreeSet<(String, String)> {
    let run = program.run(&["validate", file, "--format", "jsonl"]);
    let record = |line: &str| -> (String, String) {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        (record["node"].as_str().unwrap().to_owned(), record["constraint"].as_str().unwrap().to_owned())
    };
    let found: BTreeSet<_> = run.out.lines().map(record).collect();
    assert_eq!(run.code, Some(i32::from(!found.is_empty())), "{file}: {}", run.err);
    found
}

#[test]
fn graphs_keep_to_the_shapes() {
    for input in inputs() {
        let program = Program::new();
        program.run(&["build", "-q", input.to_str().unwrap(), "-o", "kg"]).ended(0);
        program.run(&["validate", "kg"]).ended(0);
        program.run(&["export", "kg", "-o", "kg.nq"]).ended(0);
        assert!(own(&program, "kg.nq").is_empty());
        if let Some(readers) = readers() {
            assert_eq!(pyshacl(&readers, &[program.path("kg.nq")]), [BTreeSet::new()]);
        }
    }
}

#[test]
fn spoilt_graphs_are_refused_by_both_validators_alike() {
    let program = Program::new();
    let articles = ["invasion", "lavrov-call", "belarus-talks", "qatar"].map(|name| {
        let found = fs::read_dir(beside("examples/articles")).unwrap().map(|entry| entry.unwrap().path());
        found.into_iter().find(|path| path.to_str().unwrap().contains(name)).unwrap()
    });
    let mut arguments = vec!["build", "-q", "-o", "kg"];
    arguments.extend(articles.iter().map(|path| path.to_str().unwrap()));
    program.run(&arguments).ended(0);
    program.run(&["export", "kg", "-o", "kg.nq"]).ended(0);
    let sound = read(&fs::read(program.path("kg.nq")).unwrap());
    let mutations = fs::read_to_string(beside("tests/interoperability/mutations.tsv")).unwrap();
    let mutations: Vec<&str> = mutations.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(mutations.len() >= 50);
    let mut files = Vec::new();
    let mut refused = Vec::new();
    for (number, mutation) in mutations.iter().enumerate() {
        let name = format!("spoilt-{number}.nq");
        program.write(&name, write(&spoil(&sound, mutation)));
        let found = own(&program, &name);
        assert!(!found.is_empty(), "{mutation:?} keeps to the shapes");
        refused.push(found);
        files.push(program.path(&name));
    }
    let Some(readers) = readers() else { return };
    for ((mutation, own), theirs) in mutations.iter().zip(refused).zip(pyshacl(&readers, &files)) {
        assert_eq!(own, theirs, "{mutation:?}");
    }
}

fn read(quads: &[u8]) -> Vec<Quad> {
    RdfParser::from_format(RdfFormat::NQuads).for_slice(quads).map(Result::unwrap).collect()
}

fn write(quads: &[Quad]) -> Vec<u8> {
    let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
    quads.iter().for_each(|quad| writer.serialize_quad(quad).unwrap());
    writer.finish().unwrap()
}

/// A term as the file of mutations writes it.
fn term(written: &str) -> Term {
    let prefixes: String = dateline::store::PREFIXES.iter().map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>\n")).collect();
    let turtle = format!("{prefixes}<https://example.org/s> <https://example.org/p> {written} .");
    RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle).next().unwrap_or_else(|| panic!("{written}")).unwrap().object
}

fn node(written: &str) -> NamedNode {
    match term(written) {
        Term::NamedNode(node) => node,
        other => panic!("{other} is no IRI"),
    }
}

/// The graph after one mutation.
fn spoil(sound: &[Quad], mutation: &str) -> Vec<Quad> {
    let fields: Vec<&str> = mutation.split('\t').collect();
    let (verb, class, property) = (fields[0], node(fields[1]), node(fields[2]));
    let mut quads = sound.to_vec();
    let beside = fields.get(3).filter(|_| verb == "remove").map(|written| node(written));
    let target = target(sound, verb, &class, &property, beside.as_ref()).unwrap_or_else(|| panic!("nothing to spoil by {mutation:?}"));
    let graph = target.graph_name.clone();
    let subject = target.subject.clone();
    let value = fields.get(3).map(|written| term(written));
    let is_value = |quad: &Quad, of: &NamedNode| quad.subject == subject && quad.predicate == *of;
    match verb {
        "remove" => quads.retain(|quad| !is_value(quad, &property)),
        "replace" | "add" => {
            quads.retain(|quad| verb == "add" || !is_value(quad, &property));
            quads.push(Quad::new(subject.clone(), property, value.unwrap(), graph));
        }
        "swap" => {
            let other = node(fields[3]);
            for quad in &mut quads {
                if quad.subject == subject && (quad.predicate == property || quad.predicate == other) {
                    quad.predicate = if quad.predicate == property { other.clone() } else { property.clone() };
                }
            }
        }
        "orphan" => {
            let NamedOrBlankNode::NamedNode(subject) = subject.clone() else { panic!("a blank node") };
            quads.retain(|quad| quad.predicate != property || quad.object != subject.clone().into());
        }
        other => panic!("no verb {other:?}"),
    }
    quads
}

/// The first quad that tells of a node of the class and of what is to be spoilt in it. A swap needs values that differ.
fn target(quads: &[Quad], verb: &str, class: &NamedNode, property: &NamedNode, beside: Option<&NamedNode>) -> Option<Quad> {
    let of_class: BTreeSet<String> = quads
        .iter()
        .filter(|quad| quad.predicate == rdf::TYPE && quad.object == class.clone().into())
        .map(|quad| quad.subject.to_string())
        .collect();
    let has = |quad: &Quad, property: &NamedNode| quads.iter().any(|other| other.subject == quad.subject && other.predicate == *property);
    let about = |quad: &&Quad| of_class.contains(&quad.subject.to_string()) && beside.is_none_or(|property| has(quad, property));
    match verb {
        // Another value where there is one, if any node has one.
        "add" => quads.iter().filter(|quad| about(quad) && quad.predicate == rdf::TYPE).max_by_key(|quad| has(quad, property)).cloned(),
        "orphan" => quads
            .iter()
            .find(|quad| {
                about(quad)
                    && quad.predicate == rdf::TYPE
                    && quads.iter().any(|to| to.predicate == *property && to.object.to_string() == quad.subject.to_string())
            })
            .cloned(),
        "swap" => {
            let objects = |quad: &Quad| quads.iter().filter(|other| other.subject == quad.subject && other.object == quad.object).count();
            quads.iter().find(|quad| about(quad) && quad.predicate == *property && objects(quad) == 1).cloned()
        }
        _ => quads.iter().find(|quad| about(quad) && quad.predicate == *property).cloned(),
    }
}
