//! The ontology's files as a whole, and the mistakes that its reader must find.

use super::*;
use std::collections::BTreeMap;

fn with(file: &str, content: &str) -> Result<Ontology, OntologyError> {
    let mut files: BTreeMap<String, String> = embedded::FILES.iter().map(|&(n, s)| (n.to_string(), s.to_string())).collect();
    files.insert(file.to_string(), content.to_string());
    Ontology::of(&Layer::of(Path::new(""), files), &[])
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

/// The program's own ontology with these files over it.
fn overlaid(files: &[(&str, &str)]) -> Result<Ontology, OntologyError> {
    let files = files.iter().map(|&(name, content)| (name.to_string(), content.to_string())).collect();
    Ontology::of(&Layer::embedded(), &[Layer::of(Path::new("mine"), files)])
}

const ACQUIRE: (&str, &str) = ("event_types.toml", "[ACQUIRE]\ndescription = \"buy a company\"\nclass = \"material cooperation\"\n");

#[test]
fn an_overlay_adds_a_type_with_frames() {
    let frames = ("frames/acquire.toml", "type = \"ACQUIRE\"\n\n[[frame]]\nid = \"buy\"\nverbs = [\"gobble up\"]\n");
    let ontology = overlaid(&[ACQUIRE, frames]).unwrap();
    let acquire = ontology.event_types.get("ACQUIRE").unwrap();
    assert_eq!((acquire.verb(), acquire.gloss()), ("acquired", "buy a company"));
    let frame = ontology.frames.iter().find(|frame| frame.event_type == acquire).unwrap();
    assert_eq!((&*frame.rule, &*frame.predicate), ("frames/acquire.toml#buy", "gobbled up"));
    assert_eq!((&*frame.origin.file, frame.origin.line, frame.origin.overlay), ("mine/frames/acquire.toml", 3, true));
    assert_eq!(ontology.frames.iter().filter(|frame| !frame.origin.overlay).count(), Ontology::embedded().frames.iter().count());
    let own = ontology.frames.iter().find(|frame| &*frame.rule == "frames/assault.toml#attack").unwrap();
    assert_eq!((&*own.origin.file, own.origin.overlay), ("ontology/frames/assault.toml", false));
}

#[test]
fn an_overlay_replaces_frames_and_goes_before_on_shared_triggers() {
    let frames = "type = \"ASSAULT\"\n[[frame]]\nid = \"attack\"\nverbs = [\"zap\"]\n[[frame]]\nid = \"mine\"\nverbs = [\"invade\"]\n";
    let ontology = overlaid(&[("frames/zap.toml", frames)]).unwrap();
    let rule_of = |form: &str| ontology.frames.candidates(form).first().map(|c| ontology.frames.get(c.frame).rule.to_string());
    assert_eq!(rule_of("zapped").as_deref(), Some("frames/zap.toml#attack"));
    assert!(ontology.frames.iter().all(|frame| &*frame.rule != "frames/assault.toml#attack"));
    assert_eq!(rule_of("invaded").as_deref(), Some("frames/zap.toml#mine"));
    assert!(ontology.frames.iter().any(|frame| &*frame.rule == "frames/assault.toml#invade"));
}

#[test]
fn an_overlay_adds_names_words_and_forms() {
    let names = "[company]\nglobex = { name = \"Globex\", variants = [\"Globex Corporation\"] }\n\
                 [international]\nnato = { name = \"Atlantic Alliance\", variants = [\"Atlantic Pact\"] }\n";
    let governors = "[[governor]]\nverbs = [\"shred\"]\ncolours = { says = true }\n";
    let ontology = overlaid(&[
        ("names/organizations.toml", names),
        ("governors.toml", governors),
        ("nouns.toml", "organization = [\"startup\"]\nthing = [\"council\"]\n"),
        ("irregular_verbs.toml", "shred = [\"shrod\"]\n"),
        ("references.toml", "alike = [[\"startup\", \"venture\"]]\n[called_by_key]\n\"org:globex\" = [\"startup\"]\n"),
    ])
    .unwrap();
    let name = |form: &str| ontology.names.lookup(form).map(|n| (n.key.to_string(), n.name.to_string()));
    assert_eq!(name("Globex Corporation"), Some(("org:globex".into(), "Globex".into())));
    let alliance = Some(("org:nato".into(), "Atlantic Alliance".into()));
    assert_eq!((name("NATO"), name("Atlantic Pact")), (alliance.clone(), alliance));
    assert!(ontology.governors.colour("shrod", TriggerClass::Verb).unwrap().says);
    assert!(ontology.governors.colour("said", TriggerClass::Verb).unwrap().says);
    assert_eq!(ontology.nouns.class("startups"), Some(NounClass::Organization));
    assert!(ontology.references.alike("startups", "venture") && !ontology.references.alike("startup", "rebel"));
    assert!(ontology.references.alike("rebel", "insurgents"));
    assert!(ontology.references.called("org:globex", None).contains(&"startup".to_string()));
    assert_eq!((ontology.nouns.class("council"), ontology.nouns.class("minister")), (Some(NounClass::Thing), Some(NounClass::Person)));
}

#[test]
fn a_mistake_in_an_overlay_is_named_by_its_own_path() {
    let rows = [
        ("frames/a.toml", "type = \"BUY\"\n[[frame]]\nid = \"x\"\nverbs = [\"zap\"]\n", Some(1), "or declare it in event_types.toml"),
        ("event_types.toml", "[Acquire]\ndescription = \"\"\n", Some(1), "capital letters"),
        ("event_types.toml", "[ASSAULT]\ndescription = \"\"\n", Some(1), "add frames to it"),
        ("event_types.toml", "[BUY]\ndescription = \"\"\nclass = \"trade\"\n", Some(3), "use verbal cooperation,"),
        ("event_types.toml", "[BUY]\ndescription = \"\"\nsymetric = true\n", Some(3), "unknown field"),
        ("names/x.toml", "[company]\nx = { name = \"Globex\" }\ny = { name = \"Globex\" }\n", Some(3), "is a form of \"org:x\" already"),
        ("names/x.toml", "[company]\nx = { name = \"Ukraine\" }\n", Some(2), "or add to that entry"),
        ("governors.toml", "[[governor]]\nverbs = [\"zap\"]\ncolours = { modality = \"sure\" }\n", Some(3), "no modality"),
        ("references.toml", "alik = []\n", Some(1), "unknown field"),
        ("references.toml", "[called]\ncompanies = []\n", Some(2), "unknown variant"),
        ("references.toml", "[called_by_key]\n\"org:none\" = [\"bloc\"]\n", Some(2), "names/ has no entry \"org:none\""),
    ];
    for (file, content, line, message) in rows {
        let error = overlaid(&[(file, content)]).err().expect(content);
        assert_eq!((error.file, error.line), (format!("mine/{file}"), line), "{}", error.message);
        assert!(error.message.contains(message), "{}", error.message);
    }
    let same = "type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\nverbs = [\"zap\"]\n[[frame]]\nid = \"y\"\nverbs = [\"zap\"]\n";
    let error = overlaid(&[("frames/zap.toml", same)]).err().unwrap();
    assert!(error.line == Some(7) && error.message.contains("also in mine/frames/zap.toml#x"), "{error}");
}

#[test]
fn a_folder_that_is_no_overlay_is_refused() {
    let folder = tempfile::TempDir::new().unwrap();
    let error = |folder: &Path| Ontology::with_overlays(&[folder]).err().unwrap().to_string();
    assert!(error(&folder.path().join("none")).contains("cannot be read"));
    assert!(error(folder.path()).contains("holds nothing of an ontology"));
    std::fs::write(folder.path().join("event_type.toml"), "").unwrap();
    assert!(error(folder.path()).contains("event_type.toml: is no file that"), "{}", error(folder.path()));
}

#[test]
fn every_key_and_slot_of_frames_is_documented() {
    let page = include_str!("../../docs/frames.md");
    let wrong = |content: &str| with("frames/zap.toml", content).err().unwrap().message;
    // Both messages list what there is: the reader's own "expected one of", and the slots.
    let keys = wrong("type = \"ASSAULT\"\n[[frame]]\nid = \"x\"\nkey = 1\n");
    let types = overlaid(&[("event_types.toml", "[BUY]\nkey = 1\n")]).err().unwrap().message;
    let listed = |message: &str| message.split('`').skip(3).step_by(2).map(str::to_string).collect::<Vec<_>>();
    let keys: Vec<String> = listed(&keys).into_iter().chain(listed(&types)).collect();
    assert!(keys.len() > 20, "{keys:?}");
    let slots =
        ["subject", "object", "indirect", "possessive", "modifier", "clause", "clause-subject", "condition", "doer"].map(str::to_string);
    for name in keys.into_iter().chain(slots) {
        assert!(page.contains(&format!("`{name}`")) || page.contains(&format!("`{name} = ")), "docs/frames.md does not tell of {name}");
    }
}

#[test]
fn a_place_lies_where_its_key_says() {
    let ontology = overlaid(&[("names/places.tsv", "old-mill\tOld Mill\tBY\tGomel\t52.1\t30.1\t300\t\n")]).unwrap();
    assert_eq!(ontology.coordinates("geonames:703448"), Some((50.4547, 30.5238)));
    assert_eq!(ontology.coordinates("place:old-mill"), Some((52.1, 30.1)));
    assert_eq!(ontology.coordinates("country:UA").or(ontology.coordinates("geonames:1")), None);
    let error = overlaid(&[("names/mine.tsv", "old-mill\tOld Mill\n")]).map(|_| ()).unwrap_err();
    assert!(error.file.ends_with("mine.tsv") && error.line == Some(1), "{error}");
}

/// The cities of GeoNames are known by the names that news writes, and the large ones of a name come first.
#[test]
fn cities_are_found_by_the_names_that_news_writes() {
    let ontology = Ontology::embedded();
    assert!(ontology.places.len() > 30_000);
    for (name, key) in [
        ("Kiev", "geonames:703448"),
        ("Kyiv", "geonames:703448"),
        ("Odessa", "geonames:698740"),
        ("Kharkov", "geonames:706483"),
        ("Gomel", "geonames:627907"),
        ("St. Petersburg", "geonames:498817"),
        ("Rostov-on-Don", "geonames:501175"),
        ("Sana'a", "geonames:71137"),
        ("São Paulo", "geonames:3448439"),
        ("Geneva", "geonames:2660646"),
        ("Zurich", "geonames:2657896"),
        ("The Hague", "geonames:2747373"),
        ("Bombay", "geonames:1275339"),
        ("Rangoon", "geonames:1298824"),
    ] {
        assert_eq!(ontology.places.named(name).first().map(|place| place.key.as_str()), Some(key), "{name}");
    }
    let springfields: Vec<u64> = ontology.places.named("Springfield").iter().map(|place| place.population).collect();
    assert!(springfields.len() > 5 && springfields.is_sorted_by(|one, other| one >= other));
}
