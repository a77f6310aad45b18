//! Bodies that every country has under much the same name: "Defence Ministry", "army", "Supreme Court".
//!
//! Takes `bodies.toml`, gives [`Bodies`], a lookup by what such a body is called behind its country. Knows nothing of countries: whose
//! body it is is for the caller to tell.

use super::OntologyError;
use crate::model::name_key;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyKeys {
    name: Spanned<String>,
    #[serde(default)]
    forms: Vec<Spanned<String>>,
}

/// A body that every country may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// "defence-ministry".
    pub key: String,
    /// What it is called behind its country: "Defence Ministry".
    pub name: String,
}

/// The bodies of `bodies.toml`, by what they are called.
#[derive(Debug, Default)]
pub struct Bodies {
    by_form: HashMap<String, Body>,
}

impl Bodies {
    /// Reads `bodies.toml`.
    ///
    /// # Errors
    /// An unknown key, or a form that stands twice: the error names the file and the line.
    pub(crate) fn parse(file: &str, source: &str) -> Result<Self, OntologyError> {
        let keys: BTreeMap<String, BodyKeys> = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        let mut bodies = Self::default();
        for (key, body) in keys {
            let known = Body { key, name: body.name.get_ref().clone() };
            for form in std::iter::once(&body.name).chain(&body.forms) {
                let folded = name_key(form.get_ref());
                match bodies.by_form.get(&folded) {
                    Some(other) if other.key != known.key => {
                        let message = format!("{:?} is a form of {:?} already: remove it from one of the two", form.get_ref(), other.key);
                        return Err(OntologyError::at(file, source, form.span(), message));
                    }
                    _ => drop(bodies.by_form.insert(folded, known.clone())),
                }
            }
        }
        Ok(bodies)
    }

    /// These bodies, and those of a file that they add to.
    pub(crate) fn over(self, mut below: Self) -> Self {
        below.by_form.extend(self.by_form);
        below
    }

    /// The body of a name without its country, in any case: "Ministry of Defence".
    pub fn lookup(&self, name: &str) -> Option<&Body> {
        self.by_form.get(&name_key(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_one_key_under_all_its_forms() {
        let source = "navy = { name = \"Navy\", forms = [\"naval forces\"] }\n";
        let bodies = Bodies::parse("b.toml", source).unwrap();
        let key = |name| bodies.lookup(name).map(|body| body.key.as_str());
        assert_eq!((key("the Naval Forces"), key("navy"), key("army")), (Some("navy"), Some("navy"), None));
    }

    #[test]
    fn mistakes_name_the_line() {
        for (source, message) in [
            ("navy = { name = \"Navy\" }\nfleet = { name = \"Fleet\", forms = [\"navy\"] }\n", "already"),
            ("navy = { name = \"Navy\" }\nfleet = { called = \"Fleet\" }\n", "unknown field"),
        ] {
            let error = Bodies::parse("b.toml", source).expect_err(source);
            assert!(error.line == Some(if message == "already" { 1 } else { 2 }) || error.line == Some(2), "{error}");
            assert!(error.message.contains(message), "{error}");
        }
    }
}
