//! Who is meant by what refers back, on trees written by hand.

use crate::extract::extract;
use crate::extract::tests::{all_told, document};
use crate::model::EntityKind;
use crate::ontology::Ontology;
use jiff::civil::{Date, date};

/// A sentence each, and what the last of them must tell.
fn last_told(sentences: &[&str]) -> String {
    all_told(&sentences.join("\n")).pop().unwrap_or_default()
}

const ORBAN: &str = "President/PROPN/2/nmod:desc Orban/PROPN/3/nsubj/person slept/VERB/0/root";
const MALI_AND_CHAD: &str = "Mali/PROPN/4/nsubj/place and/CCONJ/3/cc Chad/PROPN/1/conj/place talk/VERB/0/root";

fn attacked(subject: &str) -> String {
    let words = subject.split(' ').count();
    let subject = subject.split(' ').map(|word| word.replace('#', &words.to_string())).collect::<Vec<_>>().join(" ");
    let verb = words + 1;
    let subject = subject.replace("ROOT", &verb.to_string());
    format!("{subject} attacked/VERB/0/root Niger/PROPN/{verb}/obj/place")
}

#[test]
fn a_word_used_in_turn_means_those_of_before() {
    let rebels = "rebels/NOUN/2/nsubj fled/VERB/0/root";
    assert_eq!(last_told(&[rebels, &attacked("the/DET/#/det insurgents/NOUN/ROOT/nsubj")]), "ASSAULT rebels > Niger");
    assert_eq!(last_told(&[rebels, &attacked("other/ADJ/#/amod insurgents/NOUN/ROOT/nsubj")]), "ASSAULT other insurgents > Niger");
    let police = "the/DET/2/det police/NOUN/3/nsubj marched/VERB/0/root";
    assert_eq!(last_told(&[police, &attacked("officers/NOUN/ROOT/nsubj")]), "ASSAULT police > Niger");
}

#[test]
fn a_body_is_called_by_what_it_is() {
    let alliance = "the/DET/2/det alliance/NOUN/3/nsubj condemned/VERB/0/root Niger/PROPN/3/obj/place";
    assert_eq!(last_told(&["NATO/PROPN/2/nsubj/organization slept/VERB/0/root", alliance]), "ACCUSE NATO > Niger");
    let group = attacked("the/DET/#/det group/NOUN/ROOT/nsubj");
    let named = "Ansarok/PROPN/2/nsubj/organization fled/VERB/0/root";
    assert_eq!(last_told(&[named, &group]), "ASSAULT Ansarok > Niger");
    let ministry = "the/DET/2/det Ministry/PROPN/3/nsubj/organization slept/VERB/0/root";
    assert_eq!(last_told(&[ministry, &group]), "ASSAULT group > Niger", "a ministry is no group");
}

#[test]
fn ten_soldiers_are_not_the_army() {
    let ten = "ten/NUM/2/nummod soldiers/NOUN/3/nsubj slept/VERB/0/root";
    assert_eq!(last_told(&[ten, &attacked("the/DET/#/det army/NOUN/ROOT/nsubj")]), "ASSAULT army > Niger");
    let soldiers = "the/DET/2/det soldiers/NOUN/3/nsubj slept/VERB/0/root";
    assert_eq!(last_told(&[soldiers, &attacked("the/DET/#/det army/NOUN/ROOT/nsubj")]), "ASSAULT soldiers > Niger");
}

#[test]
fn a_description_may_mean_a_person_of_whom_nothing_speaks_against_it() {
    let praised = |subject: &str| format!("{subject} praised/VERB/0/root Niger/PROPN/3/obj/place");
    assert_eq!(last_told(&[ORBAN, &praised("the/DET/2/det writer/NOUN/3/nsubj")]), "SUPPORT Orban > Niger");
    assert_eq!(last_told(&[ORBAN, &praised("a/DET/2/det writer/NOUN/3/nsubj")]), "SUPPORT writer > Niger", "somebody new");
    assert_eq!(last_told(&[ORBAN, &praised("the/DET/2/det ambassador/NOUN/3/nsubj")]), "SUPPORT ambassador > Niger", "another office");
    assert_eq!(last_told(&[ORBAN, &praised("the/DET/2/det boy/NOUN/3/nsubj")]), "SUPPORT boy > Niger", "hardly the one named");
    let ousted = "the/DET/3/det ousted/ADJ/3/amod leader/NOUN/4/nsubj praised/VERB/0/root Niger/PROPN/4/obj/place";
    assert_eq!(last_told(&[ORBAN, ousted]), "SUPPORT Orban > Niger");
}

#[test]
fn a_counterpart_has_the_office_of_the_one_he_is_compared_with() {
    let lofven = "Swedish/ADJ/2/amod Minister/PROPN/3/nmod:desc Lofven/PROPN/4/nsubj/person slept/VERB/0/root";
    let met = "Chadian/ADJ/2/amod Minister/PROPN/3/nmod:desc Deby/PROPN/4/nsubj/person met/VERB/0/root his/PRON/7/nmod:poss/person \
               Swedish/ADJ/7/amod counterpart/NOUN/4/obj/person";
    assert_eq!(last_told(&[lofven, met]), "CONSULT Deby > Lofven");
    let president = lofven.replace("Minister", "President");
    assert_eq!(last_told(&[&president, met]), "CONSULT Deby > Swedish counterpart");
}

#[test]
fn a_name_between_commas_says_who_it_is() {
    let line = "his/PRON/2/nmod:poss/person counterpart/NOUN/6/nsubj/person ,/PUNCT/4/punct Orban/PROPN/6/obl/person ,/PUNCT/4/punct \
                praised/VERB/0/root Niger/PROPN/6/obj/place";
    assert_eq!(last_told(&[line]), "SUPPORT Orban > Niger");
}

#[test]
fn both_sides_are_two_of_those_spoken_of() {
    let urged = |object: &str| format!("Orban/PROPN/2/nsubj/person urged/VERB/0/root {object}");
    assert_eq!(last_told(&[MALI_AND_CHAD, &urged("both/DET/4/det sides/NOUN/2/obj")]), "REQUEST Orban > Mali+Chad");
    assert_eq!(last_told(&[MALI_AND_CHAD, &urged("the/DET/5/det two/NUM/5/nummod countries/NOUN/2/obj")]), "REQUEST Orban > Mali+Chad");
    assert_eq!(last_told(&[MALI_AND_CHAD, &urged("the/DET/4/det countries/NOUN/2/obj")]), "REQUEST Orban > countries", "any number");
    let three = urged("the/DET/5/det three/NUM/5/nummod countries/NOUN/2/obj");
    assert_eq!(last_told(&[MALI_AND_CHAD, &three]), "REQUEST Orban > countries", "two are not three");
    let others = urged("both/DET/5/det Western/ADJ/5/amod countries/NOUN/2/obj");
    assert_eq!(last_told(&[MALI_AND_CHAD, &others]), "REQUEST Orban > Western countries", "which ones, is said");
}

#[test]
fn whoever_speaks_of_both_is_neither() {
    let niger = "Niger/PROPN/2/nsubj/place urged/VERB/0/root both/DET/4/det countries/NOUN/2/obj";
    let before = "Niger/PROPN/2/nsubj/place slept/VERB/0/root";
    assert_eq!(last_told(&[before, MALI_AND_CHAD, niger]), "REQUEST Niger > Mali+Chad");
}

#[test]
fn territory_means_whose_it_is() {
    let line = "rebels/NOUN/2/nsubj attacked/VERB/0/root Malian/ADJ/4/amod territory/NOUN/2/obj";
    assert_eq!(last_told(&[line]), "ASSAULT rebels > Mali");
}

#[test]
fn a_country_may_be_called_by_its_owner_or_its_half() {
    let mali = "Mali/PROPN/2/nsubj/place slept/VERB/0/root";
    let koreas = "North/PROPN/2/compound Korea/PROPN/3/nsubj slept/VERB/0/root";
    let north = attacked("the/DET/#/det North/PROPN/ROOT/nsubj/place");
    assert_eq!(last_told(&[koreas, &north]).split(" > ").next(), Some("ASSAULT North"), "a name of two words is not marked in such trees");
    let country = "Chadian/ADJ/2/amod Minister/PROPN/3/nmod:desc Deby/PROPN/4/nsubj/person said/VERB/0/root Niger/PROPN/6/nsubj/place \
                   attacked/VERB/4/ccomp his/PRON/8/nmod:poss/person country/NOUN/6/obj/place";
    let chad = "Chad/PROPN/2/nsubj/place slept/VERB/0/root";
    assert_eq!(last_told(&[chad, mali, country]), "Deby: ASSAULT Niger > Chad");
}

#[test]
fn the_capital_is_a_city_that_the_text_names() {
    let hit = "rebels/NOUN/2/nsubj attacked/VERB/0/root the/DET/4/det capital/NOUN/2/obj";
    let bamako = "Orban/PROPN/2/nsubj/person slept/VERB/0/root in/ADP/4/case Bamako/PROPN/2/obl/place";
    assert_eq!(last_told(&[bamako, hit]), "ASSAULT rebels > Bamako");
    let mali = "Mali/PROPN/2/nsubj/place slept/VERB/0/root";
    assert_eq!(last_told(&[mali, hit]), "ASSAULT rebels > capital", "which the text does not name");
    let chad = "Chad/PROPN/2/nsubj/place slept/VERB/0/root";
    let malian = "rebels/NOUN/2/nsubj attacked/VERB/0/root the/DET/5/det Malian/ADJ/5/amod capital/NOUN/2/obj";
    assert_eq!(last_told(&[bamako, chad, malian]), "ASSAULT rebels > Bamako");
}

#[test]
fn the_town_is_the_one_named_last() {
    let gao = "Orban/PROPN/2/nsubj/person slept/VERB/0/root in/ADP/4/case Gao/PROPN/2/obl/place";
    let hit = "rebels/NOUN/2/nsubj attacked/VERB/0/root the/DET/4/det town/NOUN/2/obj";
    assert_eq!(last_told(&[gao, hit]), "ASSAULT rebels > Gao");
    let other = "rebels/NOUN/2/nsubj attacked/VERB/0/root the/DET/5/det next/ADJ/5/amod town/NOUN/2/obj";
    assert_eq!(last_told(&[gao, other]), "ASSAULT rebels > next town");
    let apposed = "Gao/PROPN/7/nsubj/place ,/PUNCT/4/punct a/DET/4/det town/NOUN/1/appos rebels/NOUN/6/nsubj attacked/VERB/4/acl:relcl slept/VERB/0/root";
    assert_eq!(last_told(&[apposed]), "ASSAULT rebels > Gao");
}

#[test]
fn a_group_of_people_is_the_people() {
    let line = "a/DET/2/det group/NOUN/5/nsubj of/ADP/4/case miners/NOUN/2/nmod attacked/VERB/0/root Niger/PROPN/5/obj/place";
    assert_eq!(last_told(&[line]), "ASSAULT miners > Niger");
}

#[test]
fn an_office_tells_who_is_meant_on_the_day_of_the_article() {
    let lines = "Macron/PROPN/2/nsubj/person slept/VERB/0/root
                 France/PROPN/2/nsubj/place slept/VERB/0/root
                 the/DET/3/det French/ADJ/3/amod president/NOUN/4/nsubj praised/VERB/0/root Niger/PROPN/4/obj/place";
    let praised_on = |day: Date| {
        let (mut article, document) = document(lines);
        article.published = Some(day);
        let claims = extract(&article, &document, &Ontology::embedded());
        claims.entities[claims.claims[0].participants[0].entity].name.clone()
    };
    assert_eq!(praised_on(date(2020, 1, 1)), "Macron");
    assert_eq!(praised_on(date(2010, 1, 1)), "French president", "another held the office then");
}

/// What an article of these sentences knows its places as: "Gomel geonames:627907".
fn places(sentences: &[&str]) -> Vec<String> {
    let (article, document) = document(&sentences.join("\n"));
    let found = extract(&article, &document, &Ontology::embedded()).entities;
    let places = found.into_iter().filter(|entity| entity.kind == EntityKind::Place);
    places.map(|place| format!("{} {}", place.name, place.known_as.unwrap_or_else(|| "?".to_owned()))).collect()
}

/// A sentence that says where something is, by the words behind "in".
fn slept_in(words: &[&str]) -> String {
    let place = words.iter().enumerate().map(|(n, word)| match *word {
        "," => ",/PUNCT/4/punct".to_owned(),
        "in" => "in/ADP/4/case".to_owned(),
        lower if lower.starts_with(char::is_lowercase) => format!("{lower}/ADJ/4/amod"),
        name if n == 0 => format!("{name}/PROPN/2/obl/place"),
        name => format!("{name}/PROPN/4/appos/place"),
    });
    format!("people/NOUN/2/nsubj slept/VERB/0/root in/ADP/4/case {}", place.collect::<Vec<_>>().join(" "))
}

#[test]
fn a_city_is_known_where_the_text_or_its_size_decides() {
    let rows: [(&[&[&str]], &str); 18] = [
        (&[&["Gomel", ",", "Belarus"]], "Gomel geonames:627907"),
        (&[&["Kharkov"]], "Kharkov geonames:706483"),
        (&[&["Paris", ",", "Texas"]], "Paris geonames:4717560"),
        (&[&["Moscow", ",", "Idaho"]], "Moscow geonames:5601538"),
        (&[&["Tripoli", ",", "Lebanon"]], "Tripoli geonames:266826"),
        (&[&["Tripoli", "in", "northern", "Lebanon"]], "Tripoli geonames:266826"),
        (&[&["Tripoli"]], "Tripoli geonames:2210247"),
        (&[&["Springfield"]], "Springfield ?"),
        (&[&["Springfield", ",", "Illinois"]], "Springfield geonames:4250542"),
        (&[&["Springfield"], &["Illinois"]], "Springfield geonames:4250542"),
        (&[&["Odessa"], &["Ukraine"]], "Odessa geonames:698740"),
        (&[&["Gomel", "region"]], "Gomel ?"),
        (&[&["Florida"], &["Colombia"]], "Florida ?"),
        (&[&["Vancouver"], &["Idaho"]], "Vancouver geonames:6173331"),
        (&[&["Africa"], &["Tunisia"]], "Africa ?"),
        (&[&["Palma"], &["Mozambique"]], "Palma ?"),
        (&[&["Ottawa", ",", "Niger", "slept"]], "Ottawa geonames:6094817"),
        (&[&["Snihurivka"]], "Snihurivka ?"),
    ];
    for (sentences, expected) in rows {
        let lines: Vec<String> = sentences.iter().map(|words| slept_in(words)).collect();
        let found = places(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(found.contains(&expected.to_owned()), "{sentences:?}: {found:?}");
    }
}

#[test]
fn a_capital_is_its_government_where_it_acts_and_a_city_where_it_lies() {
    let (city, country) = ("Kyiv geonames:703448", "Ukraine country:UA");
    let rows = [
        ("people/NOUN/2/nsubj slept/VERB/0/root in/ADP/4/case Kyiv/PROPN/2/obl/place", city, country),
        ("Kyiv/PROPN/2/nsubj/place said/VERB/0/root it/PRON/4/nsubj slept/VERB/2/ccomp", country, city),
        ("Kyiv/PROPN/3/nsubj/place is/AUX/3/cop ready/ADJ/0/root for/ADP/5/case talks/NOUN/3/obl", country, city),
        ("Kyiv/PROPN/2/nsubj/place accused/VERB/0/root Niger/PROPN/2/obj/place", country, city),
        ("Kyiv/PROPN/3/nsubj:pass/place was/AUX/3/aux:pass shelled/VERB/0/root", city, country),
        ("Niger/PROPN/2/nsubj/place shelled/VERB/0/root Kyiv/PROPN/2/obj/place", city, country),
    ];
    for (sentence, is, is_not) in rows {
        let (article, document) = document(sentence);
        let claims = extract(&article, &document, &Ontology::embedded());
        let known = |index: usize| claims.entities[index].known_as.clone().unwrap_or_default();
        let parts = claims
            .claims
            .iter()
            .flat_map(|claim| claim.participants.iter().map(|p| p.entity).chain(claim.place).chain(claim.said_by.clone()));
        let meant: Vec<String> = parts.map(known).collect();
        let all = places(&[sentence]);
        let key = |told: &str| told.split(' ').nth(1).unwrap_or_default().to_owned();
        // An act says which of the two takes part; without one, what the article speaks of does.
        let takes_part =
            if meant.is_empty() { all.contains(&is.to_owned()) } else { meant.contains(&key(is)) && !meant.contains(&key(is_not)) };
        assert!(takes_part, "{sentence}: {meant:?} {all:?}");
    }
}

#[test]
fn a_pronoun_means_nobody_of_the_other_gender() {
    let sergei = "Sergei/PROPN/2/nsubj/person slept/VERB/0/root";
    let praised = |pronoun: &str| format!("{pronoun}/PRON/2/nsubj/person praised/VERB/0/root Niger/PROPN/2/obj/place");
    let angela = "Angela/PROPN/2/nsubj/person slept/VERB/0/root";
    assert_eq!(last_told(&[angela, sergei, &praised("she")]), "SUPPORT Sergei > Niger", "a man's name alone may be a surname");
    assert_eq!(last_told(&[angela, sergei, &praised("he")]), "SUPPORT Sergei > Niger");
    assert_eq!(last_told(&[sergei, angela, &praised("he")]), "SUPPORT Sergei > Niger");
    let unknown = "Orban/PROPN/2/nsubj/person slept/VERB/0/root";
    assert_eq!(last_told(&[angela, unknown, &praised("she")]), "SUPPORT Orban > Niger", "whose gender no word tells");
}

/// The names of all entities that one sentence speaks of.
fn names(line: &str) -> Vec<String> {
    let (article, document) = document(line);
    let claims = extract(&article, &document, &Ontology::embedded());
    claims.entities.into_iter().flat_map(|entity| entity.names).collect()
}

#[test]
fn somebody_without_a_name_is_called_by_what_follows_and_not_by_how_many_they_are() {
    let rows = [
        (
            "soldiers/NOUN/4/nsubj fleeing/VERB/1/acl Chad/PROPN/2/obj/place attacked/VERB/0/root Mali/PROPN/4/obj/place",
            "soldiers fleeing Chad",
        ),
        (
            "several/ADJ/4/amod other/ADJ/4/amod armed/ADJ/4/amod soldiers/NOUN/5/nsubj attacked/VERB/0/root Mali/PROPN/5/obj/place",
            "armed soldiers",
        ),
        ("its/PRON/2/nmod:poss soldiers/NOUN/3/nsubj attacked/VERB/0/root Mali/PROPN/3/obj/place", "its soldiers"),
    ];
    for (line, name) in rows {
        let found = names(line);
        assert!(found.iter().any(|found| found == name), "{line}: {found:?}");
    }
    let set_off =
        "soldiers/NOUN/5/nsubj ,/PUNCT/3/punct fleeing/VERB/1/acl Chad/PROPN/3/obj/place attacked/VERB/0/root Mali/PROPN/5/obj/place";
    assert!(!names(set_off).iter().any(|name| name.contains("fleeing")), "what a comma sets off adds to what is known already");
}

#[test]
fn a_number_is_no_part_of_the_name_whatever_follows() {
    let line = "two/NUM/3/nummod armed/ADJ/3/amod soldiers/NOUN/6/nsubj fleeing/VERB/3/acl Chad/PROPN/4/obj/place \
                attacked/VERB/0/root Mali/PROPN/6/obj/place";
    assert_eq!(last_told(&[line]), "ASSAULT armed soldiers > Mali");
}
