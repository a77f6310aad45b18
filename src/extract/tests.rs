//! Trees written by hand, and what must be read off them: the rules are tested without the annotator.

use super::extract;
use super::predicates::Arguments;
use super::tree::Tree;
use crate::model::{
    Article, Claim, Claims, Document, EntityMention, MentionForm, Modality, NameKind, Polarity, Relation, Role, Sentence, Span, Token, UPos,
};
use crate::ontology::Ontology;
use std::sync::Arc;

/// Builds a document of sentences, one a line; each word is `form/UPOS/head/relation`, with `/person`, `/place` or `/organization`
/// added where a name of one word, or a noun of that type, stands.
pub(super) fn document(lines: &str) -> (Article, Document) {
    let (mut text, mut document) = (String::new(), Document::default());
    for (number, line) in lines.lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
        let first = document.tokens.len();
        let mut root = first;
        for word in line.split_whitespace() {
            let columns: Vec<&str> = word.split('/').collect();
            let [form, upos, head, relation, rest @ ..] = columns.as_slice() else { panic!("{word}") };
            let index = document.tokens.len();
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(form);
            let head: usize = head.parse().unwrap();
            root = if head == 0 { index } else { root };
            let upos = UPos::parse(upos).unwrap();
            document.tokens.push(Token {
                span: Span::new(start, text.len()),
                joined: false,
                upos,
                feats: Arc::from("_"),
                lemma: form.to_lowercase().into(),
                head: head.checked_sub(1).map(|h| first + h),
                relation: Relation::parse(relation).unwrap(),
            });
            if let [kind] = rest {
                let form = match upos {
                    UPos::Propn => MentionForm::Name,
                    UPos::Pron => MentionForm::Pronoun,
                    _ => MentionForm::Nominal,
                };
                let kind = NameKind::parse(kind).unwrap();
                document.mentions.push(EntityMention { tokens: Span::new(index, index + 1), head: index, form, kind, found_by: "test" });
            }
        }
        let tokens = Span::new(first, document.tokens.len());
        document.sentences.push(Sentence { tokens, root, opens_paragraph: number == 0 });
    }
    (Article { id: "a".to_string(), url: None, publisher: None, title: None, published: None, text }, document)
}

pub(super) fn claims(lines: &str) -> Claims {
    let (article, document) = document(lines);
    extract(&article, &document, &Ontology::embedded())
}

/// "TYPE agents > recipients", the names joined by "+"; with the speakers before it as "A: B: ".
fn told(claims: &Claims, claim: &Claim) -> String {
    let names = |entities: Vec<usize>| entities.into_iter().map(|e| claims.entities[e].name.as_str()).collect::<Vec<_>>().join("+");
    let said: String = claim.said_by.iter().map(|&s| format!("{}: ", claims.entities[s].name)).collect();
    let (agents, recipients) = (claim.fillers(Role::Agent).collect(), claim.fillers(Role::Recipient).collect());
    format!("{said}{} {} > {}", claim.event_type, names(agents), names(recipients))
}

pub(super) fn all_told(lines: &str) -> Vec<String> {
    let claims = claims(lines);
    claims.claims.iter().map(|c| told(&claims, c)).collect()
}

fn arguments(line: &str, predicate: usize) -> (Vec<String>, Vec<String>) {
    let (article, document) = document(line);
    let tree = Tree::new(&article.text, &document);
    let Arguments { subjects, objects, .. } = tree.arguments(predicate - 1);
    let forms = |tokens: Vec<usize>| tokens.into_iter().map(|t| tree.form(t).to_string()).collect();
    (forms(subjects), forms(objects))
}

#[test]
fn the_doer_is_found_in_every_voice() {
    let rows = [
        ("Rebels/NOUN/2/nsubj attacked/VERB/0/root Gao/PROPN/2/obj", 2, "rebels", "gao"),
        ("Gao/PROPN/3/nsubj:pass was/AUX/3/aux:pass attacked/VERB/0/root by/ADP/5/case rebels/NOUN/3/obl:agent", 3, "rebels", "gao"),
        ("Gao/PROPN/3/nsubj:pass was/AUX/3/aux:pass attacked/VERB/0/root", 3, "", "gao"),
        ("rebels/NOUN/4/nsubj who/PRON/3/nsubj burned/VERB/1/acl:relcl fled/VERB/0/root", 3, "rebels", ""),
        ("towns/NOUN/4/nsubj rebels/NOUN/3/nsubj burned/VERB/1/acl:relcl fell/VERB/0/root", 3, "rebels", "towns"),
        ("men/NOUN/4/nsubj armed/VERB/1/acl by/ADP/5/case fled/VERB/0/root Chad/PROPN/2/obl:agent", 2, "chad", "men"),
        ("Mali/PROPN/2/nsubj urged/VERB/0/root Chad/PROPN/2/obj to/PART/5/mark leave/VERB/2/xcomp", 5, "chad", ""),
        ("Mali/PROPN/2/nsubj promised/VERB/0/root Chad/PROPN/2/iobj to/PART/5/mark leave/VERB/2/xcomp", 5, "mali", ""),
        (
            "Mali/PROPN/2/nsubj accused/VERB/0/root Chad/PROPN/2/obj of/SCONJ/5/mark stealing/VERB/2/advcl gold/NOUN/5/obj",
            5,
            "chad",
            "gold",
        ),
        ("Mali/PROPN/2/nsubj left/VERB/0/root after/SCONJ/4/mark losing/VERB/2/advcl Gao/PROPN/4/obj", 4, "mali", "gao"),
        ("Mali/PROPN/2/nsubj met/VERB/0/root Chad/PROPN/2/obj and/CCONJ/5/cc praised/VERB/2/conj Niger/PROPN/5/obj", 5, "mali", "niger"),
        ("Mali/PROPN/2/nsubj attacked/VERB/0/root and/CCONJ/4/cc burned/VERB/2/conj Gao/PROPN/2/obj", 4, "mali", "gao"),
    ];
    for (line, predicate, subject, object) in rows {
        let (subjects, objects) = arguments(line, predicate);
        assert_eq!((subjects.join("+").as_str(), objects.join("+").as_str()), (subject, object), "{line}");
    }
}

#[test]
fn coordinated_arguments_all_take_part() {
    let line = "Mali/PROPN/4/nsubj/place and/CCONJ/3/cc Chad/PROPN/1/conj/place accused/VERB/0/root Niger/PROPN/4/obj/place";
    assert_eq!(all_told(line), ["ACCUSE Mali+Chad > Niger"]);
}

#[test]
fn a_verb_may_only_carry_the_noun_that_tells() {
    let active = "Mali/PROPN/2/nsubj/place launched/VERB/0/root an/DET/4/det offensive/NOUN/2/obj on/ADP/6/case Chad/PROPN/2/obl/place";
    let claims = claims(active);
    assert_eq!(told(&claims, &claims.claims[0]), "ASSAULT Mali > Chad");
    assert_eq!(claims.claims[0].predicate, "launched an offensive on");
    assert_eq!(claims.claims[0].trigger.of(&document(active).0.text), "launched an offensive");
    let suffered = "Mali/PROPN/2/nsubj/place came/VERB/0/root under/ADP/4/case attack/NOUN/2/obl";
    assert_eq!(all_told(suffered), ["ASSAULT  > Mali"]);
}

#[test]
fn a_meeting_that_frames_what_is_said_includes_the_speaker() {
    let line =
        "In/ADP/3/case a/DET/3/det meeting/NOUN/7/obl with/ADP/5/case Orban/PROPN/3/nmod/person Tusk/PROPN/7/nsubj/person wept/VERB/0/root";
    assert_eq!(all_told(line), ["CONSULT Tusk > Orban"]);
}

#[test]
fn speakers_form_a_chain_outermost_first() {
    let line = "Reuters/PROPN/2/nsubj/organization quoted/VERB/0/root Orban/PROPN/2/obj/person as/SCONJ/5/mark saying/VERB/2/advcl \
                Mali/PROPN/7/nsubj/place attacked/VERB/5/ccomp Chad/PROPN/7/obj/place";
    assert_eq!(all_told(line), ["Reuters: Orban: ASSAULT Mali > Chad"]);
    let after = "Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place ,/PUNCT/6/punct Orban/PROPN/6/nsubj/person \
                 said/VERB/2/parataxis ,/PUNCT/10/punct according/VERB/10/case to/ADP/8/fixed Reuters/PROPN/2/obl/organization";
    assert_eq!(all_told(after), ["Reuters: Orban: ASSAULT Mali > Chad"]);
}

#[test]
fn a_headline_may_name_its_speaker_after_a_colon() {
    let line = "Mali/PROPN/2/nsubj/place attacked/VERB/0/root Chad/PROPN/2/obj/place :/PUNCT/5/punct Orban/PROPN/2/parataxis/person";
    assert_eq!(all_told(line), ["Orban: ASSAULT Mali > Chad"]);
}

#[test]
fn an_accusation_tells_two_events() {
    let line =
        "Mali/PROPN/2/nsubj/place accused/VERB/0/root Chad/PROPN/2/obj/place of/SCONJ/5/mark bombing/VERB/2/advcl Niger/PROPN/5/obj/place";
    assert_eq!(all_told(line), ["ACCUSE Mali > Chad", "Mali: ASSAULT Chad > Niger"]);
}

#[test]
fn polarity_and_modality_come_from_above() {
    use Modality::*;
    use Polarity::*;
    let rows = [
        ("Mali/PROPN/4/nsubj/place did/AUX/4/aux not/PART/4/advmod attack/VERB/0/root Chad/PROPN/4/obj/place", Denied, Actual),
        ("Mali/PROPN/2/nsubj/place denied/VERB/0/root attacking/VERB/2/xcomp Chad/PROPN/3/obj/place", Denied, Actual),
        ("Mali/PROPN/3/nsubj/place will/AUX/3/aux attack/VERB/0/root Chad/PROPN/3/obj/place", Affirmed, Future),
        ("Mali/PROPN/3/nsubj/place may/AUX/3/aux attack/VERB/0/root Chad/PROPN/3/obj/place", Affirmed, Possible),
        ("Mali/PROPN/2/nsubj/place plans/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp Chad/PROPN/4/obj/place", Affirmed, Future),
        ("Mali/PROPN/3/nsubj/place reportedly/ADV/3/advmod attacked/VERB/0/root Chad/PROPN/3/obj/place", Affirmed, Possible),
        (
            "Orban/PROPN/2/nsubj/person wins/VERB/0/root if/SCONJ/5/mark Mali/PROPN/5/nsubj/place attacks/VERB/2/advcl Chad/PROPN/5/obj/place",
            Affirmed,
            Hypothetical,
        ),
    ];
    for (line, polarity, modality) in rows {
        let claims = claims(line);
        let assault = claims.claims.iter().find(|c| c.event_type.as_str() == "ASSAULT").expect(line);
        assert_eq!((assault.polarity, assault.modality), (polarity, modality), "{line}");
    }
}

#[test]
fn a_capital_acts_as_the_government_and_is_hit_as_the_city() {
    let acts = "Moscow/PROPN/2/nsubj/place accused/VERB/0/root Kyiv/PROPN/2/obj/place";
    assert_eq!(all_told(acts), ["ACCUSE Russia > Ukraine"]);
    let hit = "Moscow/PROPN/2/nsubj/place bombed/VERB/0/root Kyiv/PROPN/2/obj/place";
    assert_eq!(all_told(hit), ["ASSAULT Russia > Kyiv"]);
}

#[test]
fn a_pronoun_means_the_one_who_spoke() {
    let lines = "Mali/PROPN/2/nsubj/place said/VERB/0/root Chad/PROPN/4/nsubj/place attacked/VERB/2/ccomp Niger/PROPN/4/obj/place
                 It/PRON/2/nsubj/organization said/VERB/0/root Chad/PROPN/4/nsubj/place invaded/VERB/2/ccomp Benin/PROPN/4/obj/place";
    assert_eq!(all_told(lines), ["Mali: ASSAULT Chad > Niger", "Mali: ASSAULT Chad > Benin"]);
}

#[test]
fn fighters_with_the_name_of_their_body_are_the_body() {
    let lines = "Bundu/PROPN/2/compound/organization rebels/NOUN/3/nsubj attacked/VERB/0/root Gao/PROPN/3/obj/place
                 The/DET/2/det rebels/NOUN/3/nsubj withdrew/VERB/0/root";
    assert_eq!(all_told(lines), ["ASSAULT Bundu > Gao", "RETREAT Bundu > "]);
    // Some of them, counted, are not all of it.
    let counted = "Two/NUM/3/nummod Bundu/PROPN/3/compound/organization rebels/NOUN/4/nsubj attacked/VERB/0/root Gao/PROPN/4/obj/place";
    assert_ne!(all_told(counted), ["ASSAULT Bundu > Gao"]);
}

#[test]
fn a_country_before_the_name_of_its_body_is_no_part_of_it() {
    let (article, mut document) = document(
        "Britain/PROPN/4/nmod:poss 's/PART/1/case Defence/PROPN/4/compound Ministry/PROPN/5/nsubj accused/VERB/0/root Russia/PROPN/5/obj/place",
    );
    let (tokens, kind) = (Span::new(0, 4), NameKind::Organization);
    document.mentions.insert(0, EntityMention { tokens, head: 3, form: MentionForm::Name, kind, found_by: "test" });
    let claims = extract(&article, &document, &Ontology::embedded());
    assert_eq!(told(&claims, &claims.claims[0]), "ACCUSE British Defence Ministry > Russia");
}

#[test]
fn what_others_must_do_is_asked_of_them() {
    let must = "Mali/PROPN/2/nsubj/place said/VERB/0/root Chad/PROPN/5/nsubj/place must/AUX/5/aux withdraw/VERB/2/ccomp";
    assert_eq!(all_told(must), ["REQUEST Mali > Chad", "Mali: RETREAT Chad > "]);
    let own = "Mali/PROPN/2/nsubj/place said/VERB/0/root we/PRON/5/nsubj must/AUX/5/aux withdraw/VERB/2/ccomp";
    assert_eq!(all_told(own), ["Mali: RETREAT Mali > "]);
}

#[test]
fn a_noun_that_points_back_has_the_participants_it_had() {
    let lines = "Mali/PROPN/2/nsubj/place invaded/VERB/0/root Chad/PROPN/2/obj/place
                 The/DET/2/det invasion/NOUN/3/nsubj failed/VERB/0/root";
    assert_eq!(all_told(lines), ["ASSAULT Mali > Chad", "ASSAULT Mali > Chad"]);
}

#[test]
fn his_government_is_that_of_his_country() {
    let lines = "Idris/PROPN/2/nsubj/person met/VERB/0/root her/PRON/5/nmod:poss/person Chadian/ADJ/5/amod counterpart/NOUN/2/obj/person Mahamat/PROPN/5/appos/person
                 Mahamat/PROPN/2/nsubj/person said/VERB/0/root his/PRON/4/nmod:poss/person government/NOUN/5/nsubj/organization attacked/VERB/2/ccomp Niger/PROPN/5/obj/place";
    assert_eq!(all_told(lines), ["CONSULT Idris > Mahamat", "Mahamat: ASSAULT Chad > Niger"]);
}

/// The places and first days of all claims: "TYPE place day".
fn where_and_when(lines: &str) -> Vec<String> {
    let claims = claims(lines);
    let place = |c: &Claim| c.place.map_or("-".to_string(), |p| claims.entities[p].name.clone());
    let day = |c: &Claim| c.time.as_ref().and_then(|t| t.earliest).map_or("-".to_string(), |d| d.to_string());
    claims.claims.iter().map(|c| format!("{} {} {}", c.event_type, place(c), day(c))).collect()
}

#[test]
fn of_nested_places_the_named_one_is_taken() {
    let line = "Mali/PROPN/2/nsubj/place bombed/VERB/0/root Chad/PROPN/2/obj/place in/ADP/6/case the/DET/6/det hills/NOUN/2/obl/place \
                near/ADP/8/case Gao/PROPN/6/nmod/place";
    assert_eq!(where_and_when(line), ["ASSAULT Gao -"]);
}

#[test]
fn joined_verbs_share_where_and_when() {
    let line = "Mali/PROPN/2/nsubj/place bombed/VERB/0/root Chad/PROPN/2/obj/place in/ADP/5/case Gao/PROPN/2/obl/place on/ADP/7/case \
                March/PROPN/2/obl 3/NUM/7/nummod ,/PUNCT/7/punct 2020/NUM/7/nummod and/CCONJ/12/cc invaded/VERB/2/conj Niger/PROPN/12/obj/place";
    assert_eq!(where_and_when(line), ["ASSAULT Gao 2020-03-03", "ASSAULT Gao 2020-03-03"]);
}

#[test]
fn a_time_deep_in_a_phrase_is_the_phrases_event() {
    let line = "Mali/PROPN/2/nsubj/place bombed/VERB/0/root Chad/PROPN/2/obj/place from/ADP/6/case the/DET/6/det hills/NOUN/2/obl/place \
                on/ADP/8/case March/PROPN/6/nmod 3/NUM/8/nummod ,/PUNCT/8/punct 2020/NUM/8/nummod";
    assert_eq!(where_and_when(line), ["ASSAULT - 2020-03-03"]);
}

#[test]
fn two_objects_that_the_parser_joins_are_two() {
    let line = "Mali/PROPN/3/nsubj/place will/AUX/3/aux offer/VERB/0/root Chad/PROPN/5/compound/place help/NOUN/3/obj";
    assert!(all_told(line).contains(&"Mali: AID Mali > Chad".to_string()), "{:?}", all_told(line));
}

#[test]
fn a_condition_reaches_its_main_clause() {
    let line = "if/SCONJ/3/mark Mali/PROPN/3/nsubj/place attacks/VERB/6/advcl Chad/PROPN/3/obj/place Niger/PROPN/6/nsubj/place \
                invades/VERB/0/root Mali/PROPN/6/obj/place";
    let modalities: Vec<Modality> = claims(line).claims.iter().map(|c| c.modality).collect();
    assert_eq!(modalities, [Modality::Hypothetical, Modality::Hypothetical]);
}

#[test]
fn what_is_denied_without_being_told_again_is_what_was_said_of_the_denier() {
    let accused = "Mali/PROPN/2/nsubj/place accused/VERB/0/root Chad/PROPN/2/obj/place of/SCONJ/5/mark attacking/VERB/2/advcl \
                   Gao/PROPN/5/obj/place";
    let rows = [
        ("Chad/PROPN/2/nsubj/place denied/VERB/0/root it/PRON/2/obj", true),
        ("Chad/PROPN/2/nsubj/place rejected/VERB/0/root the/DET/4/det allegation/NOUN/2/obj", true),
        ("Chad/PROPN/2/nsubj/place never/ADV/3/advmod denied/VERB/0/root it/PRON/3/obj", false),
        ("Chad/PROPN/2/nsubj/place rejected/VERB/0/root it/PRON/2/obj", false),
    ];
    for (answer, denies) in rows {
        let claims = claims(&format!("{accused}\n{answer}"));
        let denials: Vec<&Claim> = claims.claims.iter().filter(|claim| claim.found_by.ends_with(" + denial")).collect();
        let told: Vec<String> = denials.iter().map(|claim| told(&claims, claim)).collect();
        let expected: &[&str] = if denies { &["Chad: ASSAULT Chad > Gao"] } else { &[] };
        assert_eq!(told, expected, "{answer}");
        assert!(denials.iter().all(|claim| claim.polarity == Polarity::Denied && claim.time.is_none()));
    }
}

#[test]
fn what_nobody_said_of_others_is_not_denied() {
    let own_voice = "Chad/PROPN/2/nsubj/place attacked/VERB/0/root Gao/PROPN/2/obj/place\n\
                     Mali/PROPN/2/nsubj/place denied/VERB/0/root it/PRON/2/obj";
    assert_eq!(all_told(own_voice), ["ASSAULT Chad > Gao"]);
}
