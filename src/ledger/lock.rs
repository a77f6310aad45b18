//! One writer at a time: a lock that the system takes back when its holder ends, however it ends.
//!
//! The file `lock` of a graph folder stays there; that it is there says nothing. Readers never ask for it.

use super::error::LedgerError;
use super::folder::io;
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Held by who writes to a folder, for as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    held: File,
}

/// The file of a graph folder.
pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join("lock")
}

impl Lock {
    /// Takes the lock, or says who has it.
    pub fn take(folder: &Path) -> Result<Self, LedgerError> {
        let path = file(folder);
        let opened = File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut held = opened.map_err(io(&path, "open"))?;
        match held.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LedgerError::Locked { path: folder.to_owned(), by: holder(&mut held) }),
            Err(TryLockError::Error(error)) => return Err(io(&path, "lock")(error)),
        }
        // For the message of those who come in vain.
        let signed = held.set_len(0).and_then(|()| held.rewind()).and_then(|()| writeln!(held, "{}", std::process::id()));
        signed.map_err(io(&path, "write"))?;
        Ok(Self { held })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A name that stays does no harm, but a folder that is not being written to shall be the same to the byte.
        let _ = self.held.set_len(0);
    }
}

/// The number of the process that has the lock, if it has written it already and may be read.
fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_at_a_time_and_who_comes_in_vain_is_told_who_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path()).unwrap();
        let message = Lock::take(folder.path()).unwrap_err().to_string();
        assert!(message.contains(&format!("process {}", std::process::id())) && message.contains("can be read"), "{message}");
        drop(lock);
        assert!(std::fs::read(file(folder.path())).unwrap().is_empty());
        std::fs::write(file(folder.path()), "77\n").unwrap();
        // What a holder that was killed left behind is no lock.
        Lock::take(folder.path()).unwrap();
    }
}
