//! A file beside the ground state that holds what is derived from it, so that it need not be derived again. What is in it, and of which
//! state it is, is for others to say; it may be deleted at any time.

use super::error::LedgerError;
use super::folder::{GraphFolder, io};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

/// The name of the file.
pub(super) const SNAPSHOT: &str = "graph.snapshot";

/// The name of the folder.
#[cfg(feature = "rocksdb")]
const INDEX: &str = "graph.rocksdb";

impl GraphFolder {
    /// The snapshot that lies here; `None` where there is none, or where it cannot be read.
    pub fn snapshot(&self) -> Option<Vec<u8>> {
        fs::read(file(self.path())).ok()
    }

    /// Where the snapshot lies.
    #[cfg(feature = "rocksdb")]
    pub fn snapshot_file(&self) -> PathBuf {
        file(self.path())
    }

    /// A folder for what is derived from the snapshot.
    #[cfg(feature = "rocksdb")]
    pub fn index_folder(&self) -> PathBuf {
        self.path().join(INDEX)
    }

    /// Puts a snapshot in the place of the one that lies here. Needs no lock: of several that are written at once one stays, whole.
    ///
    /// # Errors
    /// When the folder cannot be written; nothing needs the snapshot, so that is no loss.
    pub fn keep_snapshot(&self, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), LedgerError> {
        let path = file(self.path());
        let own = self.path().join(format!("{SNAPSHOT}.{}.new", process::id()));
        let written = File::create(&own).and_then(|file| {
            let mut to = BufWriter::new(file);
            write(&mut to)?;
            to.flush()?;
            // Not waiting for the disk: what a crash leaves of it is noticed, and made again.
            fs::rename(&own, &path)
        });
        written.map_err(|error| {
            let _ = fs::remove_file(&own);
            io(&path, "write")(error)
        })
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join(SNAPSHOT)
}
