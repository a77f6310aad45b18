//! Trees written by hand, and the relations that must, or must not, be read off them.

use crate::extract::extract;
use crate::extract::tests::{claims, document};
use crate::model::{Claims, RelationObject, StatedRelation};
use crate::ontology::Ontology;
use jiff::civil::date;

/// "subject property object (of whom)", with a star where it is inferred.
fn stated(lines: &str) -> Vec<String> {
    in_words(&claims(lines))
}

fn in_words(claims: &Claims) -> Vec<String> {
    let name = |entity: usize| claims.entities[entity].name.clone();
    let line = |relation: &StatedRelation| {
        let object = match &relation.object {
            RelationObject::Entity(entity) => name(*entity),
            RelationObject::Words(words) => words.clone(),
        };
        let of = relation.of.map(|of| format!(" of {}", name(of))).unwrap_or_default();
        let inferred = if relation.inferred { "*" } else { "" };
        format!("{} {} {object}{of}{inferred}", name(relation.subject), relation.property.as_str())
    };
    claims.relations.iter().map(line).collect()
}

fn check(lines: &str, expected: &[&str]) {
    assert_eq!(stated(lines), expected, "{lines}");
}

#[test]
fn a_title_before_a_name_is_an_office() {
    check(
        "Chadian/ADJ/3/amod foreign/ADJ/3/amod minister/NOUN/4/nmod:desc Idris/PROPN/5/nsubj/person left/VERB/0/root",
        &["Idris holdsOffice foreign minister of Chad"],
    );
    check(
        "Chad/PROPN/4/nmod:poss/place 's/PART/1/case new/ADJ/4/amod president/NOUN/8/nsubj ,/PUNCT/4/punct Idris/PROPN/4/appos/person ,/PUNCT/4/punct left/VERB/0/root",
        &["Idris holdsOffice president of Chad"],
    );
}

#[test]
fn the_words_of_a_title_may_stand_after_its_noun() {
    check(
        "Malian/ADJ/2/amod secretary/NOUN/0/root of/ADP/4/case state/NOUN/2/nmod Idris/PROPN/2/appos/person",
        &["Idris holdsOffice secretary of state of Mali"],
    );
}

#[test]
fn an_apposition_tells_the_office_and_whose_it_is() {
    check(
        "Idris/PROPN/9/nsubj/person ,/PUNCT/4/punct the/DET/4/det head/NOUN/1/appos of/ADP/7/case the/DET/7/det Bundu/PROPN/4/nmod/organization ,/PUNCT/1/punct left/VERB/0/root",
        &["Idris holdsOffice head of Bundu"],
    );
}

#[test]
fn a_copula_tells_the_office_unless_it_is_denied() {
    check(
        "Idris/PROPN/6/nsubj/person is/AUX/6/cop Chad/PROPN/6/nmod:poss/place 's/PART/3/case top/ADJ/6/amod envoy/NOUN/0/root",
        &["Idris holdsOffice top envoy of Chad"],
    );
    check(
        "Idris/PROPN/7/nsubj/person is/AUX/7/cop not/PART/7/advmod Chad/PROPN/7/nmod:poss/place 's/PART/4/case top/ADJ/7/amod envoy/NOUN/0/root",
        &[],
    );
}

#[test]
fn the_one_who_is_named_to_an_office_holds_it() {
    check(
        "Idris/PROPN/3/nsubj:pass/person was/AUX/3/aux:pass named/VERB/0/root Chadian/ADJ/6/amod interior/ADJ/6/amod minister/NOUN/3/xcomp",
        &["Idris holdsOffice interior minister of Chad"],
    );
}

#[test]
fn the_one_who_chairs_a_body_is_its_chair() {
    check(
        "Idris/PROPN/5/nsubj/person who/PRON/3/nsubj chairs/VERB/1/acl:relcl Bundu/PROPN/3/obj/organization left/VERB/0/root",
        &["Idris holdsOffice chair of Bundu"],
    );
    // An attack that somebody leads is no body.
    check("Idris/PROPN/2/nsubj/person led/VERB/0/root the/DET/4/det attack/NOUN/2/obj", &[]);
}

#[test]
fn a_counterpart_holds_the_same_office_elsewhere() {
    check(
        "Chadian/ADJ/3/amod foreign/ADJ/3/amod minister/NOUN/4/nmod:desc Idris/PROPN/5/nsubj/person met/VERB/0/root his/PRON/8/nmod:poss/person Malian/ADJ/8/amod counterpart/NOUN/5/obj/person ,/PUNCT/10/punct Keita/PROPN/8/appos/person",
        &["Idris holdsOffice foreign minister of Chad", "Keita holdsOffice foreign minister of Mali*"],
    );
}

#[test]
fn plural_titles_are_shared_out_with_each_ones_country() {
    check(
        "Presidents/NOUN/2/nmod:desc Idris/PROPN/9/nsubj/person of/ADP/4/case Chad/PROPN/2/nmod/place and/CCONJ/6/cc Keita/PROPN/2/conj/person of/ADP/8/case Mali/PROPN/6/nmod/place met/VERB/0/root",
        &["Idris holdsOffice president of Chad", "Keita holdsOffice president of Mali"],
    );
}

#[test]
fn a_spokesman_speaks_for_the_body_inside_his_title() {
    check(
        "Bundu/PROPN/2/compound/organization spokesman/NOUN/3/nmod:desc Idris/PROPN/4/nsubj/person left/VERB/0/root",
        &["Idris spokespersonFor Bundu"],
    );
    check(
        "Idris/PROPN/6/nsubj/person ,/PUNCT/3/punct spokesman/NOUN/1/appos for/ADP/5/case Bundu/PROPN/3/nmod/organization left/VERB/0/root",
        &["Idris spokespersonFor Bundu"],
    );
}

#[test]
fn an_office_without_a_country_is_of_the_one_the_article_stands_in() {
    check(
        "Chad/PROPN/2/nsubj/place attacked/VERB/0/root Mali/PROPN/2/obj/place
         Chad/PROPN/2/nsubj/place withdrew/VERB/0/root
         President/PROPN/2/nmod:desc Idris/PROPN/3/nsubj/person left/VERB/0/root",
        &["Idris holdsOffice president of Chad*"],
    );
    // The founder of what nobody tells stays unsaid.
    check("Chad/PROPN/2/nsubj/place withdrew/VERB/0/root\nfounder/NOUN/2/nmod:desc Idris/PROPN/3/nsubj/person left/VERB/0/root", &[]);
}

#[test]
fn an_object_before_a_subject_is_no_title() {
    check(
        "He/PRON/2/nsubj told/VERB/0/root the/DET/5/det Malian/ADJ/5/amod minister/NOUN/2/obj Idris/PROPN/7/nsubj/person left/VERB/2/ccomp",
        &[],
    );
}

#[test]
fn kin_and_allies_are_told_by_possessives() {
    check(
        "Idris/PROPN/2/nsubj/person left/VERB/0/root
         his/PRON/2/nmod:poss/person brother/NOUN/5/nsubj/person ,/PUNCT/2/punct Keita/PROPN/2/appos/person fled/VERB/0/root",
        &["Keita kinship Idris"],
    );
    check(
        "Mali/PROPN/7/nsubj/place ,/PUNCT/4/punct an/DET/4/det ally/NOUN/1/appos of/ADP/6/case Chad/PROPN/4/nmod/place withdrew/VERB/0/root",
        &["Mali alliedWith Chad"],
    );
}

#[test]
fn forces_and_ministries_are_part_of_their_country() {
    check("Malian/ADJ/2/amod troops/NOUN/3/nsubj attacked/VERB/0/root Gao/PROPN/3/obj/place", &["Malian troops partOf Mali"]);
}

#[test]
fn people_have_a_nationality_or_belong_to_a_body() {
    check("Malian/ADJ/2/amod soldiers/NOUN/3/nsubj attacked/VERB/0/root Gao/PROPN/3/obj/place", &["Malian soldiers nationality Mali"]);
    check(
        "Bundu/PROPN/2/compound/organization officials/NOUN/3/nsubj attacked/VERB/0/root Gao/PROPN/3/obj/place",
        &["Bundu officials memberOf Bundu"],
    );
    // People of whom nothing is told are not brought up for their adjective.
    check("Prices/NOUN/2/nsubj fell/VERB/0/root for/ADP/5/case Malian/ADJ/5/amod shoppers/NOUN/2/obl", &[]);
}

#[test]
fn a_member_is_apposed_to_the_word() {
    check(
        "Mali/PROPN/7/nsubj/place ,/PUNCT/4/punct a/DET/4/det member/NOUN/1/appos of/ADP/6/case Bundu/PROPN/4/nmod/organization withdrew/VERB/0/root",
        &["Mali memberOf Bundu"],
    );
}

#[test]
fn places_lie_in_the_country_that_describes_them() {
    check(
        "Rebels/NOUN/2/nsubj attacked/VERB/0/root the/DET/5/det Malian/ADJ/5/amod town/NOUN/2/obj of/ADP/7/case Gao/PROPN/5/nmod/place",
        &["Gao locatedIn Mali"],
    );
    check(
        "Rebels/NOUN/2/nsubj attacked/VERB/0/root Gao/PROPN/2/obj/place in/ADP/6/case northern/ADJ/6/amod Mali/PROPN/3/nmod/place",
        &["Gao locatedIn Mali"],
    );
}

#[test]
fn based_tells_the_seat() {
    check(
        "Bundu/PROPN/6/nsubj/organization ,/PUNCT/3/punct based/VERB/1/acl in/ADP/5/case Gao/PROPN/3/obl/place withdrew/VERB/0/root",
        &["Bundu basedIn Gao"],
    );
}

#[test]
fn a_party_before_a_senator_is_what_he_is_a_member_of() {
    check(
        "Mali/PROPN/2/nsubj/place withdrew/VERB/0/root
         Bundu/PROPN/2/compound/organization senator/NOUN/3/nmod:desc Idris/PROPN/4/nsubj/person left/VERB/0/root",
        &["Idris memberOf Bundu", "Idris holdsOffice senator of Mali*"],
    );
}

#[test]
fn no_two_hold_one_office_of_one_country() {
    // Mali, named less often, is left for the second president.
    check(
        "Chad/PROPN/2/nsubj/place attacked/VERB/0/root Mali/PROPN/2/obj/place
         Chad/PROPN/2/nsubj/place withdrew/VERB/0/root
         Chadian/ADJ/2/amod president/NOUN/3/nmod:desc Idris/PROPN/4/nsubj/person left/VERB/0/root
         President/PROPN/2/nmod:desc Keita/PROPN/3/nsubj/person stayed/VERB/0/root",
        &["Idris holdsOffice president of Chad", "Keita holdsOffice president of Mali*"],
    );
}

#[test]
fn passing_words_are_no_part_of_a_title_and_leading_ones_are() {
    check(
        "The/DET/5/det former/ADJ/4/amod Chadian/ADJ/4/amod president/NOUN/5/nmod:desc Idris/PROPN/6/nsubj/person left/VERB/0/root",
        &["Idris holdsOffice former president of Chad"],
    );
    check(
        "Embattled/ADJ/3/amod Chadian/ADJ/3/amod president/NOUN/4/nmod:desc Idris/PROPN/5/nsubj/person left/VERB/0/root",
        &["Idris holdsOffice president of Chad"],
    );
}

#[test]
fn the_one_who_is_apposed_is_not_his_own_counterpart() {
    check(
        "Chadian/ADJ/2/amod president/NOUN/3/nmod:desc Idris/PROPN/4/nsubj/person stayed/VERB/0/root
         Keita/PROPN/7/nsubj/person ,/PUNCT/5/punct his/PRON/5/nmod:poss/person Malian/ADJ/5/amod counterpart/NOUN/1/appos ,/PUNCT/1/punct left/VERB/0/root",
        &["Idris holdsOffice president of Chad", "Keita holdsOffice president of Mali*"],
    );
}

#[test]
fn an_apposition_tells_where_a_city_lies() {
    check(
        "Rebels/NOUN/2/nsubj attacked/VERB/0/root Gao/PROPN/2/obj/place ,/PUNCT/7/punct the/DET/7/det biggest/ADJ/7/amod city/NOUN/3/appos in/ADP/9/case Mali/PROPN/7/nmod/place",
        &["Gao locatedIn Mali"],
    );
}

#[test]
fn whose_office_it_is_may_be_known_where_the_text_leaves_it_out() {
    let lines = "Belgium/PROPN/2/nsubj/place slept/VERB/0/root
                 Belgium/PROPN/2/nsubj/place praised/VERB/0/root Finland/PROPN/2/obj/place
                 President/PROPN/2/nmod:desc Niinisto/PROPN/3/nsubj/person slept/VERB/0/root";
    let on = |year: i16| {
        let (mut article, document) = document(lines);
        article.published = Some(date(year, 4, 5));
        in_words(&extract(&article, &document, &Ontology::embedded()))
    };
    assert_eq!(on(2023), ["Niinisto holdsOffice president of Finland*"]);
    assert_eq!(on(2010), ["Niinisto holdsOffice president of Belgium*"], "he was none yet");
}
