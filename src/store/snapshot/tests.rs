//! What a snapshot keeps, and what is none.

use super::*;
use crate::ontology::Ontology;
use crate::resolve::resolve;
use crate::store::tests::rich;
use crate::store::{Answer, Export, ExportFormat};

fn snapshot() -> (Store, Vec<u8>) {
    let store = Store::of(&resolve(rich(), &[]), &Ontology::embedded(), &Options::default()).unwrap();
    let mut bytes = Vec::new();
    store.write_snapshot("some state", &mut bytes).unwrap();
    (store, bytes)
}

fn restored(bytes: &[u8]) -> Option<Store> {
    Store::from_snapshot(bytes.to_vec(), "some state", &Options::default()).unwrap()
}

#[test]
fn a_snapshot_is_the_same_view() {
    let (store, bytes) = snapshot();
    let back = restored(&bytes).unwrap();
    assert_eq!((back.len(), back.canonical_hash().unwrap()), (store.len(), store.canonical_hash().unwrap()));
    for &format in ExportFormat::ALL {
        let text = |store: &Store| {
            let mut text = Vec::new();
            store.export(format, &Export::default(), &mut text).unwrap();
            text
        };
        assert_eq!(text(&back), text(&store));
    }
    for sparql in ["SELECT * WHERE { ?s ?p ?o }", "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"] {
        let rows = |store: &Store| match store.query(sparql).unwrap() {
            Answer::Solutions(solutions) => solutions.text_rows().collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(rows(&back), rows(&store), "{sparql}");
    }
}

#[test]
fn the_same_content_is_the_same_file() {
    assert_eq!(snapshot().1, snapshot().1);
}

#[test]
fn another_key_another_base_and_another_form_are_no_snapshot() {
    let (_, bytes) = snapshot();
    let with = |key: &str, base: &str| {
        let options = Options { base: base.to_owned(), ..Options::default() };
        Store::from_snapshot(bytes.clone(), key, &options).unwrap().is_some()
    };
    assert!(with("some state", Options::default().base.as_str()));
    assert!(!with("another state", Options::default().base.as_str()));
    assert!(!with("some state", "https://example.org/"));
    let older = String::from_utf8_lossy(&bytes[..FORM.len()]).replace('1', "0").into_bytes();
    assert!(restored(&[&older, &bytes[FORM.len()..]].concat()).is_none());
}

#[test]
fn damage_is_noticed_wherever_it_is() {
    let (_, bytes) = snapshot();
    for cut in (0..bytes.len()).step_by(97) {
        assert!(restored(&bytes[..cut]).is_none(), "cut at {cut}");
    }
    let start = bytes.windows(4).position(|magic| magic == [0x28, 0xb5, 0x2f, 0xfd]).unwrap();
    for at in (start..bytes.len()).step_by(211) {
        let mut spoilt = bytes.clone();
        spoilt[at] ^= 0x55;
        assert!(restored(&spoilt).is_none(), "spoilt at {at} of {}", bytes.len());
    }
}
