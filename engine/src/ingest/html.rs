//! HTML as plain text.

use crate::ingest::markup::{Token, Tokens, attributes, decode_entities};
use crate::ingest::text::plain_line;

/// Elements that HTML knows; the name of any other one in angle brackets is part of the text.
const KNOWN: [&str; 86] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "time",
    "tr",
    "u",
    "ul",
];

/// Elements inside a line; all others part words.
const INLINE: [&str; 24] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i",
    "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u",
];

/// Elements whose text nobody reads.
const HIDDEN: [&str; 5] = ["script", "style", "noscript", "iframe", "svg"];

/// Bytes of HTML looked at per character wanted: markup takes more room than text.
const BYTES_PER_CHAR: usize = 64;

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Address as written.
    pub href: String,
    /// The words of the link, plain.
    pub text: String,
    /// The words between this link and the next, plain.
    pub behind: String,
}

/// The text of a piece of HTML on one line, at most `max_chars` characters: tags out, entities
/// decoded, scripts and styles gone, control and direction characters removed.
#[must_use]
pub fn plain_text(html: &str, max_chars: usize) -> String {
    if !html.contains(['<', '&']) {
        return plain_line(html, max_chars);
    }
    let mut text = String::new();
    let mut hidden: Option<&str> = None;
    let enough = max_chars.saturating_mul(8);
    for token in Tokens::new(cut(html, max_chars.saturating_mul(BYTES_PER_CHAR))) {
        if text.len() > enough {
            break;
        }
        match token {
            Token::Text(piece) if hidden.is_none() => text.push_str(&decode_entities(piece)),
            Token::Verbatim(piece) if hidden.is_none() => text.push_str(piece),
            Token::Open {
                name,
                attributes,
                empty,
            } => {
                let known = known(name);
                if known.is_none() && hidden.is_none() {
                    text.push('<');
                    text.push_str(name);
                    text.push_str(&decode_entities(attributes));
                    text.push_str(if empty { "/>" } else { ">" });
                } else if let Some(name) = known {
                    if !INLINE.contains(&name) {
                        text.push(' ');
                    }
                    if HIDDEN.contains(&name) && !empty && hidden.is_none() {
                        hidden = Some(name);
                    }
                }
            }
            Token::Close(name) => match known(name) {
                Some(name) => {
                    if hidden == Some(name) {
                        hidden = None;
                    }
                    if !INLINE.contains(&name) {
                        text.push(' ');
                    }
                }
                None if hidden.is_none() => {
                    text.push_str("</");
                    text.push_str(name);
                    text.push('>');
                }
                None => {}
            },
            _ => {}
        }
    }
    plain_line(&text, max_chars)
}

/// The links of a piece of HTML, at most `most`.
#[must_use]
pub fn anchors(html: &str, most: usize) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut inside = false;
    for token in Tokens::new(html) {
        match token {
            Token::Open {
                name,
                attributes: text,
                ..
            } if name.eq_ignore_ascii_case("a") => {
                if anchors.len() == most {
                    break;
                }
                let href = attributes(text).find(|(name, _)| name.eq_ignore_ascii_case("href"));
                inside = href.is_some();
                if let Some((_, href)) = href {
                    anchors.push(Anchor {
                        href,
                        text: String::new(),
                        behind: String::new(),
                    });
                }
            }
            Token::Close(name) if name.eq_ignore_ascii_case("a") => inside = false,
            Token::Text(piece) => {
                if let Some(anchor) = anchors.last_mut() {
                    let part = if inside {
                        &mut anchor.text
                    } else {
                        &mut anchor.behind
                    };
                    part.push_str(&decode_entities(piece));
                }
            }
            _ => {}
        }
    }
    for anchor in &mut anchors {
        anchor.text = plain_line(&anchor.text, 500);
        anchor.behind = plain_line(&anchor.behind, 500);
    }
    anchors
}

/// True when the text holds tags or entities of HTML.
#[must_use]
pub fn looks_like_html(text: &str) -> bool {
    if decode_entities(text) != text {
        return true;
    }
    text.contains('<')
        && Tokens::new(text).any(|token| match token {
            Token::Open { name, .. } | Token::Close(name) => known(name).is_some(),
            Token::Verbatim(_) => true,
            _ => false,
        })
}

fn known(name: &str) -> Option<&'static str> {
    KNOWN
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// The text up to a length in bytes, cut at the edge of a character.
fn cut(text: &str, max_bytes: usize) -> &str {
    let mut end = text.len().min(max_bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
