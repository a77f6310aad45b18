//! The triples of the events: who did what to whom, in words that read as a sentence.

use crate::model::{EntityId, Event, Modality, Polarity, Provenance, Role, Statement};
use std::collections::BTreeMap;

/// Every event's triples, sorted. What is affirmed and what is denied of one event are two statements, and so are what is told as
/// actual and what is told as planned; each has the claims that say so as its support.
pub(super) fn of(events: &[Event]) -> Vec<Statement> {
    let mut statements: Vec<Statement> = events.iter().flat_map(of_event).collect();
    statements.sort_by(|one, other| order(one).cmp(&order(other)));
    statements
}

type StatementOrder<'s> = (&'s str, &'s str, &'s str, &'s str, Polarity, Modality);

fn order(s: &Statement) -> StatementOrder<'_> {
    (&s.subject, &s.property, &s.object, &s.event, s.polarity, s.modality)
}

fn of_event(event: &Event) -> Vec<Statement> {
    let mut by_standing: BTreeMap<(Polarity, Modality), Vec<Provenance>> = BTreeMap::new();
    for provenance in &event.support {
        by_standing.entry((provenance.polarity, provenance.modality)).or_default().push(provenance.clone());
    }
    let triples = triples(event);
    let of_standing = |((polarity, modality), support): (_, Vec<Provenance>)| {
        let statement = move |(subject, property, object): &(EntityId, String, EntityId)| Statement {
            subject: subject.clone(),
            property: property.clone(),
            object: object.clone(),
            event: event.id.clone(),
            polarity,
            modality,
            support: support.clone(),
        };
        triples.iter().map(statement).collect::<Vec<_>>()
    };
    by_standing.into_iter().flat_map(of_standing).collect()
}

fn triples(event: &Event) -> Vec<(EntityId, String, EntityId)> {
    let fillers =
        |wanted: Role| -> Vec<&EntityId> { event.participants.iter().filter(|(role, _)| *role == wanted).map(|(_, id)| id).collect() };
    let (agents, recipients, topics) = (fillers(Role::Agent), fillers(Role::Recipient), fillers(Role::Topic));
    let mut triples = Vec::new();
    for (place, agent) in agents.iter().enumerate() {
        for recipient in &recipients {
            triples.push((*agent, event.predicate.clone(), *recipient));
        }
        if recipients.is_empty() && is_mutual(event) {
            for other in &agents[place + 1..] {
                triples.push((*agent, counterpart_predicate(event, !topics.is_empty()), *other));
            }
        }
        for topic in &topics {
            triples.push((*agent, topic_predicate(&event.predicate, !recipients.is_empty()), *topic));
        }
    }
    triples.retain(|(subject, _, object)| subject != object);
    triples.into_iter().map(|(subject, property, object)| (subject.clone(), property, object.clone())).collect()
}

/// Whether agents without a recipient do it with one another: they met, they agreed; those who shelled a town did not shell each other.
fn is_mutual(event: &Event) -> bool {
    event.predicate.ends_with(" with") || event.event_type.is_symmetric()
}

/// With a topic the predicate tells what they did with the topic ("discussed"), not with each other.
fn counterpart_predicate(event: &Event, has_topic: bool) -> String {
    if has_topic && !event.predicate.ends_with(" with") { event.event_type.verb() } else { &event.predicate }.to_owned()
}

/// "rejected" talks as it is; beside a recipient the topic is what it was about: "accused" somebody, "accused over" something.
fn topic_predicate(predicate: &str, has_recipient: bool) -> String {
    match predicate.rsplit_once(' ') {
        Some((verb, "with")) => format!("{verb} about"),
        Some((verb, "to" | "on" | "against" | "at" | "from" | "of" | "for")) if has_recipient => format!("{verb} over"),
        _ if has_recipient => format!("{predicate} over"),
        _ => predicate.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::{ClaimBuilder, Report, reports};
    use crate::model::{EntityKind, EventType, name_key};
    use crate::resolve::resolve;

    fn check(event_type: EventType, predicate: &str, fill: fn(ClaimBuilder) -> ClaimBuilder, expect: &[&str]) {
        let mut report = Report::new("a", "Wire", "2022-02-26");
        for name in ["Alpha", "Beta", "Gamma", "Deal"] {
            report.entity(EntityKind::Organization, &[name]);
        }
        fill(report.sentence("Alpha acted on Beta, Gamma and Deal.").claim(event_type, predicate, "acted")).add();
        let knowledge = resolve(vec![report.build()], &[]);
        let name = |id: &str| knowledge.entities.iter().find(|e| e.id == id).unwrap().name.clone();
        let found: Vec<String> =
            knowledge.statements.iter().map(|s| format!("{} {} {}", name(&s.subject), s.property, name(&s.object))).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn each_agent_does_it_to_each_recipient() {
        check(
            EventType::Assault,
            "shelled",
            |c| c.agent("Alpha").agent("Beta").recipient("Gamma"),
            &["Alpha shelled Gamma", "Beta shelled Gamma"],
        );
    }

    #[test]
    fn who_meets_meets_once_a_pair() {
        check(
            EventType::Consult,
            "met",
            |c| c.agent("Gamma").agent("Beta").agent("Alpha"),
            &["Alpha met Beta", "Alpha met Gamma", "Beta met Gamma"],
        );
        check(EventType::Assault, "clashed with", |c| c.agent("Alpha").agent("Beta"), &["Alpha clashed with Beta"]);
        check(EventType::Assault, "fired", |c| c.agent("Alpha").agent("Beta"), &[]);
    }

    #[test]
    fn a_topic_is_what_it_is_about() {
        check(EventType::Reject, "rejected", |c| c.agent("Alpha").topic("Deal"), &["Alpha rejected Deal"]);
        check(
            EventType::Accuse,
            "accused",
            |c| c.agent("Alpha").recipient("Beta").topic("Deal"),
            &["Alpha accused Beta", "Alpha accused over Deal"],
        );
        check(
            EventType::Consult,
            "discussed",
            |c| c.agent("Alpha").agent("Beta").topic("Deal"),
            &["Alpha consulted Beta", "Alpha discussed Deal", "Beta discussed Deal"],
        );
        check(
            EventType::Consult,
            "held talks with",
            |c| c.agent("Alpha").recipient("Beta").topic("Deal"),
            &["Alpha held talks about Deal", "Alpha held talks with Beta"],
        );
    }

    #[test]
    fn affirmed_and_denied_are_two_statements_with_their_own_speakers() {
        let knowledge = resolve(reports(), &[]);
        let rejected: Vec<&Statement> = knowledge.statements.iter().filter(|s| s.property == "rejected").collect();
        assert_eq!(rejected.iter().map(|s| s.polarity).collect::<Vec<_>>(), [Polarity::Affirmed, Polarity::Denied]);
        let speaker = |s: &Statement| {
            let innermost = s.support[0].said_by.last().unwrap().clone();
            name_key(&knowledge.entities.iter().find(|e| e.id == innermost).unwrap().name)
        };
        assert_eq!([speaker(rejected[0]), speaker(rejected[1])], ["dmitry peskov", "volodymyr zelenskyy"]);
        assert_eq!(rejected[0].event, rejected[1].event);
    }
}
