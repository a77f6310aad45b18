//! What the program knows beforehand: frames, governors, kinds of nouns, words that refer back, of relations and numbers, countries, cities; read from the files
//! of `ontology/`, checked and indexed.
//!
//! Takes a folder of TOML files and tables, or the one that is part of the program, and folders of the user that lie over it; gives an
//! [`Ontology`], or an [`OntologyError`] that names the file, the line and the remedy. Knows nothing of documents.

mod bodies;
mod embedded;
mod error;
mod event_types;
pub mod frames;
mod given_names;
mod governors;
mod inflection;
mod layer;
mod links;
pub mod names;
mod nouns;
mod offices;
mod places;
mod quantities;
mod references;
mod relations;
mod spellings;

pub use bodies::{Bodies, Body};
pub use error::OntologyError;
pub use event_types::EventTypes;
pub use frames::{Example, Frame, Frames, Origin, Part, Slot, Trigger, TriggerClass};
pub use given_names::{Gender, GivenNames};
pub use governors::{Carries, Colour, Doer, Governors};
pub use inflection::Inflection;
pub use links::{LinkKind, Links};
pub use names::{Name, Names, Sense};
pub use nouns::{NounClass, Nouns};
pub use offices::{Offices, Tenure};
pub use places::{Place, Places, place_key};
pub use quantities::{Measure, Quantities};
pub use references::{References, Several};
pub use relations::{RelationNoun, RelationWords, Taker};
pub use spellings::Spellings;

#[cfg(test)]
mod tests;

use layer::{Layer, LayerFile};
use std::path::Path;
use std::thread::ScopedJoinHandle;

/// The checked, indexed content of an `ontology/` folder, with those that lie over it.
pub struct Ontology {
    pub event_types: EventTypes,
    pub frames: Frames,
    pub governors: Governors,
    pub nouns: Nouns,
    pub relations: RelationWords,
    pub names: Names,
    pub inflection: Inflection,
    pub quantities: Quantities,
    pub references: References,
    pub offices: Offices,
    pub bodies: Bodies,
    pub links: Links,
    pub places: Places,
    pub spellings: Spellings,
    pub given_names: GivenNames,
}

impl Ontology {
    /// The ontology that is part of the program.
    pub fn embedded() -> Self {
        // A test reads every embedded file, so this holds in every build that passed its tests.
        Self::of(&Layer::embedded(), &[]).unwrap_or_else(|error| panic!("the embedded ontology: {error}"))
    }

    /// The ontology that is part of the program, with folders of the user's own over it, the last uppermost.
    ///
    /// A folder may hold any part of what the program's own holds, and `event_types.toml`. Its files add to those below; a frame of the
    /// same type and id replaces the one below, and a word that both know is read as the upper one says.
    pub fn with_overlays<P: AsRef<Path>>(folders: &[P]) -> Result<Self, OntologyError> {
        let overlays = folders.iter().map(|folder| Layer::overlay(folder.as_ref())).collect::<Result<Vec<_>, _>>()?;
        Self::of(&Layer::embedded(), &overlays)
    }

    /// Reads an `ontology/` folder in place of the program's own.
    pub fn load(folder: &Path) -> Result<Self, OntologyError> {
        Self::of(&Layer::whole(folder)?, &[])
    }

    /// Where the place of a key ("geonames:703448") lies: degrees north and east; `None` for a key of anything else.
    pub fn coordinates(&self, key: &str) -> Option<(f64, f64)> {
        self.places.entry(key).map(|place| place.coordinates)
    }

    fn of(base: &Layer, overlays: &[Layer]) -> Result<Self, OntologyError> {
        // The cities are as long to read as all the rest, and need none of it.
        std::thread::scope(|scope| {
            let places = scope.spawn(|| Places::layered(&layered(base, overlays, "names", ".tsv")));
            Self::beside(base, overlays, places)
        })
    }

    /// Reads all but the places, and then waits for them.
    fn beside(
        base: &Layer,
        overlays: &[Layer],
        places: ScopedJoinHandle<'_, Result<Places, OntologyError>>,
    ) -> Result<Self, OntologyError> {
        let layers = Layers { base, overlays };
        let inflection = layers.stacked("irregular_verbs.toml", Inflection::parse, Inflection::over)?;
        let governors = layers.stacked("governors.toml", |name, source| Governors::parse(name, source, &inflection), Governors::over)?;
        let nouns = layers.stacked("nouns.toml", |name, source| Nouns::parse(name, source, &inflection), Nouns::over)?;
        let (name, source) = layers.file("quantities.toml")?;
        let quantities = Quantities::parse(name, source, &inflection)?;
        let (name, source) = layers.file("given_names.toml")?;
        let given_names = GivenNames::parse(name, source, &inflection)?;
        let mut event_types = EventTypes::default();
        for layer in std::iter::once(base).chain(overlays) {
            if let Some(file) = layer.file("event_types.toml") {
                event_types.declare(file.path, file.source, &inflection)?;
            }
        }
        let names = Names::layered(&layered(base, overlays, "names", ".toml"))?;
        let references =
            layers.stacked("references.toml", |name, source| References::parse(name, source, &inflection, &names), References::over)?;
        let spellings = layers.stacked("spellings.toml", Spellings::parse, Spellings::over)?;
        let read_offices = |name: &str, source: &str| Offices::parse(name, source, &inflection, &names, &spellings);
        let offices = layers.stacked("offices.toml", read_offices, Offices::over)?;
        let bodies = layers.stacked("bodies.toml", Bodies::parse, Bodies::over)?;
        let links = layers.stacked("links.toml", |name, source| Links::parse(name, source, &names), Links::over)?;
        let (name, source) = layers.file("relations.toml")?;
        let relations = RelationWords::parse(name, source, &inflection, &names)?;
        let frames = Frames::layered(&layered(base, overlays, "frames", ".toml"), &event_types, &inflection)?;
        let places = places.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        Ok(Self {
            event_types,
            frames,
            governors,
            nouns,
            relations,
            names,
            inflection,
            quantities,
            references,
            offices,
            bodies,
            links,
            places,
            spellings,
            given_names,
        })
    }
}

/// A whole ontology, and what lies over it.
struct Layers<'l> {
    base: &'l Layer,
    overlays: &'l [Layer],
}

impl<'l> Layers<'l> {
    /// Name and content of a file that the base must have.
    fn file(&self, name: &str) -> Result<(&'l str, &'l str), OntologyError> {
        self.base.file(name).map(|file| (file.path, file.source)).ok_or_else(|| OntologyError {
            file: name.to_string(),
            line: None,
            message: "this file is missing: copy it from the program's own `ontology/`".to_string(),
        })
    }

    /// A file of the base with those of the same name that lie over it, the last uppermost.
    fn stacked<T>(
        &self,
        name: &'static str,
        parse: impl Fn(&str, &str) -> Result<T, OntologyError>,
        over: impl Fn(T, T) -> T,
    ) -> Result<T, OntologyError> {
        let (path, source) = self.file(name)?;
        let upper = self.overlays.iter().filter_map(|layer| layer.file(name));
        upper.map(|file| parse(file.path, file.source)).try_fold(parse(path, source)?, |below, upper| Ok(over(upper?, below)))
    }
}

/// The files of one folder that end so, layer by layer, the lowest first.
fn layered<'l>(base: &'l Layer, overlays: &'l [Layer], folder: &'static str, ending: &'static str) -> Vec<Vec<LayerFile<'l>>> {
    let files = |layer: &'l Layer| layer.folder(folder).filter(move |file| file.name.ends_with(ending)).collect();
    std::iter::once(base).chain(overlays).map(files).collect()
}
