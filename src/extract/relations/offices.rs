//! Who bears a title: the name after it, the name it is apposed to, the subject of its copula, the one named or resigned as such, the
//! one who chairs; and the counterpart of one who bears it.
//!
//! Knows nothing of how a title's words are read.

use super::Finder;
use super::titles::Title;
use crate::model::{EntityIndex, EntityKind, Relation, RelationObject, RelationProperty, StatedRelation, TokenIndex, UPos};
use crate::ontology::{NounClass, RelationNoun, Taker};

/// An office of which the text does not say, where it stands, of what it is.
pub(super) struct Pending {
    at: TokenIndex,
    person: EntityIndex,
    title: String,
    office: String,
    speaks: bool,
    rule: &'static str,
}

/// Somebody who bears a title, and the construction that says so.
pub(super) struct Bearer {
    pub entity: EntityIndex,
    /// A word of the bearer's own phrase.
    pub word: TokenIndex,
    pub rule: &'static str,
}

impl Finder<'_, '_> {
    /// Reads the office, if one is stated, of which this word is the noun or the verb.
    pub(super) fn office(&mut self, token: TokenIndex) {
        match self.noun(token) {
            // "chairs", "heads" may be either.
            _ if self.tree.upos(token) == UPos::Verb => self.doing(token),
            Some(RelationNoun::Office | RelationNoun::Rank | RelationNoun::Spokesperson) => self.titled(token),
            Some(RelationNoun::Counterpart) => self.counterparts.push(token),
            _ => {}
        }
    }

    fn titled(&mut self, noun: TokenIndex) {
        let Some(title) = self.title(noun) else { return };
        let speaks = self.noun(noun) == Some(RelationNoun::Spokesperson);
        // A word inside a longer title or a compound: "president" of "the president's office", "chief" of "chief executive".
        if self.is_inside_another(noun, &title) {
            return;
        }
        let bearers = self.bearers(noun, title.end);
        if let (Some(country), [bearer]) = (title.nationality, bearers.as_slice()) {
            self.state(noun, bearer.entity, RelationProperty::Nationality, country, "titles#nationality");
        }
        let needs = self.ontology.relations.needs_a_word_before(&title.office) && !title.compound;
        if needs || title.rank && (title.compound || title.of.is_none()) {
            return;
        }
        for bearer in bearers {
            self.hold(&title, &bearer, speaks);
        }
    }

    fn hold(&mut self, title: &Title, bearer: &Bearer, speaks: bool) {
        if !self.entities.is_named(bearer.entity) {
            return;
        }
        let own = self.own_country(bearer.word);
        let party = title.of.filter(|&of| self.ontology.relations.is_legislator(&title.office) && !self.entities.is_country(of));
        if let Some(party) = party {
            self.state(title.noun, bearer.entity, RelationProperty::MemberOf, party, "offices#party");
        }
        let of = title.of.filter(|_| party.is_none());
        let Some(of) = of.or(own).filter(|&of| of != bearer.entity) else {
            let domestic = self.ontology.relations.is_domestic(&title.office) || speaks;
            if domestic && (title.of.is_none() || party.is_some()) && bearer.rule != "reference" {
                self.pending.push(Pending {
                    at: title.noun,
                    person: bearer.entity,
                    title: title.words.clone(),
                    office: title.office.clone(),
                    speaks,
                    rule: bearer.rule,
                });
            }
            return;
        };
        self.holds(title.noun, bearer.entity, &title.words, of, (speaks, bearer.rule));
    }

    /// "Presidents X of Chad and Y of Mali": the country after the name.
    fn own_country(&self, word: TokenIndex) -> Option<EntityIndex> {
        let entity = self.entities.of(word)?;
        let after = (word..self.tree.len()).find(|&t| self.entities.of(t) != Some(entity) && self.tree.form(t) != "-")?;
        let country = (self.tree.form(after) == "of").then(|| self.head_after(after)).flatten()?;
        self.entities.acting(country).filter(|&e| self.entities.is_country(e))
    }

    fn holds(&mut self, at: TokenIndex, person: EntityIndex, title: &str, of: EntityIndex, (speaks, rule): (bool, &str)) {
        let rule = format!("offices#{rule}");
        if speaks {
            self.state(at, person, RelationProperty::SpokespersonFor, of, &rule);
        } else {
            self.push(at, person, RelationProperty::HoldsOffice, RelationObject::Words(title.to_string()), Some(of), (&rule, false));
        }
    }

    /// Offices whose country the text did not tell at once, when all that it tells has been read.
    pub(super) fn settle(&mut self) {
        std::mem::take(&mut self.counterparts).into_iter().for_each(|noun| self.counterpart(noun));
        for pending in std::mem::take(&mut self.pending) {
            let known = self.found.iter().any(|(_, relation)| {
                relation.subject == pending.person
                    && match &relation.object {
                        RelationObject::Words(words) => {
                            !pending.speaks && (*words == pending.title || words.ends_with(&format!(" {}", pending.title)))
                        }
                        RelationObject::Entity(_) => pending.speaks && relation.property == RelationProperty::SpokespersonFor,
                    }
            });
            if known {
                continue;
            }
            let country = self.country_understood(pending.at, pending.person, &pending.title, &pending.office);
            let Some(country) = country.filter(|&c| c != pending.person) else { continue };
            let rule = format!("offices#{}", pending.rule);
            let property = if pending.speaks { RelationProperty::SpokespersonFor } else { RelationProperty::HoldsOffice };
            let (object, of) = if pending.speaks {
                (RelationObject::Entity(country), None)
            } else {
                (RelationObject::Words(pending.title), Some(country))
            };
            self.push(pending.at, pending.person, property, object, of, (&rule, true));
        }
    }

    /// Whether the noun is a part of another title or of a compound, not one that somebody bears here.
    fn is_inside_another(&self, noun: TokenIndex, title: &Title) -> bool {
        let tree = self.tree;
        let next = title.end;
        let followed = next < tree.len() && tree.sentence(next) == tree.sentence(noun);
        let possessive = followed && matches!(tree.form(next), "'s" | "'");
        let longer = followed
            && next == noun + 1
            && tree.head(noun).is_some_and(|h| h > noun && h <= noun + 4)
            && (noun + 1..=tree.head(noun).unwrap_or(noun))
                .any(|t| matches!(self.noun(t), Some(RelationNoun::Office | RelationNoun::Spokesperson)))
            && matches!(tree.relation(noun), Relation::Compound | Relation::Amod);
        let hyphened = followed && tree.form(next) == "-" && next + 1 < tree.len() && self.noun(next + 1).is_some();
        possessive && self.after(noun, next).is_none() || longer || hyphened || self.is_before_general(next)
    }

    fn is_before_general(&self, next: TokenIndex) -> bool {
        let tree = self.tree;
        next < tree.len() && next > 0 && tree.form(next) == "general" && self.ontology.relations.goes_before_general(tree.form(next - 1))
    }

    /// Those who bear what a noun says, by whatever construction.
    pub(super) fn bearers(&self, noun: TokenIndex, end: TokenIndex) -> Vec<Bearer> {
        let tree = self.tree;
        if let Some(name) = self.after(noun, end) {
            let plural =
                tree.has_feature(noun, "Number=Plur") || self.ontology.relations.singular(tree.form(noun)) != Some(tree.form(noun));
            return self.listed(name, plural, "before_name");
        }
        let anchor = self.anchor(noun);
        let apposed = tree.children(anchor).iter().copied().filter(|&c| c > noun && tree.relation(c) == Relation::Appos);
        if let Some(name) = apposed.filter_map(|c| self.after(noun, c)).next() {
            return self.listed(name, false, "apposition");
        }
        let described = self.described(anchor);
        if !described.is_empty() {
            return described;
        }
        if let Some(entity) = self.entities.of(anchor).filter(|&e| self.entities.is_named(e) && self.entities.kind(e) == EntityKind::Person)
        {
            return vec![Bearer { entity, word: noun, rule: "reference" }];
        }
        if let Some(bearers) = self.predicated(anchor) {
            return bearers;
        }
        self.taken(anchor)
    }

    /// The name right after a title, past ranks and words of respect: "army chief General X".
    fn after(&self, noun: TokenIndex, end: TokenIndex) -> Option<TokenIndex> {
        let tree = self.tree;
        let sentence = tree.document.sentence_of(noun).tokens.range();
        for token in end..sentence.end.min(end + 4) {
            if self.is_name(token) {
                let subject = tree.relation(token).universal() == Relation::Nsubj && tree.relation(noun).universal() == Relation::Obj;
                return (!subject).then_some(token);
            }
            let respect = tree.is_capitalised(token)
                && matches!(tree.upos(token), UPos::Propn | UPos::Noun | UPos::Adj)
                && (self.entities.of(token).is_none() || self.ontology.nouns.class(tree.form(token)) == Some(NounClass::Person));
            if !respect || matches!(self.noun(token), Some(RelationNoun::Office | RelationNoun::Spokesperson)) {
                return None;
            }
        }
        None
    }

    /// A name, and where a plural stands before it those that are coordinated with it.
    fn listed(&self, name: TokenIndex, plural: bool, rule: &'static str) -> Vec<Bearer> {
        let words = if plural { self.tree.coordination(name) } else { vec![name] };
        let titled = |w: TokenIndex| self.tree.children(w).iter().any(|&c| c < w && self.noun(c).is_some());
        let persons = words.into_iter().filter(|&w| w == name || self.is_name(w) && w > name && !titled(w));
        persons.filter_map(|word| Some(Bearer { entity: self.entities.of(word)?, word, rule })).collect()
    }

    /// "X, the minister,": the name that the noun is apposed to, itself or as a later part of a coordination.
    fn described(&self, noun: TokenIndex) -> Vec<Bearer> {
        let tree = self.tree;
        let mut at = noun;
        for _ in 0..3 {
            let Some(head) = tree.head(at).filter(|&h| h < at) else { return Vec::new() };
            match tree.relation(at) {
                Relation::Appos | Relation::Orphan | Relation::NmodUnmarked | Relation::List if self.is_name(head) => {
                    return self.listed(head, false, "apposition");
                }
                Relation::Conj if tree.is_nominal(head) && !self.is_name(head) => at = head,
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// "X is the minister".
    fn predicated(&self, noun: TokenIndex) -> Option<Vec<Bearer>> {
        let tree = self.tree;
        tree.children_by(noun, Relation::Cop).next()?;
        let negated = tree.children(noun).iter().any(|&c| matches!(tree.form(c), "not" | "n't" | "no" | "never"));
        let subject = tree.surface_subject(noun).filter(|_| !negated)?;
        let entity = self.entities.acting(subject)?;
        Some(vec![Bearer { entity, word: subject, rule: "copula" }])
    }

    /// "was named minister", "appointed X as minister", "resigned as minister".
    fn taken(&self, noun: TokenIndex) -> Vec<Bearer> {
        let tree = self.tree;
        let Some(verb) = tree.head(noun) else { return Vec::new() };
        let as_marked = tree.marker(noun) == Some("as");
        let complement = matches!(tree.relation(noun), Relation::Xcomp)
            || matches!(tree.relation(noun), Relation::Obl | Relation::Advcl | Relation::Nmod) && as_marked
            || tree.relation(noun) == Relation::Obj;
        let Some(taker) = self.ontology.relations.taker(tree.form(verb)).filter(|_| complement) else { return Vec::new() };
        let arguments = tree.arguments(verb);
        let heads = match taker {
            Taker::Subject => arguments.subjects,
            Taker::Object if tree.relation(noun) == Relation::Obj && !tree.is_passive(verb) => arguments.indirect,
            Taker::Object => arguments.objects.into_iter().chain(arguments.indirect).filter(|&o| o != noun).collect(),
        };
        let persons = heads.into_iter().flat_map(|h| tree.coordination(h)).filter(|&h| h != noun);
        persons
            .filter_map(|word| Some(Bearer { entity: self.entities.of(word)?, word, rule: "complement" }))
            .filter(|b| self.entities.kind(b.entity) == EntityKind::Person)
            .collect()
    }

    /// "X, who chairs the group": the office of doing so.
    fn doing(&mut self, verb: TokenIndex) {
        let tree = self.tree;
        let Some(title) = self.ontology.relations.office_of_doing(tree.form(verb)).filter(|_| tree.upos(verb) == UPos::Verb) else {
            return;
        };
        let arguments = tree.arguments(verb);
        let (Some(&subject), [object]) = (arguments.subjects.first(), arguments.objects.as_slice()) else { return };
        // "led the attack" is no office: only bodies and countries have one.
        let Some(of) = self.entities.acting(*object) else { return };
        let body = self.entities.is_country(of)
            || self.entities.kind(of) == EntityKind::Organization
                && self.ontology.nouns.class(tree.form(*object)) != Some(NounClass::Forces);
        let Some(person) = self.entities.acting(subject).filter(|_| body && self.is_name(subject)) else { return };
        let title = title.to_string();
        self.holds(verb, person, &title, of, (false, "doing"));
    }

    /// "his Turkish counterpart, X": X holds in Turkey the office that he holds. Read when all offices are known: "with his Turkish
    /// counterpart X, Foreign Minister Y" tells his office afterwards.
    fn counterpart(&mut self, noun: TokenIndex) {
        let tree = self.tree;
        let Some(title) = self.title(noun) else { return };
        let Some(mut person) = self.whose_counterpart(noun) else { return };
        let bearers = self.bearers(noun, title.end);
        // "X met Y, his counterpart": he is X, not Y himself.
        if bearers.iter().any(|b| b.entity == person) {
            let other = self.offices_before(noun).find(|relation| relation.subject != person).map(|relation| relation.subject);
            let Some(other) = other else { return };
            person = other;
        }
        let Some(office) = self.office_of(person, noun) else { return };
        let countries = (noun.saturating_sub(5)..noun).rev().take_while(|&t| tree.upos(t) != UPos::Punct || tree.form(t) == "-");
        let country = countries.filter_map(|t| self.entities.acting(t)).find(|&e| self.entities.is_country(e));
        for bearer in bearers.into_iter().filter(|b| b.entity != person && b.rule != "complement") {
            let Some(of) = country.or_else(|| self.country_of(bearer.entity)) else { continue };
            self.push(
                noun,
                bearer.entity,
                RelationProperty::HoldsOffice,
                RelationObject::Words(office.clone()),
                Some(of),
                ("offices#counterpart", true),
            );
        }
    }

    /// The person before "counterpart"; where a pronoun there has nobody before it, the subject of the clause that it opens.
    fn whose_counterpart(&self, noun: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let is_person = |&e: &EntityIndex| self.entities.kind(e) == EntityKind::Person;
        let possessors: Vec<TokenIndex> = tree.children_by(noun, Relation::NmodPoss).collect();
        let told = possessors.iter().filter_map(|&p| self.entities.of(p)).find(is_person);
        if told.is_some() || !possessors.iter().any(|&p| tree.upos(p) == UPos::Pron && self.entities.of(p).is_none()) {
            return told;
        }
        let verbs = std::iter::successors(tree.head(noun), |&above| tree.head(above)).filter(|&above| tree.upos(above) == UPos::Verb);
        let subjects = verbs.flat_map(|verb| tree.arguments(verb).subjects).filter(|&subject| subject > noun);
        subjects.filter_map(|subject| self.entities.of(subject)).find(is_person)
    }

    /// The offices that were stated before a word, the last first.
    fn offices_before(&self, at: TokenIndex) -> impl Iterator<Item = &StatedRelation> {
        let before = self.found.iter().filter(move |(token, relation)| *token < at && relation.property == RelationProperty::HoldsOffice);
        before.map(|(_, relation)| relation).rev()
    }

    /// The title that a person was last said to hold before a word, or the first that he is said to hold after it.
    fn office_of(&self, person: EntityIndex, at: TokenIndex) -> Option<String> {
        let title = |relation: &StatedRelation| match &relation.object {
            RelationObject::Words(words) if relation.subject == person => Some(words.clone()),
            _ => None,
        };
        let before = self.offices_before(at).find_map(title);
        let pending = || self.pending.iter().rev().find(|p| p.person == person).map(|p| p.title.clone());
        let after = || self.found.iter().filter(|(token, _)| *token > at).find_map(|(_, relation)| title(relation));
        before.or_else(pending).or_else(after)
    }
}
