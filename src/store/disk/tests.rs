//! The view on disk beside the one in memory, and what is no view on disk.

use super::*;
use crate::ontology::Ontology;
use crate::resolve::resolve;
use crate::store::tests::rich;
use crate::store::{Answer, Export, ExportFormat, Shapes};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread;
use tempfile::TempDir;

const KEY: &str = "some state";

/// A folder with a snapshot of this key.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    keep(&folder, KEY);
    folder
}

fn keep(folder: &TempDir, key: &str) {
    let mut read = rich();
    // Another state is another graph.
    if key != KEY {
        read.pop();
    }
    let store = Store::of(&resolve(read, &[]), &Ontology::embedded(), &Options::default()).unwrap();
    // In the place of the one that is there, as a graph folder does it.
    let (new, path) = (folder.path().join("new"), snapshot(folder));
    store.write_snapshot(key, &mut File::create(&new).unwrap()).unwrap();
    fs::rename(new, path).unwrap();
}

fn snapshot(folder: &TempDir) -> PathBuf {
    folder.path().join("graph.snapshot")
}

fn views(folder: &TempDir) -> PathBuf {
    folder.path().join("graph.rocksdb")
}

fn opened(folder: &TempDir, key: &str) -> Option<Store> {
    Store::on_disk(&snapshot(folder), &views(folder), key, &Options::default()).unwrap()
}

/// The generation that is there alone.
fn generation(folder: &TempDir) -> PathBuf {
    let names = generations(folder);
    assert_eq!(names.len(), 1, "{names:?}");
    views(folder).join(&names[0])
}

fn generations(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(views(folder)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Each file with its length and the time at which it was last written.
fn files(folder: &Path) -> BTreeMap<PathBuf, (u64, std::time::SystemTime)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let one = |path: PathBuf| {
        let metadata = fs::metadata(&path).unwrap();
        [(path, (metadata.len(), metadata.modified().unwrap()))].into()
    };
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { one(path) }).collect()
}

fn rows(store: &Store, sparql: &str) -> Vec<Vec<String>> {
    match store.query(sparql).unwrap() {
        Answer::Solutions(solutions) => solutions.text_rows().collect(),
        other => panic!("{other:?}"),
    }
}

fn count(store: &Store) -> Vec<Vec<String>> {
    rows(store, "SELECT (COUNT(?c) AS ?n) WHERE { ?c a dl:Claim }")
}

#[test]
fn the_view_on_disk_is_that_in_memory() {
    let folder = folder();
    let memory = Store::from_snapshot(fs::read(snapshot(&folder)).unwrap(), KEY, &Options::default()).unwrap().unwrap();
    let disk = opened(&folder, KEY).unwrap();
    assert!(matches!((&memory.data, &disk.data), (Data::Packed(_), Data::Kept(_))));
    assert_eq!((disk.len(), disk.canonical_hash().unwrap()), (memory.len(), memory.canonical_hash().unwrap()));
    for &format in ExportFormat::ALL {
        let text = |store: &Store| {
            let mut text = Vec::new();
            store.export(format, &Export::default(), &mut text).unwrap();
            text
        };
        assert!(text(&disk) == text(&memory), "{}", format.as_str());
    }
    for sparql in ["SELECT * WHERE { ?s ?p ?o }", "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }", "SELECT ?c { ?c a/rdfs:subClassOf* ?k }"] {
        assert_eq!(rows(&disk, sparql), rows(&memory, sparql), "{sparql}");
    }
    for name in ["russia", "lav", "a", "", "nobody", "assault"] {
        assert_eq!(disk.entities_named(name).unwrap(), memory.entities_named(name).unwrap(), "{name}");
    }
    assert!(!memory.entities_named("a").unwrap().is_empty());
    assert_eq!(disk.violations(&Shapes::embedded()).unwrap(), memory.violations(&Shapes::embedded()).unwrap());
}

#[test]
fn what_is_added_is_nobody_elses_and_goes() {
    let folder = folder();
    let (mut one, other) = (opened(&folder, KEY).unwrap(), opened(&folder, KEY).unwrap());
    let before = files(&generation(&folder));
    let all = "SELECT * WHERE { ?s ?p ?o }";
    let plain = rows(&other, all);
    let added = one.infer().unwrap();
    assert!(added > 0);
    assert_eq!(rows(&one, all).len(), plain.len() + added);
    assert_eq!(generations(&folder).len(), 2);
    one.copy_union().unwrap();
    assert_eq!(generations(&folder).len(), 2, "one copy is enough");
    assert_eq!(one.quads().unwrap(), other.quads().unwrap());
    assert_eq!(rows(&opened(&folder, KEY).unwrap(), all), plain);
    drop(one);
    assert_eq!(rows(&other, all), plain);
    assert_eq!(files(&generation(&folder)), before);
}

#[test]
fn what_is_damaged_or_was_ended_in_the_middle_is_made_again() {
    let folder = folder();
    let expected = count(&opened(&folder, KEY).unwrap());
    let largest = |ending: &str| {
        let all = files(&generation(&folder).join(INDEX));
        let found = all.into_iter().filter(|(path, _)| path.extension().is_some_and(|own| own == ending));
        found.max_by_key(|(_, (length, _))| *length).unwrap().0
    };
    let torn = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap();
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    };
    let damages: [(&str, &dyn Fn()); 6] = [
        ("it was not finished", &|| fs::remove_file(generation(&folder).join(MADE)).unwrap()),
        ("of another form", &|| fs::write(generation(&folder).join(MADE), "dateline index 0\n").unwrap()),
        ("a table lacks", &|| fs::remove_file(largest("sst")).unwrap()),
        ("a table is torn", &|| torn(largest("sst"))),
        ("the index lacks", &|| fs::remove_dir_all(generation(&folder).join(INDEX)).unwrap()),
        ("the quads lack", &|| fs::remove_file(generation(&folder).join(QUADS)).unwrap()),
    ];
    for (name, damage) in damages {
        damage();
        let left = files(&generation(&folder));
        assert_eq!(count(&opened(&folder, KEY).unwrap()), expected, "{name}");
        assert_ne!(files(&generation(&folder)), left, "{name}");
    }
    // What a process left that was killed while it made one, or added to a copy.
    for name in ["0011223344556677.12345-0", "0011223344556677"] {
        let left = views(&folder).join(name);
        fs::create_dir_all(left.join(INDEX)).unwrap();
        fs::write(left.join("lock"), "").unwrap();
    }
    fs::remove_file(generation_of(&folder).join(MADE)).unwrap();
    assert_eq!(count(&opened(&folder, KEY).unwrap()), expected);
    generation(&folder);
}

/// The generation of the key, whatever lies beside it.
fn generation_of(folder: &TempDir) -> PathBuf {
    views(folder).join(name(KEY, &Naming::under(&Options::default()).unwrap()))
}

#[test]
fn a_snapshot_that_is_torn_or_of_another_state_gives_none() {
    let folder = folder();
    assert!(opened(&folder, "another state").is_none());
    let bytes = fs::read(snapshot(&folder)).unwrap();
    for length in [bytes.len() - 1, bytes.len() / 2, 10, 0] {
        fs::write(snapshot(&folder), &bytes[..length]).unwrap();
        assert!(opened(&folder, KEY).is_none(), "{length} of {}", bytes.len());
    }
    fs::remove_file(snapshot(&folder)).unwrap();
    assert!(opened(&folder, KEY).is_none());
    assert!(!views(&folder).exists() || generations(&folder).is_empty());
    fs::write(snapshot(&folder), bytes).unwrap();
    assert!(opened(&folder, KEY).is_some());
    fs::remove_file(snapshot(&folder)).unwrap();
    assert!(opened(&folder, KEY).is_none(), "without the snapshot it says nothing");
}

#[test]
fn another_state_leaves_who_reads_the_one_before() {
    let folder = folder();
    let old = opened(&folder, KEY).unwrap();
    let (expected, hash) = (count(&old), old.canonical_hash().unwrap());
    keep(&folder, "another state");
    let new = opened(&folder, "another state").unwrap();
    assert_eq!(generations(&folder).len(), 2);
    assert_ne!(count(&new), expected);
    assert_eq!((count(&old), old.canonical_hash().unwrap()), (expected.clone(), hash));
    drop(old);
    // It goes when the next one is made.
    keep(&folder, "a third state");
    assert_eq!(count(&opened(&folder, "a third state").unwrap()), count(&new));
    assert_eq!(generations(&folder).len(), 2);
    assert!(!generation_of(&folder).exists());
}

#[test]
fn many_at_once_make_one() {
    let folder = folder();
    let counts: Vec<_> = thread::scope(|scope| {
        let asked: Vec<_> = (0..6).map(|_| scope.spawn(|| count(&opened(&folder, KEY).unwrap()))).collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
    generation(&folder);
}
