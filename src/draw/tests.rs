//! Whole pictures, of small and of crowded graphs.

use super::*;
use crate::model::fixture::{Report, reports};
use crate::model::{EntityKind, EventType, Knowledge, Modality};
use crate::resolve::resolve;

/// A news-like graph: a few actors with many ties, many with one.
pub(super) fn crowd(count: usize) -> Knowledge {
    let mut report = Report::new("crowd", "Example Wire", "2022-03-01");
    let kinds = [EntityKind::Place, EntityKind::Person, EntityKind::Organization, EntityKind::Group, EntityKind::Thing];
    let first = ["Northern", "Western", "United", "General", "Marine", "Iva", "Omar", "Free", "Old", "Grand"];
    let last = ["Republic", "Marsh", "Council", "Farmers", "Accord", "Belova", "Front", "Harbour Authority", "Court", "Union of Dockers"];
    let names: Vec<String> = (0..count).map(|n| format!("{} {} {}", first[n % 10], last[(n * 3 + n / 10) % 10], n + 1)).collect();
    for (number, name) in names.iter().enumerate() {
        report.entity(kinds[(number * 7 + number / 5) % 5], &[name]);
    }
    let acts = [
        (EventType::Assault, "launched an offensive on"),
        (EventType::Consult, "spoke with"),
        (EventType::Accuse, "accused"),
        (EventType::Reject, "rejected"),
        (EventType::Sanction, "imposed sanctions on"),
        (EventType::Aid, "promised aid to"),
        (EventType::Request, "called on"),
    ];
    report.sentence("They acted.");
    for number in 1..count {
        for (nth, other) in [number / 4, (number * number + 1) % (number / 2 + 1)].into_iter().enumerate() {
            if nth == 1 && number % 3 != 0 || other == number {
                continue;
            }
            let (kind, predicate) = acts[(number + 3 * nth) % acts.len()];
            let (from, to) = if number % 4 == 1 { (other, number) } else { (number, other) };
            let mut claim = report.claim(kind, predicate, "acted").agent(&names[from]).recipient(&names[to]);
            if number % 5 == 0 {
                claim = claim.said_by(&[&names[number / 2]], "said");
            }
            if number % 11 == 3 {
                claim = claim.denied();
            }
            if number % 7 == 2 {
                claim = claim.modality(Modality::Future);
            }
            claim.add();
        }
    }
    resolve(vec![report.build()], &[])
}

fn drawn(knowledge: &Knowledge, options: &DrawOptions) -> String {
    let picture = svg(&ActorGraph::of(knowledge), options);
    if let Ok(folder) = std::env::var("DATELINE_PICTURES") {
        let name = format!("{}.svg", knowledge.entities.len());
        std::fs::write(std::path::Path::new(&folder).join(name), &picture).unwrap();
    }
    picture
}

/// The elements of an XML text balance; attribute values and text hold no bare markup.
fn assert_well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("no end of tag in {piece:?}"));
        assert!(!text.contains('>'), "bare > in {text:?}");
        for entity in text.split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|known| entity.starts_with(known)), "bare & in {text:?}");
        }
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if tag.ends_with('/') || tag.starts_with('?') => {}
            None => open.push(tag.split([' ', '\n']).next().unwrap()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn a_picture_shows_who_did_what_and_who_says_so() {
    let picture = drawn(&resolve(reports(), &[]), &DrawOptions { title: Some("Late February".to_owned()), ..DrawOptions::default() });
    assert_well_formed(&picture);
    for expected in [
        ">Mevlüt Çavuşoğlu</text>",
        ">launched an offensive on (×2)</text>",
        ">rejected, says Peskov</text>",
        "fill=\"#c1121f\">denied: rejected, says Zelenskyy</text>",
        ">planned: met, says Zelenskyy</text>",
        "<title id=\"title\">Late February</title>",
        "Sergei Lavrov → NATO: accused.",
        ">denied</text>",
    ] {
        assert!(picture.contains(expected), "{expected} is not in\n{picture}");
    }
    assert!(!picture.contains(">group</text>"), "the legend explains only what is there");
}

#[test]
fn crowded_pictures_are_whole_and_always_the_same() {
    for count in [3, 12, 40, 150] {
        let knowledge = crowd(count);
        let picture = drawn(&knowledge, &DrawOptions::default());
        assert_well_formed(&picture);
        assert_eq!(picture, svg(&ActorGraph::of(&knowledge), &DrawOptions::default()));
        assert!(!picture.contains("NaN") && !picture.contains("inf"));
    }
}

#[test]
fn too_many_actors_are_left_out_and_it_says_so() {
    let knowledge = crowd(60);
    let picture = svg(&ActorGraph::of(&knowledge), &DrawOptions { most_nodes: 10, title: None });
    let shown = knowledge.entities.iter().filter(|entity| picture.contains(&format!("<g><title>{} (", entity.name))).count();
    assert!(shown <= 10 && shown > 3);
    assert!(picture.contains(&format!(">Not shown: {} of 60 actors.</text>", 60 - shown)));
}

#[test]
fn an_empty_graph_is_a_picture_too() {
    let picture = svg(&ActorGraph::of(&Knowledge::default()), &DrawOptions::default());
    assert_well_formed(&picture);
    assert!(picture.contains("Nobody is said to have done anything to anybody."));
}

#[test]
fn names_are_escaped() {
    let mut report = Report::new("a", "Wire", "2022-03-01");
    report.entity(EntityKind::Organization, &["R&D <Lab> \"X\""]).entity(EntityKind::Organization, &["Beta"]);
    report.sentence("They acted.").claim(EventType::Accuse, "accused", "acted").agent("R&D <Lab> \"X\"").recipient("Beta").add();
    let knowledge = resolve(vec![report.build()], &[]);
    let graph = ActorGraph::of(&knowledge);
    assert_well_formed(&svg(&graph, &DrawOptions::default()));
    assert_well_formed(&graphml(&graph));
    assert!(dot(&graph).contains("label=\"R&D <Lab> \\\"X\\\"\""));
}

#[test]
fn exchange_files_hold_every_statement() {
    let knowledge = resolve(reports(), &[]);
    let graph = ActorGraph::of(&knowledge);
    let (dot, graphml) = (dot(&graph), graphml(&graph));
    assert_well_formed(&graphml);
    assert_eq!(dot.matches(" -> ").count(), knowledge.statements.len());
    assert_eq!(graphml.matches("<edge ").count(), knowledge.statements.len());
    assert!(graphml.contains("<data key=\"predicate\">launched an offensive on</data><data key=\"polarity\">affirmed</data>"));
    assert!(dot.contains("label=\"denied: rejected\", weight=1, color=red"));
}
