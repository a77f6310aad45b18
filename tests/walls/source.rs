//! Rust source as far as walls need it: its code without comments, strings and tests; the rooms and the crates that it names.

/// The code: comments and the insides of strings and characters become blanks, so that lines stay.
pub fn code(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = skipped_until(&chars, at);
        if end > at {
            out.extend(chars[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// The end of the comment, string or character that begins here; `at` itself when none does.
fn skipped_until(chars: &[char], at: usize) -> usize {
    let rest = &chars[at..];
    let starts = |text: &str| text.chars().enumerate().all(|(place, c)| rest.get(place) == Some(&c));
    let in_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    if starts("//") {
        return rest.iter().position(|&c| c == '\n').map_or(chars.len(), |end| at + end);
    }
    if starts("/*") {
        return block_comment_end(chars, at);
    }
    if !in_word && (starts("r\"") || starts("r#\"") || starts("r##\"") || starts("br\"") || starts("br#\"")) {
        return raw_string_end(chars, at);
    }
    match rest[0] {
        '"' => quoted_end(chars, at, '"'),
        // A lifetime ('a) is no character ('a').
        '\'' if rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'') => quoted_end(chars, at, '\''),
        _ => at,
    }
}

fn block_comment_end(chars: &[char], at: usize) -> usize {
    let (mut depth, mut place) = (0, at);
    while place + 1 < chars.len() {
        match (chars[place], chars[place + 1]) {
            ('/', '*') => (depth, place) = (depth + 1, place + 2),
            ('*', '/') if depth == 1 => return place + 2,
            ('*', '/') => (depth, place) = (depth - 1, place + 2),
            _ => place += 1,
        }
    }
    chars.len()
}

fn raw_string_end(chars: &[char], at: usize) -> usize {
    let open = at + chars[at..].iter().position(|&c| c == '"').expect("a raw string has a quote");
    let hashes = chars[at..open].iter().filter(|&&c| c == '#').count();
    let closes = |place: &usize| chars[*place] == '"' && chars[place + 1..].iter().take_while(|&&c| c == '#').count() >= hashes;
    (open + 1..chars.len()).find(closes).map_or(chars.len(), |close| close + 1 + hashes)
}

fn quoted_end(chars: &[char], at: usize, quote: char) -> usize {
    let mut place = at + 1;
    while place < chars.len() && chars[place] != quote {
        place += if chars[place] == '\\' { 2 } else { 1 };
    }
    (place + 1).min(chars.len())
}

/// The code without what stands behind `#[cfg(test)]`: an item with a body, or one that ends in a semicolon.
pub fn without_tests(source: &str) -> String {
    let code = code(source);
    let mut out = String::new();
    let mut rest = code.as_str();
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        out.push_str(before);
        rest = &after[item_end(after)..];
    }
    out + rest
}

fn item_end(code: &str) -> usize {
    let mut depth = 0;
    for (place, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return place + 1,
            '{' => depth += 1,
            '}' if depth == 1 => return place + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// The rooms that the code of this file names: `crate::room`, `dateline::room`, as many `super::` as lead out of its own room, and
/// groups of them in braces.
pub fn crate_rooms(path: &str, source: &str) -> Vec<String> {
    let code: String = code(source).split_whitespace().collect::<Vec<_>>().join(" ").replace(" :: ", "::").replace(":: ", "::");
    let outward = "super::".repeat(depth(path));
    let mut rooms = Vec::new();
    for start in ["crate::", "dateline::", &outward] {
        for (place, _) in code.match_indices(start) {
            // `$crate::` in a macro is this crate as well; `othercrate::` is not.
            if !code[..place].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                rooms.extend(first_names(&code[place + start.len()..]));
            }
        }
    }
    rooms
}

/// How many modules a file lies below the crate: `src/read/mod.rs` one, `src/read/draft.rs` two.
fn depth(path: &str) -> usize {
    let parts = path.trim_start_matches("src/").split('/').count();
    if path.ends_with("/mod.rs") { parts - 1 } else { parts }
}

/// The name that a path begins with, or those of a group: `{a, b::{c, d}}` gives a and b.
fn first_names(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return name_at(path).into_iter().collect() };
    let (mut depth, mut names, mut fresh) = (1, Vec::new(), true);
    for (place, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            ' ' => {}
            _ if fresh => {
                names.extend(name_at(&group[place..]));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn name_at(path: &str) -> Option<String> {
    if path.starts_with('*') {
        return Some("*".into());
    }
    let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(path.len());
    (end > 0).then(|| path[..end].to_string())
}

/// Which of these crates the code names: at the start of a path, or in a `use` of its own.
pub fn outside_crates(source: &str, crates: &[String]) -> Vec<String> {
    let code = code(source);
    crates.iter().filter(|name| names_crate(&code, &name.replace('-', "_"))).cloned().collect()
}

fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(place, _)| {
        let (before, after) = (&code[..place], code[place + name.len()..].trim_start());
        let whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && !code[place + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let before = before.trim_end();
        // `::name::` is the crate, `path::name::` a module of that name.
        let begins_path = match before.strip_suffix("::") {
            Some(earlier) => !earlier.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '>'),
            None => !before.ends_with('.'),
        };
        let used = before.ends_with("use") && (after.starts_with(';') || after.starts_with("as "));
        whole && begins_path && (after.starts_with("::") || used)
    })
}
