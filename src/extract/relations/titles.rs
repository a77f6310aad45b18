//! A title as written: its words, and whose it is by a possessive, an adjective, a compound or "of".
//!
//! Takes the noun of an office; gives a [`Title`]. Knows nothing of who bears it.

use super::Finder;
use crate::model::{EntityIndex, EntityKind, Relation, TokenIndex, UPos};
use crate::ontology::RelationNoun;

/// How many words of a title may stand before its noun.
const BEFORE: usize = 7;

/// A title around its noun.
pub(super) struct Title {
    pub noun: TokenIndex,
    /// In lower case: "foreign minister".
    pub words: String,
    /// The noun's singular: "minister".
    pub office: String,
    /// The token after the title with what belongs to it: "of state".
    pub end: TokenIndex,
    /// Whether a word before the noun tells of what it is: "army chief".
    pub compound: bool,
    /// Whose it is.
    pub of: Option<EntityIndex>,
    /// Whether it is a rank alone: "General".
    pub rank: bool,
    /// The country of an adjective where something else tells whose the title is: "the court's Chadian head".
    pub nationality: Option<EntityIndex>,
}

/// What stands before a noun.
#[derive(Default)]
struct Before {
    start: TokenIndex,
    /// The first word of the names before the title.
    names: TokenIndex,
    adjective: Option<EntityIndex>,
    compound: Option<EntityIndex>,
    possessor: Option<TokenIndex>,
}

impl Finder<'_, '_> {
    /// The title of an office's noun.
    pub(super) fn title(&self, noun: TokenIndex) -> Option<Title> {
        let words = &self.ontology.relations;
        let tree = self.tree;
        let says = words.noun(tree.form(noun))?;
        let mut office = words.singular(tree.form(noun))?.to_string();
        let before = self.before(noun);
        let end = self.portfolio_end(noun);
        let first = self.without_passing(before.start, noun);
        // "attorney general", "secretary-general".
        let last = if first < noun && tree.form(noun - 1) == "-" { noun.checked_sub(2) } else { noun.checked_sub(1) };
        let general = last.filter(|&l| says == RelationNoun::Rank && first <= l && words.goes_before_general(tree.form(l)));
        if let Some(last) = general {
            office = tree.form(last).to_string();
        }
        let mut text = self.words_of(first, noun);
        // "the former Chadian president".
        if let Some(leading) = before.names.checked_sub(1).filter(|&t| before.names < before.start && words.leads(tree.form(t))) {
            text.insert_str(0, &format!("{} ", tree.form(leading)));
        }
        text.push_str(&if general.is_some() { tree.form(noun).to_string() } else { office.clone() });
        if end > noun + 1 {
            text.push_str(&format!(" {}", self.words_of(noun + 1, end).trim_end()));
        }
        let of_phrase = self.of_phrase(noun, end);
        let compound = first < noun || end > noun + 1;
        let possessor = before.possessor.and_then(|p| self.possessing(p, &office, compound));
        let local = words.is_local(&office);
        let of = possessor.or(of_phrase).or(before.compound).or(before.adjective);
        let of = of.or_else(|| self.to_phrase(noun, end, says)).and_then(|of| self.owner(of));
        let nationality = before.adjective.filter(|_| possessor.or(of_phrase).is_some() && !local);
        Some(Title { noun, words: text, office, end, rank: says == RelationNoun::Rank && general.is_none(), compound, of, nationality })
    }

    /// The first word of a title that is not a passing one: "new", "far-right".
    fn without_passing(&self, start: TokenIndex, noun: TokenIndex) -> TokenIndex {
        let mut first = start;
        while first < noun {
            let mut next = first + 1;
            while next + 1 < noun && self.tree.form(next) == "-" {
                next += 2;
            }
            let joined = self.words_of(first, next);
            let passing = self.ontology.relations.is_passing(joined.trim_end())
                || self.ontology.relations.is_passing(self.tree.form(next - 1)) && next > first + 1;
            if !passing && !matches!(self.tree.upos(first), UPos::Num | UPos::Punct) {
                break;
            }
            first = next;
        }
        first
    }

    /// The words before a noun that belong to its title, and the names among them.
    fn before(&self, noun: TokenIndex) -> Before {
        let tree = self.tree;
        let mut before = Before { start: noun, names: noun, ..Before::default() };
        let sentence = tree.document.sentence_of(noun).tokens.range();
        let mut at = noun;
        while at > sentence.start && noun - at < BEFORE {
            at -= 1;
            let touches = tree.is_written_on(at + 1);
            if matches!(tree.form(at), "'s" | "'") {
                before.possessor = (at > sentence.start).then(|| at - 1);
                break;
            }
            if tree.upos(at) == UPos::Pron && tree.relation(at) == Relation::NmodPoss {
                before.possessor = Some(at);
                break;
            }
            // "UN-backed": not the owner of the office.
            let hyphened = tree.form(at + 1) == "-" && touches;
            if let Some(entity) = self.entities.of(at).filter(|&e| !hyphened && !self.is_portfolio_name(e)) {
                let another = before.compound.is_some() && !self.entities.is_country(entity);
                if another || self.entities.kind(entity) == EntityKind::Person {
                    break;
                }
                self.whose_before(at, noun, entity, &mut before);
                before.names = at;
                continue;
            }
            let hyphen = tree.form(at) == "-" || touches && tree.form(at + 1) == "-";
            if !hyphen && !self.is_title_word(at, noun) || before.adjective.is_some() || before.compound.is_some() {
                break;
            }
            before.start = at;
        }
        before
    }

    fn goes_before_general(&self, token: TokenIndex, noun: TokenIndex) -> bool {
        self.tree.form(noun) == "general" && self.ontology.relations.goes_before_general(self.tree.form(token))
    }

    /// Whether a name is only that of what a minister is for ("External Affairs"), or an adjective ("European").
    fn is_portfolio_name(&self, entity: EntityIndex) -> bool {
        let name = self.entities.fullest_name(entity).to_lowercase();
        let last = name.rsplit(' ').next().unwrap_or_default();
        let unknown = !self.entities.is_country(entity) && self.entities.is_named(entity);
        unknown && (self.entities.kind(entity) == EntityKind::Thing || self.ontology.relations.is_portfolio(last))
    }

    /// Notes a name before a title's noun: a country by its adjective, a body as a compound.
    fn whose_before(&self, token: TokenIndex, noun: TokenIndex, entity: EntityIndex, before: &mut Before) {
        let local = self.ontology.relations.is_local(self.tree.form(noun));
        let acting = if local { entity } else { self.entities.acting(token).unwrap_or(entity) };
        let slot = if self.entities.is_country(acting) { &mut before.adjective } else { &mut before.compound };
        slot.get_or_insert(acting);
    }

    fn is_title_word(&self, token: TokenIndex, noun: TokenIndex) -> bool {
        let tree = self.tree;
        let word = matches!(tree.upos(token), UPos::Adj | UPos::Noun | UPos::Propn | UPos::Num)
            || tree.upos(token) == UPos::Verb && matches!(tree.relation(token), Relation::Amod | Relation::Compound)
            || tree.form(token) == "then";
        // An adjective right before its noun belongs to it, whatever the parser makes of it.
        if token + 1 == noun && (tree.upos(token) == UPos::Adj || self.goes_before_general(token, noun)) {
            return true;
        }
        let hangs = tree.head(token).is_some_and(|h| h == noun || h > token && h <= noun + 6);
        let part = !matches!(
            tree.relation(token).universal(),
            Relation::Nsubj
                | Relation::Obj
                | Relation::Obl
                | Relation::Root
                | Relation::Appos
                | Relation::Iobj
                | Relation::Xcomp
                | Relation::Conj
        );
        word && hangs && part
    }

    /// The text from one token up to another, in lower case, with the white space that follows it made one space.
    fn words_of(&self, start: TokenIndex, end: TokenIndex) -> String {
        let tree = self.tree;
        let mut text = String::new();
        for token in start..end {
            text.push_str(tree.form(token));
            if !tree.is_written_on(token + 1) {
                text.push(' ');
            }
        }
        text
    }

    /// Where a title ends: after "of state" and the like, else after its noun.
    pub(super) fn portfolio_end(&self, noun: TokenIndex) -> TokenIndex {
        let tree = self.tree;
        let sentence = tree.document.sentence_of(noun).tokens.range();
        if noun + 2 >= sentence.end || !matches!(tree.form(noun + 1), "of" | "for") {
            return noun + 1;
        }
        let mut end = noun + 2;
        while end < sentence.end && end < noun + 7 && self.is_portfolio_word(end) {
            end += 1;
        }
        while end > noun + 2 && !self.ontology.relations.is_portfolio(tree.form(end - 1)) {
            end -= 1;
        }
        if end > noun + 2 { end } else { noun + 1 }
    }

    fn is_portfolio_word(&self, token: TokenIndex) -> bool {
        let tree = self.tree;
        matches!(tree.upos(token), UPos::Noun | UPos::Propn | UPos::Adj | UPos::Cconj)
            && !self.is_name(token)
            && self.entities.of(token).is_none_or(|e| !self.entities.is_country(e))
    }

    /// Whose a title is by the phrase with "of" after it.
    fn of_phrase(&self, noun: TokenIndex, end: TokenIndex) -> Option<EntityIndex> {
        let tree = self.tree;
        let local = self.ontology.relations.is_local(self.ontology.relations.singular(tree.form(noun)).unwrap_or_default());
        let phrases = tree.children(self.anchor(noun)).iter().copied().filter(|&c| c >= end && tree.marker(c) == Some("of"));
        let scanned = (tree.form(end.min(tree.len() - 1)) == "of").then(|| self.head_after(end)).flatten();
        let mut heads = phrases.chain(scanned);
        heads.find_map(|c| if local { self.entities.of(c) } else { self.entities.acting(c) }).filter(|&e| self.owns_offices(e))
    }

    /// "spokesman for X", "adviser to X", "lawyer for X".
    fn to_phrase(&self, noun: TokenIndex, end: TokenIndex, says: RelationNoun) -> Option<EntityIndex> {
        let tree = self.tree;
        let form = tree.form(end.min(tree.len() - 1));
        let singular = self.ontology.relations.singular(tree.form(noun)).unwrap_or_default();
        let speaks = says == RelationNoun::Spokesperson;
        let fits = matches!(form, "for" | "to") && (speaks || self.ontology.relations.is_personal(singular));
        let head = fits.then(|| self.head_after(end)).flatten()?;
        self.entities.acting(head)
    }

    /// The head of the noun phrase after a preposition: the first word that means somebody, at the end of its name.
    pub(super) fn head_after(&self, preposition: TokenIndex) -> Option<TokenIndex> {
        let tree = self.tree;
        let sentence = tree.document.sentence_of(preposition).tokens.range();
        let mut fallback = None;
        for token in preposition + 1..sentence.end.min(preposition + 8) {
            if let Some(entity) = self.entities.of(token) {
                // An adjective of a country before the noun: "of the Chadian army".
                let modifier = matches!(tree.relation(token), Relation::Amod | Relation::Compound | Relation::NmodPoss)
                    && tree.head(token).is_some_and(|h| h > token && self.entities.of(h) != Some(entity));
                fallback = fallback.or(Some(token));
                if !modifier {
                    return Some(token);
                }
            }
            // A participle may stand before the noun: "of the ruling party".
            let participle = tree.relation(token) == Relation::Amod || tree.form(token).ends_with("ing");
            let ends = match tree.upos(token) {
                UPos::Punct => tree.form(token) != "-",
                UPos::Verb => !participle,
                UPos::Aux | UPos::Sconj => true,
                _ => false,
            };
            if ends {
                return fallback;
            }
        }
        fallback
    }

    /// What "whose" means: the noun that its clause is about.
    fn antecedent(&self, word: TokenIndex) -> TokenIndex {
        let mut clause = Some(word).filter(|&w| self.tree.form(w) == "whose");
        for _ in 0..6 {
            let Some(at) = clause else { break };
            if self.tree.relation(at) == Relation::AclRelcl {
                return self.tree.head(at).unwrap_or(word);
            }
            clause = self.tree.head(at);
        }
        word
    }

    /// The word that phrases about a title hang on: of "prosecutor general" it is the prosecutor.
    pub(super) fn anchor(&self, noun: TokenIndex) -> TokenIndex {
        let tree = self.tree;
        let before = tree.head(noun).filter(|&h| h < noun && h + 2 >= noun && self.goes_before_general(h, noun));
        before.unwrap_or(noun)
    }

    /// "an adviser to Chad's president" is one of Chad: he has no name here.
    fn owner(&self, of: EntityIndex) -> Option<EntityIndex> {
        let unnamed = self.entities.kind(of) == EntityKind::Person && !self.entities.is_named(of);
        if unnamed { self.entities.home(of) } else { Some(of) }
    }

    /// Whether somebody can have offices: a country, a place, a body, a group.
    fn owns_offices(&self, entity: EntityIndex) -> bool {
        matches!(self.entities.kind(entity), EntityKind::Place | EntityKind::Organization | EntityKind::Group)
    }

    /// Whose an office is that a possessive stands before: of a person, his country, unless it is the person's own: "his
    /// adviser", but "his security adviser" is one of the country.
    fn possessing(&self, possessor: TokenIndex, office: &str, compound: bool) -> Option<EntityIndex> {
        let local = self.ontology.relations.is_local(office);
        let possessor = self.antecedent(possessor);
        let entity = if local { self.entities.of(possessor) } else { self.entities.acting(possessor) }?;
        let personal = self.ontology.relations.is_personal(office) && !compound
            || self.ontology.relations.noun(office) == Some(RelationNoun::Spokesperson);
        if self.entities.kind(entity) != EntityKind::Person || personal {
            return Some(entity);
        }
        self.country_of(entity)
    }
}
