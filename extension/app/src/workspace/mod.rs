//! The workspace: the same app in a full tab.

use yew::prelude::*;

/// The workspace's state.
pub(crate) struct Workspace;

impl Component for Workspace {
    type Message = ();
    type Properties = ();
    fn create(_: &Context<Self>) -> Self {
        Self
    }
    fn view(&self, _: &Context<Self>) -> Html {
        html! { <main></main> }
    }
}
