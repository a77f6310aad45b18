//! Folders that somebody holds: a lock that the system takes back when its holder ends, however it ends, tells which may be removed.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

const LOCK: &str = "lock";

/// A folder that stays as it is while this lives.
pub(super) struct Held {
    path: PathBuf,
    _lock: File,
}

impl Held {
    /// Holds a folder together with others; `None` where there is none.
    pub fn with_others(path: PathBuf) -> Option<Self> {
        let lock = File::open(path.join(LOCK)).ok()?;
        // Where a file system has no locks, there is also nobody who removes.
        match lock.lock_shared() {
            Err(error) if error.kind() != ErrorKind::Unsupported => None,
            _ => Some(Self { path, _lock: lock }),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A folder that one alone holds, and that goes with its holder.
pub(super) struct Passing {
    path: PathBuf,
    _lock: File,
}

impl Passing {
    /// An empty folder beside this one, named after it.
    pub fn beside(path: &Path) -> io::Result<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = path.with_extension(format!("{}-{number}", process::id()));
        // A process of the same number may have ended in the middle of it.
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        loop {
            fs::create_dir_all(&path)?;
            let lock = File::create(path.join(LOCK))?;
            match lock.lock() {
                Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error),
                // Somebody may have swept it away before it was locked.
                _ if path.join(LOCK).exists() => return Ok(Self { path, _lock: lock }),
                _ => {}
            }
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Names the folder so, from now on it stays; unless another of this name stays, which somebody holds.
    pub fn settle(mut self, path: &Path) {
        let rename = || fs::rename(&self.path, path).is_ok();
        let is_named = rename() || {
            remove_if_free(path);
            rename()
        };
        if is_named {
            self.path = PathBuf::new();
        }
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            let _ = remove(&self.path);
        }
    }
}

/// Removes what nobody holds of the folders in this one, but one.
pub(super) fn sweep(folder: &Path, kept: &OsStr) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    entries.filter_map(Result::ok).filter(|entry| entry.file_name() != kept).for_each(|entry| remove_if_free(&entry.path()));
}

/// A folder without the file of the lock is being made at this moment, or empty.
fn remove_if_free(path: &Path) {
    if let Ok(lock) = File::open(path.join(LOCK))
        && lock.try_lock().is_ok()
    {
        let _ = remove(path);
    }
}

/// Removes a folder so that what is ended in the middle of it can be taken up: the files first, which say that it is whole, the lock last.
fn remove(path: &Path) -> io::Result<()> {
    let mut inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    inside.retain(|inner| !inner.ends_with(LOCK));
    inside.sort_by_key(|inner| inner.is_dir());
    inside.iter().try_for_each(|inner| if inner.is_dir() { fs::remove_dir_all(inner) } else { fs::remove_file(inner) })?;
    fs::remove_dir_all(path)
}

/// The same file under another name, too; a copy where it cannot have two.
pub(super) fn share(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

/// Another index of the same content: what RocksDB writes once and never changes is shared.
pub(super) fn share_index(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        let is_written_once = path.extension().is_some_and(|ending| ending == "sst");
        match name.to_str() {
            Some("LOCK" | "LOG") => {}
            _ if is_written_once => share(&path, &to.join(name))?,
            _ => fs::copy(&path, to.join(name)).map(drop)?,
        }
    }
    Ok(())
}
