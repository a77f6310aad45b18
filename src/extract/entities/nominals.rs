//! Nouns without a name: what "Russian forces", "the ministry", "the Ukrainian side" and "protesters" mean.
//!
//! Knows nothing of pronouns.

use super::{Draft, Entities};
use crate::model::{EntityIndex, EntityKind, NameKind, Relation, Span, TokenIndex, UPos};
use crate::ontology::NounClass;

/// The most words behind the head of a phrase that still name whom it means.
const MOST_WORDS_BEHIND: usize = 8;

impl Entities<'_> {
    /// The entity that a common noun heads a mention of.
    pub(super) fn nominal(&mut self, head: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let nominalised = tree.upos(head) == UPos::Adj && (self.annotated_kind(head).is_some() || tree.is_age(head));
        let other = tree.is_reciprocal(head) || tree.is_other_of_each(head);
        if other || !matches!(tree.upos(head), UPos::Noun | UPos::Propn | UPos::Num | UPos::Det) && !nominalised {
            return None;
        }
        if !tree.is_misplaced_compound(head)
            && matches!(
                tree.relation(head),
                Relation::Compound
                    | Relation::Flat
                    | Relation::Amod
                    | Relation::NmodDesc
                    | Relation::Fixed
                    | Relation::Det
                    | Relation::Nummod
            )
        {
            return None;
        }
        // "launched on Wednesday": a day is nobody.
        if self.annotated_kind(head) == Some(NameKind::Time) && self.ontology.nouns.class(tree.form(head)).is_none() {
            return None;
        }
        if let Some(named) = self.named_in_apposition(head) {
            return Some(named);
        }
        if let Some(body) = self.body_named_before(head) {
            self.note(body, head);
            return Some(body);
        }
        if let Some(owner) = self.owner_meant(head) {
            return Some(owner);
        }
        let class = self.ontology.nouns.class(tree.form(head));
        if class == Some(NounClass::Quantity) || tree.upos(head) == UPos::Num || self.is_number_of_persons(head) {
            return self.counted(head);
        }
        if class == Some(NounClass::Place) {
            // "the port of Odesa" is Odesa.
            let of = tree.children_by(head, Relation::Nmod).find(|&c| tree.marker(c) == Some("of") && tree.upos(c) == UPos::Propn);
            let named = of.and_then(|c| self.of_token[c]).filter(|&e| self.drafts[e].named && !self.is_country(e));
            if let Some(entity) = named.filter(|&e| self.drafts[e].kind == Some(EntityKind::Place)) {
                self.drafts[entity].described_as.insert(tree.form(head).to_string());
                return Some(entity);
            }
        }
        let kind = self.nominal_kind(head, class)?;
        if class == Some(NounClass::Government)
            && let Some(country) = self.country_in(head)
        {
            let entity = self.known(&country);
            self.note(entity, head);
            return Some(entity);
        }
        if let Some(entity) = self.referent(head, kind, class) {
            self.note(entity, head);
            return Some(entity);
        }
        Some(self.unnamed(head, kind, class))
    }

    fn is_named_person(&self, token: TokenIndex) -> bool {
        self.of_token[token].is_some_and(|e| self.drafts[e].named && self.drafts[e].kind == Some(EntityKind::Person))
    }

    /// "his counterpart Mevlut Cavusoglu", "the agency Interfax": the name beside the noun says who.
    fn named_in_apposition(&mut self, head: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let class = self.ontology.nouns.class(tree.form(head));
        // "Its skipper, Ana Ruiz": a noun of no list, which the annotator takes for a person.
        let person = class.is_none() && self.annotated_kind(head) == Some(NameKind::Person);
        if class.is_none() && !person {
            return None;
        }
        let apposed = tree
            .children(head)
            .iter()
            .copied()
            .filter(|&c| c > head && matches!(tree.relation(c), Relation::Appos | Relation::Flat | Relation::Conj | Relation::Nmod));
        // "an adviser to President X, Y, said": two persons are not one, so the apposition that hangs on X is the adviser's.
        let of_another = tree.children_by(head, Relation::Nmod).filter(|&n| self.is_named_person(n));
        let apposed = apposed.chain(of_another.flat_map(|n| tree.children_by(n, Relation::Appos)).filter(|&c| self.is_named_person(c)));
        let near = |c: &TokenIndex| match tree.relation(*c) {
            Relation::Conj => tree.children_by(*c, Relation::Cc).next().is_none() && *c <= head + 12,
            Relation::Nmod => tree.marker(*c).is_none(),
            _ => true,
        };
        let fits = |c: TokenIndex| {
            let entity = self.of_token[c]?;
            let draft = &self.drafts[entity];
            let fits = draft.named
                && !self.is_country(entity)
                && match draft.kind {
                    Some(EntityKind::Person) => person || matches!(class, Some(NounClass::Person | NounClass::Group)),
                    Some(EntityKind::Organization) => matches!(class, Some(NounClass::Organization | NounClass::Media | NounClass::Group)),
                    Some(EntityKind::Place) => class == Some(NounClass::Place),
                    _ => false,
                };
            fits.then_some(entity)
        };
        let found = apposed.filter(near).find_map(fits).or_else(|| self.name_between_commas(head).and_then(fits))?;
        let country = self.country_in(head);
        let draft = &mut self.drafts[found];
        draft.described_as.insert(tree.form(head).to_string());
        draft.country = draft.country.take().or(country);
        Some(found)
    }

    /// "His counterpart, Ana Ruiz, said …": the first word of a name that two commas set off behind one person's noun, wherever the parser
    /// hangs it.
    fn name_between_commas(&self, head: TokenIndex) -> Option<TokenIndex> {
        let tree = self.tree;
        let comma = |t: TokenIndex| t < tree.len() && tree.form(t) == ",";
        let one = !self.is_plural(head)
            && tree.children(head).iter().any(|&c| matches!(tree.relation(c), Relation::NmodPoss | Relation::Det) && c < head);
        let name = (head + 2..tree.len()).take_while(|&t| self.of_token[t].is_some() && self.of_token[t] == self.of_token[head + 2]);
        let end = name.last()? + 1;
        (one && comma(head + 1) && comma(end) && self.is_named_person(head + 2)).then_some(head + 2)
    }

    /// "M23 rebels", "the Boko Haram group": the body that the name before the noun names.
    fn body_named_before(&self, head: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        // "Two Hamas militants" are not Hamas.
        if !self.ontology.nouns.means_its_body(tree.form(head)) || self.phrase_has_number(head) {
            return None;
        }
        let before = tree.children_by(head, Relation::Compound).filter(|&c| c < head).last()?;
        let body = self.of_token[before].filter(|_| before + 1 == head || self.of_token[head - 1] == self.of_token[before])?;
        (self.drafts[body].named && self.drafts[body].kind == Some(EntityKind::Organization)).then_some(body)
    }

    /// "Russian territory", "the positions of the Houthis": whose they are.
    fn owner_meant(&self, head: TokenIndex) -> Option<EntityIndex> {
        if !self.ontology.nouns.means_its_owner(self.tree.form(head)) {
            return None;
        }
        let owns = |&c: &TokenIndex| match self.tree.relation(c) {
            Relation::Amod | Relation::Compound | Relation::NmodPoss => true,
            Relation::Nmod => self.tree.marker(c) == Some("of"),
            _ => false,
        };
        let owners = self.tree.children(head).iter().copied().filter(owns);
        let named = |e: &EntityIndex| self.is_country(*e) || self.is_named(*e) && self.kind(*e) == EntityKind::Organization;
        owners.filter_map(|c| self.acting(c)).find(named)
    }

    /// "A group of diplomats": no body of its own, but so many of them.
    fn is_number_of_persons(&self, head: TokenIndex) -> bool {
        let tree = self.tree;
        let of = tree.of_phrase(head);
        let persons = |of: TokenIndex| {
            let class = self.ontology.nouns.class(tree.form(of));
            self.is_plural(of) && matches!(class, Some(NounClass::Person | NounClass::Group))
        };
        self.ontology.nouns.counts_persons(tree.form(head)) && self.phrase(head).len() == 1 && of.is_some_and(persons)
    }

    /// "dozens of people", "three of the ministers": what is counted.
    fn counted(&mut self, head: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let of = tree.of_phrase(head);
        let Some(of) = of else {
            let people = self.annotated_kind(head) == Some(NameKind::Person) || self.is_number_of_people(head);
            return people.then(|| self.unnamed(head, EntityKind::Group, Some(NounClass::Group)));
        };
        if tree.upos(of) == UPos::Pron {
            // Of "83 missiles, 45 of which were shot down", the missiles.
            return self.pronoun(of).or_else(|| self.of_token[tree.antecedent_of_relative(of, head)]);
        }
        match self.of_token[of] {
            Some(entity) => Some(entity),
            None => {
                let people = self.annotated_kind(head) == Some(NameKind::Person);
                let entity = self.nominal(of).or_else(|| people.then(|| self.unnamed(of, EntityKind::Group, Some(NounClass::Group))));
                self.of_token[of] = entity;
                // "Thousands of people": "people" alone would be anybody.
                if let Some(entity) = entity.filter(|&entity| self.drafts[entity].name == "people") {
                    let variants = self.variants(head);
                    self.drafts[entity].names.extend(variants);
                }
                entity
            }
        }
    }

    /// "Ten were killed and 27 wounded", "wounded about 20": a figure that something is done to.
    fn is_number_of_people(&self, head: TokenIndex) -> bool {
        let tree = self.tree;
        let participle = |verb: TokenIndex| tree.has_feature(verb, "VerbForm=Part") && tree.has_feature(verb, "Tense=Past");
        let undergoes = matches!(tree.relation(head), Relation::NsubjPass)
            || matches!(tree.relation(head), Relation::Nsubj) && tree.head(head).is_some_and(participle);
        tree.upos(head) == UPos::Num && undergoes && tree.form(head) != "one"
    }

    fn nominal_kind(&self, head: TokenIndex, class: Option<NounClass>) -> Option<EntityKind> {
        let plural = self.is_plural(head);
        let annotated = self.annotated_kind(head);
        if self.tree.is_age(head) {
            return Some(EntityKind::Person);
        }
        if matches!(annotated, Some(NameKind::Event | NameKind::Time))
            && !matches!(class, Some(NounClass::Person | NounClass::Group | NounClass::Forces))
        {
            return None;
        }
        match class {
            Some(NounClass::Person) if plural => return Some(EntityKind::Group),
            Some(NounClass::Person) => return Some(EntityKind::Person),
            Some(NounClass::Group) => return (annotated != Some(NameKind::Abstract)).then_some(EntityKind::Group),
            Some(NounClass::Media) => return Some(EntityKind::Group),
            Some(NounClass::Forces) => return Some(EntityKind::Organization),
            Some(NounClass::Organization | NounClass::Government) => return Some(EntityKind::Organization),
            Some(NounClass::Place) => return Some(EntityKind::Place),
            Some(NounClass::Thing) => return Some(EntityKind::Thing),
            Some(NounClass::Quantity) | None => {}
        }
        match annotated? {
            NameKind::Person if plural => Some(EntityKind::Group),
            NameKind::Person => Some(EntityKind::Person),
            NameKind::Organization => Some(EntityKind::Organization),
            NameKind::Place => Some(EntityKind::Place),
            NameKind::Object | NameKind::Substance | NameKind::Animal | NameKind::Plant => Some(EntityKind::Thing),
            _ => None,
        }
    }

    /// Whether a noun stands in the plural, by its features or as the ontology lists it.
    pub(in crate::extract) fn is_plural(&self, head: TokenIndex) -> bool {
        self.tree.has_feature(head, "Number=Plur") || self.ontology.nouns.is_plural(self.tree.form(head))
    }

    /// An entity of its own, keyed by its words, or for forces by whose they are.
    fn unnamed(&mut self, head: TokenIndex, kind: EntityKind, class: Option<NounClass>) -> EntityIndex {
        let tree = self.tree;
        let country = self.country_in(head);
        let span = tree.document.bytes(self.phrase(head));
        let words = span.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let key = match (class, &country) {
            (Some(NounClass::Forces), Some(country)) if tree.form(head) != "jet" => format!("forces:{country}"),
            _ => format!("nominal:{}", words.to_lowercase()),
        };
        // A number and what bounds it are a quantity, not part of a name: "Ukrainian soldiers", but "16 people".
        let name = self.variants(head).into_iter().next().filter(|_| self.phrase_has_number(head)).unwrap_or_else(|| words.clone());
        let plural = self.is_plural(head);
        let named = tree.upos(head) == UPos::Propn || class == Some(NounClass::Forces) && country.is_some();
        let (counted, set_apart) = (self.phrase_has_number(head), self.is_told_apart(head));
        let entity = self.keyed(key, || Draft { name, kind: Some(kind), named, country, plural, counted, set_apart, ..Draft::default() });
        self.note(entity, head);
        entity
    }

    /// Notes a mention by a noun: its words as a name, its head as a description.
    fn note(&mut self, entity: EntityIndex, head: TokenIndex) {
        let tree = self.tree;
        let span = tree.document.bytes(self.phrase(head));
        self.drafts[entity].described_as.insert(tree.form(head).to_string());
        let variants = self.variants(head);
        self.drafts[entity].names.extend(variants);
        let bare = span.len() == tree.document.tokens[head].span.len() && self.drafts[entity].named;
        let words = span.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" ");
        self.mention(entity, span, (!bare).then_some(words.as_str()));
    }
}

impl Entities<'_> {
    pub(super) fn phrase_has_number(&self, head: TokenIndex) -> bool {
        self.tree.children(head).iter().any(|&c| c < head && self.tree.relation(c) == Relation::Nummod)
    }

    /// Where a phrase ends with what follows its head and tells who is meant: "men *fleeing the mobilisation*", "carriers *based in the EU*";
    /// none where nothing does, or where it goes on and on.
    fn end_with_what_follows(&self, head: TokenIndex) -> Option<TokenIndex> {
        let tree = self.tree;
        let tells = |&c: &TokenIndex| c > head && matches!(tree.relation(c), Relation::Acl | Relation::Nmod);
        let mut last = head;
        for part in tree.children(head).iter().copied().filter(tells) {
            let end = tree.last_under(part);
            let set_off = (last + 1..part).any(|t| tree.upos(t) == UPos::Punct);
            if set_off || end > head + MOST_WORDS_BEHIND {
                break;
            }
            last = end;
        }
        (last > head).then_some(last + 1)
    }

    /// Other forms of a noun phrase: without its number ("Ukrainian soldiers" for "19 Ukrainian soldiers"), with its "of" ("members of
    /// the council"), with "both", with what follows. The first is the one without a number, if there is one.
    fn variants(&self, head: TokenIndex) -> Vec<String> {
        let tree = self.tree;
        let text = |start: TokenIndex, end: TokenIndex| {
            let bytes = tree.document.bytes(Span::new(start, end));
            bytes.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let phrase = self.phrase(head).range();
        let mut variants = Vec::new();
        // "Ukrainian cities" for "several other Ukrainian cities", "government troops" for "up to 8,000 government troops".
        let counts = |t: &TokenIndex| {
            tree.relation(*t) == Relation::Nummod
                || matches!(tree.form(*t), "several" | "other" | "many" | "some" | "more" | "further" | "few")
        };
        if let Some(last) = phrase.clone().take_while(|&t| t < head).filter(counts).last().filter(|&t| t + 1 < head) {
            variants.push(text(last + 1, phrase.end));
        }
        let number = phrase.clone().rev().find(|&t| tree.relation(t) == Relation::Nummod && tree.head(t) == Some(head));
        // "People" alone would be anybody.
        if let Some(number) = number.filter(|&n| n + 1 < head || n < head && tree.form(head) != "people") {
            variants.push(text(number + 1, phrase.end));
        }
        if let Some(number) = number.filter(|&n| n > phrase.start) {
            variants.push(text(number, phrase.end));
        }
        if let Some(both) = phrase.start.checked_sub(1).filter(|&t| matches!(tree.form(t), "both" | "all")) {
            variants.push(text(both, phrase.end));
        }
        // "His wife", "its officials" are called so, for want of a name.
        if let Some(whose) = phrase.start.checked_sub(1).filter(|&t| tree.relation(t) == Relation::NmodPoss && tree.head(t) == Some(head)) {
            variants.push(text(whose, phrase.end));
        }
        if let Some(of) = tree.children(head).iter().copied().find(|&c| c > head && tree.marker(c) == Some("of")) {
            let mut end = self.phrase(of).range().end;
            let nested = tree.children(of).iter().copied().find(|&c| c > of && tree.marker(c) == Some("of"));
            end = nested.map_or(end, |n| self.phrase(n).range().end.max(end));
            if end <= head + 8 {
                variants.push(text(phrase.start, end));
            }
        }
        if let Some(end) = self.end_with_what_follows(head) {
            variants.push(text(phrase.start, end));
        }
        variants
    }
}
