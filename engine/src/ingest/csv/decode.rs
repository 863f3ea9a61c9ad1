//! Bytes of an unknown encoding to UTF-8 with `\n` as the only line end.
//!
//! A byte order mark decides; without one, zero bytes in every other place mean UTF-16. Everything
//! else is UTF-8 until a byte is not: a file that was plain ASCII so far is taken as
//! Windows-1252 from there on (or as Mac Roman where lines end with a bare carriage return, as only
//! old Mac programs write them), and in a file that held real UTF-8 the single byte is.

use crate::{Error, Result};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes needed to tell the encoding.
const PROBE_BYTES: usize = 64;

/// First bytes of files that are no CSV, and what they are.
const NOT_TEXT: [(&[u8], &str, &str); 6] = [
    (
        b"PK\x03\x04",
        "an Excel workbook or a zip archive",
        "Open it, save it as CSV (UTF-8), and import that file.",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "an old Excel workbook",
        "Open it, save it as CSV (UTF-8), and import that file.",
    ),
    (
        b"%PDF",
        "a PDF",
        "Export the list as CSV and import that file.",
    ),
    (b"\x1F\x8B", "a compressed file", "Unpack it first."),
    (
        b"SQLite format 3\0",
        "a database",
        "If it is a Hookline backup, use Restore.",
    ),
    (
        b"<!DOCTYPE html",
        "a web page",
        "Download the list itself as CSV.",
    ),
];

enum State {
    Probing,
    Utf8,
    Other(Box<encoding_rs::Decoder>),
}

/// Decodes a stream of bytes.
pub(super) struct Decoder {
    state: State,
    encoding: &'static Encoding,
    /// Bytes not decoded yet: the probe, or a character cut by the end of a chunk.
    pending: Vec<u8>,
    saw_multibyte: bool,
    saw_bare_cr: bool,
    after_cr: bool,
}

impl Decoder {
    pub(super) fn new() -> Self {
        Self {
            state: State::Probing,
            encoding: UTF_8,
            pending: Vec::new(),
            saw_multibyte: false,
            saw_bare_cr: false,
            after_cr: false,
        }
    }

    pub(super) fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    pub(super) fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<()> {
        if matches!(self.state, State::Probing) {
            self.pending.extend_from_slice(bytes);
            if self.pending.len() < PROBE_BYTES {
                return Ok(());
            }
            self.start()?;
            let held = std::mem::take(&mut self.pending);
            self.decode(&held, false, out);
        } else if self.pending.is_empty() {
            self.decode(bytes, false, out);
        } else {
            let mut held = std::mem::take(&mut self.pending);
            held.extend_from_slice(bytes);
            self.decode(&held, false, out);
        }
        Ok(())
    }

    pub(super) fn finish(&mut self, out: &mut Vec<u8>) -> Result<()> {
        if matches!(self.state, State::Probing) {
            self.start()?;
        }
        let held = std::mem::take(&mut self.pending);
        self.decode(&held, true, out);
        Ok(())
    }

    /// Decides the encoding from the bytes held and takes the byte order mark off.
    fn start(&mut self) -> Result<()> {
        for (magic, what, next) in NOT_TEXT {
            if self.pending.starts_with(magic) {
                return Err(Error::input(
                    "not_csv",
                    format!("The file is {what}, not a CSV file."),
                    "the first bytes",
                    next,
                ));
            }
        }
        if let Some((encoding, mark)) = Encoding::for_bom(&self.pending) {
            self.encoding = encoding;
            self.pending.drain(..mark);
        } else if let Some(encoding) = utf16_without_mark(&self.pending) {
            self.encoding = encoding;
        }
        self.state = if self.encoding == UTF_8 {
            State::Utf8
        } else {
            State::Other(Box::new(self.encoding.new_decoder_without_bom_handling()))
        };
        Ok(())
    }

    fn decode(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        match &mut self.state {
            State::Utf8 | State::Probing => self.decode_utf8(bytes, last, out),
            State::Other(decoder) => {
                let capacity = decoder
                    .max_utf8_buffer_length(bytes.len())
                    .unwrap_or(bytes.len() * 4);
                let mut text = String::with_capacity(capacity);
                let _ = decoder.decode_to_string(bytes, &mut text, last);
                self.emit(text.as_bytes(), out);
            }
        }
    }

    fn decode_utf8(&mut self, mut bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        loop {
            let error = match std::str::from_utf8(bytes) {
                Ok(_) => {
                    self.saw_multibyte |= !bytes.is_ascii();
                    self.emit(bytes, out);
                    return;
                }
                Err(error) => error,
            };
            let (good, rest) = bytes.split_at(error.valid_up_to());
            self.saw_multibyte |= !good.is_ascii();
            self.emit(good, out);
            let Some(bad) = error.error_len() else {
                if last {
                    self.emit_single(rest, out);
                } else {
                    self.pending = rest.to_vec();
                }
                return;
            };
            if !self.saw_multibyte {
                self.encoding = self.single_byte_encoding(rest);
                self.state =
                    State::Other(Box::new(self.encoding.new_decoder_without_bom_handling()));
                self.decode(rest, last, out);
                return;
            }
            self.emit_single(&rest[..bad], out);
            bytes = &rest[bad..];
        }
    }

    /// Mac Roman has its letters at 0x80-0x9F, Windows-1252 at 0xC0-0xFF.
    fn single_byte_encoding(&self, rest: &[u8]) -> &'static Encoding {
        let low = rest
            .iter()
            .filter(|&&byte| (0x80..0xA0).contains(&byte))
            .count();
        let high = rest.iter().filter(|&&byte| byte >= 0xE0).count();
        if self.saw_bare_cr && high <= low.max(1) {
            MACINTOSH
        } else {
            WINDOWS_1252
        }
    }

    /// Stray bytes in a UTF-8 file, read as Windows-1252.
    fn emit_single(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        self.emit(text.as_bytes(), out);
    }

    /// Appends text with `\r\n` and `\r` made `\n`.
    fn emit(&mut self, mut text: &[u8], out: &mut Vec<u8>) {
        if self.after_cr && !text.is_empty() {
            self.after_cr = false;
            if text[0] == b'\n' {
                text = &text[1..];
            } else {
                self.saw_bare_cr = true;
            }
        }
        while let Some(at) = text.iter().position(|&byte| byte == b'\r') {
            out.extend_from_slice(&text[..at]);
            out.push(b'\n');
            match text.get(at + 1) {
                Some(b'\n') => text = &text[at + 2..],
                Some(_) => {
                    self.saw_bare_cr = true;
                    text = &text[at + 1..];
                }
                None => {
                    self.after_cr = true;
                    return;
                }
            }
        }
        out.extend_from_slice(text);
    }
}

/// UTF-16 that lacks its mark: Western text has a zero in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = &bytes[..bytes.len().min(PROBE_BYTES) & !1];
    let pairs = bytes.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |offset: usize| {
        let zeros = bytes
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&byte| byte == 0);
        zeros.count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 4 >= pairs * 3 && even == 0 {
        Some(UTF_16LE)
    } else if even * 4 >= pairs * 3 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}
