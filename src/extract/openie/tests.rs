//! Trees written by hand, and the tuples that must be read off them.

use super::*;
use crate::extract::tests::document;

/// The tuples of trees, their parts joined by "; " and their words by blanks.
fn tuples(lines: &str, form: TupleForm) -> Vec<String> {
    let (article, document) = document(lines);
    let tree = Tree::new(&article.text, &document);
    let written = |words: &[Word]| {
        let word = |word: &Word| match word {
            Word::Token(token) => document.form(&article.text, *token),
            Word::Understood(word) => word,
        };
        words.iter().map(word).collect::<Vec<_>>().join(" ")
    };
    let parts = |tuple: &OpenTuple| {
        let arguments = tuple.arguments.iter().map(|argument| written(argument));
        [written(&tuple.subject), written(&tuple.relation)].into_iter().chain(arguments).collect::<Vec<_>>().join("; ")
    };
    extract(&tree, form).iter().map(parts).collect()
}

#[test]
fn a_preposition_goes_with_the_relation_and_later_ones_with_their_nouns() {
    let line = "She/PRON/2/nsubj flew/VERB/0/root to/ADP/4/case Oslo/PROPN/2/obl on/ADP/6/case Friday/PROPN/2/obl";
    assert_eq!(tuples(line, TupleForm::Nary), ["She; flew to; Oslo; on Friday"]);
    assert_eq!(tuples(line, TupleForm::Binary), ["She; flew to; Oslo", "She; flew on; Friday"]);
}

#[test]
fn a_pair_has_what_stands_before_it_in_its_relation() {
    let line =
        "Thieves/NOUN/2/nsubj took/VERB/0/root gold/NOUN/2/obj to/ADP/6/case the/DET/6/det bank/NOUN/2/obl of/ADP/8/case Chad/PROPN/6/nmod";
    assert_eq!(tuples(line, TupleForm::Nary), ["Thieves; took; gold; to the bank of Chad"]);
    assert_eq!(
        tuples(line, TupleForm::Binary),
        ["Thieves; took; gold", "Thieves; took gold to; the bank of Chad", "Thieves; took gold to the bank of; Chad"]
    );
}

#[test]
fn every_construction_is_read() {
    let rows: [(&str, &[&str]); 11] = [
        (
            "Mali/PROPN/4/nsubj and/CCONJ/3/cc Chad/PROPN/1/conj sold/VERB/0/root gold/NOUN/4/obj and/CCONJ/7/cc salt/NOUN/5/conj",
            &["Mali; sold; gold", "Mali; sold; salt", "Chad; sold; gold", "Chad; sold; salt"],
        ),
        (
            "Gao/PROPN/4/nsubj:pass was/AUX/4/aux:pass not/PART/4/advmod taken/VERB/0/root by/ADP/6/case rebels/NOUN/4/obl:agent",
            &["Gao; was not taken by; rebels"],
        ),
        (
            "rebels/NOUN/5/nsubj who/PRON/3/nsubj took/VERB/1/acl:relcl Gao/PROPN/3/obj left/VERB/0/root it/PRON/5/obj",
            &["rebels; took; Gao", "rebels; left; it"],
        ),
        ("towns/NOUN/0/root rebels/NOUN/3/nsubj hold/VERB/1/acl:relcl", &["rebels; hold; towns"]),
        (
            "towns/NOUN/5/nsubj held/VERB/1/acl by/ADP/4/case rebels/NOUN/2/obl fell/VERB/0/root to/ADP/7/case them/PRON/5/obl",
            &["towns; held by; rebels", "towns held by rebels; fell to; them"],
        ),
        (
            "Mali/PROPN/2/nsubj tried/VERB/0/root to/PART/4/mark leave/VERB/2/xcomp or/CCONJ/6/cc reform/VERB/4/conj Ecowas/PROPN/6/obj",
            &["Mali; tried to leave; Ecowas", "Mali; tried to reform; Ecowas"],
        ),
        (
            "Mali/PROPN/2/nsubj left/VERB/0/root after/SCONJ/4/mark losing/VERB/2/advcl Gao/PROPN/4/obj",
            &["Mali; left after; losing Gao", "Mali; losing; Gao"],
        ),
        (
            "Mali/PROPN/2/nsubj said/VERB/0/root that/SCONJ/5/mark Chad/PROPN/5/nsubj sold/VERB/2/ccomp gold/NOUN/5/obj",
            &["Mali; said that; Chad sold gold", "Chad; sold; gold"],
        ),
        (
            "Gao/PROPN/3/nsubj is/AUX/3/cop home/ADJ/0/root to/ADP/6/case many/ADJ/6/amod Tuaregs/PROPN/3/obl",
            &["Gao; is home to; many Tuaregs"],
        ),
        (
            "Gao/PROPN/8/nsubj ,/PUNCT/5/punct a/DET/5/det old/ADJ/5/amod town/NOUN/1/appos ,/PUNCT/5/punct was/AUX/8/cop rich/ADJ/0/root",
            &["Gao; is; a old town", "Gao; was; rich"],
        ),
        (
            "Mali/PROPN/3/nmod:poss 's/PART/1/case army/NOUN/4/nsubj holds/VERB/0/root Gao/PROPN/4/obj",
            &["Mali; has; army", "Mali 's army; holds; Gao"],
        ),
    ];
    for (line, expected) in rows {
        assert_eq!(tuples(line, TupleForm::Nary), expected, "{line}");
    }
}

#[test]
fn pairs_say_only_what_the_sentence_has_words_for() {
    let line =
        "Mali/PROPN/3/nmod:poss 's/PART/1/case army/NOUN/6/nsubj ,/PUNCT/5/punct conscripts/NOUN/3/appos holds/VERB/0/root Gao/PROPN/6/obj";
    assert_eq!(tuples(line, TupleForm::Binary), ["Mali 's army; holds; Gao"]);
}

#[test]
fn the_right_to_vote_has_no_voter() {
    let line =
        "They/PRON/2/nsubj won/VERB/0/root the/DET/4/det right/NOUN/2/obj to/PART/6/mark vote/VERB/4/acl for/ADP/8/case Idris/PROPN/6/obl";
    assert_eq!(tuples(line, TupleForm::Nary), ["They; won; the right to vote for Idris"]);
}

#[test]
fn half_a_pair_of_marks_is_left_out() {
    let line = "Idris/PROPN/2/nsubj called/VERB/0/root it/PRON/2/obj ``/PUNCT/6/punct a/DET/6/det farce/NOUN/2/xcomp ,/PUNCT/9/punct who/PRON/9/nsubj won/VERB/6/acl:relcl ''/PUNCT/9/punct";
    assert_eq!(tuples(line, TupleForm::Nary)[0], "Idris; called; it; a farce");
}
