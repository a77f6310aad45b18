//! Where those who take part stand, on trees written by hand.

use crate::extract::tests::all_told;

fn told(line: &str) -> String {
    all_told(line).join("; ")
}

#[test]
fn an_act_on_what_is_nobody_is_done_to_whose_it_is() {
    let rights = "Mali/PROPN/2/nsubj/place supported/VERB/0/root the/DET/4/det rights/NOUN/2/obj of/ADP/6/case Chad/PROPN/4/nmod/place";
    assert_eq!(told(rights), "SUPPORT Mali > Chad");
    let policy = "Mali/PROPN/2/nsubj/place condemned/VERB/0/root Chadian/ADJ/4/amod policy/NOUN/2/obj";
    assert_eq!(told(policy), "ACCUSE Mali > Chad");
    let own = "Mali/PROPN/2/nsubj/place condemned/VERB/0/root Malian/ADJ/4/amod policy/NOUN/2/obj";
    assert_eq!(told(own), "ACCUSE Mali > ", "nobody acts on himself");
}

#[test]
fn a_participle_may_only_carry_what_a_noun_tells() {
    let line = "an/DET/2/det attack/NOUN/6/nsubj launched/VERB/2/acl by/ADP/5/case Chad/PROPN/3/obl:agent/place ended/VERB/0/root";
    assert_eq!(told(line).split(" > ").next(), Some("ASSAULT Chad"));
}

#[test]
fn a_measure_stands_for_what_it_measures() {
    let line = "Mali/PROPN/2/nsubj/place launched/VERB/0/root days/NOUN/2/obj of/ADP/5/case attacks/NOUN/3/nmod on/ADP/7/case Chad/PROPN/5/nmod/place";
    assert_eq!(told(line), "ASSAULT Mali > Chad");
}

#[test]
fn the_subject_of_a_condition_is_threatened() {
    let line = "Mali/PROPN/2/nsubj/place threatened/VERB/0/root to/PART/4/mark leave/VERB/2/xcomp if/SCONJ/7/mark Chad/PROPN/7/nsubj/place \
                slept/VERB/4/advcl";
    assert_eq!(told(line).split("; ").next(), Some("THREATEN Mali > Chad"));
}

#[test]
fn what_must_be_done_to_somebody_is_not_asked_of_him() {
    let line = "Mali/PROPN/2/nsubj/place demanded/VERB/0/root that/SCONJ/6/mark Orban/PROPN/6/nsubj:pass/person be/AUX/6/aux:pass freed/VERB/2/ccomp";
    assert_eq!(told(line).split("; ").next(), Some("REQUEST Mali > "));
    let active = "Mali/PROPN/2/nsubj/place demanded/VERB/0/root that/SCONJ/5/mark Orban/PROPN/5/nsubj/person leave/VERB/2/ccomp";
    assert_eq!(told(active).split("; ").next(), Some("REQUEST Mali > Orban"));
}

#[test]
fn a_negated_verb_may_say_the_contrary() {
    let line = "Mali/PROPN/4/nsubj/place would/AUX/4/aux not/PART/4/advmod accept/VERB/0/root the/DET/6/det offer/NOUN/4/obj";
    assert_eq!(told(line).split("; ").next(), Some("REJECT Mali > "));
    let affirmed = "Mali/PROPN/3/nsubj/place would/AUX/3/aux accept/VERB/0/root the/DET/5/det offer/NOUN/3/obj";
    assert_eq!(told(affirmed).split("; ").next(), Some("AGREE Mali > "));
}

#[test]
fn tanks_attack_and_buildings_do_not() {
    let by = |thing: &str| format!("{thing}/NOUN/2/nsubj attacked/VERB/0/root Chad/PROPN/2/obj/place");
    assert_eq!(told(&by("tanks")), "ASSAULT tanks > Chad");
    assert_eq!(told(&by("buildings")), "ASSAULT  > Chad");
}

#[test]
fn a_country_in_capitals_is_no_pronoun() {
    let line =
        "Orban/PROPN/2/nsubj/person said/VERB/0/root the/DET/4/det US/PROPN/5/nsubj/place attacked/VERB/2/ccomp Chad/PROPN/5/obj/place";
    assert_eq!(told(line), "Orban: ASSAULT United States > Chad");
}

#[test]
fn coordinated_verbs_share_what_stands_behind_them() {
    let line = "Mali/PROPN/2/nsubj/place donated/VERB/0/root and/CCONJ/4/cc delivered/VERB/2/conj food/NOUN/4/obj to/ADP/7/case Chad/PROPN/4/obl/place";
    assert_eq!(told(line).split("; ").next(), Some("AID Mali > Chad"));
}
