//! Numbers as news writes them: "3,500", "forty-five", "1.5 million", "half a dozen", "several hundred", "tens of thousands".
//!
//! Takes lower-case forms and the words of the ontology; gives a [`Numeral`]. Knows nothing of trees and of what is counted.

use crate::ontology::Quantities;

/// A number read off the first words of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    pub value: f64,
    /// Whether the words name no number, and this is their smallest reading: "dozens".
    pub indefinite: bool,
    /// How many words it takes.
    pub length: usize,
}

/// Reads the number that begins with the first of these words; `None` if none does.
pub(super) fn read(words: &Quantities, forms: &[&str]) -> Option<Numeral> {
    let numeral = half(words, forms).or_else(|| indefinite(words, forms)).or_else(|| open(words, forms)).or_else(|| exact(words, forms))?;
    // "Two-thirds", "three quarters" are parts, not counts.
    let rest = &forms[numeral.length..];
    let next = if rest.first() == Some(&"-") { rest.get(1) } else { rest.first() };
    next.is_none_or(|word| !is_fraction(word)).then_some(numeral)
}

/// Two numbers that leave open which it is: "two to three", "40-50", "between 40 and 50"; with the words between them.
pub(super) fn read_range(words: &Quantities, before: Option<&str>, forms: &[&str]) -> Option<(Numeral, Numeral)> {
    let low = read(words, forms)?;
    let joint = *forms.get(low.length)?;
    let joins = matches!(joint, "to" | "-" | "–" | "or") || joint == "and" && before == Some("between");
    // "From 10 to 25" tells a change.
    if !joins || before == Some("from") {
        return None;
    }
    let high = read(words, &forms[low.length + 1..])?;
    let mut low = low;
    // "Two to three million": the scale is that of both.
    if high.value / low.value >= 100.0 {
        let scale = forms[low.length + 1..][..high.length].iter().filter_map(|form| words.scale(form)).product::<f64>();
        low.value *= scale;
    }
    (low.value < high.value && !low.indefinite && !high.indefinite).then_some((low, high))
}

fn is_fraction(word: &str) -> bool {
    matches!(word, "half" | "halves" | "third" | "thirds" | "quarter" | "quarters" | "fifth" | "fifths" | "tenth" | "tenths")
}

/// "Half a million", "half a dozen".
fn half(words: &Quantities, forms: &[&str]) -> Option<Numeral> {
    let [first, article, scale, ..] = forms else { return None };
    let scale = words.scale(scale).filter(|_| *first == "half" && matches!(*article, "a" | "an"))?;
    Some(Numeral { value: scale / 2.0, indefinite: false, length: 3 })
}

/// "Dozens", "tens of thousands", "hundreds of thousands".
fn indefinite(words: &Quantities, forms: &[&str]) -> Option<Numeral> {
    let first = words.indefinite(forms.first()?)?;
    let second = match forms {
        [_, "of", second, ..] => words.indefinite(second),
        _ => None,
    };
    let length = if second.is_some() { 3 } else { 1 };
    Some(Numeral { value: first * second.unwrap_or(1.0), indefinite: true, length })
}

/// "Several hundred", "a few thousand"; the scale may stand in the plural with "of": "several hundreds of".
fn open(words: &Quantities, forms: &[&str]) -> Option<Numeral> {
    let skipped = words.open(forms);
    let form = forms.get(skipped).filter(|_| skipped > 0)?;
    let value = words.scale(form).filter(|&value| value >= 12.0).or_else(|| words.indefinite(form))?;
    Some(Numeral { value, indefinite: true, length: skipped + 1 })
}

/// Digits and number words, put together from left to right.
fn exact(words: &Quantities, forms: &[&str]) -> Option<Numeral> {
    let (mut total, mut current, mut length) = (0.0, 0.0, 0);
    let (mut last, mut ceiling) = (Part::Nothing, f64::INFINITY);
    while let Some((joints, part)) = next(words, forms, length, last) {
        match part {
            Part::Word(value) | Part::Digits(value) if continues(last, part) => current += value,
            Part::Scale(scale) if last == Part::Nothing || current > 0.0 && scale < ceiling => {
                let multiplied = f64::max(current, if last == Part::Nothing { 1.0 } else { 0.0 }) * scale;
                if scale < THOUSAND {
                    current = multiplied;
                } else {
                    // "Two million three hundred thousand": each of the large scales closes its group.
                    (total, current, ceiling) = (total + multiplied, 0.0, scale);
                }
            }
            _ => break,
        }
        last = part;
        length += joints + 1;
    }
    let value = total + current;
    (value > 0.0).then_some(Numeral { value, indefinite: false, length })
}

/// Whether a part adds to the number that ends in `last`: "twenty five", "hundred five", "two and a half"; not "five twenty".
fn continues(last: Part, part: Part) -> bool {
    match (last, part) {
        (Part::Nothing, _) => true,
        (Part::Word(before), Part::Word(value)) => before >= 20.0 && before % 10.0 == 0.0 && value < 10.0,
        (Part::Scale(scale), Part::Word(value)) => scale >= 100.0 && value < scale,
        (Part::Word(_) | Part::Digits(_), Part::Digits(value)) => value == HALF,
        _ => false,
    }
}

const THOUSAND: f64 = 1000.0;
const HALF: f64 = 0.5;

/// A part of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Nothing,
    Digits(f64),
    Word(f64),
    Scale(f64),
}

/// The next part of a number from `at` on, and how many joining words stand before it: a hyphen, "and", "and a half".
fn next(words: &Quantities, forms: &[&str], at: usize, last: Part) -> Option<(usize, Part)> {
    let scale = |form: &str| words.scale(form).map(Part::Scale);
    let small = |form: &str| words.number(form).map(Part::Word);
    let following = forms.get(at + 1).copied();
    match (*forms.get(at)?, last) {
        // "A dozen", "a hundred"; the letters that abbreviate scales take no article.
        ("a" | "an", Part::Nothing) => following.filter(|form| form.len() > 3).and_then(scale).map(|part| (1, part)),
        (form, Part::Nothing) => small(form).or_else(|| digits(form).map(Part::Digits)).map(|part| (0, part)),
        ("-", _) => following.and_then(|form| small(form).or_else(|| scale(form))).map(|part| (1, part)),
        ("and", Part::Scale(_)) => following.and_then(small).map(|part| (1, part)),
        ("and", _) => forms[at..].starts_with(&["and", "a", "half"]).then_some((2, Part::Digits(HALF))),
        (form, _) => small(form).or_else(|| scale(form)).map(|part| (0, part)),
    }
}

/// "3,500", "1.5", "40"; not "1990s", "12th", "7/8", "10:30".
fn digits(form: &str) -> Option<f64> {
    let (whole, fraction) = form.split_once('.').map_or((form, None), |(whole, fraction)| (whole, Some(fraction)));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped =
        groups.len() == 1 || groups[0].len() <= 3 && !groups[0].is_empty() && groups[1..].iter().all(|g| (2..=3).contains(&g.len()));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !grouped || !groups.iter().all(|g| all_digits(g)) || fraction.is_some_and(|f| !all_digits(f)) {
        return None;
    }
    format!("{}.{}", groups.concat(), fraction.unwrap_or("0")).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;

    fn parts(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    #[test]
    fn numbers_are_read_as_written() {
        let ontology = Ontology::embedded();
        let rows = [
            ("7 men", 7.0, 1),
            ("3,500 men", 3500.0, 1),
            ("1,250,000 men", 1_250_000.0, 1),
            ("2.1 percent", 2.1, 1),
            ("1.5 billion dollars", 1.5e9, 2),
            ("1.5 - billion - euro payment", 1.5e9, 3),
            ("50 m of aid", 50e6, 2),
            ("3 bn euros", 3e9, 2),
            ("seventeen men", 17.0, 1),
            ("forty - five men", 45.0, 3),
            ("forty five men", 45.0, 2),
            ("a dozen men", 12.0, 2),
            ("two dozen men", 24.0, 2),
            ("a hundred men", 100.0, 2),
            ("one hundred and twenty - one men", 121.0, 6),
            ("a hundred and two men", 102.0, 4),
            ("two thousand three hundred men", 2300.0, 4),
            ("a hundred thousand men", 100_000.0, 3),
            ("two hundred thousand men", 200_000.0, 3),
            ("one million two hundred thousand men", 1_200_000.0, 5),
            ("a million men", 1e6, 2),
            ("half a million men", 500_000.0, 3),
            ("half a dozen men", 6.0, 3),
            ("two and a half years", 2.5, 4),
            ("one and a half million men", 1.5e6, 5),
            ("15 - day operation", 15.0, 1),
            ("two lakh men", 200_000.0, 2),
            ("five twenty", 5.0, 1),
            ("20 and 30", 20.0, 1),
            ("a couple of men", 2.0, 2),
        ];
        for (text, value, length) in rows {
            assert_eq!(read(&ontology.quantities, &parts(text)), Some(Numeral { value, indefinite: false, length }), "{text}");
        }
    }

    #[test]
    fn what_names_no_number_takes_its_smallest_reading() {
        let ontology = Ontology::embedded();
        let rows = [
            ("dozens of men", 12.0, 1),
            ("thousands fled", 1000.0, 1),
            ("tens of thousands of men", 10_000.0, 3),
            ("hundreds of thousands of men", 100_000.0, 3),
            ("several hundred men", 100.0, 2),
            ("a few thousand men", 1000.0, 3),
        ];
        for (text, value, length) in rows {
            assert_eq!(read(&ontology.quantities, &parts(text)), Some(Numeral { value, indefinite: true, length }), "{text}");
        }
    }

    #[test]
    fn not_every_figure_is_a_number() {
        let ontology = Ontology::embedded();
        for text in [
            "men",
            "a man",
            "the 7",
            "1990s music",
            "12th day",
            "10:30",
            "7/8",
            "two - thirds of them",
            "three quarters",
            "million",
            "m",
            "1,",
            "a",
        ] {
            assert_eq!(read(&ontology.quantities, &parts(text)), None, "{text}");
        }
    }

    #[test]
    fn ranges_have_two_ends() {
        let ontology = Ontology::embedded();
        let ends = |before, text: &str| read_range(&ontology.quantities, before, &parts(text)).map(|(low, high)| (low.value, high.value));
        assert_eq!(ends(None, "two to three men"), Some((2.0, 3.0)));
        assert_eq!(ends(None, "40 - 50 men"), Some((40.0, 50.0)));
        assert_eq!(ends(None, "seven or eight men"), Some((7.0, 8.0)));
        assert_eq!(ends(None, "two to three million men"), Some((2e6, 3e6)));
        assert_eq!(ends(Some("between"), "40 and 50 men"), Some((40.0, 50.0)));
        assert_eq!(ends(Some("killed"), "40 and 50 men"), None);
        assert_eq!(ends(Some("from"), "10 to 25 percent"), None);
        assert_eq!(ends(Some("by"), "325 to 306"), None);
    }
}
