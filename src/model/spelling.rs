//! One key for the usual Latin spellings of one name of another script: Zelensky, Zelenskyy and Zelenskiy.
//!
//! By rules of letters alone, word by word; what no rule can tell (Mohammed, Muhammad) is a list of the ontology. Knows nothing of who
//! bears the name.

use super::name_key;

/// The key of a name by how it is usually transliterated. Coarser than [`name_key`]: names with one `name_key` have one
/// `spelling_key`, hyphens are blanks, apostrophes and the Arabic article count for nothing.
///
/// Words of three letters and fewer stay as they are, for there a letter makes another name: Lee and Li, Hou and Hu.
pub fn spelling_key(name: &str) -> String {
    let plain: String = name_key(name).chars().filter(|&c| c != '\'').map(|c| if c == '-' { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut key = String::with_capacity(plain.len());
    for (at, word) in words.iter().enumerate() {
        if matches!(*word, "al" | "el") && at + 1 < words.len() {
            continue;
        }
        // "Abdel Fattah" and "Abdelfattah": the first word is no name by itself.
        if !key.is_empty() && !key.ends_with(SERVANT) {
            key.push(' ');
        }
        key.push_str(&word_key(word));
    }
    collapsed(&key)
}

/// "Servant of", the first part of many Arabic names.
const SERVANT: &str = "abdul";

fn word_key(word: &str) -> String {
    if word.chars().count() < 4 {
        return word.to_owned();
    }
    let mut key = collapsed(word);
    for (written, read) in [("aa", "a"), ("ou", "u"), ("oo", "u"), ("dh", "d"), ("q", "k"), ("ks", "x")] {
        key = key.replace(written, read);
    }
    if let Some(rest) = key.strip_prefix("ye").filter(|rest| rest.chars().count() > 1) {
        key = format!("e{rest}");
    }
    if let Some(rest) = ["abdel", "abdal"].iter().find_map(|servant| key.strip_prefix(servant)) {
        key = format!("{SERVANT}{rest}");
    }
    // Aleksandr and Alexander.
    if let Some(stem) = key.strip_suffix("dr") {
        key = format!("{stem}der");
    }
    vowel_y(&ended(&key))
}

/// The endings that Cyrillic -ий, -ый, -ей, -ай and -ия, and their kin, are written with.
fn ended(word: &str) -> String {
    for (endings, ending) in [(["iya", "ija"].as_slice(), "ia"), (["iy", "yy", "yi", "yj", "ij", "ii", "y", "i"].as_slice(), "i")] {
        let stem = endings.iter().find_map(|written| word.strip_suffix(written)).filter(|stem| stem.ends_with(is_consonant));
        if let Some(stem) = stem {
            return format!("{stem}{ending}");
        }
    }
    let stem = ["yi", "y", "j"].iter().find_map(|written| word.strip_suffix(written));
    match stem.filter(|stem| stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}i"),
        None => word.to_owned(),
    }
}

/// With i for a y between consonants: Volodymyr and Volodimir.
fn vowel_y(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let between = |at: usize| at > 0 && at + 1 < letters.len() && is_consonant(letters[at - 1]) && is_consonant(letters[at + 1]);
    letters.iter().enumerate().map(|(at, &letter)| if letter == 'y' && between(at) { 'i' } else { letter }).collect()
}

/// With one consonant for two of a kind: Hassan and Hasan.
fn collapsed(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars() {
        if !(is_consonant(letter) && plain.ends_with(letter)) {
            plain.push(letter);
        }
    }
    plain
}

fn is_consonant(letter: char) -> bool {
    letter.is_ascii_lowercase() && !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_spellings_of_one_name_share_a_key() {
        for spellings in [
            "Zelensky|Zelenskyy|Zelenskiy|Zelenskij|Zelenskyi|Zelenskii",
            "Dmitri|Dmitry|Dmitriy|Dmitrij",
            "Sergei|Sergey|Sergej",
            "Yevgeny|Evgeny|Yevgeniy|Evgenij",
            "Nikolai Patrushev|Nikolay Patrushev",
            "Aleksandr|Alexander|Aleksander",
            "Alexei|Aleksey|Alexey|Aleksei",
            "Yulia|Yuliya|Yulija",
            "Viktor Yanukovych|Viktor Yanukovich",
            "Tymoshenko|Timoshenko",
            "Yuri|Yury|Yuriy|Yurii",
            "Abdel Fattah al-Sisi|Abdel-Fattah el-Sissi|Abdul Fattah al Sisi|Abdelfattah El-Sisi",
            "Bashar al-Assad|Bashar Al Asad|Bashar Assad",
            "Mahmoud|Mahmud|Mahmood",
            "Qassem|Kassem|Qasem",
            "Youssouf|Yusuf|Yousuf",
            "Recep Tayyip Erdoğan|Recep Tayyip Erdogan",
            "Ban Ki-moon|Ban Ki Moon",
            "Ma'ruf|Maruf|Marouf",
        ] {
            let keys: Vec<String> = spellings.split('|').map(spelling_key).collect();
            assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{spellings}: {keys:?}");
        }
    }

    #[test]
    fn different_names_keep_different_keys() {
        for names in [
            "Lukashenko|Lukashenka",
            "Vladimir|Volodymyr",
            "Lee|Li|Le",
            "Hou|Hu|Ho",
            "Soo|Su|So",
            "Khan|Han",
            "Ivan|Ivana",
            "Maria|Marie|Mario",
            "Julia|Julie",
            "Karim|Karin",
            "Hassan|Hussein",
            "Ahmed|Ahmedov",
            "Yemen|Oman",
            "Al|Ali",
            "Petrov|Petrova",
            "Putin|Rasputin",
            "Ali Khamenei|Ali Khomeini",
            "",
        ] {
            let keys: std::collections::BTreeSet<String> = names.split('|').map(spelling_key).collect();
            assert_eq!(keys.len(), names.split('|').count(), "{names}: {keys:?}");
        }
    }
}
