//! The view on disk, for graphs larger than memory: an index by RocksDB of the quads of a snapshot, and these quads in their order.
//!
//! Only with the feature `rocksdb`. A folder holds a *generation* for each view that was lately asked for, a folder named by its key:
//!
//! - `index/`, which queries read; written once, then only read, so that any number of processes read it at once;
//! - `quads`, the snapshot, from which the quads are read in their order;
//! - `made`, written last: of which snapshot it is;
//! - `lock`: who reads holds it with others, who writes or removes holds it alone.
//!
//! A generation is made under another name, and named so when it is whole. What nobody holds and nobody asks for any more goes when the
//! next one is made. What a query adds, as inference does, goes to a copy of its own, which shares the files that do not change.

mod held;

use super::export::order;
use super::naming::Naming;
use super::snapshot::{self, head};
use super::vocabulary::{self, SKOS_ALT_LABEL, SKOS_PREF_LABEL};
use super::{Data, Options, Store, StoreError, declare};
use crate::model::EntityKind;
use held::{Held, Passing};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedOrBlankNode, Quad};
use oxigraph::store::{LoaderError, StorageError};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;

/// The form of a generation; raised whenever another program could not read it, or would read it otherwise.
const FORM: &str = "dateline index 1";

const INDEX: &str = "index";
const QUADS: &str = "quads";
const MADE: &str = "made";

/// More than the head of a snapshot is long.
const HEAD_BYTES: u64 = 1 << 16;

/// What is loaded at once, in the words of oxigraph's loader.
const LOADER_MEGABYTES: usize = 512;

/// A generation that is being read.
pub(super) struct Kept {
    /// Nobody writes to it.
    base: oxigraph::store::Store,
    folder: Held,
    /// Where in the file of quads they begin.
    start: u64,
    count: usize,
    is_copied: bool,
    /// Folders that go with it.
    passing: Vec<Passing>,
}

impl Store {
    /// The view on disk that the snapshot in this file holds, in a folder for nothing else: opened, or made if it is not there yet, or
    /// damaged. `None` where the snapshot is of another key, of another form, or damaged.
    ///
    /// # Errors
    /// When the folder cannot be written, or the store fails.
    pub fn on_disk(snapshot: &Path, folder: &Path, key: &str, options: &Options) -> Result<Option<Self>, StoreError> {
        let naming = Naming::under(options)?;
        let Ok(length) = fs::metadata(snapshot).map(|file| file.len()) else { return Ok(None) };
        let view = View { name: name(key, &naming), made: made(key, &naming, length), key, naming: &naming };
        let kept = match view.open(folder) {
            Ok(Some(kept)) => Some(kept),
            _ if view.make(snapshot, folder)? => view.open(folder)?,
            _ => None,
        };
        Ok(kept.map(|kept| Self { inner: kept.base.clone(), data: Data::Kept(kept), foreign: Vec::new(), naming, copied_union: false }))
    }

    /// The same view, on disk, in a folder that goes with it: what tests of the view ask, so that they hold of both.
    #[cfg(test)]
    pub(super) fn moved_to_disk(self, options: &Options) -> Result<Self, StoreError> {
        let home = Passing::beside(&std::env::temp_dir().join("dateline-view")).expect("a folder");
        let (snapshot, key) = (home.path().join("graph.snapshot"), "test");
        self.write_snapshot(key, &mut File::create(&snapshot).expect("a file")).expect("a snapshot");
        let mut store = Self::on_disk(&snapshot, &home.path().join("index"), key, options)?.expect("the snapshot's view");
        if let Data::Kept(kept) = &mut store.data {
            kept.passing.push(home);
        }
        Ok(store)
    }
}

/// What is to be opened or made.
struct View<'v> {
    name: String,
    /// What its file `made` holds.
    made: String,
    key: &'v str,
    naming: &'v Naming,
}

fn name(key: &str, naming: &Naming) -> String {
    let hash = Sha256::digest(format!("{FORM}\n{key}\n{}", naming.base).as_bytes());
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn made(key: &str, naming: &Naming, length: u64) -> String {
    format!("{FORM}\n{}\n{}\n{length}\n", snapshot::one_line(key), naming.base)
}

impl View<'_> {
    /// The generation; `None` if it is not there, or not whole.
    fn open(&self, folder: &Path) -> Result<Option<Kept>, StorageError> {
        let Some(folder) = Held::with_others(folder.join(&self.name)) else { return Ok(None) };
        let at = |name: &str| folder.path().join(name);
        let is_whole = fs::read_to_string(at(MADE)).is_ok_and(|made| made == self.made);
        let Some((count, start)) = self.head(&at(QUADS)).filter(|_| is_whole) else { return Ok(None) };
        // What is damaged does not open, or says so when it is read.
        let base = oxigraph::store::Store::open_read_only(at(INDEX))?;
        Ok(Some(Kept { base, folder, start, count, is_copied: false, passing: Vec::new() }))
    }

    /// What the head of a snapshot says, if the snapshot is of this view: how many quads, and where they begin.
    fn head(&self, snapshot: &Path) -> Option<(usize, u64)> {
        let mut bytes = Vec::new();
        File::open(snapshot).ok()?.take(HEAD_BYTES).read_to_end(&mut bytes).ok()?;
        let (count, start) = head(&bytes, self.key, self.naming)?;
        Some((count, start as u64))
    }

    /// Makes the generation; whether the snapshot is one of this view.
    fn make(&self, snapshot: &Path, folder: &Path) -> Result<bool, StoreError> {
        let Some((count, start)) = self.head(snapshot) else { return Ok(false) };
        fs::create_dir_all(folder).map_err(|error| at(folder, error))?;
        let new = Passing::beside(&folder.join(&self.name)).map_err(|error| at(folder, error))?;
        let quads = new.path().join(QUADS);
        held::share(snapshot, &quads).map_err(|error| at(&quads, error))?;
        if !filled(&new.path().join(INDEX), &quads, start, count)? {
            return Ok(false);
        }
        // The snapshot may have been replaced in between; what was read is what counts.
        let is_same = fs::metadata(&quads).is_ok_and(|file| made(self.key, self.naming, file.len()) == self.made);
        if is_same {
            let made = new.path().join(MADE);
            fs::write(&made, &self.made).map_err(|error| at(&made, error))?;
            // Another process may have been quicker.
            if !matches!(self.open(folder), Ok(Some(_))) {
                new.settle(&folder.join(&self.name));
            }
        }
        held::sweep(folder, self.name.as_ref());
        Ok(is_same)
    }
}

/// Fills an index with the quads of a snapshot; whether all could be read, and were as many as they should be.
fn filled(index: &Path, quads: &Path, start: u64, count: usize) -> Result<bool, StoreError> {
    let index = oxigraph::store::Store::open(index)?;
    let Ok(quads) = read(quads, start) else { return Ok(false) };
    let mut loader = index.bulk_loader().with_max_memory_size_in_megabytes(LOADER_MEGABYTES);
    let mut read = 0;
    match loader.load_ok_quads::<_, LoaderError>(quads.inspect(|quad| read += usize::from(quad.is_ok()))) {
        Ok(()) => loader.commit()?,
        Err(LoaderError::Storage(error)) => return Err(error.into()),
        Err(_) => return Ok(false),
    }
    declare(&index)?;
    index.flush()?;
    index.optimize()?;
    Ok(read == count)
}

type ReadQuad = Result<Quad, oxigraph::io::RdfParseError>;

/// The quads of a snapshot, in their order.
fn read(snapshot: &Path, start: u64) -> io::Result<impl Iterator<Item = ReadQuad> + use<>> {
    let mut file = BufReader::new(File::open(snapshot)?);
    io::Seek::seek(&mut file, io::SeekFrom::Start(start))?;
    Ok(snapshot::parser().for_reader(zstd::Decoder::with_buffer(file)?))
}

fn at(path: &Path, error: io::Error) -> StorageError {
    StorageError::Io(told(path, error))
}

fn told(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

impl Kept {
    pub fn len(&self) -> usize {
        self.count
    }

    /// All quads, in their order, one after the other.
    pub fn each(&self, take: &mut dyn FnMut(&Quad) -> io::Result<()>) -> io::Result<()> {
        let path = self.folder.path().join(QUADS);
        // It was whole when the index was made, and nobody writes to it.
        let damaged = |error: io::Error| told(&path, io::Error::new(error.kind(), format!("{error}; delete the file, it is made again")));
        for quad in read(&path, self.start).map_err(damaged)? {
            take(&quad.map_err(|error| damaged(error.into()))?)?;
        }
        Ok(())
    }

    /// All quads, in their order, in memory.
    pub fn quads(&self) -> io::Result<Vec<Quad>> {
        let mut quads = Vec::with_capacity(self.count);
        self.each(&mut |quad| {
            quads.push(quad.clone());
            Ok(())
        })?;
        Ok(quads)
    }

    /// What is said of the types and names of entities: sorted as all quads are.
    pub fn names(&self) -> Result<Vec<Quad>, StorageError> {
        let mut quads: Vec<Quad> = Vec::new();
        for &kind in EntityKind::ALL {
            let class = vocabulary::entity_class(kind);
            let of_class = self.base.quads_for_pattern(None, Some(rdf::TYPE), Some(class.into()), None);
            quads.extend(of_class.collect::<Result<Vec<_>, _>>()?);
        }
        quads.sort_unstable_by(order);
        let mut entities: Vec<NamedOrBlankNode> = quads.iter().map(|quad| quad.subject.clone()).collect();
        entities.dedup();
        // Labels many others have, too; what SKOS calls them hardly anybody else, and one long reading is quicker than many short ones.
        for entity in &entities {
            let labelled = self.base.quads_for_pattern(Some(entity.as_ref()), Some(rdfs::LABEL), None, None);
            quads.extend(labelled.collect::<Result<Vec<_>, _>>()?);
        }
        for predicate in [SKOS_PREF_LABEL, SKOS_ALT_LABEL] {
            let named = self.base.quads_for_pattern(None, Some(predicate), None, None);
            quads.extend(named.collect::<Result<Vec<_>, _>>()?);
        }
        quads.sort_unstable_by(order);
        quads.dedup();
        Ok(quads)
    }

    /// A copy that may be written to, for as long as this lives; `None` if it was made before.
    pub fn copy(&mut self) -> Result<Option<oxigraph::store::Store>, StorageError> {
        if self.is_copied {
            return Ok(None);
        }
        let folder = self.folder.path();
        if let (Some(beside), Some(name)) = (folder.parent(), folder.file_name()) {
            held::sweep(beside, name);
        }
        let own = Passing::beside(folder).map_err(|error| at(folder, error))?;
        let index = own.path().join(INDEX);
        held::share_index(&folder.join(INDEX), &index).map_err(|error| at(&index, error))?;
        let store = oxigraph::store::Store::open(&index)?;
        self.passing.push(own);
        self.is_copied = true;
        Ok(Some(store))
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} quads in {}", self.count, self.folder.path().display())
    }
}

#[cfg(test)]
mod tests;
