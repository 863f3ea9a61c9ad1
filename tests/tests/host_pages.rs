//! The content script on every host page: what it reports, and what it puts into a draft.
//!
//! A page of the extension in a second window stands in for the sidebar: it speaks to the content
//! script over the same port, so that every fact is seen as the sidebar gets it.

use hookline_tests::{Outcome, Scene, page};
use serde_json::{Value, json};

const OUTLOOK_HOSTS: [&str; 4] = [
    "outlook.office.com",
    "outlook.office365.com",
    "outlook.live.com",
    "outlook.cloud.microsoft",
];

fn person(role: &str, name: &str, email: &str) -> Value {
    json!({ "role": role, "name": name, "email": email })
}

#[tokio::test(flavor = "multi_thread")]
async fn gmail_reports_the_thread_then_the_list_then_the_draft() -> Outcome {
    let scene = Scene::open(
        "mail.google.com",
        "/mail/u/0/#inbox/FMfcgzQdzFXcBnVkTPbLhKXVtmWqRwBc",
        page("gmail.html")?,
    )
    .await?;
    scene
        .facts(&json!({
            "adapter": "gmail", "origin": "https://mail.google.com", "view": "thread", "own_email": "rep@seller.example",
            "subject": "Robots for the Omaha plant", "draft_open": false, "unread": [],
            "people": [person("sender", "Maren Okafor", "maren.okafor@northwind-robotics.example"), person("participant", "Jon Abara", "jon@northwind-robotics.example")],
        }))
        .await?;
    scene.in_page("location.hash = '#inbox';").await?;
    scene
        .facts(&json!({ "view": "list", "people": [], "draft_open": false }))
        .await?;
    scene.in_page("compose();").await?;
    scene
        .facts(&json!({ "view": "compose", "people": [], "draft_open": true }))
        .await?;
    scene
        .in_page("document.querySelector('[name=cc] [role=listbox]').append(chip('priya@northwind-traders.example'));")
        .await?;
    scene
        .facts(
            &json!({ "people": [person("recipient", "priya", "priya@northwind-traders.example")] }),
        )
        .await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_within_the_thread_names_its_recipient_first_and_keeps_the_quote_below() -> Outcome
{
    let scene = Scene::open(
        "mail.google.com",
        "/mail/u/0/#inbox/FMfcgzQdzFXcBnVkTPbLhKXVtmWqRwBc",
        page("gmail.html")?,
    )
    .await?;
    scene
        .in_page("document.getElementById('reply').click();")
        .await?;
    let facts = scene
        .facts(&json!({ "view": "thread", "draft_open": true }))
        .await?;
    assert_eq!(
        facts["people"][0]["role"], "recipient",
        "the rep writes to them: {facts}"
    );
    // The caret stands in the quoted thread; the opener still goes above it.
    scene
        .in_page(
            "const quote = document.querySelector('.gmail_attr').firstChild; document.querySelector('[g_editable]').focus(); getSelection().setBaseAndExtent(quote, 2, quote, 2);",
        )
        .await?;
    let done = scene
        .insert("caret", "Congratulations on the round.")
        .await?;
    assert_eq!(done["ok"], true, "{done}");
    let order = scene
        .in_page("const text = document.querySelector('[g_editable]').innerText; return [text.indexOf('Congratulations'), text.indexOf('wrote:')];")
        .await?;
    let at = |index: usize| order[index].as_i64().unwrap_or(-1);
    assert!(at(0) >= 0 && at(0) < at(1), "{order}");
    let quote = scene
        .in_page("return document.querySelector('.gmail_quote').innerText;")
        .await?;
    assert!(!quote.to_string().contains("Congratulations"), "{quote}");
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_into_a_draft_that_is_closed_or_speaks_to_others_now() -> Outcome {
    let scene = Scene::open(
        "mail.google.com",
        "/mail/u/0/#inbox?compose=new",
        page("gmail.html")?,
    )
    .await?;
    scene
        .in_page("document.querySelector('[name=to] [role=listbox]').append(chip('priya@northwind-traders.example'));")
        .await?;
    scene
        .facts(
            &json!({ "people": [person("recipient", "priya", "priya@northwind-traders.example")] }),
        )
        .await?;
    let token = scene.draft_token().await?;
    // Another recipient, in a way that no observer and no event tells of.
    scene
        .in_page("document.querySelector('[name=to] input').value = 'maren.okafor@northwind-robotics.example';")
        .await?;
    let done = scene.insert_into(&token, "caret", "Wrong company").await?;
    assert_eq!(done["ok"], false, "{done}");
    assert!(done["reason"].to_string().contains("recipients"), "{done}");
    scene
        .in_page("document.querySelector('[role=dialog] button').click();")
        .await?;
    let done = scene.insert_into(&token, "caret", "Too late").await?;
    assert_eq!(done["ok"], false, "{done}");
    let text = scene.in_page("return document.body.innerText;").await?;
    assert!(!text.to_string().contains("Wrong company") && !text.to_string().contains("Too late"));
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_drafts_the_one_the_rep_is_in_is_meant() -> Outcome {
    let scene = Scene::open("mail.google.com", "/mail/u/0/#inbox", page("gmail.html")?).await?;
    scene
        .in_page(
            "for (const address of ['maren.okafor@northwind-robotics.example', 'priya@northwind-traders.example']) compose().querySelector('[name=to] [role=listbox]').append(chip(address));",
        )
        .await?;
    scene
        .facts(
            &json!({ "people": [person("recipient", "priya", "priya@northwind-traders.example")] }),
        )
        .await?;
    scene
        .in_page("document.querySelector('[g_editable]').focus();")
        .await?;
    scene
        .facts(&json!({ "people": [person("recipient", "maren.okafor", "maren.okafor@northwind-robotics.example")] }))
        .await?;
    let done = scene.insert("caret", "For Maren").await?;
    assert_eq!(done["ok"], true, "{done}");
    let texts = scene
        .in_page("return [...document.querySelectorAll('[g_editable]')].map((body) => body.innerText.trim());")
        .await?;
    assert_eq!(texts, json!(["For Maren", ""]));
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_inserted_within_a_line_does_not_stick_to_the_words_beside_it() -> Outcome {
    let scene = Scene::open(
        "mail.google.com",
        "/mail/u/0/#inbox?compose=new",
        page("gmail.html")?,
    )
    .await?;
    scene.facts(&json!({ "draft_open": true })).await?;
    scene
        .in_page(
            "const body = document.querySelector('[g_editable]'); body.focus(); body.textContent = 'Hello Maren,thanks';\
             getSelection().setBaseAndExtent(body.firstChild, 12, body.firstChild, 12);",
        )
        .await?;
    let done = scene.insert("caret", "congratulations").await?;
    assert_eq!(done["ok"], true, "{done}");
    let text = scene
        .in_page(
            "return document.querySelector('[g_editable]').innerText.replaceAll('\\u00a0', ' ');",
        )
        .await?;
    assert_eq!(text, json!("Hello Maren, congratulations thanks"));
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn outlook_is_read_on_all_its_hosts_in_any_language() -> Outcome {
    for host in OUTLOOK_HOSTS {
        let scene = Scene::open(host, "/mail/inbox/id/AAMk1", page("outlook.html")?).await?;
        scene
            .facts(&json!({
                "adapter": "outlook", "view": "thread", "subject": "Robots for the Omaha plant", "own_email": "rep@seller.example",
                "people": [person("sender", "Maren Okafor", "maren.okafor@northwind-robotics.example"), person("participant", "Jon Abara", "jon@northwind-robotics.example")],
            }))
            .await?;
        // A sender who is named without an address stays without one: nothing is guessed.
        scene.in_page("go('/mail/inbox/id/AAMk2');").await?;
        let facts = scene.facts(&json!({ "subject": "Olive oil" })).await?;
        assert_eq!(facts["people"][0], person("sender", "Priya Castellan", ""));
        scene.end().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_editor_with_a_model_of_its_own_takes_the_text_above_the_quote() -> Outcome {
    let scene = Scene::open(
        "outlook.office.com",
        "/mail/compose/new?stubborn&reply",
        page("outlook.html")?,
    )
    .await?;
    scene.facts(&json!({ "draft_open": true })).await?;
    for (place, text) in [("caret", "Opener."), ("end", "PS line.")] {
        let done = scene.insert(place, text).await?;
        assert_eq!(done["ok"], true, "{done}");
    }
    let text = scene
        .in_page("return document.querySelector('[role=textbox][aria-multiline]').innerText;")
        .await?;
    let text = text.as_str().unwrap_or_default();
    let at = |words: &str| text.find(words).unwrap_or(usize::MAX);
    assert!(
        at("Opener.") < at("PS line.") && at("PS line.") < at("From: Maren"),
        "{text}"
    );
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn salesforce_is_read_through_its_shadow_roots_and_only_where_it_is_active() -> Outcome {
    let scene = Scene::open(
        "acme.lightning.force.com",
        "/lightning/r/Account/001000000000001AAA/view",
        page("salesforce.html")?,
    )
    .await?;
    scene
        .facts(&json!({
            "adapter": "salesforce", "view": "record", "company": "Northwind Robotics", "website": "https://www.northwind-robotics.example",
            "phones": ["+1 402 555 0142"], "people": [], "unread": [],
        }))
        .await?;
    let steps = [
        (
            "Contact/003000000000001AAA",
            json!({ "company": "Northwind Traders", "people": [person("record", "Priya Castellan", "priya@northwind-traders.example")] }),
        ),
        (
            "Lead/00Q000000000001AAA",
            json!({ "company": "Northwind Robotics", "people": [person("record", "Jon Abara", "jon@northwind-robotics.example")] }),
        ),
        (
            "Opportunity/006000000000001AAA",
            json!({ "company": "Northwind Robotics", "subject": "Omaha plant, phase 2" }),
        ),
        // Without the object's name, as links in e-mails have it.
        (
            "001000000000002AAA",
            json!({ "company": "Target Corporation", "website": "https://target.example" }),
        ),
    ];
    for (record, wanted) in steps {
        scene
            .in_page(&format!("go('/lightning/r/{record}/view');"))
            .await?;
        scene.facts(&wanted).await?;
    }
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn salesforce_without_its_details_is_read_from_the_highlights() -> Outcome {
    let scene = Scene::open(
        "acme.my.salesforce.com",
        "/lightning/r/Account/001000000000001AAA/view?highlights",
        page("salesforce.html")?,
    )
    .await?;
    scene
        .facts(&json!({ "view": "record", "company": "Northwind Robotics" }))
        .await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn dynamics_is_read_from_the_values_of_its_inputs() -> Outcome {
    let scene = Scene::open(
        "acme.crm4.dynamics.com",
        "/main.aspx?appid=1&pagetype=entityrecord&etn=account&id=%7B1%7D",
        page("dynamics.html")?,
    )
    .await?;
    scene
        .facts(&json!({
            "adapter": "dynamics", "company": "Northwind Robotics", "website": "https://www.northwind-robotics.example",
            "phones": ["+1 402 555 0142"], "subject": "Northwind Robotics",
        }))
        .await?;
    for (entity, wanted) in [
        (
            "contact",
            json!({ "company": "Northwind Traders", "people": [person("record", "Priya Castellan", "priya@northwind-traders.example")] }),
        ),
        (
            "lead",
            json!({ "company": "Northwind Robotics", "people": [person("record", "Jon Abara", "jon@northwind-robotics.example")] }),
        ),
        (
            "opportunity",
            json!({ "company": "Northwind Robotics", "people": [] }),
        ),
    ] {
        scene
            .in_page(&format!(
                "go('/main.aspx?appid=1&pagetype=entityrecord&etn={entity}&id=2');"
            ))
            .await?;
        scene.facts(&wanted).await?;
    }
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn hubspot_is_read_on_a_regional_host() -> Outcome {
    let scene = Scene::open(
        "app-eu1.hubspot.com",
        "/contacts/1/record/0-2/7",
        page("hubspot.html")?,
    )
    .await?;
    scene
        .facts(&json!({ "adapter": "hubspot", "company": "Northwind Robotics", "website": "https://northwind-robotics.example" }))
        .await?;
    scene.in_page("go('/contacts/1/record/0-1/8');").await?;
    scene
        .facts(&json!({ "company": "Northwind Traders", "people": [person("record", "Priya Castellan", "priya@northwind-traders.example")] }))
        .await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_first_anchor_is_gone_the_next_takes_over() -> Outcome {
    let changed = page("gmail.html")?
        .replace("data-legacy-thread-id", "data-renamed")
        .replace("class=\"gE\"", "class=\"gE-4711\"")
        .replace("class=\"gD\"", "class=\"gD-4711\"")
        .replace("class=\"hP\"", "class=\"hP-4711\"");
    let scene = Scene::open(
        "mail.google.com",
        "/mail/u/0/#inbox/FMfcgzQdzFXcBnVkTPbLhKXVtmWqRwBc",
        changed,
    )
    .await?;
    let facts = scene
        .facts(&json!({ "view": "thread", "subject": "Robots for the Omaha plant", "unread": [] }))
        .await?;
    assert_eq!(
        facts["people"][0],
        person(
            "sender",
            "Maren Okafor",
            "maren.okafor@northwind-robotics.example"
        )
    );
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_any_anchor_says_that_it_cannot_be_read() -> Outcome {
    let scene = Scene::open(
        "app.hubspot.com",
        "/contacts/1/record/0-2/7",
        "<!doctype html><title>Redesigned</title><main><p>Everything is new here</p></main>",
    )
    .await?;
    let facts = scene.facts(&json!({ "people": [] })).await?;
    assert!(
        facts["unread"]
            .as_array()
            .is_some_and(|unread| !unread.is_empty())
            || facts["company"] == "Redesigned",
        "{facts}"
    );
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_hostile_page_says_is_cleaned_and_cut() -> Outcome {
    let long = "A".repeat(1_000_000);
    let hostile = page("gmail.html")?
        .replace(
            "name=\"Maren Okafor\" data-hovercard-id",
            &format!("name=\"Maren \u{202e}rofakO \u{0007}{long}\" data-hovercard-id"),
        )
        .replace("Robots for the Omaha plant", "<img src=x onerror=\"globalThis.ran=1\"><\u{2066}script>globalThis.ran=1</script>Robots");
    let scene = Scene::open(
        "mail.google.com",
        "/mail/u/0/#inbox/FMfcgzQdzFXcBnVkTPbLhKXVtmWqRwBc",
        hostile,
    )
    .await?;
    let facts = scene.facts(&json!({ "view": "thread" })).await?;
    let name = facts["people"][0]["name"].as_str().unwrap_or_default();
    assert!(name.starts_with("Maren rofakO A"), "{name}");
    assert!(name.chars().count() <= 500);
    for text in [name, facts["subject"].as_str().unwrap_or_default()] {
        assert!(
            !text
                .chars()
                .any(|letter| letter.is_control() || "\u{202e}\u{2066}".contains(letter)),
            "{text:?}"
        );
    }
    scene.end().await
}
