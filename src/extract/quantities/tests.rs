//! Trees written by hand, and which quantities they give to which claims.

use crate::extract::tests::claims;
use crate::model::Claims;

/// "TYPE role: bound value counted (whose)" of each quantity.
fn told(claims: &Claims) -> Vec<String> {
    let line = |q: &crate::model::Quantity| {
        let bound = q.bound.as_ref().map(|b| format!("{b} ")).unwrap_or_default();
        let whose = q.affiliation.map(|e| format!(" ({})", claims.entities[e].name)).unwrap_or_default();
        format!("{} {}: {bound}{} {}{whose}", claims.claims[q.claim].event_type, q.role.as_str(), q.value, q.counted)
    };
    claims.quantities.iter().map(line).collect()
}

fn check(rows: &[(&str, &[&str])]) {
    for (lines, expected) in rows {
        assert_eq!(told(&claims(lines)), *expected, "{lines}");
    }
}

#[test]
fn those_who_take_part_are_counted() {
    check(&[
        (
            "Mali/PROPN/2/nsubj/place arrested/VERB/0/root at/ADV/5/advmod least/ADV/3/fixed 30/NUM/6/nummod rebels/NOUN/2/obj/person",
            &["COERCE recipient: at least 30 rebels"],
        ),
        (
            "Two/NUM/3/nummod Chadian/ADJ/3/amod soldiers/NOUN/4/nsubj/person attacked/VERB/0/root Mali/PROPN/4/obj/place",
            &["ASSAULT agent: 2 soldiers (Chad)"],
        ),
        (
            "Dozens/NOUN/4/nsubj of/ADP/3/case rebels/NOUN/1/nmod/person attacked/VERB/0/root Mali/PROPN/4/obj/place",
            &["ASSAULT agent: at least 12 rebels"],
        ),
        (
            "Mali/PROPN/2/nsubj/place arrested/VERB/0/root 40/NUM/6/nummod to/ADP/5/case 50/NUM/3/nmod rebels/NOUN/2/obj/person",
            &["COERCE recipient: at least 40 rebels", "COERCE recipient: up to 50 rebels"],
        ),
    ]);
}

#[test]
fn lists_give_each_its_number() {
    check(&[(
        "Mali/PROPN/2/nsubj/place destroyed/VERB/0/root 14/NUM/4/nummod tanks/NOUN/2/obj/object ,/PUNCT/7/punct 8/NUM/7/nummod \
         helicopters/NOUN/4/conj/object and/CCONJ/10/cc 2/NUM/10/nummod ships/NOUN/4/conj/object",
        &["ASSAULT recipient: 14 tanks", "ASSAULT recipient: 8 helicopters", "ASSAULT recipient: 2 ships"],
    )]);
}

#[test]
fn a_number_alone_counts_what_was_counted_before() {
    check(&[
        (
            "Mali/PROPN/2/nsubj/place arrested/VERB/0/root four/NUM/4/nummod rebels/NOUN/2/obj/person and/CCONJ/6/cc killed/VERB/2/conj \
             two/NUM/6/obj/person",
            &["COERCE recipient: 4 rebels", "ASSAULT recipient: 2 rebels"],
        ),
        ("Mali/PROPN/2/nsubj/place arrested/VERB/0/root some/DET/4/advmod 20/NUM/2/obj/person", &["COERCE recipient: some 20 people"]),
        (
            "Mali/PROPN/2/nsubj/place arrested/VERB/0/root nine/NUM/4/nummod people/NOUN/2/obj/person ,/PUNCT/9/punct four/NUM/9/nsubj \
             of/ADP/8/case them/PRON/6/nmod/person pilots/NOUN/4/appos/person",
            &["COERCE recipient: 9 people", "COERCE recipient: 4 pilots"],
        ),
    ]);
}

#[test]
fn lengths_and_amounts_are_the_events_own() {
    check(&[
        (
            "Mali/PROPN/2/nsubj/place jailed/VERB/0/root Orban/PROPN/2/obj/person for/ADP/6/case 20/NUM/6/nummod years/NOUN/2/obl",
            &["COERCE duration: 20 years"],
        ),
        (
            "Mali/PROPN/2/nsubj/place jailed/VERB/0/root Orban/PROPN/2/obj/person for/ADP/6/case a/DET/6/det week/NOUN/2/obl",
            &["COERCE duration: 1 week"],
        ),
        (
            "Mali/PROPN/2/nsubj/place jailed/VERB/0/root Orban/PROPN/2/obj/person two/NUM/5/nummod years/NOUN/6/obl:unmarked ago/ADV/2/advmod",
            &[],
        ),
        (
            "Mali/PROPN/2/nsubj/place sanctioned/VERB/0/root Chad/PROPN/2/obj/place over/ADP/5/case $/SYM/2/obl 2/NUM/7/compound \
             million/NUM/5/nummod",
            &["SANCTION amount: 2000000 dollars"],
        ),
    ]);
}

#[test]
fn what_counts_nobody_is_left_out() {
    check(&[
        // A year, a person's age, those already spoken of, a pronoun.
        ("Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place in/ADP/5/case 2012/NUM/2/obl", &[]),
        ("Orban/PROPN/5/nsubj/person ,/PUNCT/3/punct 44/NUM/1/appos ,/PUNCT/3/punct attacked/VERB/0/root Mali/PROPN/5/obj/place", &[]),
        ("The/DET/3/det two/NUM/3/nummod rebels/NOUN/4/nsubj/person attacked/VERB/0/root Mali/PROPN/4/obj/place", &[]),
        ("Mali/PROPN/2/nsubj/place attacked/VERB/0/root one/NUM/2/obj/person", &[]),
    ]);
}

#[test]
fn a_particle_is_no_bound() {
    let line = |relation: &str| {
        format!("Mali/PROPN/2/nsubj/place arrested/VERB/0/root over/ADP/{relation} 30/NUM/5/nummod rebels/NOUN/2/obj/person")
    };
    assert_eq!(told(&claims(&line("4/advmod"))), ["COERCE recipient: over 30 rebels"]);
    assert_eq!(told(&claims(&line("2/compound:prt"))), ["COERCE recipient: 30 rebels"]);
}
