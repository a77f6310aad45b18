//! The view as one compressed file, so that a graph that has not changed is not resolved again to be asked.
//!
//! A few lines of text, then N-Quads compressed by Zstandard with a checksum. The key in the head is the caller's: it names the state
//! that the snapshot is of. What is damaged, of another key or of another form is no snapshot, and the view is made anew.

use super::{Data, Options, Store, StoreError, declare, naming::Naming};
use crate::model::Knowledge;
use crate::ontology::Ontology;
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::Quad;
use oxigraph::store::LoaderError;
use std::fmt;
use std::io::{self, BufRead, Write};
use std::sync::OnceLock;

/// The form of the file; raised whenever another program could not read it, or would read it otherwise.
const FORM: &str = "dateline snapshot 1";

/// Of Zstandard: beyond it the file hardly gets smaller, and writing takes much longer.
const LEVEL: i32 = 5;

/// The quads of a snapshot as the file has them, and as they are once somebody needs them in a row.
pub(super) struct Packed {
    compressed: Vec<u8>,
    count: usize,
    quads: OnceLock<Vec<Quad>>,
}

impl Packed {
    pub fn len(&self) -> usize {
        self.count
    }

    /// All quads, in their order; read at the first call.
    pub fn quads(&self) -> &[Quad] {
        // They were read once when the store was filled, so they can be read again.
        let read = || {
            let decoder = zstd::Decoder::new(&*self.compressed).expect("it was read before");
            parser().for_reader(decoder).map(|quad| quad.expect("it was read before")).collect()
        };
        self.quads.get_or_init(read)
    }
}

impl Store {
    /// Writes the data under a key.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_snapshot(&self, key: &str, to: &mut dyn Write) -> io::Result<()> {
        write(&self.naming, self.len(), |take| self.each(take), key, to)
    }

    /// Writes the data of the view of `knowledge` under a key, without a store of it.
    ///
    /// # Errors
    /// When the base is no IRI, or writing fails.
    pub fn write_snapshot_of(
        knowledge: &Knowledge,
        ontology: &Ontology,
        options: &Options,
        key: &str,
        to: &mut dyn Write,
    ) -> Result<(), StoreError> {
        let (naming, quads) = super::data(knowledge, ontology, options)?;
        Ok(write(&naming, quads.len(), |take| quads.iter().try_for_each(take), key, to)?)
    }

    /// The view that a snapshot of this key holds; `None` where it is of another key, of another form, or damaged.
    ///
    /// # Errors
    /// When the in-memory store fails.
    pub fn from_snapshot(mut snapshot: Vec<u8>, key: &str, options: &Options) -> Result<Option<Self>, StoreError> {
        let naming = Naming::under(options)?;
        let Some((count, start)) = head(&snapshot, key, &naming) else { return Ok(None) };
        snapshot.drain(..start);
        let Some(inner) = filled(&snapshot, count)? else { return Ok(None) };
        let data = Data::Packed(Packed { compressed: snapshot, count, quads: OnceLock::new() });
        declare(&inner)?;
        Ok(Some(Self { inner, data, foreign: Vec::new(), naming, copied_union: false }))
    }
}

/// Takes one quad after the other.
type Take<'t> = dyn FnMut(&Quad) -> io::Result<()> + 't;

fn write(
    naming: &Naming,
    count: usize,
    each: impl FnOnce(&mut Take<'_>) -> io::Result<()>,
    key: &str,
    to: &mut dyn Write,
) -> io::Result<()> {
    writeln!(to, "{FORM}\n{}\n{}\n{count}", one_line(key), naming.base)?;
    let mut compressor = zstd::Encoder::new(to, LEVEL)?;
    compressor.include_checksum(true)?;
    let mut writer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(&mut compressor);
    each(&mut |quad| writer.serialize_quad(quad))?;
    writer.finish()?;
    compressor.finish()?.flush()
}

/// The number of quads that a head of this key announces, and where they begin.
pub(super) fn head(snapshot: &[u8], key: &str, naming: &Naming) -> Option<(usize, usize)> {
    let mut rest = snapshot;
    let mut line = || -> Option<String> {
        let mut line = String::new();
        rest.read_line(&mut line).ok()?;
        line.pop().filter(|end| *end == '\n').map(|_| line)
    };
    let fits = line()? == FORM && line()? == one_line(key) && line()? == naming.base;
    let count = line()?.parse().ok()?;
    fits.then_some((count, snapshot.len() - rest.len()))
}

pub(super) fn one_line(key: &str) -> String {
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A store with the quads of a snapshot; `None` where they cannot be read, or are not as many as they should be. Written by the program
/// itself and kept by a checksum, they are not checked again.
fn filled(compressed: &[u8], count: usize) -> Result<Option<oxigraph::store::Store>, StoreError> {
    let inner = oxigraph::store::Store::new()?;
    let Ok(decoder) = zstd::Decoder::new(compressed) else { return Ok(None) };
    match inner.load_from_reader(parser(), decoder) {
        Ok(()) => Ok((inner.len()? == count).then_some(inner)),
        Err(LoaderError::Storage(error)) => Err(error.into()),
        Err(_) => Ok(None),
    }
}

pub(super) fn parser() -> RdfParser {
    RdfParser::from_format(RdfFormat::NQuads).lenient()
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} quads in {} bytes", self.count, self.compressed.len())
    }
}

#[cfg(test)]
mod tests;
