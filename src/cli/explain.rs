//! `dateline explain`: why each claim is as it is, down to the words of its sentence and the line of its frame.

use super::args::{Explain, ExplanationFormat};
use super::code_points::CodePoints;
use super::frames::placed;
use super::marked::{Mark, marked};
use super::screen::{Screen, Style, summary};
use super::{WrongUsage, reading};
use crate::model::{Article, Byte, Claim, Claims, EventType, Role, Span, TimeValue};
use crate::ontology::Ontology;
use crate::pipeline::{Explanation, Extracted};
use serde_json::{Value, json};
use std::fmt::Write;

pub(super) fn run(arguments: &Explain, screen: &Screen) -> anyhow::Result<()> {
    let engine = reading::engine(&arguments.knowing)?;
    let wanted = arguments.r#type.as_deref().map(|name| event_type(name, engine.ontology())).transpose()?;
    let number = arguments.claim.map(|number| number.get() - 1);
    let mut shown = 0;
    let counts = reading::each(&arguments.reading, &engine, screen, |extracted| {
        let explanations = engine.explain(&extracted);
        let Extracted { article, claims, .. } = &extracted;
        let explained = claims.claims.iter().zip(&explanations).enumerate();
        let chosen = explained
            .filter(|(place, (claim, _))| number.is_none_or(|n| n == *place) && wanted.is_none_or(|wanted| wanted == claim.event_type));
        for (place, (claim, explanation)) in chosen {
            shown += 1;
            let told = Told { article, claims, place, claim, explanation };
            screen.data(&match arguments.format {
                ExplanationFormat::Pretty => told.pretty(screen),
                ExplanationFormat::Json => format!("{}\n", told.json()),
            })?;
        }
        Ok(())
    })?;
    reading::must_have_articles(&counts)?;
    if shown == 0 {
        screen.note("no such claim; `dateline extract` prints all of them");
    }
    screen.note(&summary(&counts));
    Ok(())
}

fn event_type(name: &str, ontology: &Ontology) -> Result<EventType, WrongUsage> {
    ontology.event_types.get(&name.to_uppercase()).ok_or_else(|| {
        let known: Vec<&str> = ontology.event_types.iter().map(|known| known.as_str()).collect();
        WrongUsage(format!("{name:?} is no event type: use one of {}", known.join(", ")))
    })
}

/// A claim with its explanation.
struct Told<'a> {
    article: &'a Article,
    claims: &'a Claims,
    /// Its place among the article's claims.
    place: usize,
    claim: &'a Claim,
    explanation: &'a Explanation,
}

impl Told<'_> {
    fn words(&self, span: Span<Byte>) -> &str {
        span.of(&self.article.text)
    }

    fn name(&self, entity: usize) -> &str {
        &self.claims.entities[entity].name
    }

    fn names(&self, role: Role) -> String {
        self.claim.fillers(role).map(|entity| self.name(entity)).collect::<Vec<_>>().join(" and ")
    }

    /// The sentence with its words marked, and a row for each thing that was decided.
    fn pretty(&self, screen: &Screen) -> String {
        let claim = self.claim;
        let heading = format!("{} v{}  {}", self.article.id, self.place + 1, claim.event_type);
        let objects = if claim.fillers(Role::Recipient).next().is_some() { Role::Recipient } else { Role::Topic };
        let edge = [self.names(Role::Agent), claim.predicate.clone(), self.names(objects)];
        let edge = edge.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let sentence = marked(&self.article.text, claim.evidence, self.marks(), screen);
        let mut out = format!("{}  {edge}\n\n  {sentence}\n\n", screen.styled(Style::Bold, &heading));
        for (label, value) in self.rows() {
            let _ = writeln!(out, "  {}  {value}", screen.styled(Style::Faint, &format!("{label:<10}")));
        }
        out.push('\n');
        out
    }

    fn marks(&self) -> Vec<Mark> {
        let Explanation { trigger, carrier, participants, source, time, place, .. } = self.explanation;
        let mark = |span: Span<Byte>, label: &str, style| Mark { span, label: label.to_string(), style };
        let trigger = runs(&self.article.text, trigger).into_iter();
        let mut marks: Vec<Mark> = trigger.map(|words| mark(words, "trigger", Style::Red)).collect();
        marks.extend(carrier.map(|verb| mark(verb, "carrier", Style::Red)));
        let roles = self.claim.participants.iter().zip(participants);
        marks.extend(roles.map(|(participant, filling)| mark(filling.at, participant.role.as_str(), Style::Cyan)));
        if let Some(source) = source {
            marks.extend(source.speakers.iter().map(|&speaker| mark(speaker, "speaker", Style::Yellow)));
            marks.push(mark(source.cue, "cue", Style::Yellow));
        }
        marks.extend(time.map(|(words, _)| mark(words, "time", Style::Bold)));
        marks.extend(place.map(|head| mark(head, "place", Style::Bold)));
        marks
    }

    /// What was decided, by whom or what, and why.
    fn rows(&self) -> Vec<(&'static str, String)> {
        let (claim, explanation) = (self.claim, self.explanation);
        let quoted = |span: Span<Byte>| format!("“{}”", self.words(span));
        let mode = claim.mode.as_ref().map(|mode| format!(", mode {mode}")).unwrap_or_default();
        let mut rows = vec![("frame", format!("{}{mode}", placed(&explanation.origin, &explanation.frame)))];
        if let Some(probability) = explanation.heard {
            rows.insert(0, ("trigger", format!("no frame has it: the annotator's trigger head, {probability:.2}; read as by this frame")));
        }
        for (participant, filling) in claim.participants.iter().zip(&explanation.participants) {
            let path = filling.path.as_deref().unwrap_or("in another sentence");
            let (name, words) = (self.name(participant.entity), self.words(filling.at));
            let words = if words == name { String::new() } else { format!(" (“{words}”)") };
            rows.push((participant.role.as_str(), format!("{name}{words} — {path} — {}", filling.by.told(&self.article.text))));
        }
        if let (Some(place), Some(head)) = (claim.place, explanation.place) {
            rows.push(("place", format!("{} — {}", self.name(place), quoted(head))));
        }
        if let (Some(time), Some((words, word))) = (&claim.time, explanation.time) {
            rows.push(("time", format!("{} — {} with {}", days(time), quoted(words), quoted(word))));
        }
        rows.push(("source", self.source()));
        let reasons: Vec<String> = explanation.polarity.iter().map(|r| format!("{} {}", quoted(r.word), r.why)).collect();
        let reasons = if reasons.is_empty() { "nothing denies it".to_string() } else { reasons.join("; ") };
        rows.push(("polarity", format!("{} — {reasons}", claim.polarity.as_str())));
        let reason = explanation.modality.map(|r| format!("{} {}", quoted(r.word), r.why));
        rows.push(("modality", format!("{} — {}", claim.modality.as_str(), reason.unwrap_or("nothing says otherwise".into()))));
        rows
    }

    fn source(&self) -> String {
        let Some(source) = &self.explanation.source else { return "the article's own voice".to_string() };
        let speakers: Vec<&str> = self.claim.said_by.iter().map(|&speaker| self.name(speaker)).collect();
        let path = source.path.as_deref().unwrap_or("in another sentence");
        format!("{} — “{}” ({path}) {}", speakers.join(": "), self.words(source.cue), source.way.as_str())
    }

    /// One object; offsets count code points of the article's text.
    fn json(&self) -> Value {
        let (claim, explanation) = (self.claim, self.explanation);
        let points = CodePoints::of(&self.article.text);
        let span = |span: Span<Byte>| json!({ "words": self.words(span), "start": points.at(span.start), "end": points.at(span.end) });
        let participants: Vec<Value> = claim
            .participants
            .iter()
            .zip(&explanation.participants)
            .map(|(participant, filling)| {
                json!({
                    "role": participant.role.as_str(), "entity": self.name(participant.entity), "at": span(filling.at),
                    "path": filling.path, "by": filling.by.told(&self.article.text),
                })
            })
            .collect();
        let source = explanation.source.as_ref().map(|source| {
            json!({
                "speakers": claim.said_by.iter().map(|&speaker| self.name(speaker)).collect::<Vec<_>>(),
                "at": source.speakers.iter().map(|&head| span(head)).collect::<Vec<_>>(),
                "cue": span(source.cue), "path": source.path, "way": source.way.as_str(),
            })
        });
        let reasons = |reasons: &[crate::pipeline::Reason]| -> Vec<Value> {
            reasons.iter().map(|reason| json!({ "word": span(reason.word), "why": reason.why })).collect()
        };
        json!({
            "article": self.article.id, "claim": format!("v{}", self.place + 1), "type": claim.event_type.as_str(),
            "predicate": claim.predicate, "sentence": span(claim.evidence),
            "frame": { "id": explanation.frame, "file": explanation.origin.file, "line": explanation.origin.line, "rule": claim.rule() },
            "found_by": claim.found_by,
            "trigger": explanation.trigger.iter().map(|&word| span(word)).collect::<Vec<_>>(),
            "carrier": explanation.carrier.map(span),
            "participants": participants,
            "place": explanation.place.zip(claim.place).map(|(head, place)| json!({ "entity": self.name(place), "at": span(head) })),
            "time": explanation.time.zip(claim.time.as_ref()).map(|((words, word), time)| {
                json!({ "days": days(time), "at": span(words), "with": span(word) })
            }),
            "source": source,
            "polarity": { "value": claim.polarity.as_str(), "because": reasons(&explanation.polarity) },
            "modality": { "value": claim.modality.as_str(), "because": reasons(explanation.modality.as_slice()) },
        })
    }
}

/// Words that stand side by side, as one.
fn runs(text: &str, words: &[Span<Byte>]) -> Vec<Span<Byte>> {
    let mut runs: Vec<Span<Byte>> = Vec::new();
    for &word in words {
        match runs.last_mut() {
            Some(last) if text[last.end as usize..word.start as usize].trim().is_empty() => last.end = word.end,
            _ => runs.push(word),
        }
    }
    runs
}

fn days(time: &TimeValue) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    if time.earliest == time.latest { day(time.earliest) } else { format!("{}…{}", day(time.earliest), day(time.latest)) }
}
