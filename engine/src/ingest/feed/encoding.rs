//! The bytes of a payload as text, whatever they say of their own encoding.
//!
//! A byte order mark and the pattern of zero bytes go first, then what the bytes are: text that is
//! sound UTF-8 with letters beyond ASCII is UTF-8 although it may be declared Latin-1. Then the
//! declaration, then the `Content-Type`, then Windows-1252, which takes every byte.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes in which an XML declaration is looked for.
const DECLARATION_BYTES: usize = 2_048;

/// A payload as text.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) problem: Option<String>,
}

pub(super) fn decode(payload: &[u8], content_type: &str) -> Decoded {
    if let Some(text) = utf32(payload) {
        return Decoded {
            text,
            problem: None,
        };
    }
    if let Some((encoding, _)) = Encoding::for_bom(payload) {
        return with(encoding, payload, None);
    }
    if let Some(encoding) = utf16_by_zeros(payload) {
        return with(encoding, payload, None);
    }
    let declared = declared_label(payload).and_then(|label| encoding_of(&label));
    let sent = charset(content_type).and_then(encoding_of);
    // A declaration that could be read byte by byte does not stand in UTF-16.
    let stated = declared
        .or(sent)
        .filter(|encoding| encoding.is_ascii_compatible());
    let valid = std::str::from_utf8(payload);
    let western = stated.is_none_or(Encoding::is_single_byte);
    match (stated, valid) {
        (Some(encoding), Ok(_)) if encoding != UTF_8 && western && !payload.is_ascii() => {
            let problem = format!("The feed says it is {}, but it is UTF-8.", encoding.name());
            with(UTF_8, payload, Some(problem))
        }
        (Some(encoding), _) if encoding != UTF_8 => with(encoding, payload, None),
        (_, Ok(_)) => with(UTF_8, payload, None),
        (_, Err(_)) => {
            if let Some(encoding) = sent.filter(|&encoding| encoding != UTF_8) {
                let problem = format!("The feed says it is UTF-8, but it is {}.", encoding.name());
                return with(encoding, payload, Some(problem));
            }
            mixed(payload)
        }
    }
}

fn with(encoding: &'static Encoding, payload: &[u8], problem: Option<String>) -> Decoded {
    let (text, _) = encoding.decode_with_bom_removal(payload);
    Decoded {
        text: text.into_owned(),
        problem,
    }
}

/// Not UTF-8 throughout: where UTF-8 prevails only the stray bytes are Windows-1252.
fn mixed(payload: &[u8]) -> Decoded {
    let chunks = || payload.utf8_chunks();
    let bad = chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let good: usize = chunks()
        .map(|chunk| {
            chunk
                .valid()
                .chars()
                .filter(|letter| !letter.is_ascii())
                .count()
        })
        .sum();
    if good < bad {
        let problem = "The feed is not UTF-8 as it should be; it was read as Windows-1252.";
        return with(WINDOWS_1252, payload, Some(problem.to_owned()));
    }
    let mut text = String::with_capacity(payload.len());
    for chunk in chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    let problem = format!("{bad} bytes of the feed are not UTF-8; they were read as Windows-1252.");
    Decoded {
        text,
        problem: Some(problem),
    }
}

/// The encoding that the XML declaration names, wherever it begins.
fn declared_label(payload: &[u8]) -> Option<String> {
    let start = &payload[..payload.len().min(DECLARATION_BYTES)];
    let start = String::from_utf8_lossy(start);
    let declaration = &start[start.find("<?xml")?..];
    let declaration = &declaration[..declaration.find('>')?];
    let value = declaration[declaration.find("encoding")? + 8..].trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(['"', '\'', '?', ' ']).unwrap_or(value.len());
    Some(value[..end].trim().to_owned())
}

fn charset(content_type: &str) -> Option<&str> {
    let at = content_type.to_ascii_lowercase().find("charset=")? + 8;
    let value = content_type.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    Some(value.split([';', '"', '\'', ' ', ',']).next().unwrap_or(""))
}

/// The encoding with that label; labels are often written with other marks than the standard's.
fn encoding_of(label: &str) -> Option<&'static Encoding> {
    let plain = label.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    Encoding::for_label(label.as_bytes())
        .or_else(|| Encoding::for_label(plain.as_bytes()))
        .or(match plain.as_str() {
            "latin-1" | "latin" | "iso-latin-1" | "cp-1252" | "windows1252" | "ansi" => {
                Some(WINDOWS_1252)
            }
            "utf8" | "utf-8-sig" | "utf8mb4" | "unicode" => Some(UTF_8),
            "cp936" | "ms936" => Some(encoding_rs::GBK),
            "cp949" => Some(encoding_rs::EUC_KR),
            "cp932" | "ms932" => Some(encoding_rs::SHIFT_JIS),
            "cp950" => Some(encoding_rs::BIG5),
            _ => None,
        })
        .filter(|&encoding| encoding != encoding_rs::REPLACEMENT)
}

/// UTF-16 without its mark: `<` and a zero.
fn utf16_by_zeros(payload: &[u8]) -> Option<&'static Encoding> {
    let start = &payload[..payload.len().min(200) & !1];
    let zeros = |offset: usize| {
        let bytes = start.iter().skip(offset).step_by(2);
        bytes.filter(|&&byte| byte == 0).count()
    };
    let half = start.len() / 4;
    if half == 0 {
        None
    } else if zeros(1) > half && zeros(0) == 0 {
        Some(UTF_16LE)
    } else if zeros(0) > half && zeros(1) == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-32, with its mark or by the zeros around `<`.
fn utf32(payload: &[u8]) -> Option<String> {
    let (big, skip) = match payload {
        [0, 0, 0xfe, 0xff, ..] => (true, 4),
        [0xff, 0xfe, 0, 0, ..] => (false, 4),
        [0, 0, 0, b'<', ..] => (true, 0),
        [b'<', 0, 0, 0, ..] => (false, 0),
        _ => return None,
    };
    let units = payload[skip..].chunks_exact(4).map(|unit| {
        let unit = [unit[0], unit[1], unit[2], unit[3]];
        let code = if big {
            u32::from_be_bytes(unit)
        } else {
            u32::from_le_bytes(unit)
        };
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    Some(units.collect())
}
