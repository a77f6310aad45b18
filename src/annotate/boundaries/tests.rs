//! Where sentences end, phenomenon by phenomenon: a text in which "‖" stands where a sentence ends.

use super::{Boundary, boundaries, split_by_rule};
use crate::annotate::tokenise::tokenise;

/// Takes the marks out, splits the text by rule, puts them in again.
fn show(marked: &str) -> String {
    let text = marked.replace('‖', "");
    let pieces = tokenise(&text);
    let mut shown = String::new();
    let mut done = 0;
    for sentence in split_by_rule(&boundaries(&text, &pieces)) {
        let end = pieces[sentence.end as usize - 1].span.end as usize;
        shown.push_str(&text[done..end]);
        if sentence.end as usize != pieces.len() {
            shown.push('‖');
        }
        done = end;
    }
    shown + &text[done..]
}

#[track_caller]
fn check(rows: &[&str]) {
    let wrong: Vec<_> = rows.iter().filter(|row| show(row) != **row).map(|row| (row, show(row))).collect();
    assert!(wrong.is_empty(), "expected and found:\n{wrong:#?}");
}

#[test]
fn a_headline_goes_on_to_its_source() {
    assert_eq!(level("Rivals rejected negotiations:", " state media"), Boundary::Never);
    assert!(level("He named two towns:", " Gori and Zugdidi were hit hard, he said.") > Boundary::Never);
}

/// The level after the last piece of `before`.
fn level(before: &str, after: &str) -> Boundary {
    let text = format!("{before}{after}");
    let pieces = tokenise(&text);
    let place = pieces.iter().position(|piece| piece.span.end as usize == before.len()).expect("a piece ends there");
    boundaries(&text, &pieces)[place]
}

#[test]
fn stops_end_sentences() {
    check(&[
        "The bridge fell.‖ Nobody was hurt.",
        "Did it hold?‖ Yes!‖ It did.",
        "It fell in 2019.‖ 30 people left.‖ $5 was paid.",
        "They left.‖The rest stayed.",
        "She paused...‖ Then she went on... slowly.",
        "It rose 3.5 per cent, to 1.2 million.",
    ]);
}

#[test]
fn abbreviations_do_not() {
    check(&[
        "Mr. Lee met Gen. Ada Obi.‖ Dr. Wu was there.",
        "The U.S. Senate voted.‖ He lives in the U.S.‖ She does not.",
        "Acme Inc. Chairman J. R. Smith resigned on Jan. 5.",
        "It opens at 9 a.m. Monday and shuts at 5 p.m.‖ Tickets cost $5.",
        "Wheat, maize, etc. are sold at No. 10.",
    ]);
}

#[test]
fn quotes_and_brackets_close_with_their_sentence() {
    check(&[
        "“We will not go.”‖ He sat down.",
        "\"Why now?\" she asked.‖ \"Because.\"‖ Nobody spoke.",
        "\"Why now?\" Smith asked the court.",
        "(It had rained.)‖ The road was wet.",
        "He won (again!) and left.",
        "It was built in 1900.[3]‖ It burned in 1950. [4, 5]‖ Nothing is left.",
        "He said: ‘Go.’‖ They went.",
    ]);
}

#[test]
fn blank_lines_and_headlines() {
    check(&[
        "Bridge falls in Oslo‖\n\nA bridge fell on Monday‖\n\nBy Jo Doe",
        "Bridge falls in Oslo‖\nNobody was hurt when the old bridge over the river fell on Monday, the police said, adding that the cause was not known and that a search went on.‖\nMore follows.",
        "The parliament of the republic votes on a new budget for schools‖\nAda Obi, the minister, said so.",
        "Agenda‖\n- open the meeting‖\n- close the meeting",
        "Bridge falls in Oslo‖ Friday, March 4, 2011‖ The bridge fell.",
    ]);
}

#[test]
fn wrapped_prose_goes_on() {
    check(&[
        "The old bridge over the river that runs through the middle of Oslo\nfell on Monday, the police of the city said in a statement, and they\nadded that Mayor Ada Obi and her deputy had been told of the accident\nat once.‖ Nobody was hurt.",
        "The minister of the interior of the republic, in office since May,\nAda Obi, resigned late on Monday after a vote that went against her\nand her party.‖ She gave no reason.",
        "The old bridge over the river that runs through the middle of Oslo\nfell on Monday.‖\n\nNobody was hurt.",
    ]);
}

#[test]
fn datelines_are_not_broken() {
    check(&[
        "MOSCOW, Feb 27 (Reuters) - The ministry said no.‖ Nothing else was said.",
        "Moscow/ Kyiv | Herald News Desk: The two sides met.‖ Talks go on.",
        "KYIV, Feb. 24 — Troops moved in.",
        "WASHINGTON (AP) — Sen. Jo Doe resigned.",
    ]);
}

#[test]
fn lists_and_rules() {
    check(&[
        "1. Open the door.‖ 2. Close it.",
        "There are two ways: 1. The old one.‖ 2. The new one.",
        "It ended.‖\n\n* * *‖\n\nIt began again.",
    ]);
}

#[test]
fn letters() {
    check(&["Dear Jo,‖ The meeting is off.‖ Thanks,‖ Ann"]);
}

#[test]
fn the_levels_are_graded() {
    for (before, after, expected) in [
        ("The bridge fell.", " Nobody was hurt.", Boundary::Sure),
        ("The bridge fell.", "\n\nNobody was hurt.", Boundary::Paragraph),
        ("The bridge", " fell.", Boundary::Inside),
        ("The bridge fell", " Nobody was hurt.", Boundary::Likely),
        ("The old bridge", " Over the Hills", Boundary::Likely),
        ("The reason is this:", " Nobody cared.", Boundary::Unlikely),
        ("It rained and it rained for days, and the reason was this:", " Nobody cared.", Boundary::Unsure),
        ("He met", " Ada Obi.", Boundary::Unlikely),
        ("He spoke of the", " Andes.", Boundary::Inside),
        ("She lived in the U.S.", " Police came.", Boundary::Unlikely),
        ("Mr.", " Lee came.", Boundary::Inside),
    ] {
        assert_eq!(level(before, after), expected, "{before}⟦⟧{after}");
    }
}

#[test]
fn odd_texts_are_split_too() {
    for text in ["", " ", ".", "...", "\n\n", "\"", ")", "[", "[1]", "].", "'.'", "* *", "a\n\n\nb", "\u{301}.\u{301}", ". . . ."] {
        let pieces = tokenise(text);
        let levels = boundaries(text, &pieces);
        assert_eq!(levels.len(), pieces.len(), "{text:?}");
        assert!(levels.last().is_none_or(|&last| last == Boundary::Paragraph), "{text:?}");
        let covered: usize = split_by_rule(&levels).iter().map(|sentence| sentence.len()).sum();
        assert_eq!(covered, pieces.len(), "{text:?}");
    }
}

/// A judge that looked back or ahead without a bound would take minutes here.
#[test]
fn a_long_text_is_judged_in_linear_time() {
    let start = std::time::Instant::now();
    for unit in [".\"", "[1]", ") ", ". ", "a\n", "\n\" ", "1. ", "A ", "a: ", "* "] {
        let text = unit.repeat(50_000 / unit.len());
        let pieces = tokenise(&text);
        assert_eq!(boundaries(&text, &pieces).len(), pieces.len());
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
