//! Phrases that count or measure: the number with its bound, and what it is a number of.
//!
//! Takes trees, the ontology and the entities (a name before the noun tells whose they are, not what they are); gives [`Counted`]
//! phrases in text order. Knows nothing of events.

use super::{bounds, numbers};
use crate::extract::dates::Dates;
use crate::extract::entities::Entities;
use crate::extract::tree::Tree;
use crate::model::{EntityKind, MentionForm, Relation, Span, Token, TokenIndex, UPos};
use crate::ontology::{Measure, Ontology};

/// Below this a definite number tells nothing new.
const SMALL: f64 = 10.0;

/// A number and what it is a number of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    /// Each value with its bound; a range has two.
    pub values: Vec<(f64, Option<String>)>,
    /// The head of what is counted; `None` where the number stands alone.
    pub noun: Option<TokenIndex>,
    /// The word by which the phrase hangs in its sentence.
    pub top: TokenIndex,
    pub measure: Option<Measure>,
    /// What is counted, as the text has it; empty where the number stands alone.
    pub counted: String,
    pub tokens: Span<Token>,
    /// Whether they are some of those counted before: "four of them pilots".
    pub part_of_last: bool,
}

/// The counting phrases of a document.
pub(super) fn find(tree: &Tree<'_>, ontology: &Ontology, entities: &Entities<'_>, dates: &Dates) -> Vec<Counted> {
    let finder = Finder { tree, ontology, entities, dates, in_name: in_names(tree) };
    let mut found: Vec<Counted> = Vec::new();
    for sentence in &tree.document.sentences {
        let range = sentence.tokens.range();
        let mut at = range.start;
        while at < range.end {
            let (phrase, next) = finder.at(at, range.end);
            found.extend(phrase);
            at = next;
        }
    }
    found
}

/// Which words are part of a name: "Group of 20".
fn in_names(tree: &Tree<'_>) -> Vec<bool> {
    let mut named = vec![false; tree.len()];
    for mention in tree.document.mentions.iter().filter(|m| m.form == MentionForm::Name && m.tokens.len() > 1) {
        mention.tokens.range().for_each(|token| named[token] = true);
    }
    named
}

struct Finder<'a> {
    tree: &'a Tree<'a>,
    ontology: &'a Ontology,
    entities: &'a Entities<'a>,
    dates: &'a Dates,
    in_name: Vec<bool>,
}

impl Finder<'_> {
    /// The phrase whose number begins at a word, and where to go on reading.
    fn at(&self, start: TokenIndex, end: TokenIndex) -> (Option<Counted>, TokenIndex) {
        let tree = self.tree;
        let words = &self.ontology.quantities;
        if self.in_name[start] || self.is_glued(start) {
            return (None, start + 1);
        }
        let forms: Vec<&str> = (start..end).map(|t| tree.form(t)).collect();
        let before = start.checked_sub(1).map(|t| tree.form(t));
        if let Some((low, high)) = numbers::read_range(words, before, &forms) {
            let length = low.length + 1 + high.length;
            let values = vec![(low.value, Some("at least".to_string())), (high.value, Some("up to".to_string()))];
            let phrase = self.phrase(Span::new(start, start + length), values, false);
            let next = phrase.as_ref().map_or(0, |p| p.tokens.end as usize).max(start + length);
            return (phrase, next);
        }
        let Some(numeral) = numbers::read(words, &forms) else { return (self.one_unit(start, end), start + 1) };
        let number = Span::new(start, start + numeral.length);
        if numeral.length == 1 && self.is_date(start, numeral.value) {
            return (None, start + 1);
        }
        // "10.48 Ten civilians": the first is a time of day.
        if numbers::read(words, &forms[numeral.length..]).is_some() {
            return (None, start + numeral.length);
        }
        let bound = bounds::bound(tree, words, self.with_sign(number)).map(|span| tree.document.bytes(span).of(tree.text).to_string());
        let bound = bound.or_else(|| numeral.indefinite.then(|| "at least".to_string()));
        let phrase = self.phrase(number, vec![(numeral.value, bound)], numeral.indefinite);
        // "11 of the 15 members" counts once.
        let next = phrase.as_ref().map_or(0, |p| p.tokens.end as usize).max(start + numeral.length);
        (phrase, next)
    }

    /// "For a week", "almost an hour": the article counts.
    fn one_unit(&self, article: TokenIndex, end: TokenIndex) -> Option<Counted> {
        let tree = self.tree;
        let unit = article + 1;
        let counts = matches!(tree.form(article), "a" | "an")
            && unit < end
            && tree.upos(unit) == UPos::Noun
            && tree.head(article) == Some(unit)
            && self.measure(unit) == Some(Measure::Duration);
        if !counts {
            return None;
        }
        let number = Span::new(article, unit);
        let bound = bounds::bound(tree, &self.ontology.quantities, number).map(|span| tree.document.bytes(span).of(tree.text).to_string());
        self.phrase(number, vec![(1.0, bound)], false)
    }

    /// The number with the sign of money before it.
    fn with_sign(&self, number: Span<Token>) -> Span<Token> {
        let start = number.range().start;
        let sign = start.checked_sub(1).filter(|&sign| self.ontology.quantities.currency(self.tree.form(sign)).is_some());
        Span::new(sign.unwrap_or(start), number.range().end)
    }

    /// "The 2015 deal", "the June 18 murder", "10.48 Four men were killed": a year, a day, a time of day before what it dates.
    fn is_date(&self, token: TokenIndex, value: f64) -> bool {
        let tree = self.tree;
        let form = tree.form(token);
        let year = form.len() == 4 && (1900.0..2100.0).contains(&value) && form.bytes().all(|b| b.is_ascii_digit());
        let opens = tree.document.sentence_of(token).tokens.start as usize == token;
        let clock = opens && value < 24.0 && form.split_once('.').is_some_and(|(_, minutes)| minutes.len() == 2);
        year || clock || self.dates.covers(tree, token) && !self.is_before_unit(token)
    }

    /// "Three days": a length, though a period of the calendar may be read off it.
    fn is_before_unit(&self, token: TokenIndex) -> bool {
        let end = self.tree.len();
        (token + 1..end.min(token + 4)).any(|t| self.measure(t) == Some(Measure::Duration))
    }

    /// A figure that is one piece with the word before it is no number of its own: "Covid-19".
    fn is_glued(&self, token: TokenIndex) -> bool {
        let Some(before) = token.checked_sub(1) else { return false };
        let opens = matches!(self.tree.form(before), "(" | "[" | "\"" | "“" | "‘" | "'");
        self.tree.is_written_on(token) && !opens && self.ontology.quantities.currency(self.tree.form(before)).is_none()
    }

    fn phrase(&self, number: Span<Token>, values: Vec<(f64, Option<String>)>, indefinite: bool) -> Option<Counted> {
        let tree = self.tree;
        let (start, end) = (number.range().start, number.range().end);
        let sign = start.checked_sub(1).and_then(|sign| Some((sign, self.ontology.quantities.currency(tree.form(sign))?)));
        let singular = values.iter().all(|(value, _)| *value == 1.0);
        if let Some((sign, money)) = sign {
            let all = Span::new(sign, end);
            return Some(Counted {
                values,
                noun: None,
                top: self.top(all)?,
                measure: Some(Measure::Money),
                counted: money.to_string(),
                tokens: self.with_bound(all, end),
                part_of_last: false,
            });
        }
        let top = self.top(number)?;
        let noun = self.counted_of(number).or_else(|| self.counted_noun(top, end));
        let Some(noun) = noun else {
            if let Some(body) = self.body_of(top, number) {
                let counted = tree.surface(body).to_string();
                let tokens = Span::new(body, end);
                return Some(Counted { values, noun: Some(body), top: body, measure: None, counted, tokens, part_of_last: false });
            }
            let tokens = self.with_bound(number, end);
            return Some(Counted { values, noun: None, top, measure: None, counted: String::new(), tokens, part_of_last: false });
        };
        if tree.upos(noun) == UPos::Pron {
            return Some(self.of_pronoun(number, values, top, noun));
        }
        if self.points_back(number, noun, &values) || singular && self.is_partitive(number) {
            return None;
        }
        let hangs_on_noun = noun != top && tree.is_under(top, noun);
        let measure = self.measure(noun);
        Some(Counted {
            values,
            noun: Some(noun),
            top: if hangs_on_noun { noun } else { top },
            measure,
            counted: self.counted(number, noun, singular && !indefinite),
            tokens: self.with_bound(number, noun + 1),
            part_of_last: false,
        })
    }

    /// "53 of them": who they are stands elsewhere, unless it follows: "four of them pilots".
    fn of_pronoun(&self, number: Span<Token>, values: Vec<(f64, Option<String>)>, top: TokenIndex, pronoun: TokenIndex) -> Counted {
        let tree = self.tree;
        let next = pronoun + 1;
        let named = next < tree.len() && tree.upos(next) == UPos::Noun && tree.sentence(next) == tree.sentence(pronoun);
        let (noun, end) = if named { (Some(next), next + 1) } else { (None, next) };
        let counted = noun.map(|noun| self.counted(number, noun, false)).unwrap_or_default();
        Counted { values, noun, top, measure: None, counted, tokens: self.with_bound(number, end), part_of_last: named }
    }

    /// "The two sides", "these three countries": a definite small number only takes up who was spoken of; with more words it tells
    /// something: "the two biggest jails".
    fn points_back(&self, number: Span<Token>, noun: TokenIndex, values: &[(f64, Option<String>)]) -> bool {
        let tree = self.tree;
        let Some(before) = (number.start as usize).checked_sub(1) else { return false };
        let definite = matches!(tree.form(before), "the" | "these" | "those");
        let small = values.iter().all(|(value, _)| *value < SMALL);
        definite && small && noun == number.range().end
    }

    /// "One of the organisers".
    fn is_partitive(&self, number: Span<Token>) -> bool {
        number.range().end < self.tree.len() && self.tree.form(number.range().end) == "of"
    }

    /// The whole phrase: with what bounds the number, up to `end`.
    fn with_bound(&self, number: Span<Token>, end: TokenIndex) -> Span<Token> {
        let bound = bounds::bound(self.tree, &self.ontology.quantities, number);
        let start = bound.map_or(number.start, |b| b.start.min(number.start));
        let end = bound.map_or(end, |b| (b.end as usize).max(end));
        Span::new(start as usize, end)
    }

    /// The word of a run by which it hangs on what stands outside.
    fn top(&self, run: Span<Token>) -> Option<TokenIndex> {
        run.range().find(|&t| self.tree.head(t).is_none_or(|head| !run.contains(head)))
    }

    /// "Dozens of soldiers", "six of his aides": the noun after "of".
    fn counted_of(&self, number: Span<Token>) -> Option<TokenIndex> {
        let tree = self.tree;
        let end = number.range().end;
        if end >= tree.len() || tree.form(end) != "of" {
            return None;
        }
        number.range().find_map(|t| tree.children_by(t, Relation::Nmod).find(|&c| c > end && tree.marker(c) == Some("of")))
    }

    /// "A crew of 25": the body that has so many.
    fn body_of(&self, top: TokenIndex, number: Span<Token>) -> Option<TokenIndex> {
        let tree = self.tree;
        let body = tree.head(top).filter(|&head| tree.relation(top) == Relation::Nmod && tree.marker(top) == Some("of") && head < top)?;
        let bounded = bounds::bound(tree, &self.ontology.quantities, number).is_some_and(|b| b.contains(body));
        let many = matches!(self.entities.kind_of(body), Some(EntityKind::Group | EntityKind::Organization));
        (many && !bounded && tree.upos(body) == UPos::Noun).then_some(body)
    }

    /// The noun that a number stands before: "three people", "Thirteen Chadian and six Cameroonian soldiers", "15-day".
    fn counted_noun(&self, top: TokenIndex, end: TokenIndex) -> Option<TokenIndex> {
        let tree = self.tree;
        let modifies = matches!(
            tree.relation(top),
            Relation::Nummod | Relation::Amod | Relation::Compound | Relation::Det | Relation::Advmod | Relation::NmodDesc
        );
        let mut noun = tree.head(top).filter(|&head| modifies && head >= end)?;
        while matches!(tree.upos(noun), UPos::Adj | UPos::Num) && matches!(tree.relation(noun), Relation::Amod | Relation::Nummod) {
            noun = tree.head(noun).filter(|&head| head > noun)?;
        }
        let nominal = tree.is_nominal(noun) || tree.upos(noun) == UPos::Adj;
        (nominal && !(end..noun).any(|t| tree.form(t) == ",")).then_some(noun)
    }

    fn measure(&self, noun: TokenIndex) -> Option<Measure> {
        let words = &self.ontology.quantities;
        let form = self.tree.form(noun);
        let pair = noun.checked_sub(1).and_then(|before| words.measure(&format!("{} {form}", self.tree.form(before))));
        pair.or_else(|| words.measure(form))
    }

    /// The noun with what belongs to it: "police officers", "ballistic missiles"; whose they are does not.
    fn counted(&self, number: Span<Token>, noun: TokenIndex, singular: bool) -> String {
        let tree = self.tree;
        if self.measure(noun) == Some(Measure::Percent) {
            return "percent".to_string();
        }
        let from = if noun >= number.range().end { number.range().end } else { noun };
        let mut start = noun;
        while start > from && self.belongs(start - 1, noun) {
            start -= 1;
        }
        let words = tree.document.bytes(Span::new(start, self.joint_end(noun))).of(tree.text);
        let hyphen = number.range().end < tree.len() && tree.form(number.range().end) == "-";
        let plural = !hyphen || singular || self.entities.is_plural(noun);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if plural {
            return words;
        }
        // "15-day" is 15 days, "20-litre" is 20 litres.
        let bare = words.strip_suffix(tree.surface(noun)).unwrap_or_default();
        let plural = match tree.form(noun) {
            "foot" => "feet".to_string(),
            form if form.ends_with('o') => format!("{form}s"),
            form => self.ontology.inflection.noun_forms(form).swap_remove(1),
        };
        format!("{bare}{plural}")
    }

    /// Whether a word before a noun tells what kind of thing is counted.
    fn belongs(&self, word: TokenIndex, noun: TokenIndex) -> bool {
        let tree = self.tree;
        if !tree.is_under(word, noun) {
            return false;
        }
        let name = self.entities.of(word).is_some_and(|e| self.entities.kind(e) != EntityKind::Thing);
        match tree.upos(word) {
            UPos::Noun => tree.relation(word) == Relation::Compound,
            UPos::Propn => matches!(tree.relation(word).universal(), Relation::Compound | Relation::Nmod) && !name,
            // "Leopard 2 tanks"; but "11 of the 15 members".
            UPos::Num => tree.head(word).is_some_and(|head| head < word),
            UPos::Adj if self.measure(noun) == Some(Measure::Money) => true,
            UPos::Adj => self.ontology.quantities.tells_kind(tree.form(word)),
            UPos::Punct => tree.form(word) == "-",
            _ => false,
        }
    }

    /// "Soldiers and policemen" under one number: a bare plural right after the conjunction.
    fn joint_end(&self, noun: TokenIndex) -> TokenIndex {
        let tree = self.tree;
        let next = (noun + 2 < tree.len()).then_some(noun + 2).filter(|&next| {
            tree.form(noun + 1) == "and"
                && tree.relation(next) == Relation::Conj
                && tree.head(next).is_some_and(|head| head <= noun)
                && tree.upos(next) == UPos::Noun
                && tree.has_feature(next, "Number=Plur")
        });
        // "Passers-by".
        let tail = tree.is_written_on(noun + 1) && tree.is_written_on(noun + 2) && tree.form(noun + 1) == "-";
        next.map_or(if tail { noun + 3 } else { noun + 1 }, |next| next + 1)
    }
}
