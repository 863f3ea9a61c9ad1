//! Addresses of entries and feeds: which link is the page, and what completes it.

use super::{FeedKind, Reader, Vocabulary};
use crate::ingest::canonical_url;
use crate::ingest::markup::ElementId;
use url::Url;

impl Reader<'_> {
    pub(super) fn entry_link(&self, item: ElementId, kind: FeedKind) -> Option<String> {
        let original = self.first(item, &[("origlink", Vocabulary::Feedburner)]);
        let original =
            original.and_then(|element| self.resolve(item, &self.document.text(element)));
        if original.is_some() {
            return original;
        }
        if kind == FeedKind::Cdf {
            let href = self.document.elements[item].attribute("href");
            return href.and_then(|href| self.resolve(item, href));
        }
        self.link_of(item, "alternate")
            .or_else(|| self.permanent_identifier(item))
            .or_else(|| {
                let content = self.first(item, &[("content", Vocabulary::Core)])?;
                self.resolve(content, self.document.elements[content].attribute("src")?)
            })
            .or_else(|| {
                let about = self.document.elements[item].attribute("rdf:about")?;
                self.resolve(item, about)
            })
            .or_else(|| {
                let player = self.first(
                    item,
                    &[
                        ("enclosure", Vocabulary::Core),
                        ("player", Vocabulary::Media),
                        ("content", Vocabulary::Media),
                    ],
                )?;
                self.resolve(player, self.document.elements[player].attribute("url")?)
            })
            .or_else(|| self.link_of(item, "enclosure"))
    }

    /// A guid or id that is an address, unless the feed says that it is none.
    pub(super) fn permanent_identifier(&self, item: ElementId) -> Option<String> {
        let element = self.first(
            item,
            &[
                ("guid", Vocabulary::Core),
                ("id", Vocabulary::Core),
                ("id", Vocabulary::Atom),
            ],
        )?;
        let denied = self.document.elements[element]
            .attribute("ispermalink")
            .is_some_and(|value| value.eq_ignore_ascii_case("false"));
        let text = self.document.text(element);
        let absolute = text.trim().starts_with("http");
        (absolute && !denied)
            .then(|| self.resolve(element, &text))
            .flatten()
    }

    /// The link of that relation: Atom's with an attribute, RSS's with its text. Of several the
    /// one to a page goes first.
    pub(super) fn link_of(&self, parent: ElementId, relation: &str) -> Option<String> {
        let mut second_best = None;
        for child in self.document.children(parent) {
            let element = &self.document.elements[child];
            let vocabulary = self.names.vocabulary(element);
            if element.name != "link" || !matches!(vocabulary, Vocabulary::Core | Vocabulary::Atom)
            {
                continue;
            }
            let text = self.document.text(child);
            let (found, address) = match element.attribute("href") {
                Some(href) => (element.attribute("rel").unwrap_or("alternate"), href),
                None => ("alternate", text.as_str()),
            };
            // Old Atom extensions write the relation as an address.
            let found = found.rsplit('/').next().unwrap_or(found);
            if !found.eq_ignore_ascii_case(relation) {
                continue;
            }
            let kind = element.attribute("type").unwrap_or("");
            let Some(address) = self.resolve(child, address) else {
                continue;
            };
            if kind.is_empty() || kind.contains("html") {
                return Some(address);
            }
            second_best = second_best.or(Some(address));
        }
        second_best
    }

    /// An address as a clean `http(s)` one, completed by `xml:base` and the feed's own address.
    pub(super) fn resolve(&self, at: ElementId, address: &str) -> Option<String> {
        let address = address.trim();
        if address.is_empty() {
            return None;
        }
        if let Some(absolute) = canonical_url(address) {
            return Some(absolute);
        }
        canonical_url(self.base_of(at)?.join(address).ok()?.as_str())
    }

    pub(super) fn secure(&self, at: ElementId, address: &str) -> Option<String> {
        let base = self.base_of(at);
        let url = match &base {
            Some(base) => base.join(address.trim()).ok()?,
            None => Url::parse(address.trim()).ok()?,
        };
        (url.scheme() == "https").then(|| url.into())
    }

    pub(super) fn base_of(&self, at: ElementId) -> Option<Url> {
        let mut bases = Vec::new();
        let mut above = Some(at);
        let mut top = at;
        while let Some(id) = above {
            bases.extend(self.document.elements[id].attribute("xml:base"));
            top = id;
            above = self.document.elements[id].parent;
        }
        let mut url = self.base.clone().or_else(|| self.channel_link(top));
        for base in bases.into_iter().rev() {
            url = match url {
                Some(url) => url.join(base).ok(),
                None => Url::parse(base).ok(),
            };
        }
        url
    }

    /// Where neither the feed's address nor a base is known, its home page stands in.
    pub(super) fn channel_link(&self, top: ElementId) -> Option<Url> {
        let channel = self.document.child(top, "channel").unwrap_or(top);
        self.document
            .children(channel)
            .filter(|&child| self.document.elements[child].name == "link")
            .find_map(|child| {
                let href = self.document.elements[child].attribute("href");
                let address = href.map_or_else(|| self.document.text(child), str::to_owned);
                Url::parse(address.trim()).ok()
            })
    }
}
