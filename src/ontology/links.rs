//! What entries of the ontology are called elsewhere: IRIs of other knowledge bases.
//!
//! Takes `links.toml`, gives [`Links`], a lookup by the ontology's key. Knows nothing of RDF.

use super::{Names, OntologyError};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    same: BTreeMap<Spanned<String>, Spanned<String>>,
    close: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// How sure a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// The other IRI means the same.
    Same,
    /// It means nearly the same, or may mean the same.
    Close,
}

/// The links of `links.toml`, by the key of what they link.
#[derive(Debug, Default)]
pub struct Links {
    by_key: BTreeMap<String, Vec<(LinkKind, String)>>,
}

impl Links {
    /// Reads `links.toml`.
    ///
    /// # Errors
    /// A key that no names have, or what is no absolute IRI: the error names the file and the line.
    pub(crate) fn parse(file: &str, source: &str, names: &Names) -> Result<Self, OntologyError> {
        let read: File = toml::from_str(source).map_err(|e| OntologyError::toml(file, source, &e))?;
        let mut links = Self::default();
        for (kind, section) in [(LinkKind::Same, read.same), (LinkKind::Close, read.close)] {
            for (key, iri) in section {
                if names.entry(key.get_ref()).is_none() {
                    let message = format!("{:?} is no key of names/: correct it, or add the entry", key.get_ref());
                    return Err(OntologyError::at(file, source, key.span(), message));
                }
                if !is_iri(iri.get_ref()) {
                    let message = format!("{:?} is no IRI: write one like \"https://www.wikidata.org/entity/Q…\"", iri.get_ref());
                    return Err(OntologyError::at(file, source, iri.span(), message));
                }
                links.by_key.entry(key.into_inner()).or_default().push((kind, iri.into_inner()));
            }
        }
        Ok(links)
    }

    /// These links, and for keys that they do not have those of a file that they lie over.
    pub(crate) fn over(self, mut below: Self) -> Self {
        below.by_key.extend(self.by_key);
        below
    }

    /// What the entry of a key ("country:UA", "geonames:703448") is called elsewhere. A place of GeoNames has its IRI in its key.
    pub fn of(&self, key: &str) -> Vec<(LinkKind, String)> {
        let own = key.strip_prefix("geonames:").map(|id| (LinkKind::Same, format!("https://sws.geonames.org/{id}/")));
        own.into_iter().chain(self.by_key.get(key).into_iter().flatten().cloned()).collect()
    }
}

/// Whether it can stand in angle brackets as it is.
fn is_iri(text: &str) -> bool {
    let scheme = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    scheme.is_some_and(|rest| !rest.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::read(&[("c.toml", "[country]\nUA = { name = \"Ukraine\" }\n")]).unwrap()
    }

    #[test]
    fn countries_and_cities_have_their_iris() {
        let source = "[same]\n\"country:UA\" = \"https://sws.geonames.org/690791/\"\n[close]\n\"country:UA\" = \"http://example.org/ua\"\n";
        let links = Links::parse("links.toml", source, &names()).unwrap();
        let same = |id: &str| (LinkKind::Same, format!("https://sws.geonames.org/{id}/"));
        assert_eq!(links.of("country:UA"), [same("690791"), (LinkKind::Close, "http://example.org/ua".to_owned())]);
        assert_eq!(links.of("geonames:703448"), [same("703448")]);
        assert_eq!(links.of("country:XX"), []);
    }

    #[test]
    fn mistakes_name_the_line() {
        for (source, line, message) in [
            ("[same]\n\"country:QQ\" = \"https://example.org/\"\n", 2, "no key of names/"),
            ("[same]\n\"country:UA\" = \"Q212\"\n", 2, "no IRI"),
            ("[same]\n\"country:UA\" = \"https://example.org/a b\"\n", 2, "no IRI"),
            ("[exact]\n", 1, "unknown field"),
        ] {
            let error = Links::parse("links.toml", source, &names()).expect_err(source);
            assert_eq!(error.line, Some(line), "{error}");
            assert!(error.message.contains(message), "{error}");
        }
    }
}
