//! Standard output: buffered, and quiet when nobody reads on.

use crate::failure::Failure;
use serde::Serialize;
use std::io::{BufWriter, IsTerminal, StdoutLock, Write};

/// Standard output.
pub(crate) struct Output {
    writer: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Standard output, buffered.
    pub(crate) fn new() -> Self {
        Self {
            writer: BufWriter::new(std::io::stdout().lock()),
        }
    }

    /// One line of text. Control and direction characters of the sources are taken out, since a
    /// terminal would obey them.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        let harmless: String = text
            .chars()
            .filter(|&c| c == '\t' || !hookline_engine::ingest::text::is_unwanted(c))
            .collect();
        writeln!(self.writer, "{harmless}")?;
        Ok(())
    }

    /// One line of JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.writer, value)?;
        self.writer.write_all(b"\n")?;
        Ok(())
    }

    /// Bytes as they are.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.writer.write_all(bytes)?;
        Ok(())
    }

    /// Writes out what is buffered; every command ends with it.
    pub(crate) fn end(mut self) -> Result<(), Failure> {
        self.writer.flush()?;
        Ok(())
    }
}

/// True where a person reads; a program that reads gets JSON without asking.
pub(crate) fn for_people(json: bool) -> bool {
    !json && std::io::stdout().is_terminal()
}

/// A text cell that a spreadsheet does not run as a formula.
pub(crate) fn harmless_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
