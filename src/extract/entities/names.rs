//! Names: forms of one person, body or place brought together.
//!
//! Knows nothing of nouns and pronouns.

use super::{Draft, Entities};
use crate::model::{EntityIndex, EntityKind, EntityMention, MentionForm, NameKind, Relation, Span, Token, TokenIndex, UPos};
use crate::ontology::{Name, NounClass, Sense, Tenure};
use jiff::civil::Date;
use std::ops::Range;

impl Entities<'_> {
    /// Makes the entities of all names, fullest forms first, and lays them on the names' words.
    pub(super) fn gather_names(&mut self) {
        let document = self.tree.document;
        let mut names: Vec<&EntityMention> =
            document.mentions.iter().filter(|m| m.form == MentionForm::Name && !self.is_title(m) && !self.is_common_noun(m)).collect();
        // A short form finds its full form wherever that stands: a headline says "Lavrov" before the text says "Sergei Lavrov".
        names.sort_by_key(|m| (std::cmp::Reverse(m.tokens.len()), m.tokens));
        for mention in names {
            self.name(mention.tokens, mention.head, mention.kind);
        }
        self.demonyms();
    }

    /// "Police said …": a common noun whose capital is the sentence's, or a fashion.
    fn is_common_noun(&self, mention: &EntityMention) -> bool {
        mention.tokens.len() == 1 && self.ontology.nouns.is_never_a_name(self.tree.form(mention.head))
    }

    /// Whether a mention is only the title before somebody's name: "Prime Minister".
    fn is_title(&self, mention: &EntityMention) -> bool {
        let tree = self.tree;
        let title = match tree.relation(mention.head) {
            Relation::NmodDesc => self.ontology.nouns.class(tree.form(mention.head)) == Some(NounClass::Person),
            Relation::Amod => tree.upos(mention.head) == UPos::Adj,
            _ => false,
        };
        title && mention.kind == NameKind::Person
    }

    fn name(&mut self, tokens: Span<Token>, head: TokenIndex, kind: NameKind) {
        let tokens = self.whole(tokens, kind);
        let span = self.tree.document.bytes(tokens);
        let surface = span.of(self.tree.text);
        // "Chad" is the country, whatever the annotator takes it for, unless somebody of the article is called so ("Chad Wolf").
        let may_be_known = |known: &Name<'_>| {
            let name = known.kind == EntityKind::Organization || known.sense == Sense::Name;
            kind != NameKind::Person || name && !self.is_part_of_a_persons_name(surface)
        };
        let may_be_known =
            |known: &Name<'_>| may_be_known(known) && !(known.sense == Sense::Capital && self.is_elsewhere(tokens, known.key));
        let half = self.half_of_a_country(surface);
        let entity = match self.ontology.names.lookup(surface).filter(may_be_known) {
            _ if half.is_some() => half.map(|key| self.known(&key)),
            Some(known) if known.sense == Sense::Capital => {
                let government = self.known(known.key);
                let city = self.plain_name(surface, NameKind::Place);
                self.drafts[city].capital_of = Some(known.key.to_string());
                self.government_of_token[head] = Some(government);
                self.mention(city, span, Some(surface));
                if !self.stands_as_place(head) {
                    self.mention(government, span, Some(surface));
                }
                Some(city)
            }
            Some(known) => Some(self.known(known.key)),
            None => match kind {
                NameKind::Person => Some(self.person(surface)),
                NameKind::Organization | NameKind::Place | NameKind::Misc => Some(self.plain_name(surface, kind)),
                _ => None,
            },
        };
        let Some(entity) = entity else { return };
        if kind != NameKind::Misc && (self.government_of_token[head].is_none() || self.stands_as_place(head)) {
            self.drafts[entity].kept = true;
        }
        if let Some(government) = self.government_of_token[head].filter(|_| !self.stands_as_place(head)) {
            self.drafts[government].kept = true;
        }
        if self.government_of_token[head].is_none() {
            self.mention(entity, span, Some(surface));
        }
        // Every word of the name leads to it, for the tree may hang things on any of them.
        for token in tokens.range() {
            self.of_token[token].get_or_insert(entity);
            if token != head && self.government_of_token[head].is_some() {
                self.government_of_token[token] = self.government_of_token[head];
            }
        }
        self.describe(entity, head);
        if self.drafts[entity].kind == Some(EntityKind::Organization) && self.drafts[entity].known_as.is_none() {
            self.longer_name(entity, head);
        }
    }

    /// Whether a capital's name stands as the place of something: "in Moscow", "outside Kyiv".
    pub(super) fn stands_as_place(&self, head: TokenIndex) -> bool {
        const PLACING: &[&str] = &[
            "in", "at", "near", "around", "outside", "inside", "to", "into", "from", "towards", "toward", "across", "through", "over", "on",
        ];
        // In a list or a fragment it does nothing.
        let aside = matches!(self.tree.relation(head), Relation::Root | Relation::List | Relation::Dep | Relation::Parataxis)
            || self.tree.relation(head) == Relation::Conj
                && self.tree.head(head).is_some_and(|h| self.tree.relation(h) == Relation::Root && self.tree.is_nominal(h));
        aside || self.tree.marker(head).is_some_and(|m| PLACING.contains(&m))
    }

    /// A name without a genitive ending before it, and with the pieces that a hyphen parts: "Ma Ying-jeou", "Ban Ki-moon".
    fn whole(&self, tokens: Span<Token>, kind: NameKind) -> Span<Token> {
        let tree = self.tree;
        let mut range = tokens.range();
        while range.len() > 1 && matches!(tree.form(range.start), "'s" | "'" | "the") {
            range.start += 1;
        }
        if kind == NameKind::Organization {
            range.start = self.behind_its_country(range.clone());
        }
        while tree.is_written_on(range.end)
            && tree.is_written_on(range.end + 1)
            && tree.form(range.end) == "-"
            && tree.upos(range.end + 1) == UPos::Propn
        {
            range.end += 2;
        }
        if kind == NameKind::Person {
            range.end = self.last_syllable(range.clone()).map_or(range.end, |syllable| syllable + 1);
        }
        Span::new(range.start, range.end)
    }

    /// The small second syllable of a given name that the annotator left out of the name, with the first or without: "(Ban Ki)-moon",
    /// "(Ban) Ki-moon". It hangs on the name, as the word of "Obama-era officials" does not.
    fn last_syllable(&self, name: Range<TokenIndex>) -> Option<TokenIndex> {
        let tree = self.tree;
        let hyphen = (name.end..name.end + 2).find(|&t| t < tree.len() && tree.form(t) == "-")?;
        let given = hyphen == name.end || tree.upos(name.end) == UPos::Propn && !tree.is_written_on(name.end);
        let syllable = hyphen + 1;
        let written_together = tree.is_written_on(hyphen) && tree.is_written_on(syllable);
        let hangs = |syllable| tree.head(syllable).is_some_and(|h| name.contains(&h));
        (given && written_together && !tree.is_capitalised(syllable) && syllable - name.start > 2 && hangs(syllable)).then_some(syllable)
    }

    /// Where a body's own name begins: behind "Britain's" in "Britain's Defence Ministry", for the country is another's name.
    fn behind_its_country(&self, name: Range<TokenIndex>) -> TokenIndex {
        let tree = self.tree;
        let genitive = name.clone().take(4).find(|&t| matches!(tree.form(t), "'s" | "'" | "’s" | "’"));
        let Some(genitive) = genitive.filter(|&g| g > name.start && g + 1 < name.end) else { return name.start };
        let country = tree.document.bytes(Span::new(name.start, genitive)).of(tree.text);
        let known = self.ontology.names.lookup(country).is_some_and(|known| known.key.starts_with("country:"));
        if known { genitive + 1 } else { name.start }
    }

    /// "Ukraine's Interior Ministry" beside "Interior Ministry".
    fn longer_name(&mut self, entity: EntityIndex, head: TokenIndex) {
        if self.country_in(head).is_some() {
            let span = self.tree.document.bytes(self.phrase(head));
            let words = span.of(self.tree.text).split_whitespace().collect::<Vec<_>>().join(" ");
            self.drafts[entity].names.insert(words);
        }
    }

    /// Titles and descriptions about a name: "Foreign Minister X", "X, the minister", "the minister, X".
    fn describe(&mut self, entity: EntityIndex, head: TokenIndex) {
        let tree = self.tree;
        let mut about: Vec<TokenIndex> = tree
            .children(head)
            .iter()
            .copied()
            .filter(|&c| matches!(tree.relation(c), Relation::NmodDesc | Relation::Compound | Relation::Appos | Relation::Flat))
            .collect();
        if matches!(tree.relation(head), Relation::Appos | Relation::Flat | Relation::NmodDesc) {
            about.extend(tree.head(head));
        }
        about.extend(self.title_beside(head));
        self.titled_name(entity, head);
        for token in about {
            let word = tree.form(token);
            if let Some(class) = self.ontology.nouns.class(word) {
                let person = self.drafts[entity].kind == Some(EntityKind::Person) && class == NounClass::Person;
                // "Gao, a town that rebels left": what is said of the town is said of Gao.
                let place = self.drafts[entity].kind == Some(EntityKind::Place) && class == NounClass::Place && !self.is_country(entity);
                if (person || place) && matches!(tree.relation(token), Relation::Appos) && tree.head(token) == Some(head) {
                    self.of_token[token].get_or_insert(entity);
                }
                let country = self.country_in(token).or_else(|| self.country_in(head));
                let draft = &mut self.drafts[entity];
                draft.described_as.insert(word.to_string());
                draft.country = draft.country.take().or(country);
            }
        }
        if self.drafts[entity].country.is_none() && self.drafts[entity].known_as.is_none() {
            self.drafts[entity].country = self.country_in(head);
        }
    }

    /// "King Salman": with a name of one word the title is as good as a part of it.
    fn titled_name(&mut self, entity: EntityIndex, head: TokenIndex) {
        let tree = self.tree;
        let Some(title) = head.checked_sub(1).filter(|&t| tree.head(t) == Some(head) && tree.is_capitalised(t)) else { return };
        let person =
            self.ontology.nouns.class(tree.form(title)) == Some(NounClass::Person) && self.drafts[entity].kind == Some(EntityKind::Person);
        if person && !self.drafts[entity].name.contains(' ') {
            let name = format!("{} {}", tree.surface(title), tree.surface(head));
            self.drafts[entity].names.insert(name);
        }
    }

    /// The noun that stands right before a name, whatever the parser makes of it: "envoy Ana Ruiz"; "the head of the court, Ana Ruiz,".
    fn title_beside(&mut self, head: TokenIndex) -> Option<TokenIndex> {
        let tree = self.tree;
        let entity = self.of_token[head]?;
        let person = self.drafts[entity].kind == Some(EntityKind::Person);
        let title = head.checked_sub(1).filter(|&t| tree.sentence(t) == tree.sentence(head) && tree.upos(t) == UPos::Noun)?;
        let class = self.ontology.nouns.class(tree.form(title))?;
        let fits = match class {
            NounClass::Person | NounClass::Group => person,
            NounClass::Organization | NounClass::Media => self.drafts[entity].kind == Some(EntityKind::Organization),
            _ => false,
        };
        // "told the minister Iran would …" has another subject between; a title shares its name's place in the tree.
        let same_place = tree.relation(title).universal() == tree.relation(head).universal() && tree.head(title) == tree.head(head)
            || tree.head(title) == Some(head)
            || tree.head(head) == Some(title);
        (fits && same_place && self.of_token[title].is_none()).then(|| {
            self.of_token[title] = Some(entity);
            title
        })
    }

    /// A person by full name, or by the part of a full name that stands for it.
    fn person(&mut self, surface: &str) -> EntityIndex {
        let surface = surface.trim_end_matches("'s").trim_end_matches("’s");
        let words: Vec<&str> = surface.split_whitespace().filter(|w| !is_courtesy(w)).collect();
        let key = words.join(" ").to_lowercase();
        if let Some(&entity) = self.by_key.get(&format!("person:{key}")) {
            return entity;
        }
        let fuller = self.drafts.iter().enumerate().filter(|(_, d)| d.kind == Some(EntityKind::Person) && d.named).find(|(_, draft)| {
            let (full, short) = (words_of_a_name(&draft.name), words_of_a_name(&key));
            // "Lavrov" or "Sergei" for "Sergei Lavrov"; "Ayman Zawahiri" for "Ayman al Zawahiri"; never a first name against another.
            short.len() < full.len()
                && (full.ends_with(&short)
                    || short.len() == 1 && full.contains(&short[0])
                    || short.len() > 1 && short.iter().all(|w| full.contains(w)))
        });
        if let Some((entity, _)) = fuller {
            return entity;
        }
        let name = if words.is_empty() { surface.to_string() } else { words.join(" ") };
        self.keyed(format!("person:{key}"), || Draft { name, kind: Some(EntityKind::Person), named: true, ..Draft::default() })
    }

    /// Adds to each person what the ontology knows of the offices held on a day: by the full name, or by a surname alone where the text
    /// also speaks of whose office it is.
    pub(super) fn give_offices(&mut self, day: Date) {
        let offices = &self.ontology.offices;
        for person in 0..self.drafts.len() {
            let draft = &self.drafts[person];
            if draft.kind != Some(EntityKind::Person) || !draft.named {
                continue;
            }
            let mut held: Vec<&Tenure> = offices.of(&draft.name, day).collect();
            if !draft.name.contains(' ') {
                held = offices.of_surname(&draft.name, day);
                held.retain(|tenure| self.by_key.contains_key(&tenure.of));
            }
            let said_otherwise = |tenure: &Tenure| draft.country.as_ref().is_some_and(|country| *country != tenure.of);
            held.retain(|tenure| !said_otherwise(tenure) || tenure.of.starts_with("org:"));
            let draft = &mut self.drafts[person];
            for tenure in held {
                draft.office_of.insert(tenure.of.clone());
                draft.described_as.extend(offices.called(&tenure.office).iter().cloned());
            }
        }
    }

    /// A body, a place or another name: the same words, the end of a longer name, or its acronym.
    fn plain_name(&mut self, surface: &str, kind: NameKind) -> EntityIndex {
        let kind = match kind {
            NameKind::Organization => EntityKind::Organization,
            NameKind::Place => EntityKind::Place,
            _ => EntityKind::Thing,
        };
        let bare = surface.trim_start_matches("the ").trim_start_matches("The ");
        let key = format!("{}:{}", kind.as_str(), bare.to_lowercase());
        if let Some(&entity) = self.by_key.get(&key) {
            return entity;
        }
        let fuller = self.drafts.iter().position(|draft| {
            draft.kind == Some(kind)
                && kind == EntityKind::Organization
                && draft.named
                && (acronym(&draft.name) == bare || ends_with_words(&draft.name, bare) || self.is_last_noun(&draft.name, bare))
        });
        fuller.unwrap_or_else(|| self.keyed(key, || Draft { name: bare.to_string(), kind: Some(kind), named: true, ..Draft::default() }))
    }

    /// "The Front" for "the Madhesi Front": the noun at the end of a name, which says what body it is.
    fn is_last_noun(&self, name: &str, word: &str) -> bool {
        let body = matches!(self.ontology.nouns.class(&word.to_lowercase()), Some(NounClass::Organization | NounClass::Group));
        body && name.strip_suffix(word).is_some_and(|before| before.ends_with(' '))
    }

    /// "The North" where North Korea is spoken of, and no other country of that half.
    fn half_of_a_country(&self, surface: &str) -> Option<String> {
        let half = surface.trim_start_matches("the ").trim_start_matches("The ");
        if !matches!(half, "North" | "South" | "East" | "West") {
            return None;
        }
        let mut countries = self.by_key.iter().filter(|&(key, &entity)| {
            key.starts_with("country:") && self.drafts[entity].name.strip_prefix(half).is_some_and(|rest| rest.starts_with(' '))
        });
        let (key, _) = countries.next()?;
        countries.next().is_none().then(|| key.clone())
    }

    fn is_part_of_a_persons_name(&self, word: &str) -> bool {
        let persons = self.drafts.iter().filter(|draft| draft.kind == Some(EntityKind::Person));
        persons.flat_map(|draft| &draft.names).any(|name| name != word && name.split_whitespace().any(|part| part == word))
    }

    /// "Russian" and "Russians" are no names to the annotator: the ontology's words for peoples stand for the country.
    fn demonyms(&mut self) {
        let tree = self.tree;
        for token in 0..tree.len() {
            let word = tree.is_nominal(token) || tree.upos(token) == UPos::Adj;
            if self.of_token[token].is_some() || !word || !tree.is_capitalised(token) {
                continue;
            }
            let Some(known) = self.ontology.names.lookup(tree.surface(token)) else { continue };
            if known.sense == Sense::Capital {
                continue;
            }
            let entity = self.known(known.key);
            self.of_token[token] = Some(entity);
            self.mention(entity, tree.document.tokens[token].span, Some(tree.surface(token)));
        }
    }
}

/// The words by which persons' names are compared: small letters, and without the Arabic article ("Bashir" is "Omar al-Bashir").
fn words_of_a_name(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let bare = |word: &str| word.strip_prefix("al-").or_else(|| word.strip_prefix("el-")).unwrap_or(word).to_string();
    lower.split_whitespace().map(bare).collect()
}

fn is_courtesy(word: &str) -> bool {
    matches!(word, "Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms." | "Dr" | "Dr." | "Sir" | "Lord" | "Lady")
}

fn acronym(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// Whether a name of several words ends in these words: "U.N. Security Council" in "Security Council".
fn ends_with_words(name: &str, end: &str) -> bool {
    end.contains(' ') && name.len() > end.len() && name.ends_with(end) && name.as_bytes()[name.len() - end.len() - 1] == b' '
}
