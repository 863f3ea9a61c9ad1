//! Saving a list: what is shown, a live search, an imported file, or names that are pasted.

use crate::browser::format;
use crate::browser::text::{count, named, t};
use crate::parts::{Answer, button, words};
use crate::wire::{Client, Shared};
use hookline_protocol::{
    Answer as Verdict, MatchedName, PortfolioReply, PortfolioRequest, PortfolioSource, Reply,
    Request, View,
};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Where the accounts may come from.
const SOURCES: [&str; 4] = ["fixed", "live", "imported", "pasted"];

/// What the panel needs.
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) client: Client,
    pub(super) view: View,
    pub(super) categories: Vec<String>,
    pub(super) files: Vec<(String, u64)>,
    pub(super) save: Callback<(String, String, PortfolioSource)>,
    pub(super) close: Callback<()>,
}

/// The panel.
#[component]
pub(super) fn SavePanel(props: &Props) -> Html {
    let name = use_state(String::new);
    let category = use_state(String::new);
    let source = use_state(|| "fixed");
    let file = use_state(String::new);
    let pasted = use_state(String::new);
    let asked = use_state(String::new);
    let chosen = use_state(Vec::<Option<i64>>::new);
    let save = {
        let (props_save, view) = (props.save.clone(), props.view.clone());
        let (name, category, source, file, chosen) = (
            name.clone(),
            category.clone(),
            source.clone(),
            file.clone(),
            chosen.clone(),
        );
        let files = props.files.clone();
        Callback::from(move |_: MouseEvent| {
            let from = match *source {
                "live" => PortfolioSource::Live(view.clone()),
                "imported" => PortfolioSource::Imported {
                    file: if file.is_empty() {
                        files
                            .first()
                            .map(|(file, _)| file.clone())
                            .unwrap_or_default()
                    } else {
                        (*file).clone()
                    },
                },
                "pasted" => PortfolioSource::Accounts(chosen.iter().flatten().copied().collect()),
                _ => PortfolioSource::Fixed(view.clone()),
            };
            props_save.emit(((*name).clone(), (*category).clone(), from));
        })
    };
    let text_of = |state: &UseStateHandle<String>| {
        let state = state.clone();
        move |event: InputEvent| {
            state.set(event.target_unchecked_into::<HtmlInputElement>().value());
        }
    };
    let close = props.close.clone();
    html! {
        <section class="panel" aria-label={t("portfolio_save")}>
            <div class="tools">
                <label class="inline">{ t("field_name") }{ " " }<input type="text" maxlength="120" value={(*name).clone()} oninput={text_of(&name)} /></label>
                <label class="inline">{ t("portfolio_category") }{ " " }
                    <select onchange={let category = category.clone(); move |event: Event| category.set(event.target_unchecked_into::<HtmlSelectElement>().value())}>
                        <option value="">{ t("category_none") }</option>
                        { for props.categories.iter().map(|one| html! { <option value={one.clone()} selected={*one == *category}>{ named("category_", one) }</option> }) }
                    </select>
                </label>
            </div>
            <fieldset class="choices">
                <legend>{ t("portfolio_source") }</legend>
                { for SOURCES.iter().map(|one| {
                    let set = source.clone();
                    html! {
                        <label class="check"><input type="radio" name="portfolio-source" checked={*source == *one} onchange={move |_| set.set(one)} />{ named("source_of_", one) }</label>
                    }
                }) }
            </fieldset>
            if *source == "imported" {
                <label class="inline">{ t("portfolio_file") }{ " " }
                    <select onchange={let file = file.clone(); move |event: Event| file.set(event.target_unchecked_into::<HtmlSelectElement>().value())}>
                        { for props.files.iter().map(|(one, accounts)| {
                            let mut label = format::clip(one, 60);
                            label.push_str(" (");
                            label.push_str(&format::number(*accounts as f64));
                            label.push(')');
                            html! { <option value={one.clone()}>{ label }</option> }
                        }) }
                    </select>
                </label>
            }
            if *source == "pasted" {
                <textarea rows="6" aria-label={t("paste_names")} placeholder={t("paste_names")} value={(*pasted).clone()}
                    oninput={let pasted = pasted.clone(); move |event: InputEvent| pasted.set(event.target_unchecked_into::<HtmlTextAreaElement>().value())} />
                { button(t("paste_match"), "quiet-button", { let (asked, pasted, chosen) = (asked.clone(), pasted.clone(), chosen.clone()); Callback::from(move |_| { chosen.set(Vec::new()); asked.set((*pasted).clone()); }) }) }
                if !asked.trim().is_empty() { { matched(&props.client, &asked, &chosen) } }
            }
            <div class="actions">
                { button(t("save"), "main-button", save) }
                { button(t("cancel"), "quiet-button", Callback::from(move |_| close.emit(()))) }
            </div>
        </section>
    }
}

/// The names with what they mean; unsure ones wait for the rep's choice.
fn matched(client: &Client, text: &str, chosen: &UseStateHandle<Vec<Option<i64>>>) -> Html {
    let request = Request::Portfolio(PortfolioRequest::Match {
        text: text.to_owned(),
    });
    let chosen = chosen.clone();
    let show = Callback::from(move |reply: Shared<Reply>| match &*reply {
        Reply::Portfolio(PortfolioReply::Matched(names)) => {
            html! { <Review names={names.clone()} chosen={chosen.clone()} /> }
        }
        _ => Html::default(),
    });
    html! { <Answer client={client.clone()} {request} {show} /> }
}

/// What [`Review`] needs.
#[derive(Properties, PartialEq)]
struct ReviewProps {
    names: Vec<MatchedName>,
    chosen: UseStateHandle<Vec<Option<i64>>>,
}

/// The review: sure ones are chosen, unsure ones offered, unknown ones named.
#[component]
fn Review(props: &ReviewProps) -> Html {
    let (names, state) = (props.names.clone(), props.chosen.clone());
    use_effect_with(props.names.clone(), move |_| {
        let sure = |name: &MatchedName| {
            (name.answer == Verdict::Yes)
                .then(|| name.candidates.first().map(|best| best.account))
                .flatten()
        };
        state.set(names.iter().map(sure).collect());
    });
    let number = |answer: Verdict| {
        props
            .names
            .iter()
            .filter(|name| name.answer == answer)
            .count() as u64
    };
    html! {
        <>
            <p role="status">{ count("names_sure", number(Verdict::Yes)) }{ " · " }{ count("names_unsure", number(Verdict::Unsure)) }{ " · " }{ count("names_unknown", number(Verdict::No)) }</p>
            <div class="scroll" role="region" aria-label={t("paste_names")} tabindex="0"><table class="plain">
                <thead><tr><th scope="col">{ t("field_name") }</th><th scope="col">{ t("field_account") }</th><th scope="col">{ t("column_reason") }</th></tr></thead>
                <tbody>{ for props.names.iter().enumerate().map(|(place, name)| review_row(place, name, &props.chosen)) }</tbody>
            </table></div>
        </>
    }
}

fn review_row(place: usize, name: &MatchedName, chosen: &UseStateHandle<Vec<Option<i64>>>) -> Html {
    let own = chosen.get(place).copied().flatten();
    let state = chosen.clone();
    let onchange = move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        let mut all = (*state).clone();
        if let Some(one) = all.get_mut(place) {
            *one = value.parse().ok();
        }
        state.set(all);
    };
    html! {
        <tr class={(name.answer == Verdict::Unsure).then_some("unsure")}>
            <th scope="row">{ words(&name.input) }</th>
            <td><select aria-label={name.input.clone()} {onchange}>
                <option value="" selected={own.is_none()}>{ t("names_leave_out") }</option>
                { for name.candidates.iter().map(|one| {
                    let mut label = format::clip(&one.name, 50);
                    label.push_str(" · ");
                    label.push_str(&format::percent(one.confidence));
                    html! { <option value={one.account.to_string()} selected={own == Some(one.account)}>{ label }</option> }
                }) }
            </select></td>
            <td class="quiet">{ words(&name.why) }</td>
        </tr>
    }
}
