//! Files that are written: whole or not at all, and never over what another program holds.

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::drafts::Request;
use super::terminal;
use crate::export::{BYTE_ORDER_MARK, Format};
use crate::{Error, Result, review};

/// Where a command's result goes.
pub(super) enum Output {
    /// `-`: standard output.
    Standard(Format),
    /// A file.
    File(Box<Target>),
}

impl Output {
    /// What `-o` names, if it names anything: opened, locked, and none of the drafts of the run.
    ///
    /// # Errors
    /// See [`Target::open`]; the file of a draft.
    pub(super) fn of(name: Option<&str>, written: &[Format], requests: &[Request]) -> Result<Option<Output>> {
        name.map(|n| Output::named(n, None, written, requests))
            .transpose()
    }

    /// What `-o` names, in the format that a person named where the ending is not to decide.
    ///
    /// # Errors
    /// Those of [`Output::of`].
    pub(super) fn named(
        name: &str,
        format: Option<Format>,
        written: &[Format],
        requests: &[Request],
    ) -> Result<Output> {
        let output = match (name, format) {
            ("-", Some(format)) => Output::Standard(format),
            (name, Some(format)) => Output::File(Box::new(Target::open(name, format)?)),
            (name, None) => Output::open(name, written)?,
        };
        if requests.iter().any(|r| r.is_file(output.name())) {
            return Err(output.refused("it is one of the drafts"));
        }
        Ok(output)
    }

    /// The same, for commands that write a file anew without looking at what stands in it.
    ///
    /// # Errors
    /// Those of [`Output::of`] and of [`Output::not_reviewed`].
    pub(super) fn fresh(
        name: Option<&str>,
        written: &[Format],
        requests: &[Request],
    ) -> Result<Option<Output>> {
        let output = Output::of(name, written, requests)?;
        output.as_ref().map_or(Ok(()), Output::not_reviewed)?;
        Ok(output)
    }

    /// Refuses to write over a crosswalk that people have worked on.
    ///
    /// # Errors
    /// There is such a crosswalk.
    pub(super) fn not_reviewed(&self) -> Result<()> {
        let sheet = match self.format() {
            Format::Csv => review::read_csv(self.existing(), self.name()),
            Format::Json => review::read_json(self.existing(), self.name()),
            Format::Xlsx => review::read_any(self.existing(), self.name()),
            // Nobody writes decisions into a report.
            _ => return Ok(()),
        };
        match sheet {
            Ok(sheet) if sheet.reviewed() => Err(self.refused("it is a crosswalk with reviewed rows")),
            _ => Ok(()),
        }
    }

    fn refused(&self, why: &str) -> Error {
        Error::new(format!("not written: {why}"))
            .at(self.name())
            .help("choose another file with -o")
    }

    /// Opens what `-o` names, in one of the formats that the command writes; see [`Target::open`].
    pub(super) fn open(name: &str, written: &[Format]) -> Result<Output> {
        if name == "-" && written.contains(&Format::Csv) {
            return Ok(Output::Standard(Format::Csv));
        }
        let format = Format::of(name, written)?;
        Target::open(name, format).map(|target| Output::File(Box::new(target)))
    }

    /// Whether there is a file already.
    pub(super) fn exists(&self) -> bool {
        matches!(self, Output::File(target) if target.held.is_some())
    }

    /// The format that is asked for.
    pub(super) fn format(&self) -> Format {
        match self {
            Output::Standard(format) => *format,
            Output::File(target) => target.format,
        }
    }

    /// The file as it is, empty where there is none.
    pub(super) fn existing(&self) -> &[u8] {
        match self {
            Output::Standard(_) => &[],
            Output::File(target) => &target.existing,
        }
    }

    /// Name of the file, for messages.
    pub(super) fn name(&self) -> &str {
        match self {
            Output::Standard(_) => "standard output",
            Output::File(target) => &target.name,
        }
    }

    /// Writes the result.
    pub(super) fn write(self, content: impl AsRef<[u8]>) -> Result<()> {
        let content = content.as_ref();
        match self {
            // What goes there is text.
            Output::Standard(_) => terminal::write_data(&String::from_utf8_lossy(content)),
            Output::File(target) => target.replace(content),
        }
    }
}

/// A file that is to be written. It is opened before the work begins, so that what cannot be written is said at
/// once, and held until it is replaced.
pub(super) struct Target {
    name: String,
    path: PathBuf,
    format: Format,
    existing: Vec<u8>,
    /// Holds the lock on the file that is there.
    held: Option<(File, Metadata)>,
}

impl Target {
    /// Looks whether the file can be written, locks it, and reads what is there.
    ///
    /// # Errors
    /// A folder that is missing or cannot be written, a file that another program
    /// has locked.
    fn open(name: &str, format: Format) -> Result<Target> {
        // The link stays a link: what it points to is replaced.
        let path = std::fs::canonicalize(name).unwrap_or_else(|_| PathBuf::from(name));
        let mut target = Target {
            name: name.to_owned(),
            path,
            format,
            existing: Vec::new(),
            held: None,
        };
        if target.path.is_dir() {
            return Err(Error::new("is a folder").at(name).help("name a file in it"));
        }
        target.hold()?;
        // Shows now rather than after the work that nothing can be written here.
        target.beside()?;
        Ok(target)
    }

    fn hold(&mut self) -> Result<()> {
        let mut file = match OpenOptions::new().read(true).write(true).open(&self.path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(e) if is_sharing_violation(&e) => return Err(self.locked()),
            Err(e) => return Err(self.unwritable(&e)),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(self.locked()),
            // A file system without locks: nothing can be known.
            Err(TryLockError::Error(_)) => {}
        }
        file.read_to_end(&mut self.existing)
            .map_err(|e| self.unwritable(&e))?;
        let metadata = file.metadata().map_err(|e| self.unwritable(&e))?;
        self.held = Some((file, metadata));
        Ok(())
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        }
    }

    /// An empty file beside the target, gone again when it is dropped.
    fn beside(&self) -> Result<tempfile::NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".clausewise-");
        #[cfg(unix)]
        let builder = {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: what the user's mask leaves of it.
            builder.permissions(std::fs::Permissions::from_mode(0o666))
        };
        builder
            .tempfile_in(self.folder())
            .map_err(|e| self.unwritable(&e))
    }

    /// Puts the content in the file's place: written beside it, then renamed.
    fn replace(mut self, content: &[u8]) -> Result<()> {
        let mut file = self.beside()?;
        let mark = if matches!(self.format, Format::Csv | Format::Olir) {
            BYTE_ORDER_MARK
        } else {
            ""
        };
        let written = file
            .write_all(mark.as_bytes())
            .and_then(|()| file.write_all(content))
            .and_then(|()| file.as_file().sync_all());
        written.map_err(|e| self.unwritable(&e))?;
        if let Some((_, metadata)) = &self.held {
            // Where this cannot be done, the file has the rights of a new one.
            let _ = file.as_file().set_permissions(metadata.permissions());
        }
        if cfg!(windows) {
            // There, a file that is open cannot be replaced, not even by the one who opened it.
            self.held = None;
        }
        file.persist(&self.path).map_err(|e| self.unwritable(&e.error))?;
        Ok(())
    }

    fn locked(&self) -> Error {
        Error::new("another program has locked the file")
            .at(&self.name)
            .help("close it there, or write to another file with -o")
    }

    fn unwritable(&self, error: &io::Error) -> Error {
        let why = match error.kind() {
            _ if self.folder().is_file() => "what should be its folder is a file".to_owned(),
            io::ErrorKind::NotFound if self.folder().is_dir() => {
                "the system does not let files be made there".to_owned()
            }
            io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
            io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            _ => plain_reason(error),
        };
        Error::new(format!("cannot write: {why}"))
            .at(&self.name)
            .help("choose another file with -o")
    }
}

/// What the system says, without the number of the error.
pub(super) fn plain_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    // tempfile adds the path, which the message has already.
    text.split(" at path").next().unwrap_or(text).to_lowercase()
}

/// Windows refuses to open what another program has opened for itself.
fn is_sharing_violation(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}
