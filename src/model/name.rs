//! Names as keys: what two spellings of one name have in common, and what a name looks like inside an identifier.
//!
//! Knows nothing of who bears the name.

/// A name without what spellings differ in: case, accents, a leading article, a closing possessive, dots, the sort of
/// apostrophe and hyphen, and white space. "The  Kremlin's" and "kremlin" have the same key.
pub fn name_key(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '.' | ',' | '"' | '“' | '”' | '\u{300}'..='\u{36f}' => {}
            '’' | '‘' | 'ʼ' | '`' | '\'' => folded.push('\''),
            '‐' | '‑' | '–' => folded.push('-'),
            _ if letter.is_whitespace() => folded.push(' '),
            _ => unaccented(letter, &mut folded),
        }
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let from = usize::from(words.len() > 1 && matches!(words[0], "the" | "a" | "an"));
    let joined = words[from..].join(" ");
    let bare = joined.strip_suffix("'s").or_else(|| joined.strip_suffix('\'')).unwrap_or(&joined);
    bare.to_owned()
}

/// The last word of a name: of a full name the surname, as far as it is one word.
pub fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Lower-case ASCII words joined by hyphens, at most `longest` bytes and cut between words: "sergei-lavrov".
/// Never empty: a name without a Latin letter or a digit gives "x".
pub fn slug(name: &str, longest: usize) -> String {
    let mut plain = String::new();
    name.chars().filter(|c| !matches!(c, '\'' | '’' | '.')).for_each(|letter| unaccented(letter, &mut plain));
    let mut slug = String::new();
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.is_empty() {
            slug.extend(word.chars().take(longest));
        } else if slug.len() + 1 + word.len() <= longest {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() { "x".to_owned() } else { slug }
}

/// Adds the lower-case form of a letter without its accent; letters of other scripts stay as they are.
fn unaccented(letter: char, out: &mut String) {
    for lower in letter.to_lowercase() {
        out.push_str(match lower {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
            'æ' => "ae",
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
            'ď' | 'đ' | 'ð' => "d",
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => "e",
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
            'ĥ' | 'ħ' => "h",
            'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
            'ĵ' => "j",
            'ķ' => "k",
            'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
            'ñ' | 'ń' | 'ņ' | 'ň' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
            'œ' => "oe",
            'ŕ' | 'ŗ' | 'ř' => "r",
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
            'ß' => "ss",
            'ţ' | 'ť' | 'ț' | 'ŧ' => "t",
            'þ' => "th",
            'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
            'ŵ' => "w",
            'ý' | 'ÿ' | 'ŷ' => "y",
            'ź' | 'ż' | 'ž' => "z",
            // A combining mark that lower-casing split off ("İ").
            '\u{300}'..='\u{36f}' => "",
            _ => {
                out.push(lower);
                continue;
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (one, other) in [
            ("The Kremlin’s", "kremlin"),
            ("Mevlüt Çavuşoğlu", "Mevlut Cavusoglu"),
            ("U.S.", "US"),
            ("Recep  Tayyip\nErdoğan", "Recep Tayyip Erdogan"),
            ("İstanbul", "Istanbul"),
            ("Min Aung‑Hlaing", "min aung-hlaing"),
            ("the United States'", "United States"),
        ] {
            assert_eq!(name_key(one), name_key(other));
        }
    }

    #[test]
    fn different_names_keep_different_keys() {
        for (one, other) in [("A", "The"), ("Niger", "Nigeria"), ("Путин", "Лавров"), ("North Korea", "South Korea")] {
            assert_ne!(name_key(one), name_key(other));
        }
    }

    #[test]
    fn slugs_are_plain_and_cut_between_words() {
        assert_eq!(slug("Mevlüt Çavuşoğlu", 40), "mevlut-cavusoglu");
        assert_eq!(slug("U.S. Department of State", 16), "us-department-of");
        assert_eq!(slug("Россия", 40), "x");
        assert_eq!(slug("Donaudampfschiff", 5), "donau");
    }
}
