//! Stills and videos of an entry.

use super::{Reader, Vocabulary};
use crate::ingest::markup::ElementId;

/// What the media elements of an entry say.
#[derive(Default)]
pub(super) struct Media {
    pub(super) still: Option<String>,
    pub(super) video: bool,
    pub(super) description: Option<ElementId>,
    pub(super) title: Option<ElementId>,
}

impl Reader<'_> {
    pub(super) fn media_of(&self, item: ElementId) -> Media {
        let mut media = Media::default();
        self.gather_media(item, &mut media, 0);
        media
    }

    /// Media RSS nests: `group` and `content` hold titles, descriptions and thumbnails.
    pub(super) fn gather_media(&self, parent: ElementId, media: &mut Media, depth: u8) {
        for child in self.document.children(parent) {
            let element = &self.document.elements[child];
            let vocabulary = self.names.vocabulary(element);
            let kind = element.attribute("type").unwrap_or("");
            let medium = element.attribute("medium").unwrap_or("");
            let address = element
                .attribute("url")
                .or_else(|| element.attribute("href"));
            let still = || address.and_then(|address| self.secure(child, address));
            match (vocabulary, element.name.as_str()) {
                (Vocabulary::Media, "thumbnail") => media.still = media.still.take().or_else(still),
                (Vocabulary::Media, "content") => {
                    if medium == "video" || kind.starts_with("video/") || kind.contains("shockwave")
                    {
                        media.video = true;
                    } else if medium == "image" || kind.starts_with("image/") {
                        media.still = media.still.take().or_else(still);
                    }
                }
                (Vocabulary::Media, "title") if depth > 0 => {
                    media.title = media.title.or(Some(child))
                }
                (Vocabulary::Media, "description") => {
                    media.description = media.description.or(Some(child))
                }
                (Vocabulary::Core, "enclosure") => {
                    media.video |= kind.starts_with("video/");
                    if kind.starts_with("image/") {
                        media.still = media.still.take().or_else(still);
                    }
                }
                (Vocabulary::Itunes, "image") => media.still = media.still.take().or_else(still),
                _ => {}
            }
            let holds = vocabulary == Vocabulary::Media
                && matches!(element.name.as_str(), "group" | "content");
            if holds && depth < 3 {
                self.gather_media(child, media, depth + 1);
            }
        }
    }
}
