//! Files that are there whole or not at all, whenever a run is killed.

use super::error::LedgerError;
use super::folder::io;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a file under another name first, and gives it its own when the disk has it.
pub(super) fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), LedgerError> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    let mut to = BufWriter::new(File::create(&temporary).map_err(io(&temporary, "create"))?);
    write(&mut to).map_err(io(&temporary, "write"))?;
    let file = to.into_inner().map_err(|error| io(&temporary, "write")(error.into_error()))?;
    file.sync_all().map_err(io(&temporary, "write"))?;
    std::fs::rename(&temporary, path).map_err(io(path, "replace"))?;
    sync_folder(path.parent().unwrap_or(path))
}

/// Waits until the disk has the names of a folder's files. Where the system knows no such thing (Windows), names are kept by themselves.
pub(super) fn sync_folder(folder: &Path) -> Result<(), LedgerError> {
    if cfg!(unix) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder).and_then(|open| open.sync_all()).map_err(io(folder, "write"))?;
    }
    Ok(())
}
