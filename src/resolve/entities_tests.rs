//! Who is joined and who is not, told in short articles that name people, bodies and countries.

use super::*;
use crate::model::fixture::Report;
use crate::model::{Article, Claims, JoinReason, Judgement};
use EntityKind::*;

/// An article whose entities are written "Name", "Name|Other name", and "Name @country:XX" for whose country is told.
fn article(id: &str, people: &[&str], bodies: &[&str], known: &[(&str, EntityKind, &str)]) -> (Article, Claims) {
    let mut report = Report::new(id, "Wire", "2022-02-24");
    for (kind, written) in people.iter().map(|name| (Person, name)).chain(bodies.iter().map(|name| (Organization, name))) {
        let (names, country) = written.split_once(" @").map_or((*written, None), |(names, country)| (names, Some(country)));
        report.entity(kind, &names.split('|').collect::<Vec<_>>());
        if let Some(country) = country {
            report.of_country(country);
        }
    }
    for (key, kind, names) in known {
        report.known(key, *kind, &names.split('|').collect::<Vec<_>>());
    }
    report.build()
}

fn people(id: &str, names: &[&str]) -> (Article, Claims) {
    article(id, names, &[], &[])
}

fn named(entities: &Entities) -> Vec<String> {
    let line = |e: &Entity| format!("{}: {}", e.name, e.other_names.join(", ")).trim_end().to_owned();
    let mut found: Vec<String> = entities.list.iter().map(line).collect();
    found.sort();
    found
}

#[track_caller]
fn check(articles: &[(Article, Claims)], expect: &[&str]) {
    assert_eq!(named(&join(articles, &[])), expect);
}

fn find<'e>(entities: &'e Entities, name: &str) -> &'e Entity {
    entities.list.iter().find(|entity| entity.name == name).unwrap_or_else(|| panic!("nobody is named {name}"))
}

#[test]
fn one_name_in_several_spellings_is_one() {
    check(&[people("a", &["Mevlüt Çavuşoğlu"]), people("b", &["Mevlut Cavusoglu"])], &["Mevlüt Çavuşoğlu: Mevlut Cavusoglu"]);
}

#[test]
fn transliterations_of_one_name_are_one_and_say_so() {
    let articles = [people("a", &["Volodymyr Zelensky"]), people("b", &["Volodymyr Zelenskyy"]), people("c", &["Volodymyr Zelenskyy"])];
    let entities = join(&articles, &[]);
    assert_eq!(named(&entities), ["Volodymyr Zelenskyy: Volodymyr Zelensky"]);
    let parts = &entities.list[0].parts;
    assert_eq!((parts.len(), parts[0].id == entities.list[0].id), (2, true));
    assert_eq!(parts[1].joined.as_ref().unwrap().reason, JoinReason::Spelling);
    assert_eq!(
        (parts[0].articles.as_slice(), parts[1].articles.as_slice()),
        (&["b".to_owned(), "c".to_owned()][..], &["a".to_owned()][..])
    );
}

#[test]
fn one_name_of_two_kinds_is_two() {
    check(&[people("a", &["Lincoln"]), article("b", &[], &["Lincoln"], &[])], &["Lincoln:", "Lincoln:"]);
}

#[test]
fn an_entry_of_the_ontology_takes_in_its_names() {
    let known = |id, names| article(id, &[], &[], &[("country:UA", Place, names)]);
    let mut third = Report::new("c", "Wire", "2022-02-24");
    third.entity(Place, &["Ukraine"]);
    check(&[known("a", "Ukraine|Kyiv"), known("b", "Kyiv"), third.build()], &["Ukraine: Kyiv"]);
}

#[test]
fn a_city_is_not_written_in_capitals_throughout_though_datelines_do() {
    let city = |id, names| article(id, &[], &[], &[("geonames:379252", Place, names)]);
    check(&[city("a", "KHARTOUM")], &["Khartoum: KHARTOUM"]);
    check(&[city("a", "KHARTOUM"), city("b", "KHARTOUM"), city("c", "Khartoum")], &["Khartoum: KHARTOUM"]);
    check(&[article("a", &[], &[], &[("geonames:1", Place, "AL-ULA")])], &["Al-Ula: AL-ULA"]);
    // Others are.
    check(&[article("a", &[], &["UNESCO"], &[])], &["UNESCO:"]);
}

#[test]
fn a_surname_joins_the_only_one_who_bears_it_where_company_or_country_tells() {
    let kremlin = [("country:RU", Place, "Russia")];
    let both = |one, other| [article("a", &[one], &[], &kremlin), article("b", &[other], &[], &kremlin)];
    check(&both("Dmitry Peskov", "Peskov"), &["Dmitry Peskov: Peskov", "Russia:"]);
    check(&both("Ursula von der Leyen", "von der Leyen"), &["Russia:", "Ursula von der Leyen: von der Leyen"]);
    let entities = join(&both("Dmitry Peskov", "Peskov"), &[]);
    let joined = find(&entities, "Dmitry Peskov").parts[1].joined.clone().unwrap();
    assert_eq!((joined.reason, joined.evidence), (JoinReason::Surname, vec!["both are spoken of with Russia".to_owned()]));
    check(&[people("a", &["Dmitry Peskov"]), people("b", &["Peskov"])], &["Dmitry Peskov:", "Peskov:"]);
    check(
        &[people("a", &["Sherrod Brown @country:US"]), people("b", &["Brown @country:GB", "Ed Miliband"])],
        &["Brown:", "Ed Miliband:", "Sherrod Brown:"],
    );
}

#[test]
fn a_surname_of_two_people_never_decides_alone() {
    let (two, alone) = (people("a", &["George Bush", "Laura Bush"]), people("b", &["Bush"]));
    let entities = join(&[two, alone], &[]);
    assert_eq!(named(&entities), ["Bush:", "George Bush:", "Laura Bush:"]);
    let candidates: Vec<&str> = find(&entities, "Bush").candidates.iter().map(|candidate| candidate.id.as_str()).collect();
    let ids: Vec<&str> = ["George Bush", "Laura Bush"].iter().map(|name| find(&entities, name).id.as_str()).collect();
    assert_eq!(candidates, ids);
    // Two articles' unresolved surnames may mean two people.
    let entities = join(&[people("a", &["George Bush", "Laura Bush"]), people("b", &["Bush"]), people("c", &["Bush"])], &[]);
    assert_eq!(entities.list.len(), 4);
}

#[test]
fn of_two_bearers_of_a_surname_the_country_or_the_company_tells() {
    let two = people("a", &["Gordon Brown @country:GB", "Sherrod Brown @country:US"]);
    check(&[two, people("b", &["Brown @country:GB"])], &["Gordon Brown: Brown", "Sherrod Brown:"]);
    let (one, other) = (people("a", &["Gordon Brown", "Alistair Darling"]), people("b", &["Sherrod Brown", "Mike DeWine"]));
    check(
        &[one, other, people("c", &["Brown", "Alistair Darling"])],
        &["Alistair Darling:", "Gordon Brown: Brown", "Mike DeWine:", "Sherrod Brown:"],
    );
}

#[test]
fn a_given_name_joins_nobody() {
    check(&[people("a", &["Mary Jane Smith"]), people("b", &["Mary", "Jane Smith"])], &["Jane Smith:", "Mary Jane Smith:", "Mary:"]);
}

#[test]
fn a_name_without_its_middle_joins_where_something_tells() {
    let named = |id, name| people(id, &[name, "John Kerry"]);
    check(&[named("a", "Mohammad Javad Zarif"), named("b", "Mohammad Zarif")], &["John Kerry:", "Mohammad Javad Zarif: Mohammad Zarif"]);
    let entities = join(&[people("a", &["Mohammad Javad Zarif"]), people("b", &["Mohammad Zarif"])], &[]);
    let candidate = &find(&entities, "Mohammad Zarif").candidates[0];
    assert_eq!((entities.list.len(), candidate.reason), (2, JoinReason::PartialName));
    assert!(!candidate.against.is_empty());
}

#[test]
fn namesakes_of_two_countries_without_common_company_stay_apart() {
    let (one, other) = (people("a", &["John Smith @country:US", "Ann Lee"]), people("b", &["John Smith @country:AU", "Bo Holt"]));
    check(&[one.clone(), other.clone()], &["Ann Lee:", "Bo Holt:", "John Smith:", "John Smith:"]);
    // Who is named with one of them is that one; who is named with neither is left alone.
    check(
        &[one.clone(), other.clone(), people("c", &["John Smith", "Ann Lee"]), people("d", &["John Smith"])],
        &["Ann Lee:", "Bo Holt:", "John Smith:", "John Smith:", "John Smith:"],
    );
    // One who is told of both countries in one company is one.
    check(&[one, people("b", &["John Smith @country:AU", "Ann Lee"])], &["Ann Lee:", "John Smith:"]);
}

#[test]
fn an_abbreviation_joins_the_name_that_has_it() {
    let bodies = |id, names| article(id, &[], names, &[]);
    check(&[bodies("a", &["World Health Organization|WHO"]), bodies("b", &["WHO"])], &["World Health Organization: WHO"]);
    check(
        &[bodies("a", &["Defence Ministry of Ukraine|Defence Ministry"]), bodies("b", &["Defence Ministry"])],
        &["Defence Ministry of Ukraine: Defence Ministry", "Defence Ministry:"],
    );
}

#[test]
fn what_has_no_name_stays_in_its_article() {
    let protesters = |id| {
        let mut report = Report::new(id, "Wire", "2022-02-24");
        report.unnamed(Group, "protesters").build()
    };
    check(&[protesters("a"), protesters("b")], &["protesters:", "protesters:"]);
}

#[test]
fn ids_do_not_depend_on_what_else_is_known() {
    let id = |names: &[&str]| find(&join(&[people("a", names)], &[]), "Dmitry Peskov").id.clone();
    assert_eq!(id(&["Dmitry Peskov"]), id(&["Sergei Lavrov", "Dmitry Peskov"]));
}

fn decide(judgement: Judgement, one: &str, other: &str) -> Decision {
    let who = Some("the desk".to_owned());
    Decision { judgement, one: one.to_owned(), other: other.to_owned(), who, why: None, on: None }
}

#[test]
fn a_decision_joins_what_no_name_does_and_says_who_decided() {
    let articles = [people("a", &["Subcomandante Marcos"]), people("b", &["Rafael Guillén"])];
    let apart = join(&articles, &[]);
    let ids = [&find(&apart, "Subcomandante Marcos").id, &find(&apart, "Rafael Guillén").id];
    let decided = join(&articles, &[decide(Judgement::Same, ids[0], ids[1])]);
    assert_eq!(decided.list.len(), 1);
    let joined = decided.list[0].parts[1].joined.clone().unwrap();
    assert_eq!((joined.reason, joined.evidence), (JoinReason::Decision, vec!["decided by the desk".to_owned()]));
}

#[test]
fn a_decision_keeps_apart_what_names_would_join_and_the_last_one_counts() {
    let articles = [people("a", &["Volodymyr Zelensky"]), people("b", &["Volodymyr Zelenskyy"])];
    let parts = join(&articles, &[]).list[0].parts.clone();
    let not = decide(Judgement::NotSame, &parts[0].id, &parts[1].id);
    let same = decide(Judgement::Same, &parts[1].id, &parts[0].id);
    let unsure = decide(Judgement::Unsure, &parts[0].id, &parts[1].id);
    assert_eq!(join(&articles, std::slice::from_ref(&not)).list.len(), 2);
    assert_eq!(join(&articles, &[not.clone(), same.clone()]).list.len(), 1);
    assert_eq!(join(&articles, &[same, not]).list.len(), 2);
    let unsure = join(&articles, &[unsure]);
    assert_eq!((unsure.list.len(), unsure.list.iter().map(|entity| entity.candidates.len()).sum::<usize>()), (2, 1));
}

#[test]
fn what_was_kept_apart_is_not_joined_by_way_of_a_third() {
    let articles = [people("a", &["Ann Lee"]), people("b", &["Bo Holt"]), people("c", &["Cy Reed"])];
    let list = join(&articles, &[]).list;
    let id = |name: &str| list.iter().find(|entity| entity.name == name).unwrap().id.clone();
    let (ann, bo, cy) = (id("Ann Lee"), id("Bo Holt"), id("Cy Reed"));
    let decisions = [decide(Judgement::NotSame, &ann, &cy), decide(Judgement::Same, &ann, &bo), decide(Judgement::Same, &bo, &cy)];
    let joined = join(&articles, &decisions).list;
    assert_eq!(joined.len(), 2);
    assert!(joined.iter().all(|entity| !(entity.parts.iter().any(|p| p.id == ann) && entity.parts.iter().any(|p| p.id == cy))));
}

#[test]
fn one_article_can_be_taken_out_of_a_name() {
    let articles = [people("a", &["John Smith"]), people("b", &["John Smith"]), people("c", &["John Smith"])];
    let id = join(&articles, &[]).list[0].id.clone();
    let entities = join(&articles, &[decide(Judgement::NotSame, &id, &format!("{id}@b"))]);
    let mut spoken: Vec<Vec<String>> = entities.list.iter().map(|entity| entity.parts[0].articles.clone()).collect();
    spoken.sort();
    assert_eq!(spoken, [vec!["a".to_owned(), "c".to_owned()], vec!["b".to_owned()]]);
    assert!(entities.list.iter().any(|entity| entity.id == id), "who stays keeps the id");
}

#[test]
fn decisions_on_what_is_not_there_do_nothing() {
    let articles = [people("a", &["Ann Lee"])];
    assert_eq!(join(&articles, &[decide(Judgement::Same, "x-1", "y-2")]).list, join(&articles, &[]).list);
}
