//! Graph folders through their lives: added to, taken from, compacted, killed at any byte, damaged, written to by two.
//!
//! What is killed is played by the bytes that a kill leaves; `tests/cli_ledger.rs` kills the program itself.

use super::*;
use crate::model::fixture::{Report, reports};
use crate::model::{Article, Claims, Decision, EntityKind, EventType, Judgement};
use crate::ontology::Ontology;
use crate::pipeline;
use crate::store::{Export, ExportFormat, Options, Store};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

type Read = (Article, Claims);

/// Numbers from a seed, the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        (1..items.len()).for_each(|at| items.swap(at, self.below(at + 1)));
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn writer(folder: &Path, batch: usize) -> GraphWriter {
    GraphWriter::open(folder, Writing { batch, ..Writing::by("test") }).unwrap()
}

fn add<'r>(folder: &Path, reports: impl IntoIterator<Item = &'r Read>) -> Written {
    let mut writer = writer(folder, 2);
    reports.into_iter().for_each(|(article, claims)| writer.append(article, claims).unwrap());
    writer.finish().unwrap()
}

/// What a sound folder gives.
#[track_caller]
fn read(folder: &Path) -> Vec<Read> {
    let contents = GraphFolder::open(folder).unwrap().read().unwrap();
    assert!(contents.problems.is_empty(), "{:?}", contents.problems);
    contents.articles
}

fn state(folder: &Path) -> String {
    GraphFolder::open(folder).unwrap().state_hash().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn sorted(mut reports: Vec<Read>) -> Vec<Read> {
    reports.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    reports
}

/// A short report of who attacked whom, among few.
fn report(id: &str, numbers: &mut Numbers) -> Read {
    const NAMES: [&str; 6] = ["John Smith", "Smith", "Ann Bush", "Sergei Lavrov", "Lavrov", "Ukraine"];
    let mut report = Report::new(id, ["Wire", "Daily"][numbers.below(2)], ["2022-02-24", "2022-02-25"][numbers.below(2)]);
    let one = numbers.below(NAMES.len());
    let other = (one + 1 + numbers.below(NAMES.len() - 1)) % NAMES.len();
    for name in [one, other] {
        match NAMES[name] {
            "Ukraine" => report.known("country:UA", EntityKind::Place, &["Ukraine"]),
            name => report.entity(EntityKind::Person, &[name]),
        };
    }
    let (one, other) = (NAMES[one], NAMES[other]);
    report.sentence(&format!("{one} attacked {other} that day."));
    let claim = report.claim(EventType::Assault, "attacked", "attacked").agent(one).recipient(other);
    let claim = claim.day(["2022-02-23", "2022-02-24"][numbers.below(2)], "that day");
    if numbers.below(4) == 0 {
        claim.denied().add()
    } else {
        claim.add()
    }
    report.build()
}

#[test]
fn what_is_written_comes_back_sorted_whatever_the_order() {
    let (one, other) = (folder(), folder());
    let mut all = reports();
    let written = add(one.path(), &all);
    assert_eq!(written, Written { articles: 4, added: 4, ..Written::default() });
    all.rotate_left(1);
    all.swap(0, 2);
    add(other.path(), &all);
    assert_eq!(read(one.path()), sorted(all));
    assert_eq!(read(other.path()), read(one.path()));
    assert_eq!(state(other.path()), state(one.path()));
    assert_eq!(names(one.path()), ["articles.jsonl", "dateline.json", "lock", "log.jsonl"]);
}

#[test]
fn what_is_known_is_not_read_again_and_what_changed_replaces_its_former_self() {
    let folder = folder();
    let mut all = reports();
    all[0].0.url = Some("https://example.org/call".into());
    add(folder.path(), &all[..3]);
    let before = state(folder.path());
    let intake = writer(folder.path(), 2).intake();
    assert!(!intake.wants(&all[0].0) && intake.wants(&all[3].0));
    assert_eq!(add(folder.path(), &all[..3]), Written { articles: 3, known: 3, ..Written::default() });
    assert_eq!(state(folder.path()), before);
    // Under its id, under its URL, and as it was.
    let mut same_id = all[1].clone();
    same_id.0.title = Some("Offensive begins".into());
    let mut same_url = all[0].clone();
    same_url.0.id = "call-corrected".into();
    same_url.0.publisher = Some("Example Daily".into());
    let written = add(folder.path(), [&same_id, &same_url, &all[2]]);
    assert_eq!(written, Written { articles: 3, replacing: 2, known: 1, ..Written::default() });
    assert_eq!(read(folder.path()), sorted(vec![same_id, same_url, all[2].clone()]));
    // Another reader is told of, and reads again when asked to.
    let written = GraphWriter::open(folder.path(), Writing::by("another")).map(|mut writer| {
        writer.append(&all[2].0, &all[2].1).unwrap();
        writer.finish().unwrap()
    });
    assert_eq!(written.unwrap(), Written { articles: 3, known: 1, known_to_others: 1, ..Written::default() });
    let before = state(folder.path());
    let mut again = GraphWriter::open(folder.path(), Writing { again: true, ..Writing::by("another") }).unwrap();
    again.append(&all[2].0, &Claims::default()).unwrap();
    assert_eq!(again.finish().unwrap(), Written { articles: 3, anew: 1, ..Written::default() });
    assert_ne!(state(folder.path()), before);
    assert!(read(folder.path()).iter().any(|(article, claims)| article.id == all[2].0.id && *claims == Claims::default()));
}

#[test]
fn of_versions_the_same_one_is_kept_whatever_the_order_and_wherever_a_run_breaks_off() {
    let mut numbers = Numbers(7);
    let version = |numbers: &mut Numbers| {
        let (mut article, claims) = report(&format!("a{}", numbers.below(6)), numbers);
        article.url = [None, Some("u1"), Some("u2"), Some("u3"), Some("u4")][numbers.below(5)].map(str::to_owned);
        (article, claims)
    };
    let mut kept = BTreeSet::new();
    for round in 0..150 {
        let earlier: Vec<Read> = (0..numbers.below(4)).map(|_| version(&mut numbers)).collect();
        let mut given: Vec<Read> = (0..2 + numbers.below(7)).map(|_| version(&mut numbers)).collect();
        let mut outcomes = Vec::new();
        for order in 0..4 {
            let folder = folder();
            add(folder.path(), &earlier);
            numbers.shuffle(&mut given);
            if order > 1 {
                // A run that ends in the middle, and is taken up.
                let mut broken = writer(folder.path(), 1);
                given[..numbers.below(given.len())].iter().for_each(|(article, claims)| broken.append(article, claims).unwrap());
            }
            let written = add(folder.path(), &given);
            outcomes.push((read(folder.path()), written.superseded));
        }
        assert!(outcomes.windows(2).all(|two| two[0] == two[1]), "round {round}: {outcomes:#?}");
        kept.insert((outcomes[0].0.len(), outcomes[0].1));
    }
    assert!(kept.len() > 10, "the rounds are all alike: {kept:?}");
    // The later day, whatever the content.
    let (early, mut late) = (reports().swap_remove(0), reports().swap_remove(0));
    late.0.published = early.0.published.and_then(|day| day.tomorrow().ok());
    for order in [[&early, &late], [&late, &early]] {
        let folder = folder();
        assert_eq!(add(folder.path(), order).superseded, 1);
        assert_eq!(read(folder.path()), std::slice::from_ref(&late));
    }
}

/// What a graph gives to users: RDF, and its entities.
fn told(reports: Vec<Read>) -> (Vec<u8>, String) {
    let knowledge = pipeline::knowledge(reports, &[]);
    let mut quads = Vec::new();
    static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(Ontology::embedded);
    let store = Store::of(&knowledge, &ONTOLOGY, &Options::default()).unwrap();
    store.export(ExportFormat::NQuads, &Export::default(), &mut quads).unwrap();
    (quads, format!("{:#?}", knowledge.entities))
}

#[test]
fn what_is_removed_is_as_if_it_had_never_been_there() {
    let mut numbers = Numbers(23);
    let all: Vec<Read> = (0..16).map(|at| report(&format!("a{at}"), &mut numbers)).chain(reports()).collect();
    let ids = |reports: &[&Read]| reports.iter().map(|(article, _)| article.id.clone()).collect::<Vec<_>>();
    for round in 0..200 {
        let (whole, without) = (folder(), folder());
        let (gone, stay): (Vec<&Read>, Vec<&Read>) = all.iter().partition(|_| numbers.below(3) == 0);
        let mut order: Vec<&Read> = all.iter().collect();
        numbers.shuffle(&mut order);
        add(whole.path(), order);
        add(without.path(), stay.iter().copied());
        for ids in ids(&gone).chunks(1 + numbers.below(gone.len() + 1)) {
            remove(whole.path(), ids, None).unwrap();
        }
        assert_eq!(read(whole.path()), read(without.path()), "round {round}");
        assert_eq!(state(whole.path()), state(without.path()), "round {round}");
        assert_eq!(told(read(whole.path())), told(read(without.path())), "round {round}");
        compact(whole.path()).unwrap();
        compact(without.path()).unwrap();
        let bytes = |folder: &Path| fs::read(folder.join("articles-2.jsonl")).unwrap();
        assert_eq!(bytes(whole.path()), bytes(without.path()), "round {round}");
        // And put in again, as if it had never been removed.
        add(whole.path(), gone);
        assert_eq!(read(whole.path()), sorted(all.clone()), "round {round}");
    }
}

#[test]
fn a_removal_is_all_or_nothing_and_names_what_was_meant() {
    let folder = folder();
    let mut all = reports();
    all[1].0.url = Some("https://example.org/offensive".into());
    add(folder.path(), &all);
    for (name, meant) in [("offensiv", "\"https://example.org/offensive\", \"offensive\""), ("calls", "\"call\""), ("zebra", "\"zebra\";")]
    {
        let error = remove(folder.path(), &["talks".into(), name.into()], None).unwrap_err().to_string();
        assert!(error.contains(meant) && error.contains("dateline log"), "{error}");
    }
    assert_eq!(read(folder.path()).len(), 4);
    let names = ["https://example.org/offensive".into(), "offensive".into(), "week".into()];
    let removal = remove(folder.path(), &names, Some("withdrawn")).unwrap();
    assert_eq!((removal.removed, removal.articles), (vec!["offensive".to_owned(), "week".to_owned()], 2));
    assert!(
        remove(folder.path(), &names[..1], None).unwrap_err().to_string().contains("has no article"),
        "it is gone, and its URL with it"
    );
    let runs = history(folder.path()).unwrap().runs;
    let told: Vec<_> =
        runs.iter().map(|run| (run.number, run.did, run.change.added.len(), run.change.removed.len(), run.articles)).collect();
    assert_eq!(told, [(1, Deed::Build, 4, 0, 4), (2, Deed::Remove, 0, 2, 2)]);
    assert_eq!(runs[1].why.as_deref(), Some("withdrawn"));
    assert_eq!(runs[0].urls["offensive"], "https://example.org/offensive");
}

/// Names and contents.
type Files<'f> = Vec<(&'static str, &'f [u8])>;

/// A folder with these files, as a run that was killed leaves them.
fn left(header: &Path, files: &[(&'static str, &[u8])]) -> TempDir {
    let folder = folder();
    fs::copy(header.join("dateline.json"), folder.path().join("dateline.json")).unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
    folder
}

#[test]
fn a_build_killed_at_any_byte_loses_its_batch_at_most_and_is_taken_up() {
    let whole = folder();
    let mut numbers = Numbers(3);
    let all: Vec<Read> = (0..5).map(|at| report(&format!("a{at}"), &mut numbers)).collect();
    add(whole.path(), &all);
    let (articles, log) = (fs::read(whole.path().join("articles.jsonl")).unwrap(), fs::read(whole.path().join("log.jsonl")).unwrap());
    let lines: Vec<&[u8]> = log.split_inclusive(|byte| *byte == b'\n').collect();
    assert_eq!(lines.len(), 3);
    let (mut from, mut committed, mut kills) = (0, 0, Vec::new());
    for (batch, line) in lines.iter().enumerate() {
        let text: serde_json::Value = serde_json::from_slice(line).unwrap();
        let to = text["to"].as_u64().unwrap() as usize;
        kills.extend((from..to).step_by(7).map(|end| (end, committed, batch * 2)));
        kills.extend((committed..committed + line.len()).map(|end| (to, end, batch * 2)));
        (from, committed) = (to, committed + line.len());
    }
    for (articles_end, log_end, known) in kills {
        let place = format!("articles {articles_end}, log {log_end}");
        let folder = left(whole.path(), &[("articles.jsonl", &articles[..articles_end]), ("log.jsonl", &log[..log_end])]);
        // A reader sees what was committed, and nothing of what was not.
        assert_eq!(read(folder.path()), all[..known], "{place}");
        let mut writer = writer(folder.path(), 2);
        let is_torn = log_end > 0 && log[log_end - 1] != b'\n';
        let is_beyond = articles_end > if known == 0 { 0 } else { end_of(lines[known / 2 - 1]) };
        assert_eq!(writer.mended().len(), usize::from(is_torn) + usize::from(is_beyond), "{place}: {:?}", writer.mended());
        all.iter().for_each(|(article, claims)| writer.append(article, claims).unwrap());
        assert_eq!(writer.finish().unwrap().known, known, "{place}");
        assert_eq!(fs::read(folder.path().join("articles.jsonl")).unwrap(), articles, "{place}");
        assert_eq!(state(folder.path()), state(whole.path()), "{place}");
    }
}

fn end_of(line: &[u8]) -> usize {
    serde_json::from_slice::<serde_json::Value>(line).unwrap()["to"].as_u64().unwrap() as usize
}

#[test]
fn a_graph_whose_beginning_was_killed_is_begun() {
    let files: [(&str, &[u8]); 3] = [("lock", b"77\n"), ("log.jsonl", b""), ("dateline.json.new", b"{\"for")];
    for there in 0..=files.len() {
        let folder = folder();
        files[..there].iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
        add(folder.path(), &reports());
        assert_eq!(read(folder.path()).len(), 4);
    }
}

#[test]
fn a_compaction_killed_at_any_step_leaves_the_same_graph() {
    let whole = folder();
    add(whole.path(), &reports());
    remove(whole.path(), &["talks".into()], None).unwrap();
    let file = |name: &str| fs::read(whole.path().join(name)).unwrap();
    let (articles, log, before) = (file("articles.jsonl"), file("log.jsonl"), state(whole.path()));
    let compaction = compact(whole.path()).unwrap();
    assert!(compaction.articles == 3 && compaction.after < compaction.before, "{compaction:?}");
    assert_eq!(names(whole.path()), ["articles-2.jsonl", "dateline.json", "lock", "log.jsonl"]);
    let (fresh, committed) = (file("articles-2.jsonl"), file("log.jsonl"));
    let mut kills: Vec<(Files, &str)> = (0..fresh.len())
        .step_by(97)
        .map(|end| {
            (vec![("articles.jsonl", &articles[..]), ("articles-2.jsonl.new", &fresh[..end]), ("log.jsonl", &log[..])], "articles.jsonl")
        })
        .collect();
    kills.extend((log.len()..committed.len()).map(|end| {
        let files: Files = vec![("articles.jsonl", &articles), ("articles-2.jsonl", &fresh), ("log.jsonl", &committed[..end])];
        (files, "articles.jsonl")
    }));
    kills.push((vec![("articles.jsonl", &articles), ("articles-2.jsonl", &fresh), ("log.jsonl", &committed)], "articles-2.jsonl"));
    for (files, present) in kills {
        let folder = left(whole.path(), &files);
        assert_eq!((state(folder.path()), read(folder.path())), (before.clone(), read(whole.path())));
        // The next run clears up, and a compaction of it comes to the same file.
        add(folder.path(), []);
        assert_eq!(names(folder.path()), [present, "dateline.json", "lock", "log.jsonl"]);
        compact(folder.path()).unwrap();
        let again = names(folder.path()).swap_remove(0);
        assert_eq!(fs::read(folder.path().join(again)).unwrap(), fresh);
    }
    assert_eq!(read(whole.path()).len(), 3);
}

#[test]
fn a_reader_that_a_compaction_overtakes_reads_the_new_file() {
    let folder = folder();
    add(folder.path(), &reports());
    let (graph, mut records) = (GraphFolder::open(folder.path()).unwrap(), GraphFolder::open(folder.path()).unwrap().records().unwrap());
    records.next().unwrap().unwrap();
    compact(folder.path()).unwrap();
    assert_eq!(graph.read().unwrap().articles, sorted(reports()));
    if cfg!(unix) {
        assert_eq!(records.map(Result::unwrap).count(), 3);
    }
}

#[test]
fn one_writes_and_others_read() {
    let folder = folder();
    add(folder.path(), &reports()[..1]);
    let mut first = writer(folder.path(), 1);
    let locked = |result: Result<(), LedgerError>| {
        let message = result.unwrap_err().to_string();
        assert!(message.contains("is being written to") && message.contains(&std::process::id().to_string()), "{message}");
    };
    locked(GraphWriter::open(folder.path(), Writing::by("test")).map(drop));
    locked(remove(folder.path(), &["call".into()], None).map(drop));
    locked(compact(folder.path()).map(drop));
    locked(repair(folder.path()).map(drop));
    let graph = GraphFolder::open(folder.path()).unwrap();
    let decision = Decision { judgement: Judgement::Same, one: "a".into(), other: "b".into(), who: None, why: None, on: None };
    locked(graph.decide(&decision));
    locked(graph.undo().map(drop));
    // Each batch is seen when it is committed, by who opens the graph then.
    let (before, (article, claims)) = (state(folder.path()), &reports()[1]);
    first.append(article, claims).unwrap();
    assert_eq!((graph.read().unwrap().articles.len(), read(folder.path()).len()), (1, 2));
    assert_ne!(state(folder.path()), before);
    drop(first);
    graph.decide(&decision).unwrap();
    let decided = state(folder.path());
    graph.undo().unwrap();
    assert_ne!(state(folder.path()), decided);
}
