//! Where the cities of the world lie, and what they are called.
//!
//! Takes the tables of `ontology/names/` (`*.tsv`), gives [`Places`], which answers what cities a name may mean and where the city of a
//! key lies. Knows nothing of texts: which of five Springfields is meant is for the caller to tell.

use super::OntologyError;
use super::layer::LayerFile;
use crate::model::name_key;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A city, town or other populated place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place<'p> {
    /// "geonames:703448" for a place of GeoNames, "place:old-mill" for one of a user's table.
    pub key: String,
    /// As the table writes it: "Kyiv", "Homyel'".
    pub name: &'p str,
    /// The ontology's key of its country: "country:UA". It need not have an entry: tables also name dependencies.
    pub country: String,
    /// Its region of the first level, where the table has one: "Donetsk", "Illinois".
    pub region: Option<&'p str>,
    /// Degrees north and east (WGS 84).
    pub coordinates: (f64, f64),
    pub population: u64,
    /// How many names the table has for it.
    pub names: usize,
}

/// The places of all tables.
#[derive(Debug, Default)]
pub struct Places {
    /// The tables as they were read, one after the other; the upper layers last.
    text: String,
    /// Hashed name or variant, and where the line starts in `text`; sorted. What a hash leads to is compared again.
    by_name: Vec<(u32, u32)>,
    /// Hashed id → where its line starts, that of the uppermost layer; sorted.
    by_id: Vec<(u64, u32)>,
    /// The keys of the names of all regions.
    regions: BTreeSet<String>,
}

const FIELDS: usize = 8;

impl Places {
    /// Reads the tables of all layers, the lowest first. A place of an upper layer takes the place of one with the same id below.
    ///
    /// # Errors
    /// A line that has not eight fields, a field that does not fit its column, or an id that stands twice in a layer: the error names
    /// the file and the line.
    pub(super) fn layered(layers: &[Vec<LayerFile<'_>>]) -> Result<Self, OntologyError> {
        let mut places = Self::default();
        for layer in layers {
            let mut ids = Vec::new();
            for table in layer {
                places.add_table(table, &mut ids)?;
            }
            places.put_over(ids);
        }
        places.by_name.sort_unstable();
        Ok(places)
    }

    fn add_table(&mut self, table: &LayerFile<'_>, ids: &mut Vec<(u64, u32)>) -> Result<(), OntologyError> {
        let base = self.text.len();
        self.text.push_str(table.source);
        self.text.push('\n');
        let (mut start, mut last_region) = (0, "");
        for line in table.source.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            let line = line.trim_end_matches(['\n', '\r']);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let error = |message: String| OntologyError::at(table.path, table.source, range.clone(), message);
            let row = Row::parse(line).map_err(error)?;
            let at = u32::try_from(base + range.start)
                .map_err(|_| error("the tables of places are larger than 4 GiB: shorten them".to_owned()))?;
            ids.push((hash(row.id), at));
            if !row.region.is_empty() && last_region != row.region {
                self.regions.insert(place_key(row.region));
                last_region = row.region;
            }
            self.by_name.extend(row.forms().map(|form| (short_hash(&form), at)));
        }
        ids.sort_unstable();
        if let Some(twice) = ids.windows(2).find(|pair| pair[0].0 == pair[1].0 && self.row(pair[0].1).id == self.row(pair[1].1).id) {
            let at = twice[1].1 as usize;
            let message = format!("the id {:?} stands twice: remove one of the two lines", self.row(twice[1].1).id);
            return Err(OntologyError::at(table.path, table.source, at.saturating_sub(base)..table.source.len(), message));
        }
        Ok(())
    }

    /// Lays the sorted ids of a layer over those below.
    fn put_over(&mut self, upper: Vec<(u64, u32)>) {
        self.by_id.retain(|(id, _)| upper.binary_search_by_key(id, |(id, _)| *id).is_err());
        self.by_id.extend(upper);
        self.by_id.sort_unstable();
    }

    /// The places that have this name or variant, the largest first; those it is the proper name of before others of their size.
    ///
    /// Case, diacritics, apostrophes and hyphens do not matter.
    pub fn named<'p>(&'p self, name: &str) -> Vec<Place<'p>> {
        let form = place_key(name);
        let wanted = short_hash(&form);
        let from = self.by_name.partition_point(|(hashed, _)| *hashed < wanted);
        let rows = self.by_name[from..].iter().take_while(|(hashed, _)| *hashed == wanted).map(|&(_, at)| (at, self.row(at)));
        let meant = rows.filter(|(at, row)| row.forms().any(|own| own == form) && self.line_of(row.id) == Some(*at));
        let mut places: Vec<Place<'p>> = meant.map(|(_, row)| row.place()).collect();
        places.sort_by(|one, other| other.population.cmp(&one.population).then_with(|| one.key.cmp(&other.key)));
        places.dedup_by(|one, other| one.key == other.key);
        places
    }

    /// The place of a key: "geonames:703448".
    pub fn entry(&self, key: &str) -> Option<Place<'_>> {
        let id = key.strip_prefix("geonames:").or_else(|| key.strip_prefix("place:"))?;
        let place = self.row(self.line_of(id)?).place();
        (place.key == key).then_some(place)
    }

    /// Whether a region of the first level of some country has the name of this key (see [`place_key`]): "florida".
    pub fn is_region(&self, key: &str) -> bool {
        self.regions.contains(key)
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    fn line_of(&self, id: &str) -> Option<u32> {
        let wanted = hash(id);
        let at = self.by_id.binary_search_by_key(&wanted, |(hashed, _)| *hashed).ok()?;
        Some(self.by_id[at].1).filter(|&line| self.row(line).id == id)
    }

    fn row(&self, at: u32) -> Row<'_> {
        let rest = &self.text[at as usize..];
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        Row::split(line).expect("every line that an index leads to was read before")
    }
}

/// A line of a table.
struct Row<'r> {
    id: &'r str,
    name: &'r str,
    /// A code of two letters.
    country: &'r str,
    region: &'r str,
    latitude: &'r str,
    longitude: &'r str,
    population: &'r str,
    variants: &'r str,
}

impl<'r> Row<'r> {
    fn split(line: &'r str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let row = Self {
            id: next()?,
            name: next()?,
            country: next()?,
            region: next()?,
            latitude: next()?,
            longitude: next()?,
            population: next()?,
            variants: next()?,
        };
        next().is_none().then_some(row)
    }

    /// Splits a line and checks its fields.
    fn parse(line: &'r str) -> Result<Self, String> {
        let count = line.split('\t').count();
        let row = Self::split(line).ok_or_else(|| format!("the line has {count} fields, not {FIELDS}: part them with one tab each"))?;
        let slug = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let within = |degrees: &str, most: f64| degrees.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most);
        let code = row.country.len() == 2 && row.country.bytes().all(|b| b.is_ascii_uppercase());
        match () {
            () if !slug(row.id) => Err(format!("the id {:?} has other signs than small letters, digits and hyphens", row.id)),
            () if row.name.trim().is_empty() => Err("the place has no name: write one in the second field".to_owned()),
            () if !code => Err(format!("{:?} is no alpha-2 code of a country: write two capital letters", row.country)),
            () if !within(row.latitude, 90.0) => Err(format!("{:?} is no latitude: write degrees north", row.latitude)),
            () if !within(row.longitude, 180.0) => Err(format!("{:?} is no longitude: write degrees east", row.longitude)),
            () if row.population.parse::<u64>().is_err() => Err(format!("{:?} is no population: write a whole number", row.population)),
            () => Ok(row),
        }
    }

    /// The name and the variants as keys.
    fn forms(&self) -> impl Iterator<Item = std::borrow::Cow<'r, str>> {
        std::iter::once(self.name).chain(self.variants.split('|').filter(|variant| !variant.is_empty())).map(|form| {
            let plain = form.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
            if plain { form.into() } else { place_key(form).into() }
        })
    }

    fn place(&self) -> Place<'r> {
        let of_geonames = self.id.bytes().all(|b| b.is_ascii_digit());
        Place {
            key: format!("{}:{}", if of_geonames { "geonames" } else { "place" }, self.id),
            name: self.name,
            country: format!("country:{}", self.country),
            region: Some(self.region).filter(|region| !region.is_empty()),
            coordinates: (self.latitude.parse().unwrap_or_default(), self.longitude.parse().unwrap_or_default()),
            population: self.population.parse().unwrap_or_default(),
            names: 1 + self.variants.split('|').filter(|variant| !variant.is_empty()).count(),
        }
    }
}

/// A name as places are compared by it: as [`name_key`], with blanks for hyphens and without apostrophes.
pub fn place_key(name: &str) -> String {
    let plain: String = name_key(name).chars().filter(|&c| c != '\'').map(|c| if c == '-' { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same in every run, for its keys are fixed.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn short_hash(text: &str) -> u32 {
    (hash(text) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(source: &str) -> LayerFile<'_> {
        LayerFile { name: "names/t.tsv", path: "t.tsv", source }
    }

    fn read(layers: &[&str]) -> Result<Places, OntologyError> {
        Places::layered(&layers.iter().map(|source| vec![table(source)]).collect::<Vec<_>>())
    }

    const GOMEL: &str = "# cities\n627907\tHomyel'\tBY\tGomel\t52.4345\t30.9754\t501193\tgomel|homel\n";

    #[test]
    fn a_place_is_found_by_name_and_variant() {
        let places = read(&[GOMEL]).unwrap();
        for name in ["Homyel’", "Gomel", "gomel", "the Gomel"] {
            let found = places.named(name);
            assert_eq!(found.len(), 1, "{name}");
            assert_eq!((found[0].key.as_str(), found[0].country.as_str()), ("geonames:627907", "country:BY"));
        }
        assert!(places.named("Minsk").is_empty() && places.named("").is_empty());
        let gomel = places.entry("geonames:627907").unwrap();
        assert_eq!(
            (gomel.name, gomel.region, gomel.coordinates, gomel.population),
            ("Homyel'", Some("Gomel"), (52.4345, 30.9754), 501_193)
        );
        assert!(places.entry("place:627907").is_none() && places.entry("geonames:1").is_none() && places.entry("country:BY").is_none());
    }

    #[test]
    fn a_users_table_adds_to_the_programs_and_corrects_it() {
        let upper = "627907\tGomel\tBY\t\t52.4\t31\t510000\t\nold-mill\tOld Mill\tBY\tGomel\t52.1\t30.1\t300\tGomel\n";
        let places = read(&[GOMEL, upper]).unwrap();
        assert_eq!(places.len(), 2);
        let found: Vec<String> = places.named("Gomel").into_iter().map(|place| format!("{} {}", place.key, place.population)).collect();
        assert_eq!(found, ["geonames:627907 510000", "place:old-mill 300"], "the largest first");
        assert!(places.named("Homyel'").is_empty(), "the line below is hidden");
        assert_eq!(places.entry("place:old-mill").unwrap().coordinates, (52.1, 30.1));
    }

    #[test]
    fn mistakes_name_the_line() {
        let good = "1\tA\tBY\t\t1\t2\t3\t\n";
        let rows = [
            ("1\tA\tBY\t\t1\t2\t3\n", "7 fields"),
            ("1\tA\tBY\t\t1\t2\t3\t\t\n", "9 fields"),
            ("B x\tA\tBY\t\t1\t2\t3\t\n", "other signs"),
            ("2\t\tBY\t\t1\t2\t3\t\n", "no name"),
            ("2\tA\tBelarus\t\t1\t2\t3\t\n", "alpha-2"),
            ("2\tA\tBY\t\t91\t2\t3\t\n", "no latitude"),
            ("2\tA\tBY\t\t1\teast\t3\t\n", "no longitude"),
            ("2\tA\tBY\t\t1\t2\tmany\t\n", "no population"),
            ("1\tB\tBY\t\t1\t2\t3\t\n", "stands twice"),
        ];
        for (row, says) in rows {
            let error = read(&[&format!("{good}{row}")]).expect_err(row);
            assert_eq!((error.file.as_str(), error.line), ("t.tsv", Some(2)), "{row}");
            assert!(error.message.contains(says), "{error}");
        }
    }
}
