//! What the program knows beforehand: frames, governors, kinds of nouns, words that refer back, of relations and numbers, countries; read from the files
//! of `ontology/`, checked and indexed.
//!
//! Takes a folder of TOML files, or the one that is part of the program, and folders of the user that lie over it; gives an
//! [`Ontology`], or an [`OntologyError`] that names the file, the line and the remedy. Knows nothing of documents.

mod embedded;
mod error;
mod event_types;
pub mod frames;
mod governors;
mod inflection;
mod layer;
pub mod names;
mod nouns;
mod offices;
mod quantities;
mod references;
mod relations;

pub use error::OntologyError;
pub use event_types::EventTypes;
pub use frames::{Example, Frame, Frames, Origin, Part, Slot, Trigger, TriggerClass};
pub use governors::{Carries, Colour, Doer, Governors};
pub use inflection::Inflection;
pub use names::{Name, Names, Sense};
pub use nouns::{NounClass, Nouns};
pub use offices::{Offices, Tenure};
pub use quantities::{Measure, Quantities};
pub use references::{References, Several};
pub use relations::{RelationNoun, RelationWords, Taker};

#[cfg(test)]
mod tests;

use layer::{Layer, LayerFile};
use std::path::Path;

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

    fn of(base: &Layer, overlays: &[Layer]) -> Result<Self, OntologyError> {
        let file = |name: &str| {
            base.file(name).map(|file| (file.path, file.source)).ok_or_else(|| OntologyError {
                file: name.to_string(),
                line: None,
                message: "this file is missing: copy it from the program's own `ontology/`".to_string(),
            })
        };
        let over = |name: &'static str| overlays.iter().filter_map(move |layer| layer.file(name)).map(|file| (file.path, file.source));
        let (name, source) = file("irregular_verbs.toml")?;
        let mut inflection = Inflection::parse(name, source)?;
        for (name, source) in over("irregular_verbs.toml") {
            inflection = Inflection::parse(name, source)?.over(inflection);
        }
        let (name, source) = file("governors.toml")?;
        let mut governors = Governors::parse(name, source, &inflection)?;
        for (name, source) in over("governors.toml") {
            governors = Governors::parse(name, source, &inflection)?.over(governors);
        }
        let (name, source) = file("nouns.toml")?;
        let mut nouns = Nouns::parse(name, source, &inflection)?;
        for (name, source) in over("nouns.toml") {
            nouns = Nouns::parse(name, source, &inflection)?.over(nouns);
        }
        let (name, source) = file("quantities.toml")?;
        let quantities = Quantities::parse(name, source, &inflection)?;
        let mut event_types = EventTypes::default();
        for layer in std::iter::once(base).chain(overlays) {
            if let Some(file) = layer.file("event_types.toml") {
                event_types.declare(file.path, file.source, &inflection)?;
            }
        }
        let names = Names::layered(&layered(base, overlays, "names"))?;
        let (name, source) = file("references.toml")?;
        let mut references = References::parse(name, source, &inflection, &names)?;
        for (name, source) in over("references.toml") {
            references = References::parse(name, source, &inflection, &names)?.over(references);
        }
        let (name, source) = file("offices.toml")?;
        let mut offices = Offices::parse(name, source, &inflection, &names)?;
        for (name, source) in over("offices.toml") {
            offices = Offices::parse(name, source, &inflection, &names)?.over(offices);
        }
        let (name, source) = file("relations.toml")?;
        let relations = RelationWords::parse(name, source, &inflection, &names)?;
        let frames = Frames::layered(&layered(base, overlays, "frames"), &event_types, &inflection)?;
        Ok(Self { event_types, frames, governors, nouns, relations, names, inflection, quantities, references, offices })
    }
}

/// The files of one folder, layer by layer, the lowest first.
fn layered<'l>(base: &'l Layer, overlays: &'l [Layer], folder: &'static str) -> Vec<Vec<LayerFile<'l>>> {
    std::iter::once(base).chain(overlays).map(|layer| layer.folder(folder).collect()).collect()
}
