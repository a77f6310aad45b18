//! What a format found in its file, and how that becomes an [`Article`]: dates read, blanks dropped, the id made.
//!
//! Knows nothing of files.

use crate::model::Article;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// The fields of an article as its file writes them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub id: Option<String>,
    pub url: Option<String>,
    pub publisher: Option<String>,
    pub title: Option<String>,
    pub published: Option<Date>,
    pub text: String,
}

impl Draft {
    /// The article; fields that are blank count as missing, and an article without an id gets one from its content.
    pub fn finish(self) -> Article {
        let (title, id) = (given(self.title), given(self.id));
        let text = self.text.trim().to_string();
        let id = id.unwrap_or_else(|| content_id(&text, title.as_deref(), self.published));
        Article { id, url: given(self.url), publisher: given(self.publisher), title, published: self.published, text }
    }

    /// Sets the field that `key` names; whether there is one. The value of a date must be a date.
    pub fn set(&mut self, key: &str, value: &str) -> Result<bool, String> {
        let value = value.trim();
        let field = match key {
            "id" => &mut self.id,
            "url" => &mut self.url,
            "publisher" | "source" => &mut self.publisher,
            "title" => &mut self.title,
            "date" | "published" => {
                self.published = if value.is_empty() { None } else { Some(date(value)?) };
                return Ok(true);
            }
            _ => return Ok(false),
        };
        *field = Some(value.to_string());
        Ok(true)
    }
}

/// The day of an ISO 8601 date, with or without a time of day after it. The error is the problem of a refusal.
pub(super) fn date(written: &str) -> Result<Date, String> {
    let day = written.get(..10).unwrap_or(written);
    let after = written.get(10..).unwrap_or("");
    let followed_well = after.is_empty() || after.starts_with(['T', 't', ' ']);
    let parsed = if followed_well { day.parse::<Date>().ok() } else { None };
    parsed.ok_or_else(|| format!("has a date that is none: {:?}", written.chars().take(40).collect::<String>()))
}

/// What to do about a date that [`date`] refuses.
pub(super) const DATE_REMEDY: &str = "Write the day of publication as YYYY-MM-DD, or leave it out.";

fn given(field: Option<String>) -> Option<String> {
    field.map(|value| value.trim().to_string()).filter(|value| !value.is_empty())
}

/// The first 64 bits, in hexadecimal, of the SHA-256 of text, title and date, each behind its length.
fn content_id(text: &str, title: Option<&str>, published: Option<Date>) -> String {
    let mut hash = Sha256::new();
    for part in [text, title.unwrap_or(""), &published.map(|day| day.to_string()).unwrap_or_default()] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_follows_the_content() {
        let article = |text: &str, title: &str| Draft { text: text.into(), title: Some(title.into()), ..Draft::default() }.finish();
        let first = article("Troops left.", "A");
        assert_eq!(first.id.len(), 16);
        assert_eq!(first.id, article(" Troops left.\n", "A").id, "blank space around the text is none of it");
        assert_ne!(first.id, article("Troops left.", "B").id);
        assert_ne!(article("ab", "c").id, article("a", "bc").id, "where one field ends matters");
    }

    #[test]
    fn dates_are_days_with_or_without_a_time() {
        assert_eq!(date("2022-02-26").unwrap(), jiff::civil::date(2022, 2, 26));
        assert_eq!(date("2022-02-26T10:15:00Z").unwrap(), jiff::civil::date(2022, 2, 26));
        for wrong in ["2022-02-30", "26 February 2022", "2022-02-26x", "2022", "", "двадцать шестое"] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }
}
