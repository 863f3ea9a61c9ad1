//! Two models side by side: what differs, how each does on the same accounts, which stars move.

use super::measured::quality;
use super::page::difference;
use crate::browser::text::{named, t};
use crate::parts::{Answer, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{ModelReply, ModelRequest, ModelRow, ModelVersion, Reply, Request};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What the section needs.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) client: Client,
    pub(super) models: Vec<ModelRow>,
}

/// The section.
#[component]
pub(super) fn Compare(props: &Props) -> Html {
    let chosen = use_state(|| None::<[Option<i64>; 2]>);
    let sides = chosen.unwrap_or_else(|| {
        let at = |place: usize| props.models.get(place).and_then(|row| row.id);
        [at(0), at(1)]
    });
    let choice = |side: usize| {
        let set = chosen.clone();
        let onchange = move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            let mut new = sides;
            new[side] = value.parse().ok();
            set.set(Some(new));
        };
        let label = t(if side == 0 {
            "compare_first"
        } else {
            "compare_second"
        });
        html! {
            <label class="inline">{ label }{ " " }<select {onchange}>{ for props.models.iter().map(|row| {
                let value = row.id.map_or_else(String::new, |id| id.to_string());
                let mut text = crate::browser::format::clip(&row.name, 50);
                text.push_str(" · ");
                text.push_str(&named("purpose_", &row.purpose));
                html! { <option {value} selected={sides[side] == row.id}>{ text }</option> }
            }) }</select></label>
        }
    };
    let version = |side: usize| ModelVersion {
        model: sides[side],
        version: None,
    };
    let request = Request::Model(ModelRequest::Compare {
        first: version(0),
        second: version(1),
    });
    let name = |side: usize| {
        props
            .models
            .iter()
            .find(|row| row.id == sides[side])
            .map(|row| row.name.clone())
            .unwrap_or_default()
    };
    let purpose = |side: usize| {
        let row = props.models.iter().find(|row| row.id == sides[side]);
        row.map(|row| row.purpose.as_str())
    };
    let names = [name(0), name(1)];
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Model(ModelReply::Compared {
            differences,
            quality: measured,
            moved,
        }) => html! {
            <>
                <div class="columns">{ for measured.iter().zip(&names).map(|(found, name)| html! {
                    <section class="column" aria-label={name.clone()}><h3>{ words(name) }</h3>
                        if let Some(found) = found { { quality(found) } } else { <p class="quiet">{ t("compare_unmeasured") }</p> }
                    </section>
                }) }</div>
                { difference(differences, moved) }
            </>
        },
        _ => Html::default(),
    });
    html! {
        <details class="compare">
            <summary><h2>{ t("models_compare") }</h2></summary>
            <div class="tools">{ choice(0) }{ choice(1) }</div>
            if purpose(0) != purpose(1) { <p class="quiet">{ t("compare_purposes") }</p> }
            if sides[0] == sides[1] { <p class="quiet">{ t("compare_same") }</p> } else {
                <Answer client={props.client.clone()} {request} {show} />
            }
        </details>
    }
}
