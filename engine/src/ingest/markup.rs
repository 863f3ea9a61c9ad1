//! Markup that may be broken: tags, texts and attributes of XML or HTML, found without ever failing.
//!
//! Feeds in the wild are not well-formed, and a parser that stops at the first error loses every
//! entry behind it. [`Tokens`] therefore takes whatever stands there: a `<` that begins no tag is
//! text, an attribute may lack its quotes or its value, a comment that never ends is passed over.
//! No entity is ever expanded but the characters that HTML names and numbers, so that a document
//! cannot grow. Time and memory are linear in the length of the text.

mod entity;
mod named;
mod tree;

pub use entity::decode_entities;
pub use tree::{Child, Document, Element, ElementId};

/// A piece of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text, with its entities as written.
    Text(&'a str),
    /// The inside of a CDATA section, of a script or of a style sheet: no entities in it.
    Verbatim(&'a str),
    /// A tag that opens an element.
    Open {
        /// Name as written.
        name: &'a str,
        /// What stands between the name and the end of the tag; see [`attributes`].
        attributes: &'a str,
        /// True for `<name/>`.
        empty: bool,
    },
    /// A tag that closes an element.
    Close(&'a str),
    /// A document type with its internal subset.
    Doctype(&'a str),
}

/// The pieces of a text, in order.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Name of the script or style element whose text comes next.
    verbatim: Option<&'a str>,
    missing: Missing,
}

/// Ends that were looked for and do not come any more: looking again would take quadratic time.
#[derive(Debug, Clone, Copy, Default)]
struct Missing {
    comment_end: bool,
    cdata_end: bool,
    instruction_end: bool,
    doctype_end: bool,
    verbatim_end: bool,
}

impl<'a> Tokens<'a> {
    /// The pieces of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            verbatim: None,
            missing: Missing::default(),
        }
    }

    /// Passes over comments, instructions and declarations; gives those that are a token.
    fn declaration(&mut self) -> Option<Token<'a>> {
        let rest = &self.text[self.at..];
        if let Some(inside) = rest.strip_prefix("<!--") {
            let end = find_once(inside, "-->", &mut self.missing.comment_end);
            self.at += end.map_or_else(|| behind_next_angle(rest), |end| end + 7);
            return None;
        }
        if rest.starts_with("<?") {
            let end = find_once(rest, "?>", &mut self.missing.instruction_end);
            self.at += end.map_or_else(|| behind_next_angle(rest), |end| end + 2);
            return None;
        }
        if begins_with(rest, "<![CDATA[") {
            let inside = &rest[9..];
            let end = find_once(inside, "]]>", &mut self.missing.cdata_end);
            // A section that is never closed ends where the element does.
            let length = end.unwrap_or_else(|| inside.find("</").unwrap_or(inside.len()));
            self.at += 9 + length + if end.is_some() { 3 } else { 0 };
            return Some(Token::Verbatim(&inside[..length]));
        }
        if begins_with(rest, "<!DOCTYPE") {
            let length = doctype_length(rest, &mut self.missing.doctype_end);
            self.at += length;
            return Some(Token::Doctype(&rest[..length]));
        }
        self.at += behind_next_angle(rest);
        None
    }

    /// The tag at the current position; `None` when it never ends.
    fn tag(&mut self) -> Option<Token<'a>> {
        let rest = &self.text[self.at..];
        let length = tag_length(rest)?;
        let closing = rest.as_bytes().get(1) == Some(&b'/');
        let inside = &rest[if closing { 2 } else { 1 }..length - 1];
        let name_length = inside
            .find(|character: char| character.is_whitespace() || character == '/')
            .unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(name_length);
        self.at += length;
        if closing {
            return Some(Token::Close(name));
        }
        let attributes = attributes.trim_end();
        let empty = attributes.ends_with('/');
        let verbatim = name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style");
        self.verbatim = (verbatim && !empty).then_some(name);
        Some(Token::Open {
            name,
            attributes: attributes.strip_suffix('/').unwrap_or(attributes),
            empty,
        })
    }

    /// The text of a script or style element, up to its closing tag.
    fn verbatim_text(&mut self, name: &str) -> Option<Token<'a>> {
        let rest = &self.text[self.at..];
        if self.missing.verbatim_end {
            return None;
        }
        let mut ends = rest.match_indices("</");
        let Some((end, _)) = ends.find(|(at, _)| begins_with(&rest[at + 2..], name)) else {
            self.missing.verbatim_end = true;
            return None;
        };
        self.at += end;
        (end > 0).then(|| Token::Verbatim(&rest[..end]))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.verbatim.take()
            && let Some(token) = self.verbatim_text(name)
        {
            return Some(token);
        }
        let mut looked = self.at;
        while let Some(found) = self.text[looked..].find('<') {
            let angle = looked + found;
            looked = angle + 1;
            if !is_markup(&self.text[angle..]) {
                continue;
            }
            if angle > self.at {
                let text = &self.text[self.at..angle];
                self.at = angle;
                return Some(Token::Text(text));
            }
            if matches!(self.text.as_bytes().get(angle + 1), Some(b'!' | b'?')) {
                if let Some(token) = self.declaration() {
                    return Some(token);
                }
                looked = self.at;
            } else if let Some(token) = self.tag() {
                return Some(token);
            }
        }
        let text = &self.text[self.at..];
        self.at = self.text.len();
        (!text.is_empty()).then_some(Token::Text(text))
    }
}

/// Name and value of each attribute, entities decoded; missing quotes and values are taken.
pub fn attributes(text: &str) -> impl Iterator<Item = (&str, String)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|character: char| {
            character.is_whitespace() || matches!(character, '/' | '=' | '"' | '\'')
        });
        if rest.is_empty() {
            return None;
        }
        let name_length = rest
            .find(|character: char| character.is_whitespace() || character == '=')
            .unwrap_or(rest.len());
        let (name, behind) = rest.split_at(name_length);
        let Some(value) = behind.trim_start().strip_prefix('=') else {
            rest = behind;
            return Some((name, String::new()));
        };
        let value = value.trim_start();
        let quoted = value
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''));
        let value_text = if let Some(quote) = quoted {
            let inside = &value[1..];
            let end = inside.find(quote).unwrap_or(inside.len());
            rest = inside.get(end + 1..).unwrap_or("");
            &inside[..end]
        } else {
            let end = value.find(char::is_whitespace).unwrap_or(value.len());
            rest = &value[end..];
            &value[..end]
        };
        Some((name, decode_entities(value_text).into_owned()))
    })
}

/// True for a `<` that begins a tag or a declaration.
fn is_markup(text: &str) -> bool {
    let name_begins = |character: char| character.is_alphabetic() || character == '_';
    match text.as_bytes().get(1) {
        Some(b'!') => {
            let next = text.as_bytes().get(2);
            next.is_some_and(|byte| matches!(byte, b'-' | b'[') || byte.is_ascii_alphabetic())
        }
        Some(b'?') => true,
        Some(b'/') => text[2..].chars().next().is_some_and(name_begins),
        Some(_) => text[1..].chars().next().is_some_and(name_begins),
        None => false,
    }
}

/// Length of a tag up to and with its `>`. A quote that runs into the next tag was never closed:
/// then the first `>` ends the tag.
fn tag_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut first_end = None;
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            b'>' if quote.is_none() => return Some(at + 1),
            b'>' => first_end = first_end.or(Some(at + 1)),
            b'"' | b'\'' if quote == Some(byte) => quote = None,
            // A quote counts only where a value begins: "it's" is no quote.
            b'"' | b'\'' if quote.is_none() && value_begins(&bytes[..at]) => quote = Some(byte),
            b'<' if is_markup(&text[at..]) => return first_end,
            _ => {}
        }
    }
    first_end
}

fn value_begins(before: &[u8]) -> bool {
    before.trim_ascii_end().last() == Some(&b'=')
}

/// Length of a document type up to and with its last `>`.
fn doctype_length(text: &str, missing: &mut bool) -> usize {
    let open = text.find(['[', '>']);
    let has_subset = open.is_some_and(|at| text.as_bytes()[at] == b'[');
    if has_subset && !*missing {
        let mut ends = text.match_indices(']');
        let end = ends.find_map(|(at, _)| {
            let behind = text[at + 1..].trim_start();
            behind
                .starts_with('>')
                .then(|| text.len() - behind.len() + 1)
        });
        if let Some(end) = end {
            return end;
        }
        *missing = true;
    }
    behind_next_angle(text)
}

fn behind_next_angle(text: &str) -> usize {
    text.find('>').map_or(text.len(), |at| at + 1)
}

fn begins_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(start))
}

fn find_once(text: &str, wanted: &str, missing: &mut bool) -> Option<usize> {
    if *missing {
        return None;
    }
    let found = text.find(wanted);
    *missing = found.is_none();
    found
}
