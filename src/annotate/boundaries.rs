//! Where sentences end, as far as rules can tell.
//!
//! Takes a text and its [`Piece`]s, gives a [`Boundary`] for each: how surely a sentence ends after it. Knows nothing of the neural
//! head whose probabilities are weighed with these levels, and nothing of tags or trees.

mod layout;
#[cfg(test)]
mod tests;

use super::tokenise::Piece;
use super::tokenise::lexicon::{Class, Classes, classes};
use crate::model::Span;
use layout::Layout;

/// How surely a sentence ends after a piece. The shares are those of EWT's and GUM's train parts, each document as one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Boundary {
    /// None can be here: the text's sentences are given, or a headline goes on to its source ("Talks fail: officials").
    Never,
    /// Nothing speaks for an end (0.05 % in GUM, 0.3 % in EWT): only a very sure head may put one here.
    Inside,
    /// Possible: a capital follows, or a colon, dash or semicolon stands here (7 to 9 %).
    Unlikely,
    /// A capital that may well open a sentence, or a stop that may be none (17 to 26 %).
    Unsure,
    /// More likely than not; the rule-only segmentation ends a sentence here (82 to 87 %).
    Likely,
    /// A stop and the start of another sentence (over 99 %).
    Sure,
    /// A paragraph ends: always an end.
    Paragraph,
}

/// One level for each piece.
pub fn boundaries(text: &str, pieces: &[Piece]) -> Vec<Boundary> {
    let mut judge = Judge { text, pieces, layout: Layout::of(text), start: 0, quote_open: false };
    let mut levels = Vec::with_capacity(pieces.len());
    for place in 0..pieces.len() {
        let level = judge.level(place);
        if level >= Boundary::Likely {
            judge.start = place + 1;
        }
        judge.follow_quotes(place, level);
        levels.push(level);
    }
    judge.keep_headlines_whole(&mut levels);
    levels
}

/// The most words of a headline's source after its colon: "Russian media", "a senior US official".
const LONGEST_SOURCE: usize = 5;

/// The sentences by rule alone: each ends after a piece that is at least [`Boundary::Likely`]. Runs of pieces, without gaps.
pub fn split_by_rule(boundaries: &[Boundary]) -> Vec<Span<Piece>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (place, &level) in boundaries.iter().enumerate() {
        if level >= Boundary::Likely || place + 1 == boundaries.len() {
            sentences.push(Span::new(start, place + 1));
            start = place + 1;
        }
    }
    sentences
}

/// What a stop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Dot,
    /// "?", "!" and runs of them.
    Mark,
    /// "…", "...".
    Ellipsis,
}

/// What the next piece begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Capital,
    Small,
    Digit,
    /// An opening quote or bracket, a bullet, a sign of money.
    Opening,
    Dash,
    /// A mark that goes on with the sentence: a comma, a colon, a closing bracket, another dot.
    Continuing,
}

/// Walks the pieces.
struct Judge<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    layout: Layout,
    /// Where, by the levels so far, the sentence began.
    start: usize,
    /// Whether a straight double quote is open.
    quote_open: bool,
}

impl<'t> Judge<'t> {
    fn level(&self, place: usize) -> Boundary {
        if self.ends_paragraph(place) {
            return Boundary::Paragraph;
        }
        match self.stop_closed_at(place) {
            Some((stop, at)) => self.after_stop(place, stop, at),
            None => self.without_stop(place),
        }
    }

    /// A colon near the end of a paragraph without a final stop introduces who says so; the sentence goes on.
    fn keep_headlines_whole(&self, levels: &mut [Boundary]) {
        for end in 0..levels.len() {
            if levels[end] != Boundary::Paragraph || self.stop_closed_at(end).is_some() {
                continue;
            }
            let within = end.saturating_sub(LONGEST_SOURCE)..end;
            let Some(colon) = within.rev().find(|&place| self.form(place) == ":") else { continue };
            if levels[colon + 1..end].iter().all(|&level| level < Boundary::Likely) {
                levels[colon..end].fill(Boundary::Never);
            }
        }
    }

    fn form(&self, place: usize) -> &'t str {
        self.pieces.get(place).map_or("", |piece| piece.span.of(self.text))
    }

    /// Whether a paragraph, or the text, ends after a piece.
    fn ends_paragraph(&self, place: usize) -> bool {
        let Some(next) = self.pieces.get(place + 1) else { return true };
        self.layout.ends_paragraph(self.text, self.pieces[place].span.end as usize, next.span.start as usize)
    }

    fn glued(&self, place: usize) -> bool {
        place > 0 && self.pieces.get(place).is_some_and(|piece| piece.span.start == self.pieces[place - 1].span.end)
    }

    /// The stop that `place` is, or that it closes as a quote, bracket, note or emoticon; with the stop's place. `None` too for a
    /// stop that something after it still closes.
    fn stop_closed_at(&self, place: usize) -> Option<(Stop, usize)> {
        let mut at = place;
        while self.stop_at(at).is_none() {
            let opened = self.closer(at)?;
            at = opened.checked_sub(1)?;
            // A closer on a line of its own closes nothing.
            if place - at > 12 || self.ends_paragraph(at) {
                return None;
            }
        }
        self.stop_at(at).map(|stop| (stop, at))
    }

    /// What sort of stop stands at `place`; the dots of ". . ." are an ellipsis.
    fn stop_at(&self, place: usize) -> Option<Stop> {
        match stop_of(self.form(place)) {
            Some(Stop::Dot) if place > 0 && self.form(place - 1) == "." => Some(Stop::Ellipsis),
            found => found,
        }
    }

    /// If `place` ends something that may stand between a stop and the end of its sentence, where that begins.
    fn closer(&self, place: usize) -> Option<usize> {
        match self.form(place) {
            "\"" => (self.quote_closes(place)).then_some(place),
            "”" | "’" | "''" | "’’" | "»" | "'" => self.glued(place).then_some(place),
            ")" | "]" => self.note(place).or_else(|| self.glued(place).then_some(place)),
            "*" | "**" => (self.glued(place) && !self.glued(place + 1)).then_some(place),
            form if is_emoticon(form) => Some(place),
            _ => None,
        }
    }

    /// Where the bracketed note mark that ends at `place` begins: "[3]", "[3, 4]".
    fn note(&self, place: usize) -> Option<usize> {
        let first = place.saturating_sub(8);
        let open = (first..place).rev().find(|&at| self.form(at) == "[")?;
        let inside = open + 1..place;
        let numbers = inside.clone().all(|at| self.form(at).bytes().all(|byte| byte.is_ascii_digit() || b",-".contains(&byte)));
        (self.form(place) == "]" && numbers && !inside.is_empty()).then_some(open)
    }

    /// Whether the straight quote at `place` closes: by where the white space is, else by whether one is open.
    fn quote_closes(&self, place: usize) -> bool {
        let (before, after) = (self.glued(place), self.glued(place + 1));
        match (before, after) {
            (true, false) => true,
            (false, true) => false,
            _ => self.quote_open,
        }
    }

    fn follow_quotes(&mut self, place: usize, level: Boundary) {
        if self.form(place) == "\"" {
            self.quote_open = !self.quote_closes(place);
        }
        if level == Boundary::Paragraph {
            self.quote_open = false;
        }
    }

    /// Whether what follows `place` still belongs to the sentence its stop ends.
    fn closed_later(&self, place: usize) -> bool {
        let next = place + 1;
        if self.form(next) == "[" {
            let close = (next + 2..next + 9).find(|&at| self.form(at) == "]");
            return close.is_some_and(|close| self.note(close) == Some(next));
        }
        self.closer(next).is_some()
    }

    fn after_stop(&self, place: usize, stop: Stop, at: usize) -> Boundary {
        if self.closed_later(place) {
            return Boundary::Inside;
        }
        if place == at && stop == Stop::Dot && self.numbers_an_item(at) {
            return Boundary::Inside;
        }
        if place == self.start {
            return Boundary::Inside; // "... and so on": the dots stand for what came before
        }
        let glued = self.glued(place + 1);
        if stop == Stop::Dot && !glued && stop_of(self.form(place + 1)) == Some(Stop::Ellipsis) && self.form(place + 1) != "." {
            return Boundary::Likely;
        }
        let quoted = at < place && !is_emoticon(self.form(place)) && self.form(place) != "]";
        match (stop, self.starts(place + 1)) {
            (_, Start::Continuing) => Boundary::Inside,
            // "What for?" he asked; "(really?) and".
            (Stop::Mark, Start::Small) if quoted => Boundary::Inside,
            (Stop::Mark, Start::Capital) if quoted && self.reports(place + 1) => Boundary::Unlikely,
            (Stop::Mark, _) if self.form(at.saturating_sub(1)) == "(" => Boundary::Inside,
            (Stop::Ellipsis, Start::Capital) => Boundary::Likely,
            (Stop::Ellipsis, Start::Small) => Boundary::Unlikely,
            (Stop::Ellipsis, _) => Boundary::Unsure,
            (_, Start::Small) if quoted => Boundary::Unsure,
            (Stop::Dot, Start::Small) if glued => Boundary::Unsure,
            (_, Start::Small) => Boundary::Likely,
            (_, Start::Dash) if quoted || stop == Stop::Mark => Boundary::Unsure,
            (_, Start::Dash) => Boundary::Likely,
            (Stop::Mark, _) if self.form(place + 1) == "(" => Boundary::Likely,
            (_, Start::Digit) if glued => Boundary::Unsure,
            (_, Start::Capital | Start::Digit | Start::Opening) => Boundary::Sure,
        }
    }

    /// Whether the dot at `place` belongs to the number or letter of a list's item, with which the sentence begins.
    fn numbers_an_item(&self, place: usize) -> bool {
        let Some(number) = place.checked_sub(1) else { return false };
        let form = self.form(number);
        let first = number == self.start || number == self.start + 1 && !self.form(self.start).starts_with(char::is_alphanumeric);
        let counts = form.len() <= 3 && form.bytes().all(|byte| byte.is_ascii_digit())
            || form.len() <= 4 && form.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
            || form.len() == 1 && form.bytes().all(|byte| byte.is_ascii_alphabetic());
        // "in two ways: 1. The …"
        let announced = number > 0 && self.form(number - 1) == ":";
        (first || announced) && self.glued(place) && counts
    }

    /// Whether a verb of saying stands among the next words, before any mark.
    fn reports(&self, place: usize) -> bool {
        (place..place + 5)
            .map(|at| self.form(at))
            .take_while(|form| form.starts_with(char::is_alphanumeric))
            .any(|form| classes(form).has(Class::Report))
    }

    fn starts(&self, place: usize) -> Start {
        let form = self.form(place);
        match form.chars().next() {
            Some(first) if first.is_lowercase() => Start::Small,
            Some(first) if first.is_ascii_digit() => Start::Digit,
            Some(first) if first.is_alphanumeric() => Start::Capital,
            Some('-' | '–' | '—') => Start::Dash,
            Some(',' | ';' | ':' | ')' | ']' | '}' | '.' | '!' | '?' | '…' | '%' | '/' | '”' | '»') => Start::Continuing,
            Some('\'' | '’' | '"') if self.glued(place) && !self.glued(place + 1) => Start::Continuing,
            _ => Start::Opening,
        }
    }

    fn without_stop(&self, place: usize) -> Boundary {
        let form = self.form(place);
        let next = self.starts(place + 1);
        if is_rule(form) || is_rule(self.form(place + 1)) {
            return if self.glued(place + 1) { Boundary::Unlikely } else { Boundary::Likely };
        }
        if is_emoticon(form) && next == Start::Capital {
            return Boundary::Likely;
        }
        if is_web_address(form) && is_web_address(self.form(place + 1)) {
            return Boundary::Likely;
        }
        match form {
            ":" if self.heads_the_paragraph(place) => Boundary::Unlikely,
            ":" if next == Start::Capital => Boundary::Unsure,
            ":" | ";" => Boundary::Unlikely,
            "," if next == Start::Capital => self.after_comma(place),
            "--" | "—" | "–" | "-" if next == Start::Capital => Boundary::Unlikely,
            "\"" | "”" | "’’" | "''" | ")" | "]" | ">" | ">>" | "*" if next == Start::Capital => Boundary::Unlikely,
            _ if !form.ends_with(|last: char| last.is_alphanumeric() || last == '.') => Boundary::Inside,
            _ if self.glued(place + 1) => Boundary::Inside,
            _ if form.ends_with('.') => self.after_abbreviation(form, next),
            _ => self.after_word(place, next),
        }
    }

    /// Whether the sentence began with its paragraph and is still a dateline's or a label's length.
    fn heads_the_paragraph(&self, place: usize) -> bool {
        place - self.start < 9 && (self.start == 0 || self.ends_paragraph(self.start - 1))
    }

    /// "Dear John, The …", "Thanks, Ann": a letter's greeting stands alone.
    fn after_comma(&self, place: usize) -> Boundary {
        let greeting = place - self.start <= 4 && classes(self.form(self.start)).has(Class::Greeting);
        if greeting { Boundary::Likely } else { Boundary::Unlikely }
    }

    /// Whether a date line follows a headline: "Friday, March 4, 2011" and then a capital or a new paragraph.
    fn date_line_follows(&self, place: usize) -> bool {
        let day = place + 1;
        let year = day + 5;
        let starts = classes(self.form(day)).has(Class::AfterTime) && self.form(day + 1) == "," && self.form(year - 1) == ",";
        starts
            && is_year(self.form(year))
            && self.starts(year + 1) != Start::Continuing
            && (self.ends_paragraph(year) || self.starts(year + 1) == Start::Capital)
    }

    /// Whether the credit of a picture follows its caption: "Image: Jo Doe."
    fn credit_follows(&self, place: usize) -> bool {
        matches!(self.form(place + 1), "Image" | "Photo" | "Picture" | "Credit" | "Video") && self.form(place + 2) == ":"
    }

    /// Whether the sentence so far is a date with its year and no more: "Friday, March 4, 2011".
    fn is_date_line(&self, place: usize) -> bool {
        let year = self.form(place);
        let date = |form: &str| {
            form == "," || form.len() <= 2 && form.bytes().all(|byte| byte.is_ascii_digit()) || classes(form).has(Class::AfterTime)
        };
        is_year(year) && (2..7).contains(&(place - self.start)) && (self.start..place).all(|at| date(self.form(at)))
    }

    /// Whether the text so far is a name with which the first sentence begins again: "Oslo Oslo is …".
    fn is_headword(&self, place: usize) -> bool {
        self.start == 0
            && place < 5
            && (0..=place).all(|at| self.pieces.len() > place + 1 + at && self.form(at) == self.form(place + 1 + at))
    }

    /// The treebanks give a closing dot to the sentence, so one that stayed with its abbreviation seldom closes.
    fn after_abbreviation(&self, form: &str, next: Start) -> Boundary {
        let known: Classes = classes(form.trim_end_matches('.'));
        let may_close = !known.has(Class::Title) && !known.has(Class::Linking) && form.chars().count() > 2;
        if next == Start::Capital && may_close { Boundary::Unlikely } else { Boundary::Inside }
    }

    /// No stop at all: a headline, a line of a letter, careless writing.
    fn after_word(&self, place: usize, next: Start) -> Boundary {
        if next != Start::Capital || classes(self.form(place)).has(Class::Governor) {
            return Boundary::Inside;
        }
        if self.is_date_line(place) || self.is_headword(place) || self.date_line_follows(place) || self.credit_follows(place) {
            return Boundary::Likely;
        }
        let following = classes(self.form(place + 1));
        if !following.has(Class::Opener) {
            return Boundary::Unlikely;
        }
        if following.has(Class::TitleWord) { Boundary::Unsure } else { Boundary::Likely }
    }
}

/// What sort of stop a piece is, if one.
fn stop_of(form: &str) -> Option<Stop> {
    match form {
        "." => Some(Stop::Dot),
        "..." | "…" => Some(Stop::Ellipsis),
        _ if form.is_empty() || !form.chars().all(|mark| matches!(mark, '.' | '!' | '?' | '…' | '‼' | '⁉')) => None,
        _ if form.contains(['!', '?', '‼', '⁉']) => Some(Stop::Mark),
        _ => Some(Stop::Ellipsis),
    }
}

fn is_emoticon(form: &str) -> bool {
    form.len() > 1 && form.starts_with([':', ';', '=']) && form.ends_with([')', '(', 'D', 'P', 'p', '/'])
}

/// A line drawn between two parts of a text.
fn is_rule(form: &str) -> bool {
    form.len() > 3 && form.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'#' | b'~' | b'+' | b'|' | b'<' | b'>'))
}

fn is_web_address(form: &str) -> bool {
    form.starts_with("http://") || form.starts_with("https://") || form.starts_with("www.")
}

fn is_year(form: &str) -> bool {
    form.len() == 4 && form.bytes().all(|byte| byte.is_ascii_digit())
}
