//! Stories one below the other, with what can be done to each.

use super::{Msg, Workspace};
use crate::account::Action;
use crate::browser::text::t;
use crate::browser::{clipboard, link};
use crate::parts::{StoryActions, story};
use hookline_protocol::{Correction, Story};
use yew::html::Scope;
use yew::prelude::*;

/// Stories one below the other, with what can be done outside of a draft.
pub(super) fn rows(stories: &[Story], scope: &Scope<Workspace>) -> Html {
    html! { { for stories.iter().map(|one| story(one, actions(one, scope))) } }
}

fn actions(story: &Story, scope: &Scope<Workspace>) -> StoryActions {
    let id = story.id;
    let copy = story.url.as_deref().and_then(link::safe).map(|address| {
        let (scope, title) = (scope.clone(), story.title.clone());
        Callback::from(move |_: MouseEvent| {
            let (scope, title, address) = (scope.clone(), title.clone(), address.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let copied = clipboard::copy_link(title, address).await;
                let key = if copied { "copied" } else { "copy_refused" };
                scope.send_message(Msg::Act(Action::Say(t(key), None)));
            });
        })
    });
    StoryActions {
        copy,
        pin: Some(scope.callback(move |_| Msg::Correct(Correction::PinStory { story: id }))),
        mute: Some(scope.callback(move |_| Msg::Correct(Correction::MuteStory { story: id }))),
        ..StoryActions::default()
    }
}
