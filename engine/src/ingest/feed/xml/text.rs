//! Title, description, subjects and publisher of an entry.

use super::{MAX_CHARS, Reader, Vocabulary, Wanted};
use crate::ingest::feed::keys;
use crate::ingest::html::{looks_like_html, plain_text};
use crate::ingest::markup::{Child, ElementId};
use crate::ingest::text::plain_line;
use std::fmt::Write as _;

/// Bytes of a description as HTML that are looked at.
const MAX_HTML_BYTES: usize = 256 * 1024;

/// Elements with the text of an entry, the shorter kinds first.
const DESCRIPTIONS: [Wanted; 11] = [
    ("summary", Vocabulary::Core),
    ("description", Vocabulary::Core),
    ("summary", Vocabulary::Atom),
    ("abstract", Vocabulary::Core),
    ("description", Vocabulary::Dublin),
    ("encoded", Vocabulary::Content),
    ("content", Vocabulary::Core),
    ("content", Vocabulary::Atom),
    ("summary", Vocabulary::Itunes),
    ("body", Vocabulary::Core),
    ("div", Vocabulary::Core),
];

/// Subjects of an entry, and the exact keys among them.
#[derive(Default)]
pub(super) struct Categories {
    pub(super) categories: Vec<String>,
    pub(super) tickers: Vec<String>,
    pub(super) isins: Vec<String>,
}

impl Reader<'_> {
    pub(super) fn title_of(&self, parent: ElementId) -> String {
        let wanted = [
            ("title", Vocabulary::Core),
            ("title", Vocabulary::Atom),
            ("title", Vocabulary::Dublin),
            ("title", Vocabulary::Media),
            ("title", Vocabulary::Itunes),
            ("title", Vocabulary::Other),
        ];
        let Some(element) = self
            .first(parent, &wanted)
            .or_else(|| self.media_of(parent).title)
        else {
            return String::new();
        };
        let is_text = self.document.elements[element].attribute("type") == Some("text");
        let html = self.html_of(element);
        if is_text && !looks_like_html(&html) {
            plain_line(&self.document.text(element), MAX_CHARS)
        } else {
            plain_text(&html, MAX_CHARS)
        }
    }

    pub(super) fn description_of(&self, item: ElementId) -> String {
        let media = self.media_of(item).description;
        let found = DESCRIPTIONS
            .iter()
            .filter_map(|wanted| self.first(item, std::slice::from_ref(wanted)))
            .chain(media)
            .map(|element| self.html_of(element))
            .find(|html| !plain_text(html, 20).is_empty());
        found.unwrap_or_default()
    }

    /// The inside of an element as HTML: its own text is HTML already (that is how feeds carry
    /// it), the text of elements inside is escaped again.
    pub(super) fn html_of(&self, element: ElementId) -> String {
        let mut html = String::new();
        let own = &self.document.elements[element];
        let is_text = own
            .attribute("type")
            .is_some_and(|kind| kind == "text" || kind == "text/plain");
        let xml_inside = own
            .attribute("type")
            .is_some_and(|kind| kind.contains("xhtml") || kind == "xml");
        self.write_html(element, &mut html, is_text || xml_inside);
        html
    }

    pub(super) fn write_html(&self, element: ElementId, html: &mut String, escape: bool) {
        for child in &self.document.elements[element].children {
            if html.len() > MAX_HTML_BYTES {
                return;
            }
            match child {
                Child::Text(text) if escape && !looks_like_html(text) => {
                    html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
                }
                Child::Text(text) => html.push_str(text),
                Child::Element(id) => {
                    let inside = &self.document.elements[*id];
                    let href = inside.attribute("href").map_or(String::new(), |href| {
                        format!(
                            " href=\"{}\"",
                            href.replace('&', "&amp;").replace('"', "&quot;")
                        )
                    });
                    let _ = write!(html, "<{}{href}>", inside.name);
                    self.write_html(*id, html, true);
                    let _ = write!(html, "</{}>", inside.name);
                }
            }
        }
    }

    pub(super) fn categories_of(&self, item: ElementId, found: &mut Categories) {
        for child in self.document.children(item) {
            let element = &self.document.elements[child];
            let vocabulary = self.names.vocabulary(element);
            let is_category = match element.name.as_str() {
                "category" => vocabulary != Vocabulary::Other,
                "subject" => matches!(vocabulary, Vocabulary::Dublin | Vocabulary::Core),
                "keywords" => matches!(vocabulary, Vocabulary::Media | Vocabulary::Itunes),
                "keyword" => vocabulary == Vocabulary::Dublin,
                _ => false,
            };
            if !is_category {
                continue;
            }
            let scheme = element
                .attribute("domain")
                .or_else(|| element.attribute("scheme"))
                .unwrap_or("")
                .to_lowercase();
            let text = self.document.text(child);
            let written = [
                element.attribute("label"),
                element.attribute("term"),
                element.attribute("text"),
                Some(&text),
            ]
            .into_iter()
            .flatten()
            .find(|written| !written.trim().is_empty());
            let value = plain_text(written.unwrap_or(""), 200);
            if scheme.contains("stock") || scheme.contains("ticker") {
                keys::push(&mut found.tickers, keys::ticker(&value));
            } else if scheme.contains("isin") {
                keys::push(&mut found.isins, keys::isin(&value));
            }
            if element.name == "keywords" {
                for word in value.split([',', ';']) {
                    keys::push(
                        &mut found.categories,
                        Some(word.trim().to_owned()).filter(|word| !word.is_empty()),
                    );
                }
            } else {
                keys::push(
                    &mut found.categories,
                    Some(value).filter(|value| !value.is_empty()),
                );
            }
        }
    }

    /// Name and website of the publisher that an aggregated entry names.
    pub(super) fn source_of(&self, item: ElementId) -> Option<(String, Option<String>)> {
        let source = self.first(
            item,
            &[
                ("source", Vocabulary::Core),
                ("source", Vocabulary::Atom),
                ("source", Vocabulary::Dublin),
            ],
        )?;
        let title = self.document.child(source, "title");
        let text = self.document.text(title.unwrap_or(source));
        let name = plain_text(&text, 200);
        let attribute = self.document.elements[source].attribute("url");
        let website = attribute
            .map(str::to_owned)
            .or_else(|| self.link_of(source, "alternate"))
            .and_then(|address| self.resolve(source, &address));
        // Some feeds put an address where the name should be.
        let name = if name.contains("://") {
            String::new()
        } else {
            name
        };
        Some((name, website))
    }
}
