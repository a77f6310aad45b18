//! `dateline show`: what a graph knows of somebody, each line with its sentence, its article, and who says so.

use super::args::Show;
use super::graph_folder;
use super::screen::{Screen, Style};
use crate::model::{Article, Entity, Event, Knowledge, Modality, Polarity, Provenance, Role, name_key};
use std::fmt::Write;

pub(super) fn run(arguments: &Show, screen: &Screen) -> anyhow::Result<()> {
    let knowledge = graph_folder::knowledge(&arguments.graph, screen)?;
    let found = named(&knowledge, &arguments.name);
    if found.is_empty() {
        anyhow::bail!("{}: nobody and nothing is named {:?} there", arguments.graph.display(), arguments.name);
    }
    for entity in found {
        screen.data(&View { knowledge: &knowledge, screen }.entity(entity))?;
    }
    Ok(())
}

/// The entities of this name; when there is none, those with a name that has it among its words.
fn named<'k>(knowledge: &'k Knowledge, name: &str) -> Vec<&'k Entity> {
    let wanted = name_key(name);
    let keys = |entity: &'k Entity| entity.other_names.iter().chain([&entity.name]).map(|name| name_key(name));
    let exact: Vec<_> = knowledge.entities.iter().filter(|entity| keys(entity).any(|key| key == wanted)).collect();
    if !exact.is_empty() {
        return exact;
    }
    let among_words = |key: String| !wanted.is_empty() && format!(" {key} ").contains(&format!(" {wanted} "));
    knowledge.entities.iter().filter(|entity| keys(entity).any(among_words)).collect()
}

/// Knowledge as a person reads it.
struct View<'k> {
    knowledge: &'k Knowledge,
    screen: &'k Screen,
}

impl View<'_> {
    fn entity(&self, entity: &Entity) -> String {
        let mut out = self.heading(entity);
        let takes_part =
            |event: &Event| event.participants.iter().any(|(_, id)| *id == entity.id) || event.place.as_ref() == Some(&entity.id);
        let says = |support: &Provenance| support.said_by.contains(&entity.id);
        let mut events: Vec<&Event> = self.knowledge.events.iter().collect();
        events.sort_by_key(|event| (event.time.as_ref().and_then(|time| time.earliest), &event.id));
        for event in events.iter().filter(|event| takes_part(event)) {
            self.event(&mut out, event, |_| true);
        }
        let told: Vec<_> = events.iter().filter(|event| !takes_part(event) && event.support.iter().any(says)).collect();
        if !told.is_empty() {
            let _ = writeln!(out, "{}", self.screen.styled(Style::Bold, &format!("According to {}", entity.name)));
        }
        for event in told {
            self.event(&mut out, event, says);
        }
        out
    }

    fn heading(&self, entity: &Entity) -> String {
        let mut about = vec![entity.kind.as_str().to_string()];
        about.extend(entity.known_as.clone());
        if !entity.other_names.is_empty() {
            about.push(format!("also {}", entity.other_names.join(", ")));
        }
        format!("{} ({})\n", self.screen.styled(Style::Bold, &entity.name), about.join("; "))
    }

    /// An event in one line, then each of its claims that is wanted.
    fn event(&self, out: &mut String, event: &Event, wanted: impl Fn(&Provenance) -> bool) {
        let _ = writeln!(out, "  {}", self.screen.styled(Style::Cyan, &self.sentence_of(event)));
        for support in event.support.iter().filter(|support| wanted(support)) {
            self.support(out, support);
        }
    }

    /// "Sergei Lavrov – spoke with – Mevlut Cavusoglu (2022-02-26)".
    fn sentence_of(&self, event: &Event) -> String {
        let fillers = |role: Role| {
            let names: Vec<_> = event.participants.iter().filter(|(r, _)| *r == role).map(|(_, id)| self.name(id)).collect();
            names.join(", ")
        };
        let mut line = event.predicate.clone();
        let (agents, recipients) = (fillers(Role::Agent), fillers(Role::Recipient));
        if !agents.is_empty() {
            line = format!("{agents} – {line}");
        }
        if !recipients.is_empty() {
            line = format!("{line} – {recipients}");
        }
        for (word, names) in [("about", fillers(Role::Topic)), ("with", fillers(Role::Instrument))] {
            if !names.is_empty() {
                let _ = write!(line, ", {word} {names}");
            }
        }
        if let Some(place) = &event.place {
            let _ = write!(line, ", in {}", self.name(place));
        }
        if let Some(time) = &event.time {
            let day = |date: Option<jiff::civil::Date>| date.map_or("…".to_string(), |date| date.to_string());
            let (earliest, latest) = (day(time.earliest), day(time.latest));
            let _ = if earliest == latest { write!(line, " ({earliest})") } else { write!(line, " ({earliest} to {latest})") };
        }
        line
    }

    /// The sentence, then the article and who says so.
    fn support(&self, out: &mut String, support: &Provenance) {
        let Ok(place) = self.knowledge.articles.binary_search_by(|article| article.id.cmp(&support.article)) else { return };
        let article = &self.knowledge.articles[place];
        let sentence = support.evidence.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "    “{sentence}”");
        let mut said = vec![source_line(article)];
        if !support.said_by.is_empty() {
            let speakers: Vec<_> = support.said_by.iter().rev().map(|id| self.name(id)).collect();
            let cue = support.cue.as_ref().map(|cue| format!(" ({cue})")).unwrap_or_default();
            said.push(format!("according to {}{cue}", speakers.join(", quoted by ")));
        }
        said.extend(standing(support).map(str::to_string));
        let _ = writeln!(out, "    {}\n", self.screen.styled(Style::Faint, &said.join("; ")));
    }

    /// Entities are sorted by id; every id in a graph has its entity.
    fn name(&self, id: &str) -> &str {
        let place = self.knowledge.entities.binary_search_by(|entity| entity.id.as_str().cmp(id));
        place.map_or("?", |place| &self.knowledge.entities[place].name)
    }
}

/// "Example Wire, 2022-02-26, Title [id]".
fn source_line(article: &Article) -> String {
    let parts = [article.publisher.clone(), article.published.map(|day| day.to_string()), article.title.clone()];
    let known = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if known.is_empty() { format!("[{}]", article.id) } else { format!("{known} [{}]", article.id) }
}

/// What keeps the claim from being a plain fact.
fn standing(support: &Provenance) -> Option<&'static str> {
    match (support.polarity, support.modality) {
        (Polarity::Denied, _) => Some("said not to be so"),
        (_, Modality::Future) => Some("planned or called for"),
        (_, Modality::Possible) => Some("possible"),
        (_, Modality::Hypothetical) => Some("on a condition"),
        (Polarity::Affirmed, Modality::Actual) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;
    use crate::pipeline;

    #[test]
    fn a_name_is_found_whole_or_by_its_words() {
        let knowledge = pipeline::knowledge(fixture::reports());
        let names = |name: &str| named(&knowledge, name).iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>();
        assert_eq!(names("sergei lavrov"), ["Sergei Lavrov"]);
        assert_eq!(names("Lavrov"), ["Sergei Lavrov"]);
        assert!(names("avro").is_empty(), "part of a word is no name");
        assert!(names("").is_empty());
    }

    #[test]
    fn each_line_has_its_sentence_and_its_speaker() {
        let knowledge = pipeline::knowledge(fixture::reports());
        let screen = Screen::new(true);
        let entity = named(&knowledge, "Lavrov")[0];
        let shown = View { knowledge: &knowledge, screen: &screen }.entity(entity);
        assert!(shown.starts_with("Sergei Lavrov (person"), "{shown}");
        for support in knowledge.events.iter().filter(|e| e.participants.iter().any(|(_, id)| *id == entity.id)).flat_map(|e| &e.support) {
            let article = knowledge.articles.iter().find(|article| article.id == support.article).unwrap();
            assert!(shown.contains(support.evidence.of(&article.text)) && shown.contains(&format!("[{}]", article.id)), "{shown}");
        }
    }
}
