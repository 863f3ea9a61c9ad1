//! What the names of elements mean, by their namespace or, where that is missing, their prefix.

use crate::ingest::markup::{Document, Element};
use rustc_hash::FxHashMap;

/// The vocabulary an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Vocabulary {
    /// RSS of any version, and elements without a namespace.
    Core,
    Atom,
    /// Dublin Core, terms included.
    Dublin,
    /// `content:encoded`.
    Content,
    /// Media RSS.
    Media,
    Itunes,
    Feedburner,
    Rdf,
    /// Anything else.
    Other,
}

/// Parts of namespace addresses, in lower case, and what they stand for; the first that fits.
const NAMESPACES: [(&str, Vocabulary); 18] = [
    ("www.w3.org/2005/atom", Vocabulary::Atom),
    ("purl.org/atom/app", Vocabulary::Other),
    ("purl.org/atom/", Vocabulary::Atom),
    ("purl.org/rss/1.0/modules/content", Vocabulary::Content),
    ("purl.org/rss/1.0/modules", Vocabulary::Other),
    ("purl.org/rss/", Vocabulary::Core),
    ("purl.org/net/rss1.1", Vocabulary::Core),
    ("my.netscape.com", Vocabulary::Core),
    ("channel.netscape.com", Vocabulary::Core),
    ("backend.userland.com", Vocabulary::Core),
    ("blogs.law.harvard.edu", Vocabulary::Core),
    ("cyber.law.harvard.edu", Vocabulary::Core),
    ("purl.org/dc/", Vocabulary::Dublin),
    ("search.yahoo.com/mrss", Vocabulary::Media),
    ("itunes", Vocabulary::Itunes),
    ("feedburner", Vocabulary::Feedburner),
    ("22-rdf-syntax", Vocabulary::Rdf),
    ("://", Vocabulary::Other),
];

/// Prefixes in use, for feeds that forget to declare them.
const PREFIXES: [(&str, Vocabulary); 14] = [
    ("", Vocabulary::Core),
    ("rss", Vocabulary::Core),
    ("rss1", Vocabulary::Core),
    ("atom", Vocabulary::Atom),
    ("atom10", Vocabulary::Atom),
    ("a10", Vocabulary::Atom),
    ("dc", Vocabulary::Dublin),
    ("dcterms", Vocabulary::Dublin),
    ("dcterm", Vocabulary::Dublin),
    ("content", Vocabulary::Content),
    ("media", Vocabulary::Media),
    ("itunes", Vocabulary::Itunes),
    ("feedburner", Vocabulary::Feedburner),
    ("rdf", Vocabulary::Rdf),
];

/// Prefixes of a document and what they stand for.
pub(super) struct Names {
    declared: FxHashMap<String, Vocabulary>,
}

impl Names {
    /// Gathers the declarations of the whole document; that a prefix means two things in one feed
    /// does not happen.
    pub(super) fn of(document: &Document) -> Self {
        let mut declared = FxHashMap::default();
        for element in &document.elements {
            for (name, address) in &element.attributes {
                if let Some(prefix) = name.strip_prefix("xmlns:") {
                    let address = address.to_lowercase();
                    let known = NAMESPACES.iter().find(|(part, _)| address.contains(part));
                    if let Some(&(_, vocabulary)) = known {
                        declared.entry(prefix.to_owned()).or_insert(vocabulary);
                    }
                }
            }
        }
        Self { declared }
    }

    pub(super) fn vocabulary(&self, element: &Element) -> Vocabulary {
        if element.prefix.is_empty() {
            return Vocabulary::Core;
        }
        let prefix = element.prefix.as_str();
        let conventional = PREFIXES.iter().find(|(name, _)| *name == prefix);
        let conventional = conventional.map(|&(_, vocabulary)| vocabulary);
        match (self.declared.get(prefix), conventional) {
            // A wrong address under a well-known prefix is a slip of the pen.
            (Some(Vocabulary::Other) | None, Some(conventional)) => conventional,
            (Some(&declared), _) => declared,
            (None, None) => Vocabulary::Other,
        }
    }
}
