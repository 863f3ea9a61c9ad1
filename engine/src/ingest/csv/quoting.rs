//! Quotation marks that do not pair up.

use super::row::Row;
use csv_core::{ReadRecordResult, ReaderBuilder};

/// Number of line ends in the text.
pub(super) fn count_lines(raw: &[u8]) -> u64 {
    raw.iter().filter(|&&byte| byte == b'\n').count() as u64
}

/// True when every quoted cell is closed and followed by a delimiter or the end of the row.
pub(super) fn is_well_quoted(raw: &[u8], delimiter: u8) -> bool {
    let mut at = 0;
    while at < raw.len() {
        if raw[at] == b'"' {
            let Some(closed) = end_of_quoted(raw, at + 1) else {
                return false;
            };
            at = closed;
            while raw.get(at) == Some(&b' ') {
                at += 1;
            }
            match raw.get(at) {
                None => return true,
                Some(&byte) if byte == delimiter || byte == b'\n' => at += 1,
                Some(_) => return false,
            }
        } else {
            match raw[at..]
                .iter()
                .position(|&byte| byte == delimiter || byte == b'\n')
            {
                Some(end) => at += end + 1,
                None => return true,
            }
        }
    }
    true
}

/// Index behind the mark that closes a quoted cell; a doubled mark does not close it.
fn end_of_quoted(raw: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += raw.get(at..)?.iter().position(|&byte| byte == b'"')? + 1;
        if raw.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Reads one line with its quotation marks as letters; marks that enclose a whole cell are dropped.
pub(super) fn read_literally(line_text: &[u8], delimiter: u8, line: u64) -> Row {
    let mut core = ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(false)
        .build();
    let mut cells = vec![0; line_text.len() + 1];
    let mut ends = vec![0; line_text.iter().filter(|&&byte| byte == delimiter).count() + 2];
    let (result, _, mut wrote, mut ended) = core.read_record(line_text, &mut cells, &mut ends);
    if result == ReadRecordResult::InputEmpty {
        let (_, _, more, further) = core.read_record(&[], &mut cells[wrote..], &mut ends[ended..]);
        wrote += more;
        ended += further;
    }
    Row::from_core(line, &cells[..wrote], &ends[..ended])
}
