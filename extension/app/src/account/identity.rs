//! The account strip: who this is, how sure that is, and the choice when several may be meant.

use super::{AccountView, Action, Msg, Props};
use crate::browser::text::{count, named, t, t1};
use crate::browser::{format, jump_to, link};
use crate::parts::{bolt_chip, button, help, provenance, stars, words};
use hookline_protocol::{Account, Answer, Context as PageContext, Correction, Field, Resolution};
use yew::html::Scope;
use yew::prelude::*;

/// The region `Account`.
pub(crate) fn view(props: &Props, scope: &Scope<AccountView>) -> Html {
    let account = &props.page.account;
    html! {
        <section id="account" class="region identity" aria-label={t("region_account")} tabindex="-1">
            { chooser(props, scope) }
            <div class="headline">
            <@{props.heading} class="name">{ words(&account.row.name) }
                if account.row.invented { <span class="caution">{ t("invented") }</span> }
            </@>
            { stars(account.score.stars) }
            </div>
            <p class="meta"><span class="fact">{ address(account) }</span>{ facts(account) }</p>
            { bolt_chip(&account.score, Some(Callback::from(|_| jump_to("why")))) }
            <div class="certainty">
                { certainty(props, scope) }
                { fields(account) }
            </div>
        </section>
    }
}

fn address(account: &Account) -> Html {
    let shown = account.row.domain.as_deref().or(account.website.as_deref());
    match shown {
        None => html! { <span class="quiet">{ t("domain_unknown") }</span> },
        Some(domain) => {
            let mut guessed = String::from("https://");
            guessed.push_str(domain);
            let href = account.website.as_deref().unwrap_or(&guessed);
            link::external(Some(href), "", words(domain))
        }
    }
}

fn facts(account: &Account) -> Html {
    let row = &account.row;
    let place = match (row.city.as_deref(), row.country.as_deref()) {
        (Some(city), Some(country)) => {
            let mut place = city.to_owned();
            place.push_str(", ");
            place.push_str(country);
            Some(place)
        }
        (city, country) => city.or(country).map(str::to_owned),
    };
    let parts = [
        row.industry.clone(),
        row.employees
            .map(|number| count("employees", number.max(0) as u64)),
        row.revenue
            .map(|amount| t1("revenue_of", &format::dollars(amount))),
        place,
    ];
    html! { { for parts.into_iter().flatten().map(|part| html! { <span class="fact">{ words(&part) }</span> }) } }
}

/// Two native selects: the people of the page, and the companies that may be meant.
fn chooser(props: &Props, scope: &Scope<AccountView>) -> Html {
    let Some(context) = &props.context else {
        return Html::default();
    };
    html! {
        <div class="choosers">
            { person_chooser(context, scope) }
            { company_chooser(context, props.page.account.row.id, scope) }
        </div>
    }
}

fn person_chooser(context: &PageContext, scope: &Scope<AccountView>) -> Html {
    if context.people.len() < 2 {
        return Html::default();
    }
    let shown = context
        .person
        .as_ref()
        .and_then(|person| person.email.as_deref());
    let onchange = scope.callback(|event: Event| {
        let select = event.target_unchecked_into::<web_sys::HtmlSelectElement>();
        Msg::Act(Action::Choose(None, Some(select.value())))
    });
    html! {
        <label class="choose"><span class="sr">{ t("choose_person") }</span>
            <select key={shown.unwrap_or_default().to_owned()} {onchange}>
                { for context.people.iter().map(|person| {
                    let email = person.contact.email.clone().unwrap_or_default();
                    let selected = shown == Some(email.as_str());
                    let mut label = if person.contact.name.is_empty() { email.clone() } else { person.contact.name.clone() };
                    if let Some(account) = &person.account_name {
                        label.push_str(" · ");
                        label.push_str(account);
                    }
                    html! { <option value={email} {selected}>{ format::clip(&label, 80) }</option> }
                }) }
            </select>
        </label>
    }
}

fn company_chooser(context: &PageContext, shown: i64, scope: &Scope<AccountView>) -> Html {
    if context.candidates.len() < 2 {
        return Html::default();
    }
    let person = context
        .person
        .as_ref()
        .and_then(|person| person.email.clone());
    let onchange = scope.callback(move |event: Event| {
        let select = event.target_unchecked_into::<web_sys::HtmlSelectElement>();
        Msg::Act(Action::Choose(select.value().parse().ok(), person.clone()))
    });
    html! {
        <label class="choose"><span class="sr">{ t("choose_company") }</span>
            <select key={shown} {onchange}>
                { for context.candidates.iter().map(|candidate| {
                    let mut label = candidate.name.clone();
                    for part in [candidate.domain.as_deref(), Some(&*format::percent(candidate.confidence))].into_iter().flatten() {
                        label.push_str(" · ");
                        label.push_str(part);
                    }
                    html! {
                        <option value={candidate.account.to_string()} selected={candidate.account == shown}>
                            { format::clip(&label, 80) }
                        </option>
                    }
                }) }
            </select>
        </label>
    }
}

fn certainty(props: &Props, scope: &Scope<AccountView>) -> Html {
    let Some(matched) = &props.page.matched else {
        return Html::default();
    };
    let account = props.page.account.row.id;
    let key = matched.input.clone();
    let deny = {
        let key = key.clone();
        scope.callback(move |_| {
            let key = key.clone();
            Msg::Correct(Correction::NotAccount { key, account })
        })
    };
    let confirm = scope.callback(move |_| {
        let key = key.clone();
        Msg::Correct(Correction::IsAccount { key, account })
    });
    html! {
        <>
            { evidence(matched, account) }
            if matched.answer != Answer::Yes {
                { button(t("this_is_them"), "quiet-button", confirm) }
            }
            { button(t("not_this_company"), "quiet-button", deny) }
        </>
    }
}

fn evidence(matched: &Resolution, account: i64) -> Html {
    let best = matched
        .best
        .iter()
        .chain(&matched.others)
        .find(|candidate| candidate.account == account);
    let mut said = t(match matched.answer {
        Answer::Yes => "match_yes",
        Answer::No => "match_no",
        Answer::Unsure => "match_unsure",
    });
    if let Some(best) = best {
        said.push_str(", ");
        said.push_str(&format::percent(best.confidence));
    }
    html! {
        <details>
            <summary class={if matched.answer == Answer::Yes { "sure" } else { "caution" }}>{ said }</summary>
            <p>{ words(&matched.why) }{ help("match") }</p>
            <ul>
                { for best.into_iter().flat_map(|best| &best.evidence).map(|piece| html! {
                    <li>{ words(&piece.what) }{ ": " }{ words(&piece.text) }
                        <span class="quiet">{ " " }{ format::number(piece.weight) }</span></li>
                }) }
            </ul>
        </details>
    }
}

/// Every value with its source, and what other sources say.
fn fields(account: &Account) -> Html {
    if account.fields.is_empty() {
        return Html::default();
    }
    html! {
        <details class="fields">
            <summary>{ count("fields", account.fields.len() as u64) }</summary>
            <dl>{ for account.fields.iter().map(field) }</dl>
        </details>
    }
}

fn field(field: &Field) -> Html {
    html! {
        <div>
            <dt>{ named("field_", &field.field) }</dt>
            <dd>{ words(&field.value) }<br />{ provenance(&field.provenance) }
                { for field.others.iter().map(|other| html! {
                    <div class="other">{ words(&other.value) }<br />{ provenance(&other.provenance) }</div>
                }) }
            </dd>
        </div>
    }
}
