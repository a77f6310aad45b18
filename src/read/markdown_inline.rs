//! One paragraph of Markdown → the words a reader sees.

/// How far away, in characters, the end of a link or a tag is looked for: a page of nothing but opening brackets must not take
/// time that grows with its square.
const FARTHEST: usize = 2000;

/// Takes the marks off a paragraph: emphasis, links, pictures, code, HTML tags, escapes, entities.
pub(super) fn plain(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        at = step(&chars, at, &mut out);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes what stands at `at`; gives the place after it.
fn step(chars: &[char], at: usize, out: &mut String) -> usize {
    match chars[at] {
        '\\' if chars.get(at + 1).is_some_and(char::is_ascii_punctuation) => {
            out.push(chars[at + 1]);
            at + 2
        }
        '!' if chars.get(at + 1) == Some(&'[') => bracketed(chars, at + 1).map_or_else(|| literal(chars, at, out), |(_, end)| end),
        '[' if chars.get(at + 1) == Some(&'^') => find(chars, at, ']').map_or_else(|| literal(chars, at, out), |end| end + 1),
        '[' => match bracketed(chars, at) {
            Some((words, end)) => {
                out.push_str(&plain(&words));
                end
            }
            None => literal(chars, at, out),
        },
        '<' => angle(chars, at, out),
        '&' => entity(chars, at, out),
        '`' => run_end(chars, at),
        '*' if marks_emphasis(chars, at) => run_end(chars, at),
        '_' if marks_emphasis(chars, at) && at_word_edge(chars, at) => run_end(chars, at),
        '~' if chars.get(at + 1) == Some(&'~') => run_end(chars, at),
        _ => literal(chars, at, out),
    }
}

fn literal(chars: &[char], at: usize, out: &mut String) -> usize {
    out.push(chars[at]);
    at + 1
}

/// The words of `[words](address)` or `[words][name]`, and the place after it; `None` when the brackets are plain brackets.
fn bracketed(chars: &[char], at: usize) -> Option<(String, usize)> {
    let close = matching(chars, at, '[', ']')?;
    let words = chars[at + 1..close].iter().collect();
    match chars.get(close + 1) {
        Some('(') => matching(chars, close + 1, '(', ')').map(|end| (words, end + 1)),
        Some('[') => find(chars, close + 1, ']').map(|end| (words, end + 1)),
        _ => None,
    }
}

/// Where the bracket that opens at `at` closes.
fn matching(chars: &[char], at: usize, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    for (place, &c) in chars.iter().enumerate().skip(at).take(FARTHEST) {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(place);
            }
        }
    }
    None
}

fn find(chars: &[char], from: usize, wanted: char) -> Option<usize> {
    chars.iter().skip(from).take(FARTHEST).position(|&c| c == wanted).map(|place| from + place)
}

/// `<https://…>` keeps its address, a tag of HTML gives a space; "a < b" stays.
fn angle(chars: &[char], at: usize, out: &mut String) -> usize {
    let tag_like = chars.get(at + 1).is_some_and(|c| c.is_ascii_alphabetic() || *c == '/');
    let Some(end) = find(chars, at, '>').filter(|_| tag_like) else { return literal(chars, at, out) };
    let inside: String = chars[at + 1..end].iter().collect();
    if inside.contains("://") && !inside.contains(' ') {
        out.push_str(&inside);
    } else if matches!(inside.trim_matches('/').trim().to_lowercase().as_str(), "br" | "p" | "div" | "li" | "hr") {
        out.push(' ');
    }
    end + 1
}

fn entity(chars: &[char], at: usize, out: &mut String) -> usize {
    const NAMED: [(&str, char); 12] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("mdash", '—'),
        ("ndash", '–'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
    ];
    let Some(end) = find(chars, at, ';').filter(|end| end - at <= 10) else { return literal(chars, at, out) };
    let name: String = chars[at + 1..end].iter().collect();
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    let named = NAMED.iter().find(|(written, _)| *written == name).map(|&(_, c)| c);
    match named.or_else(|| number.and_then(char::from_u32)) {
        Some(c) => {
            out.push(c);
            end + 1
        }
        None => literal(chars, at, out),
    }
}

/// One past the run of equal marks that begins at `at`.
fn run_end(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|&c| c != chars[at]).map_or(chars.len(), |length| at + length)
}

/// Whether a run of marks touches a word: "5 * 3" does not.
fn marks_emphasis(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).is_some_and(|place| !chars[place].is_whitespace());
    let after = chars.get(run_end(chars, at)).is_some_and(|c| !c.is_whitespace());
    before || after
}

/// Whether a run of marks begins or ends a word: those inside "snake_case" do neither.
fn at_word_edge(chars: &[char], at: usize) -> bool {
    let word = |place: Option<&char>| place.is_some_and(|c| c.is_alphanumeric());
    !(word(at.checked_sub(1).and_then(|place| chars.get(place))) && word(chars.get(run_end(chars, at))))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn hostile_text_takes_no_longer_than_other_text() {
        for hostile in ["[", "<a", "&", "*", "[x]("] {
            let source = hostile.repeat(40_000 / hostile.len());
            assert!(plain(&source).len() <= source.len());
        }
    }

    #[test]
    fn marks_go_and_words_stay() {
        for (source, expected) in [
            ("**Sudan's** *army* said __it__ had _left_.", "Sudan's army said it had left."),
            ("a [truce](https://example.org/a_(b)) and a [pause][1].", "a truce and a pause."),
            ("the [*new* truce](x \"title\") held", "the new truce held"),
            ("![map](map.png)They met.[^2]", "They met."),
            ("`code` stays as words", "code stays as words"),
            ("one<br/>two <b>three</b> 4 < 5", "one two three 4 < 5"),
            ("AT&amp;T &#8217;s &bogus; R&D", "AT&T ’s &bogus; R&D"),
            ("5 * 3, snake_case and \\*stars\\*", "5 * 3, snake_case and *stars*"),
            ("\"[They] met,\" he said [sic].", "\"[They] met,\" he said [sic]."),
            ("~~old~~ new, see <https://example.org>", "old new, see https://example.org"),
            ("unclosed [link](here and `tick", "unclosed [link](here and tick"),
        ] {
            assert_eq!(plain(source), expected);
        }
    }
}
