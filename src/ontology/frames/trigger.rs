//! Triggers as frame files write them: "attack", "call on", "open [fire]", "take to [street]", "telephone call".
//!
//! Knows nothing of frames.

use crate::ontology::Inflection;

/// The class of word that heads a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TriggerClass {
    Verb,
    Noun,
    Adjective,
}

/// A word, or several, that tell of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    pub class: TriggerClass,
    /// The lemma of the head word.
    pub head: Box<str>,
    /// What must stand with it; the longer, the more specific.
    pub parts: Vec<Part>,
    /// What stands between agent and recipient when a person reads the edge, where the trigger has words of its own: "called on".
    pub predicate: Option<Box<str>>,
}

/// Something that must hang on the head word of a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A particle ("shoot down"), a preposition with its noun ("call on"), or another bare word ("shoot dead").
    Word(Box<str>),
    /// One of these nouns as the object: "open [fire]".
    Object(Vec<Box<str>>),
    /// One of these nouns after a preposition: "take to [street]".
    After(Box<str>, Vec<Box<str>>),
    /// A word before a noun: "telephone call".
    Before(Box<str>),
}

impl Trigger {
    /// How specific the trigger is: a noun says more than a preposition.
    pub(super) fn weight(&self) -> usize {
        self.parts.iter().map(|part| if matches!(part, Part::Word(_)) { 1 } else { 2 }).sum()
    }

    /// The past form of a verb with what stands with it ("called on", "opened fire"), or "was ready".
    pub(super) fn past(&self, inflection: &Inflection) -> Option<String> {
        let mut words = match self.class {
            TriggerClass::Verb => inflection.past(&self.head),
            TriggerClass::Adjective => format!("was {}", self.head),
            TriggerClass::Noun => return None,
        };
        for part in &self.parts {
            let more = match part {
                Part::Word(word) | Part::Before(word) => word.to_string(),
                Part::Object(nouns) => nouns.first()?.to_string(),
                Part::After(preposition, nouns) => format!("{preposition} {}", nouns.first()?),
            };
            words = format!("{words} {more}");
        }
        Some(words)
    }

    /// Reads the written form; the error says what is wrong with it.
    pub(crate) fn parse(class: TriggerClass, written: &str) -> Result<Self, String> {
        let pieces = pieces(written)?;
        let bracketed = pieces.iter().any(|p| p.starts_with('['));
        if class == TriggerClass::Noun && !bracketed {
            let (last, rest) = pieces.split_last().ok_or("an empty trigger: write a word")?;
            // "call with": the noun stands before the preposition it needs.
            let (head, before, after) = match rest.split_last() {
                Some((head, before)) if super::PREPOSITIONS.contains(&last.as_str()) => (head, before, Some(last)),
                _ => (last, rest, None),
            };
            let before = before.iter().map(|word| Part::Before(word.as_str().into()));
            let parts = before.chain(after.map(|word| Part::Word(word.as_str().into()))).collect();
            return Ok(Self { class, head: head.as_str().into(), parts, predicate: None });
        }
        let (head, rest) = pieces.split_first().ok_or("an empty trigger: write a word")?;
        let mut parts: Vec<Part> = Vec::new();
        for piece in rest {
            match piece.strip_prefix('[') {
                None => parts.push(Part::Word(piece.as_str().into())),
                Some(nouns) => {
                    let nouns = nouns.trim_end_matches(']').split('|').map(Box::from).collect();
                    match parts.pop() {
                        Some(Part::Word(word)) if super::PREPOSITIONS.contains(&&*word) => parts.push(Part::After(word, nouns)),
                        last => {
                            parts.extend(last);
                            parts.push(Part::Object(nouns));
                        }
                    }
                }
            }
        }
        Ok(Self { class, head: head.as_str().into(), parts, predicate: None })
    }
}

fn pieces(written: &str) -> Result<Vec<String>, String> {
    let pieces: Vec<String> = written.split_whitespace().map(str::to_string).collect();
    for piece in &pieces {
        let bracketed = piece.starts_with('[') && piece.ends_with(']') && piece.len() > 2;
        let plain = piece.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\''));
        if !bracketed && !plain {
            return Err(format!("the trigger {written:?} holds {piece:?}: write words, and nouns it takes as [one|other]"));
        }
        if piece.chars().any(char::is_uppercase) {
            return Err(format!("the trigger {written:?} has a capital letter: write lemmas in lower case"));
        }
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_brackets_mean() {
        let parts = |class, written| Trigger::parse(class, written).unwrap().parts;
        assert_eq!(parts(TriggerClass::Verb, "take to [street]"), [Part::After("to".into(), vec!["street".into()])]);
        assert_eq!(parts(TriggerClass::Verb, "open [fire] on"), [Part::Object(vec!["fire".into()]), Part::Word("on".into())]);
        assert_eq!(parts(TriggerClass::Noun, "telephone call"), [Part::Before("telephone".into())]);
        assert_eq!(parts(TriggerClass::Noun, "phone call with"), [Part::Before("phone".into()), Part::Word("with".into())]);
        assert_eq!(parts(TriggerClass::Noun, "state of [emergency]"), [Part::After("of".into(), vec!["emergency".into()])]);
        assert!(Trigger::parse(TriggerClass::Verb, "Take to [street").is_err());
    }
}
