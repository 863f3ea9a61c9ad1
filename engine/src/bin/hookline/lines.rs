//! Input line by line, from a file or standard input.

use crate::failure::Failure;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Longest line that is read, in bytes; the rest of a longer one is left out.
const LONGEST_LINE: u64 = 8 * 1024 * 1024;

/// A file, or standard input for `-`.
pub(crate) fn open(file: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    match File::open(file) {
        Ok(opened) => Ok(Box::new(BufReader::new(opened))),
        Err(error) => Err(Failure::Failed(format!("{}: {error}", file.display()))),
    }
}

/// Calls `each` with every line that is not blank, without its end.
pub(crate) fn each(
    file: &Path,
    mut each: impl FnMut(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut reader = open(file)?;
    let mut line = Vec::new();
    let mut first = true;
    loop {
        line.clear();
        let read = (&mut reader)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(());
        }
        if read as u64 == LONGEST_LINE && line.last() != Some(&b'\n') {
            skip_line(&mut reader)?;
        }
        let text = String::from_utf8_lossy(&line);
        let mut text = text.trim_end_matches(['\n', '\r']);
        if first {
            text = text.trim_start_matches('\u{feff}');
            first = false;
        }
        if !text.trim().is_empty() {
            each(text)?;
        }
    }
}

fn skip_line(reader: &mut Box<dyn BufRead>) -> Result<(), Failure> {
    loop {
        let available = reader.fill_buf()?;
        if available.is_empty() {
            return Ok(());
        }
        if let Some(end) = available.iter().position(|&byte| byte == b'\n') {
            reader.consume(end + 1);
            return Ok(());
        }
        let length = available.len();
        reader.consume(length);
    }
}
