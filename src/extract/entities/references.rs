//! What refers back: "the minister", "the insurgents", "the bloc", "his Turkish counterpart"; who of those spoken of before is meant.
//!
//! Takes what the names and the nouns before it made; knows nothing of pronouns, and makes nobody.

use super::{Draft, Entities};
use crate::model::{EntityIndex, EntityKind, Relation, TokenIndex, UPos, last_word};
use crate::ontology::{NounClass, RelationNoun};

/// A noun that may refer back, and what it says of the one it means.
struct Anaphor<'a> {
    word: &'a str,
    kind: EntityKind,
    country: Option<String>,
    definite: bool,
    /// A plural alone, as "Separatists said": it may mean those of before.
    bare_plural: bool,
}

impl Entities<'_> {
    /// Who is meant by a noun that refers back, if it does: the latest whom that word described, else the latest whom a word used in turn
    /// with it described, else the latest body of which nothing tells what it is.
    pub(super) fn referent(&self, head: TokenIndex, kind: EntityKind, class: Option<NounClass>) -> Option<EntityIndex> {
        let anaphor = self.anaphor(head, kind, class);
        if let Some(counterpart) = self.counterpart(head, &anaphor) {
            return Some(counterpart);
        }
        if matches!(anaphor.word, "country" | "nation") && !self.is_plural(head) {
            return self.country_meant(head, anaphor.definite);
        }
        if matches!(anaphor.word, "neighbour" | "neighbor") && !self.is_plural(head) {
            return self.neighbour_meant(head);
        }
        if kind == EntityKind::Place && (anaphor.definite || anaphor.country.is_some()) {
            return self.place_meant(head, &anaphor);
        }
        let own_country = anaphor.country.is_some() && kind != EntityKind::Person && self.is_plural(head) && !self.phrase_has_number(head);
        if let Some(holder) = self.holder(&anaphor).filter(|_| !anaphor.definite && self.has_owner(head)) {
            return Some(holder);
        }
        let told_apart = self.is_told_apart(head);
        if !(anaphor.definite || anaphor.bare_plural || own_country || self.is_bare_plural(head))
            || told_apart && class != Some(NounClass::Forces)
        {
            return None;
        }
        let before = || self.history.iter().rev().map(|&(_, entity)| entity);
        let same = before().find(|&entity| (anaphor.definite || anaphor.bare_plural) && self.is_so_called(entity, &anaphor));
        // "Officers", "troops" alone are those of a body named before where they act; those that are sent or lost may be anybody's.
        let bare = self.is_bare_plural(head) && matches!(class, Some(NounClass::Person | NounClass::Forces));
        let acts = self.tree.relation(head) == Relation::Nsubj || self.tree.marker(head) == Some("by");
        let may_be = |entity: EntityIndex| !bare || acts && self.kind(entity) == EntityKind::Organization;
        let alike = || before().find(|&entity| !told_apart && may_be(entity) && self.is_called_alike(entity, &anaphor));
        let general = || {
            let unclear = |&entity: &EntityIndex| self.may_be_called_anything(entity, anaphor.word);
            let alone = anaphor.definite && self.phrase(head).len() == 1;
            (alone && self.ontology.references.is_general(anaphor.word)).then(|| self.likeliest(head, unclear)).flatten()
        };
        same.or_else(alike).or_else(general).or_else(|| self.holder(&anaphor)).or_else(|| self.described_person(head, &anaphor))
    }

    /// "The city", "the region", "the islands": the latest place that was so called, else the one that nothing else is said of.
    fn place_meant(&self, head: TokenIndex, anaphor: &Anaphor<'_>) -> Option<EntityIndex> {
        if anaphor.word == "capital" {
            return self.capital_meant(anaphor.country.as_deref());
        }
        if self.is_told_apart(head) {
            return None;
        }
        let latest = |fits: &dyn Fn(EntityIndex) -> bool| self.history.iter().rev().map(|&(_, entity)| entity).find(|&e| fits(e));
        if let Some(same) = latest(&|e| self.is_so_called(e, anaphor)) {
            return Some(same);
        }
        let references = &self.ontology.references;
        let named = |e| self.is_named(e) && self.kind(e) == EntityKind::Place && !self.is_country(e);
        let is_place_noun = |word: &String| self.ontology.nouns.class(word) == Some(NounClass::Place);
        let unclear = |e: EntityIndex| named(e) && !self.drafts[e].described_as.iter().any(is_place_noun);
        let territory = |e: EntityIndex| self.drafts[e].known_as.as_deref().is_some_and(|key| key.starts_with("territory:"));
        let other = || match anaphor.word {
            word if references.alike(word, "town") => latest(&unclear),
            word if references.alike(word, "region") => latest(&territory),
            _ => None,
        };
        let called = || latest(&|e| named(e) && self.is_called_alike(e, anaphor));
        (!self.is_plural(head)).then(|| called().or_else(other)).flatten()
    }

    /// "The capital", "the Rwandan capital": a city that the text names, that of the country named or of the one spoken of last.
    fn capital_meant(&self, country: Option<&str>) -> Option<EntityIndex> {
        let capital = |country: &str| self.drafts.iter().position(|draft| draft.capital_of.as_deref() == Some(country));
        let mut spoken_of = self.history.iter().rev().filter_map(|&(_, entity)| self.drafts[entity].known_as.as_deref());
        country.map_or_else(|| spoken_of.find_map(capital), capital)
    }

    /// "Its neighbour" of a country: the other country that was spoken of last.
    fn neighbour_meant(&self, head: TokenIndex) -> Option<EntityIndex> {
        let owner = self.tree.children_by(head, Relation::NmodPoss).find_map(|owner| self.acting(owner))?;
        let countries = self.history.iter().rev().map(|&(_, entity)| entity).filter(|&entity| self.is_country(entity));
        self.is_country(owner).then(|| countries.into_iter().find(|&entity| entity != owner)).flatten()
    }

    /// Of those who fit, the one spoken of last, a subject before others of its sentence.
    fn likeliest(&self, head: TokenIndex, fits: impl Fn(&EntityIndex) -> bool) -> Option<EntityIndex> {
        let sentence = self.tree.sentence(head);
        let far = |mention: TokenIndex| (sentence - self.tree.sentence(mention)) * 5 + self.prominence(mention);
        let fitting = self.history.iter().rev().filter(|(_, entity)| fits(entity));
        fitting.min_by_key(|(mention, _)| far(*mention)).map(|&(_, entity)| entity)
    }

    /// "His Turkish counterpart": who of the country named has the office of the one he is the counterpart of.
    fn counterpart(&self, head: TokenIndex, anaphor: &Anaphor<'_>) -> Option<EntityIndex> {
        if self.ontology.relations.noun(anaphor.word) != Some(RelationNoun::Counterpart) || self.is_plural(head) {
            return None;
        }
        let adjectives = self.tree.children(head).iter().filter(|&&c| matches!(self.tree.relation(c), Relation::Amod | Relation::Compound));
        let country = adjectives.copied().find_map(|c| self.country_named(c))?;
        let whose = self.tree.children_by(head, Relation::NmodPoss).find_map(|c| self.of_token[c])?;
        let offices = &self.drafts[whose].described_as;
        let has_office = |entity: EntityIndex| {
            let draft = &self.drafts[entity];
            entity != whose && draft.named && draft.country.as_ref() == Some(&country) && !draft.described_as.is_disjoint(offices)
        };
        // "His Ukrainian counterpart", of whom the text gives no title.
        let known = |entity: EntityIndex| entity != whose && self.drafts[entity].named && self.drafts[entity].office_of.contains(&country);
        self.only(has_office).or_else(|| self.only(known))
    }

    /// The only one of the article who fits.
    fn only(&self, fits: impl Fn(EntityIndex) -> bool) -> Option<EntityIndex> {
        let mut fitting = (0..self.drafts.len()).filter(|&entity| fits(entity));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// "Peru's president": a possessive makes it as definite as an article.
    fn has_owner(&self, head: TokenIndex) -> bool {
        self.tree.children_by(head, Relation::NmodPoss).next().is_some()
    }

    /// "Peru's president said …", whom the text names only later: the one person of that country who is called so.
    fn holder(&self, anaphor: &Anaphor<'_>) -> Option<EntityIndex> {
        if anaphor.kind != EntityKind::Person || anaphor.country.is_none() {
            return None;
        }
        self.only(|entity| self.is_named(entity) && self.is_so_called(entity, anaphor))
    }

    /// "The writer", "the 30-year-old": a person of whom the text said nothing that speaks against it, where no such noun went before.
    fn described_person(&self, head: TokenIndex, anaphor: &Anaphor<'_>) -> Option<EntityIndex> {
        let tree = self.tree;
        let goes_on = tree.children(head).iter().any(|&c| c > head && !matches!(tree.relation(c), Relation::Punct));
        let compound =
            !tree.is_age(head) && tree.children(head).iter().any(|&c| matches!(tree.relation(c), Relation::Compound | Relation::NmodPoss));
        if !anaphor.definite || anaphor.kind != EntityKind::Person || anaphor.country.is_some() || goes_on || compound {
            return None;
        }
        let relation = self.ontology.relations.noun(anaphor.word);
        if relation == Some(RelationNoun::Kin) || self.ontology.references.is_seldom_named(anaphor.word) {
            return None;
        }
        let office = relation == Some(RelationNoun::Office);
        let own = tree.head(head).and_then(|verb| tree.surface_subject(verb)).filter(|&s| s != head).and_then(|s| self.of_token[s]);
        self.likeliest(head, |&entity| {
            let draft = &self.drafts[entity];
            let holds = || draft.described_as.iter().any(|word| self.ontology.relations.noun(word) == Some(RelationNoun::Office));
            draft.named && draft.kind == Some(EntityKind::Person) && Some(entity) != own && !(office && holds())
        })
    }

    fn anaphor(&self, head: TokenIndex, kind: EntityKind, class: Option<NounClass>) -> Anaphor<'_> {
        let tree = self.tree;
        let both = tree.children_by(head, Relation::Det).any(|c| tree.form(c) == "both");
        // "Separatists said …" after "pro-Russian separatists".
        Anaphor {
            word: tree.form(head),
            kind,
            country: self.country_in(head),
            definite: both || tree.is_definite(head),
            bare_plural: kind == EntityKind::Group && self.is_bare_plural(head) && class != Some(NounClass::Person),
        }
    }

    /// A plural alone, without any word before it.
    fn is_bare_plural(&self, head: TokenIndex) -> bool {
        self.phrase(head).len() == 1 && self.is_plural(head) && self.tree.children_by(head, Relation::Det).next().is_none()
    }

    /// "the country", "her country".
    fn country_meant(&self, head: TokenIndex, definite: bool) -> Option<EntityIndex> {
        let whose = self.tree.children_by(head, Relation::NmodPoss).find_map(|c| self.country_named(c));
        if let Some(key) = whose {
            return self.spoken_of(&key);
        }
        definite.then(|| self.history.iter().rev().map(|&(_, entity)| entity).find(|&e| self.is_country(e)))?
    }

    /// Whether a modifier that is no country tells another one apart: "the deputy minister"; "the ousted leader" is described only.
    pub(super) fn is_told_apart(&self, head: TokenIndex) -> bool {
        let tree = self.tree;
        let age = tree.is_age(head);
        tree.children(head).iter().any(|&c| {
            !age && matches!(tree.relation(c), Relation::Amod | Relation::Compound | Relation::NmodPoss)
                && self.country_named(c).is_none()
                && tree.upos(c) != UPos::Verb
                && !self.ontology.references.describes(tree.form(c))
                || tree.relation(c) == Relation::Nmod && tree.marker(c) == Some("of")
        })
    }

    /// Whether somebody was described by the very word: "the president" after "President Biden", "the Front" after "the Madhesi Front".
    fn is_so_called(&self, entity: EntityIndex, anaphor: &Anaphor<'_>) -> bool {
        let draft = &self.drafts[entity];
        let called = draft.described_as.contains(anaphor.word)
            || draft.named && draft.kind == Some(EntityKind::Organization) && last_word(&draft.name).to_lowercase() == anaphor.word;
        // "The rebels", of a body that was called so.
        let same_kind = draft.kind == Some(anaphor.kind) || is_collective(anaphor.kind) && draft.kind.is_some_and(is_collective);
        called && same_kind && same_country(draft, anaphor)
    }

    /// Whether somebody was described by a word that is used in turn with this one.
    fn is_called_alike(&self, entity: EntityIndex, anaphor: &Anaphor<'_>) -> bool {
        let draft = &self.drafts[entity];
        let references = &self.ontology.references;
        let same_kind = match (draft.kind, anaphor.kind) {
            (Some(kind), wanted) if is_collective(kind) => is_collective(wanted),
            (Some(EntityKind::Person), wanted) => wanted == EntityKind::Person,
            (_, wanted) => !is_collective(wanted) && wanted != EntityKind::Person,
        };
        // Ten soldiers are not the army, and "the security forces" are others.
        let of_a_body =
            draft.kind == Some(EntityKind::Organization) && draft.set_apart || draft.counted && anaphor.kind == EntityKind::Organization;
        same_kind
            && !of_a_body
            && same_country(draft, anaphor)
            && draft.described_as.iter().any(|word| references.alike(word, anaphor.word))
    }

    /// Whether a name gives no hint of what body it is: "the group" after "Boko Haram".
    fn may_be_called_anything(&self, entity: EntityIndex, word: &str) -> bool {
        let draft = &self.drafts[entity];
        let is_body = |word: &str| self.ontology.nouns.class(word) == Some(NounClass::Organization);
        let other = |said: &str| is_body(said) && !self.ontology.references.alike(said, word);
        draft.named
            && draft.known_as.is_none()
            && draft.kind == Some(EntityKind::Organization)
            && !draft.name.split_whitespace().any(|part| other(&part.to_lowercase()))
            && !draft.described_as.iter().any(|said| other(said))
    }
}

fn is_collective(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Group | EntityKind::Organization)
}

/// Whether nothing is said against their belonging to one country.
fn same_country(draft: &Draft, anaphor: &Anaphor<'_>) -> bool {
    anaphor.country.as_ref().is_none_or(|country| draft.country.as_ref() == Some(country) || draft.office_of.contains(country))
}
