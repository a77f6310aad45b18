//! What a character is to the tokeniser: part of a word, or a mark of its own. Knows nothing of its neighbours.

/// Whether a word may begin with this character.
pub(super) fn starts_word(character: char) -> bool {
    if character.is_ascii() { character.is_ascii_alphanumeric() } else { is_word_character(character) }
}

/// Whether this character goes on with a word: letters and digits of any script, and what only shapes them (combining marks,
/// joiners, soft hyphens). Everything outside ASCII that is neither white space nor a sign counts, so that no script is broken up.
pub(super) fn is_word_character(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    !character.is_whitespace() && !is_sign(character)
}

/// Whether a character outside ASCII is punctuation or a symbol.
fn is_sign(character: char) -> bool {
    match character {
        'µ' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' => false,
        '\u{80}'..='\u{bf}' | '×' | '÷' => true,
        '\u{2010}'..='\u{205e}' => true,
        // Superscripts, money, arrows, mathematics, technical signs, shapes; but not the letter-like signs (℃, №, ™ aside).
        '\u{2070}'..='\u{209f}' | '\u{20a0}'..='\u{20cf}' | '\u{2120}' | '\u{2122}' | '\u{2190}'..='\u{2bff}' => true,
        '\u{2e00}'..='\u{2e7f}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' => true,
        '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => true,
        '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{fff0}'..='\u{ffff}' => true,
        '\u{1f000}'..='\u{1faff}' => true,
        _ => false,
    }
}

/// Whether a character only shapes the sign before it: variation selectors, joiners, skin tones, combining marks.
pub(super) fn shapes_the_sign_before(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{20d0}'..='\u{20ff}' | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Whether two of these make one flag.
pub(super) fn is_regional_indicator(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Marks that may stand between a sentence and the word that opens it.
pub(crate) fn opens(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '“' | '‘' | '«' | '‹' | '„' | '"' | '\'' | '¿' | '¡')
}

/// Marks that may stand between a sentence's last dot and its end.
pub(crate) fn closes(character: char) -> bool {
    matches!(character, ')' | ']' | '}' | '”' | '’' | '»' | '›' | '"' | '\'')
}
