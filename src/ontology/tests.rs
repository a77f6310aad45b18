//! The ontology's files as a whole, and the mistakes that its reader must find.

use super::*;

fn with(file: &str, content: &str) -> Result<Ontology, OntologyError> {
    let mut files: BTreeMap<String, String> = embedded::FILES.iter().map(|&(n, s)| (n.to_string(), s.to_string())).collect();
    files.insert(file.to_string(), content.to_string());
    Ontology::from_files(&files)
}

#[test]
fn the_folder_and_the_program_hold_the_same() {
    let loaded = Ontology::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology")).unwrap();
    let rules = |o: &Ontology| o.frames.iter().map(|f| f.rule.to_string()).collect::<Vec<_>>();
    assert_eq!(rules(&loaded), rules(&Ontology::embedded()));
}

#[test]
fn every_type_has_a_frame_and_every_frame_a_predicate() {
    let ontology = Ontology::embedded();
    for event_type in crate::model::EventType::ALL {
        assert!(ontology.frames.iter().any(|f| f.event_type == *event_type), "{event_type}");
    }
    for frame in ontology.frames.iter() {
        assert!(!frame.predicate.is_empty(), "{}", frame.rule);
    }
}

#[test]
fn the_more_specific_trigger_comes_first() {
    let ontology = Ontology::embedded();
    let first = &ontology.frames.candidates("struck")[0];
    assert!(!first.trigger.parts.is_empty(), "{:?}", first.trigger);
}

#[test]
fn the_words_of_relations_are_checked() {
    let whole = embedded::FILES.iter().find(|(name, _)| *name == "relations.toml").unwrap().1;
    let rows = [
        ("\"senator\" = [", "\"senator\" = [\"country:QQ\", ", "no key of a name"),
        ("personal = [", "personal = [\"plumber\", ", "is no office"),
        ("[membership]\nnouns = [", "[membership]\nnouns = [\"minister\", ", "also listed as Office"),
        ("[seat]", "[seat]\nseat = []", "unknown field"),
    ];
    for (old, new, message) in rows {
        assert!(whole.contains(old), "{old}");
        let error = with("relations.toml", &whole.replacen(old, new, 1)).err().expect(new);
        let line = whole[..whole.find(old).unwrap()].matches('\n').count() + 1 + new.matches('\n').count();
        assert_eq!((error.file.as_str(), error.line), ("relations.toml", Some(line)), "{error}");
        assert!(error.message.contains(message), "{error}");
    }
}

#[test]
fn a_mistake_is_named_by_file_line_and_remedy() {
    let rows = [
        ("type = \"ATTACK\"\n[[frame]]\nid = \"x\"\nverbs = [\"zap\"]\n", 1, "no event type"),
        ("type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\nverbs = [\"zap\"]\nrecipent = [\"object\"]\n", 5, "unknown field"),
        ("type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\nverbs = [\"zap\"]\nrecipient = [\"objekt\"]\n", 5, "no place for a participant"),
        ("type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\nverbs = [\"zap\"]\nobject_kind = [\"city\"]\n", 5, "no kind of entity"),
        ("type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\nverbs = [\"attack\"]\n", 4, "also in frames/assault.toml#attack"),
        ("type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\nverbs = [\"zap [it\"]\n", 4, "write words"),
        ("type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\n", 2, "without a trigger"),
    ];
    for (content, line, message) in rows {
        let error = with("frames/zap.toml", content).err().expect(content);
        assert_eq!((error.file.as_str(), error.line), ("frames/zap.toml", Some(line)), "{error}");
        assert!(error.message.contains(message), "{error}");
    }
}
