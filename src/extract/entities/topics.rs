//! What an act is about, where that is nobody: "talks", "the proposal", "to withdraw"; a thing of the article, named by its words.
//!
//! Knows nothing of which acts have topics: that is the frames'.

use super::{Draft, Entities};
use crate::extract::frames::Found;
use crate::model::{EntityIndex, EntityKind, Relation, Role, TokenIndex, UPos};
use std::collections::HashMap;

impl Entities<'_> {
    /// Makes a thing of every topic that means nobody. A topic that is itself an act with a name of its own ("talks", whether the text
    /// says talks, negotiations or to negotiate) is called by that name, so that all who reject talks reject the same.
    pub fn add_topics(&mut self, found: &[Found]) {
        let acts: HashMap<TokenIndex, usize> = found.iter().map(|f| (f.trigger, f.frame)).collect();
        let topics = found.iter().flat_map(|f| f.fillers.iter()).filter(|(role, _, _)| *role == Role::Topic);
        for (_, _, head) in topics {
            for word in self.tree.coordination(*head) {
                let called = acts.get(&word).copied().or_else(|| self.act_of_verb(word)).and_then(|frame| {
                    let as_topic = &self.ontology.frames.get(frame).as_topic;
                    as_topic.as_deref().map(str::to_string)
                });
                if called.is_none() && self.of_token[word].is_some() {
                    continue;
                }
                let surface = self.topic_words(word);
                let name = called.unwrap_or_else(|| surface.clone());
                let entity = self.keyed(format!("topic:{name}"), || Draft { name, kind: Some(EntityKind::Thing), ..Draft::default() });
                self.mention(entity, self.bytes(word), Some(&surface));
                self.topic_of_token.insert(word, entity);
            }
        }
    }

    /// The frame that the noun of the same form triggers: "refused to *talk*" refuses talks.
    fn act_of_verb(&self, word: TokenIndex) -> Option<usize> {
        let candidates = self.ontology.frames.candidates(self.tree.lemma(word));
        candidates.iter().find(|c| c.trigger.parts.is_empty() && self.tree.upos(word) == UPos::Verb).map(|c| c.frame)
    }

    /// What a head word means as a topic.
    pub fn as_topic(&self, token: TokenIndex) -> Option<EntityIndex> {
        self.topic_of_token.get(&token).copied().or(self.of_token[token])
    }

    /// The words of a topic: the noun phrase, or the infinitive with its object.
    fn topic_words(&self, head: TokenIndex) -> String {
        let tree = self.tree;
        let phrase = |head: TokenIndex| self.bytes(head).of(tree.text).to_string();
        if tree.upos(head) != UPos::Verb {
            return phrase(head);
        }
        let object = tree.children(head).iter().copied().find(|&c| tree.relation(c) == Relation::Obj && tree.upos(c) != UPos::Pron);
        let verb = format!("to {}", tree.lemma(head));
        object.map_or(verb.clone(), |object| format!("{verb} {}", phrase(object)))
    }
}
