//! RSS, RDF, Atom and CDF: one walk over the tree for all of them.

mod link;
mod media;
mod text;

use super::content_type::{Surroundings, guess};
use super::entry::{Entry, Feed, FeedKind, Related};
use super::names::{Names, Vocabulary};
use super::{MAX_ENTRIES, keys, not_a_feed};
use crate::Result;
use crate::ingest::canonical_url;
use crate::ingest::date;
use crate::ingest::html::{anchors, plain_text};
use crate::ingest::markup::{Child, Document, ElementId};
use crate::ingest::text::plain_line;
use jiff::Timestamp;
use text::Categories;
use url::Url;

/// Longest title and summary, in characters.
const MAX_CHARS: usize = 500;

/// Longest title made from a summary, in characters.
const MAX_MADE_TITLE: usize = 120;

/// Most copies of a story that a news search lists.
const MAX_RELATED: usize = 20;

/// Elements that a feed begins with.
const ROOTS: [&str; 4] = ["rss", "rdf", "feed", "channel"];

/// Reads the markup of a feed.
pub(super) fn read(text: &str, url: &str) -> Result<Feed> {
    let document = Document::parse(text);
    let reader = Reader {
        names: Names::of(&document),
        base: Url::parse(url).ok(),
        url,
        document: &document,
    };
    reader.feed().ok_or_else(|| not_a_feed(text, url))
}

struct Reader<'a> {
    document: &'a Document,
    names: Names,
    base: Option<Url>,
    url: &'a str,
}

impl Reader<'_> {
    fn feed(&self) -> Option<Feed> {
        let items = self.items();
        let root = ROOTS.iter().find_map(|&name| self.root(name));
        let kind = self.kind(root, &items)?;
        // Items may stand beside their channel (RDF), in it (RSS), or alone.
        let about = self
            .document
            .elements
            .iter()
            .position(|element| element.name == "channel" || element.name == "feed")
            .or(root);
        let title = about.map_or_else(String::new, |about| self.title_of(about));
        let home = about.and_then(|about| self.link_of(about, "alternate"));
        let own_url = about.and_then(|about| self.link_of(about, "self"));
        let language = about.and_then(|about| {
            let written = self.first(
                about,
                &[
                    ("language", Vocabulary::Core),
                    ("language", Vocabulary::Dublin),
                ],
            );
            written
                .map(|element| self.document.text(element))
                .or_else(|| {
                    self.document.elements[about]
                        .attribute("xml:lang")
                        .map(str::to_owned)
                })
        });
        let generator =
            about.and_then(|about| self.first(about, &[("generator", Vocabulary::Core)]));
        let generator = generator.map_or_else(String::new, |element| {
            let uri = self.document.elements[element]
                .attribute("uri")
                .unwrap_or("")
                .to_owned();
            uri + " " + &self.document.text(element)
        });
        let surroundings = Surroundings {
            feed_url: self.url,
            home: home.as_deref().unwrap_or(""),
            title: &title,
            generator: &generator,
        };
        let mut problems: Vec<String> = self
            .document
            .problems
            .iter()
            .map(|problem| (*problem).to_owned())
            .collect();
        if items.len() > MAX_ENTRIES {
            problems.push(format!(
                "The feed has {} entries; the first {MAX_ENTRIES} were read.",
                items.len()
            ));
        }
        let entries: Vec<Entry> = items
            .iter()
            .take(MAX_ENTRIES)
            .map(|&item| self.entry(item, kind, &surroundings))
            .collect();
        Some(Feed {
            language: plain_line(&language.unwrap_or_default(), 20),
            entries,
            title,
            home,
            own_url,
            kind,
            problems,
        })
    }

    fn root(&self, name: &str) -> Option<ElementId> {
        let elements = &self.document.elements;
        let found = elements.iter().position(|element| element.name == name)?;
        // A page may hold an element of that name somewhere; a feed begins with it, or with what a
        // server printed by mistake.
        let inside_page = self.document.find("html").is_some_and(|html| html < found);
        (!inside_page && (name != "channel" || found < 3)).then_some(found)
    }

    /// Entries wherever they stand; an entry inside an entry belongs to it.
    fn items(&self) -> Vec<ElementId> {
        let is_item = |id: ElementId| {
            let element = &self.document.elements[id];
            matches!(element.name.as_str(), "item" | "entry")
                && matches!(
                    self.names.vocabulary(element),
                    Vocabulary::Core | Vocabulary::Atom
                )
        };
        (0..self.document.elements.len())
            .filter(|&id| {
                let mut above = self.document.elements[id].parent;
                while let Some(parent) = above {
                    if is_item(parent) {
                        return false;
                    }
                    above = self.document.elements[parent].parent;
                }
                is_item(id)
            })
            .collect()
    }

    fn kind(&self, root: Option<ElementId>, items: &[ElementId]) -> Option<FeedKind> {
        let by_item = || {
            let &item = items.iter().find(|&&item| self.tells_something(item))?;
            let is_atom = self.document.elements[item].name == "entry";
            Some(if is_atom {
                FeedKind::Atom
            } else {
                FeedKind::Rss
            })
        };
        match root.map(|root| self.document.elements[root].name.as_str()) {
            Some("rss") => Some(FeedKind::Rss),
            Some("rdf") => Some(FeedKind::Rdf),
            Some("feed") => Some(FeedKind::Atom),
            Some("channel") if root.is_some_and(|root| self.is_cdf(root)) => Some(FeedKind::Cdf),
            Some("channel") => Some(FeedKind::Rss),
            _ => by_item(),
        }
    }

    fn is_cdf(&self, channel: ElementId) -> bool {
        self.document.elements[channel].attribute("href").is_some()
            || self.document.children(channel).any(|child| {
                let element = &self.document.elements[child];
                element.name == "item" && element.attribute("href").is_some()
            })
    }

    /// True for an element with a title or a link, as an entry without a feed around it must have.
    fn tells_something(&self, item: ElementId) -> bool {
        self.document.child(item, "title").is_some() || self.document.child(item, "link").is_some()
    }

    fn entry(&self, item: ElementId, kind: FeedKind, feed: &Surroundings<'_>) -> Entry {
        let html = self.description_of(item);
        let related = related(&html);
        let mut title = self.title_of(item);
        // A list of the same story at several publishers is no summary.
        let summary = if related.len() > 1 {
            String::new()
        } else {
            plain_text(&html, MAX_CHARS)
        };
        if title.is_empty() {
            title = plain_line(&summary, MAX_MADE_TITLE);
        }
        let url = self.entry_link(item, kind);
        let source = self.source_of(item);
        let (source_name, publisher_url) = source.unwrap_or_default();
        let publisher = Some(source_name)
            .filter(|name| !name.is_empty())
            .or_else(|| self.text_of(item, &[("publisher", Vocabulary::Dublin)]))
            .or_else(|| Some(feed.title.to_owned()).filter(|title| !title.is_empty()));
        if let (Some(name), Some(_)) = (&publisher, &publisher_url) {
            title = without_publisher(title, name);
        }
        let summary = if summary.starts_with(&title)
            && summary.len() < title.len() + 60
            && publisher_url.is_some()
        {
            String::new()
        } else {
            summary
        };
        let updated = self.date_of(item, &UPDATED);
        let published = self.date_of(item, &PUBLISHED).or(updated);
        let mut facts = Categories::default();
        self.categories_of(item, &mut facts);
        keys::tickers_in_text(&title, &mut facts.tickers);
        keys::tickers_in_text(&summary, &mut facts.tickers);
        let media = self.media_of(item);
        Entry {
            content_type: guess(url.as_deref(), media.video, feed),
            external_id: self.identifier_of(item),
            still: media.still,
            categories: facts.categories,
            tickers: facts.tickers,
            isins: facts.isins,
            title,
            url,
            summary,
            publisher,
            publisher_url,
            published,
            updated,
            related,
        }
    }
}

type Wanted = (&'static str, Vocabulary);

/// Elements that say when an entry was published, best first.
const PUBLISHED: [Wanted; 11] = [
    ("pubdate", Vocabulary::Core),
    ("published", Vocabulary::Core),
    ("published", Vocabulary::Atom),
    ("issued", Vocabulary::Core),
    ("date", Vocabulary::Dublin),
    ("issued", Vocabulary::Dublin),
    ("created", Vocabulary::Core),
    ("created", Vocabulary::Dublin),
    ("date", Vocabulary::Core),
    ("pubdate", Vocabulary::Other),
    ("lastmod", Vocabulary::Core),
];

/// Elements that say when it was changed.
const UPDATED: [Wanted; 5] = [
    ("updated", Vocabulary::Core),
    ("updated", Vocabulary::Atom),
    ("modified", Vocabulary::Core),
    ("modified", Vocabulary::Dublin),
    ("lastbuilddate", Vocabulary::Core),
];

impl Reader<'_> {
    /// The first child that is one of the wanted, in the order of what is wanted; Atom's own
    /// namespace and none are the same.
    fn first(&self, parent: ElementId, wanted: &[Wanted]) -> Option<ElementId> {
        wanted.iter().find_map(|&(name, vocabulary)| {
            self.document.children(parent).find(|&child| {
                let element = &self.document.elements[child];
                element.name == name
                    && self.names.vocabulary(element) == vocabulary
                    && !self.is_void(child)
            })
        })
    }

    fn is_void(&self, element: ElementId) -> bool {
        let element = &self.document.elements[element];
        element.attributes.is_empty()
            && element.children.iter().all(|child| match child {
                Child::Text(text) => text.trim().is_empty(),
                Child::Element(_) => false,
            })
    }

    fn text_of(&self, parent: ElementId, wanted: &[Wanted]) -> Option<String> {
        let element = self.first(parent, wanted)?;
        let text = plain_text(&self.document.text(element), MAX_CHARS);
        (!text.is_empty()).then_some(text)
    }

    fn date_of(&self, item: ElementId, wanted: &[Wanted]) -> Option<Timestamp> {
        wanted.iter().find_map(|wanted| {
            let element = self.first(item, std::slice::from_ref(wanted))?;
            let text = self.document.text(element);
            date::timestamp(&plain_line(&text, 120))
        })
    }

    fn identifier_of(&self, item: ElementId) -> String {
        let wanted = [
            ("guid", Vocabulary::Core),
            ("id", Vocabulary::Core),
            ("id", Vocabulary::Atom),
            ("identifier", Vocabulary::Dublin),
        ];
        self.first(item, &wanted)
            .map(|element| plain_line(&self.document.text(element), MAX_CHARS))
            .filter(|text| !text.is_empty())
            .or_else(|| {
                let about = self.document.elements[item].attribute("rdf:about");
                about.map(|about| plain_line(about, MAX_CHARS))
            })
            .unwrap_or_default()
    }
}

/// A news search lists the same story at several publishers: `<li><a>title</a> publisher</li>`.
fn related(html: &str) -> Vec<Related> {
    if !html.contains("<li") || !html.contains("<ol") {
        return Vec::new();
    }
    anchors(html, MAX_RELATED)
        .into_iter()
        .filter(|anchor| !anchor.behind.is_empty() && !anchor.text.is_empty())
        .filter_map(|anchor| {
            Some(Related {
                url: canonical_url(&anchor.href)?,
                title: anchor.text,
                publisher: anchor.behind,
            })
        })
        .collect()
}

/// News searches end a title with " - Publisher".
fn without_publisher(title: String, publisher: &str) -> String {
    let stripped = title
        .strip_suffix(publisher)
        .and_then(|rest| rest.trim_end().strip_suffix(['-', '–', '—', '|']))
        .map(|rest| rest.trim_end().to_owned());
    stripped.filter(|rest| !rest.is_empty()).unwrap_or(title)
}
