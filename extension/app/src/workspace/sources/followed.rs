//! What is followed, address by address, and lists of feeds in and out.

use super::{Msg, SourcesPage, pattern, permitting};
use crate::browser::text::t;
use crate::browser::{format, link};
use crate::parts::{button, loading, words};
use crate::workspace::file_button::file_button;
use crate::workspace::table::table;
use hookline_protocol::{Feed, Request, SignalsRequest};
use yew::html::Scope;
use yew::prelude::*;

/// The table with its buttons.
pub(super) fn view(page: &SourcesPage, scope: &Scope<SourcesPage>) -> Html {
    html! {
        <section aria-labelledby="followed-title">
            <div class="section-head">
                <h2 id="followed-title">{ t("followed_title") }</h2>
                <span class="grow"></span>
                { file_button(t("opml_import"), "quiet-button", ".opml,.xml,text/xml", scope.callback(Msg::Opml)) }
                { button(t("opml_export"), "quiet-button", scope.callback(|_| Msg::ExportOpml)) }
            </div>
            { match &page.feeds {
                None => loading(),
                Some(feeds) if feeds.is_empty() => html! { <p class="quiet">{ t("sources_none") }</p> },
                Some(feeds) => table("nav_sources", &["column_source", "column_state", "column_read", "column_next", "column_stories", "column_do"],
                    feeds.iter().map(|feed| row(page, feed, scope)).collect()),
            } }
        </section>
    }
}

fn row(page: &SourcesPage, feed: &Feed, scope: &Scope<SourcesPage>) -> Vec<Html> {
    let (id, on) = (feed.id, feed.on);
    let lacking = pattern(&feed.url).filter(|origin| on && !page.may_read(origin));
    let moment = |moment: &Option<String>| match moment {
        Some(moment) => {
            html! { <span title={format::moment(moment)}>{ format::since(moment) }</span> }
        }
        None => html! { <span class="quiet">{ t("never") }</span> },
    };
    let switch = Request::FeedSet { feed: id, on: !on };
    let remove = Request::FeedRemove { feed: id };
    let again = Request::Signals(SignalsRequest::Sources);
    vec![
        html! {
            <>
                if feed.title != feed.url { <strong>{ words(&format::clip(&feed.title, 90)) }</strong><br /> }
                { link::external(Some(&feed.url), "quiet", words(&format::clip(&feed.url, 80))) }
            </>
        },
        html! {
            <>
                { t(if on { "feed_on" } else { "feed_off" }) }
                if let Some(error) = &feed.last_error { <div class="caution">{ words(error) }</div> }
                if lacking.is_some() { <div class="caution">{ t("permission_missing") }</div> }
            </>
        },
        moment(&feed.last_read),
        if on {
            moment(&feed.next_due)
        } else {
            Html::default()
        },
        html! { { format::number(feed.stories as f64) } },
        html! {
            <div class="actions">
                if let Some(origin) = lacking {
                    { button(t("allow"), "quiet-button", permitting(scope, vec![origin], again)) }
                }
                { button(t(if on { "switch_off" } else { "switch_on" }), "quiet-button", scope.callback(move |_| Msg::Send(switch.clone()))) }
                { button(t("remove"), "quiet-button", scope.callback(move |_| Msg::Send(remove.clone()))) }
            </div>
        },
    ]
}
