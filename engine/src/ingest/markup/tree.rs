//! A tree of elements out of [`Tokens`](super::Tokens), mended where tags do not match.

use super::{Token, Tokens, attributes, decode_entities};

/// Deepest nesting; elements below are taken as part of the one at this depth.
const MAX_DEPTH: usize = 200;

/// Most elements of a document; the rest is passed over.
const MAX_ELEMENTS: usize = 1_000_000;

/// Elements of feeds that hold text alone: when another one of [`STRUCTURE`] begins inside, the
/// closing tag was forgotten.
const TEXT_ONLY: [&str; 10] = [
    "title",
    "link",
    "guid",
    "pubdate",
    "description",
    "id",
    "updated",
    "published",
    "author",
    "category",
];

/// Elements that stand beside each other in an item, never inside one of [`TEXT_ONLY`].
const STRUCTURE: [&str; 8] = [
    "item",
    "entry",
    "guid",
    "pubdate",
    "link",
    "description",
    "updated",
    "published",
];

/// Index of an element within its document.
pub type ElementId = usize;

/// What an element holds, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Child {
    /// Text with its entities decoded.
    Text(String),
    /// An element.
    Element(ElementId),
}

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Prefix in lower case, empty for none.
    pub prefix: String,
    /// Name behind the prefix, in lower case.
    pub name: String,
    /// Attributes, names in lower case, in the order of the document.
    pub attributes: Vec<(String, String)>,
    /// The element it stands in; `None` for one at the top.
    pub parent: Option<ElementId>,
    /// What it holds.
    pub children: Vec<Child>,
}

impl Element {
    /// The value of an attribute, by its full name in lower case.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The elements of a document, in the order in which they begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The elements.
    pub elements: Vec<Element>,
    /// What had to be mended, each sort once.
    pub problems: Vec<&'static str>,
}

impl Document {
    /// Reads a document; never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut builder = Builder::default();
        for token in Tokens::new(text) {
            builder.take(token);
        }
        let Builder {
            mut document, open, ..
        } = builder;
        if !open.is_empty() {
            document.note("The file ends before its last element is closed.");
        }
        document
    }

    /// The elements right inside an element.
    pub fn children(&self, element: ElementId) -> impl Iterator<Item = ElementId> {
        self.elements[element]
            .children
            .iter()
            .filter_map(|child| match child {
                Child::Element(id) => Some(*id),
                Child::Text(_) => None,
            })
    }

    /// The first child with that name, whatever its prefix.
    #[must_use]
    pub fn child(&self, element: ElementId, name: &str) -> Option<ElementId> {
        self.children(element)
            .find(|&child| self.elements[child].name == name)
    }

    /// The first element with that name, whatever its prefix.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ElementId> {
        self.elements
            .iter()
            .position(|element| element.name == name)
    }

    /// All text inside an element, in order.
    #[must_use]
    pub fn text(&self, element: ElementId) -> String {
        let mut text = String::new();
        let mut waiting = vec![self.elements[element].children.iter()];
        while let Some(children) = waiting.last_mut() {
            match children.next() {
                Some(Child::Text(piece)) => text.push_str(piece),
                Some(Child::Element(id)) => waiting.push(self.elements[*id].children.iter()),
                None => {
                    waiting.pop();
                }
            }
        }
        text
    }

    fn note(&mut self, problem: &'static str) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

#[derive(Default)]
struct Builder {
    document: Document,
    open: Vec<ElementId>,
}

impl Builder {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => self.text(&decode_entities(text)),
            Token::Verbatim(text) => self.text(text),
            Token::Open {
                name,
                attributes,
                empty,
            } => self.open(name, attributes, empty),
            Token::Close(name) => self.close(name),
            Token::Doctype(text) => {
                if text.contains("<!ENTITY") {
                    self.document
                        .note("The file defines entities of its own; they are not expanded.");
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        let Some(&current) = self.open.last() else {
            return;
        };
        let children = &mut self.document.elements[current].children;
        if let Some(Child::Text(before)) = children.last_mut() {
            before.push_str(text);
        } else {
            children.push(Child::Text(text.to_owned()));
        }
    }

    fn open(&mut self, name: &str, attribute_text: &str, empty: bool) {
        let (prefix, name) = split_name(name);
        self.close_forgotten(&prefix, &name);
        if self.open.len() >= MAX_DEPTH || self.document.elements.len() >= MAX_ELEMENTS {
            self.document
                .note("The file nests too deep or holds too many elements; some were passed over.");
            return;
        }
        let id = self.document.elements.len();
        let parent = self.open.last().copied();
        let attributes = attributes(attribute_text)
            .map(|(name, value)| (name.to_lowercase(), value))
            .collect();
        self.document.elements.push(Element {
            prefix,
            name,
            attributes,
            parent,
            children: Vec::new(),
        });
        if let Some(parent) = parent {
            self.document.elements[parent]
                .children
                .push(Child::Element(id));
        }
        if !empty {
            self.open.push(id);
        }
    }

    /// Closes what must have been closed before an element with that name may begin.
    fn close_forgotten(&mut self, prefix: &str, name: &str) {
        if !(prefix.is_empty() && STRUCTURE.contains(&name)) {
            return;
        }
        if name == "item" || name == "entry" {
            let unclosed = self.open.iter().position(|&id| {
                let element = &self.document.elements[id];
                element.name == name && element.prefix.is_empty()
            });
            if let Some(depth) = unclosed {
                self.open.truncate(depth);
                self.document
                    .note("An entry is not closed before the next begins.");
            }
        }
        if let Some(&current) = self.open.last() {
            let element = &self.document.elements[current];
            let text_only = element.prefix.is_empty() && TEXT_ONLY.contains(&element.name.as_str());
            if text_only {
                self.open.pop();
                self.document
                    .note("An element is not closed before the next begins.");
            }
        }
    }

    fn close(&mut self, name: &str) {
        let (prefix, name) = split_name(name);
        let matching = self.open.iter().rposition(|&id| {
            let element = &self.document.elements[id];
            element.name == name && element.prefix == prefix
        });
        match matching {
            Some(depth) => {
                if depth + 1 < self.open.len() {
                    self.document
                        .note("Elements are not closed in the order in which they begin.");
                }
                self.open.truncate(depth);
            }
            None => self
                .document
                .note("An element is closed that was not open."),
        }
    }
}

/// Prefix and name in lower case; "::" and stray colons do not matter.
fn split_name(name: &str) -> (String, String) {
    match name.split_once(':') {
        Some((prefix, name)) => (prefix.to_lowercase(), name.to_lowercase()),
        None => (String::new(), name.to_lowercase()),
    }
}
