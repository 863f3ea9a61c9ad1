//! Every form in which the hosts show mail and records: accounts, windows, rows, several records open.

use hookline_tests::{Outcome, Scene, page};
use serde_json::{Value, json};

fn recipient(name: &str, email: &str) -> Value {
    json!({ "role": "recipient", "name": name, "email": email })
}

/// Where several Google accounts are signed in, each has its own path; a delegated mailbox has one too.
#[tokio::test(flavor = "multi_thread")]
async fn gmail_of_each_account_is_read_as_that_account() -> Outcome {
    let html = page("gmail.html")?;
    let other = html.replace("rep@seller.example", "second@reseller.example");
    let scene = Scene::open(
        "mail.google.com",
        "/mail/u/0/#inbox/FMfcgzQdzFXcBnVkTPbLhKXVtmWqRwBc",
        html,
    )
    .await?;
    scene
        .facts(&json!({ "own_email": "rep@seller.example", "view": "thread" }))
        .await?;
    for path in [
        "/mail/u/1/",
        "/mail/d/AEoRXRTdelegate/",
        "/a/reseller.example/mail/u/1/",
    ] {
        let thread = format!("{path}#inbox/FMfcgzQdzFXcBnVkTPbLhKXVtmWqRwBc");
        scene
            .show("mail.google.com", &thread, other.clone())
            .await?;
        let facts = scene
            .facts(&json!({ "own_email": "second@reseller.example", "view": "thread" }))
            .await?;
        // Who is signed in is never the one written to; the account of the other tab may be.
        let people = facts["people"].to_string();
        assert!(
            people.contains("maren.okafor@northwind-robotics.example"),
            "{facts}"
        );
        assert!(!people.contains("second@reseller.example"), "{facts}");
        scene.in_page("location.hash = '#inbox';").await?;
        scene
            .facts(&json!({ "view": "list", "people": [] }))
            .await?;
        scene.in_page("compose();").await?;
        scene
            .facts(&json!({ "view": "compose", "draft_open": true }))
            .await?;
        let done = scene.insert("caret", "From the second account.").await?;
        assert_eq!(done["ok"], true, "{done}");
    }
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_popped_out_compose_window_is_a_draft_like_any_other() -> Outcome {
    let scene = Scene::open(
        "mail.google.com",
        "/mail/u/0/?view=cm&fs=1&tf=1",
        page("gmail.html")?,
    )
    .await?;
    scene
        .facts(&json!({ "view": "compose", "draft_open": true, "people": [] }))
        .await?;
    scene
        .in_page(
            "document.querySelector('[name=to] [role=listbox]').append(chip('priya@northwind-traders.example'));\
             document.querySelector('[name=bcc] [role=listbox]').append(chip('jon@northwind-robotics.example'));\
             document.querySelector('[name=subjectbox]').value = 'Olive oil';\
             document.querySelector('[name=subjectbox]').dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
    scene
        .facts(&json!({ "subject": "Olive oil", "people": [
            recipient("priya", "priya@northwind-traders.example"), recipient("jon", "jon@northwind-robotics.example")] }))
        .await?;
    for (place, text) in [
        ("caret", "Opener."),
        ("end", "PS line."),
        ("subject", " and robots"),
    ] {
        let done = scene.insert(place, text).await?;
        assert_eq!(done["ok"], true, "{place}: {done}");
    }
    let said = scene
        .in_page("return [document.querySelector('[g_editable]').innerText.replace(/\\s+/g, ' ').trim(), document.querySelector('[name=subjectbox]').value];")
        .await?;
    assert_eq!(said, json!(["Opener. PS line.", "Olive oil and robots"]));
    scene.end().await
}

/// Gmail's recipient row before October 2021: a text field, and a hidden field for each chip.
#[tokio::test(flavor = "multi_thread")]
async fn both_of_gmails_recipient_rows_are_read_in_all_three_lines() -> Outcome {
    let scene = Scene::open(
        "mail.google.com",
        "/mail/u/0/#inbox?compose=new",
        page("gmail.html")?,
    )
    .await?;
    scene.facts(&json!({ "draft_open": true })).await?;
    scene
        .in_page(
            "for (const [kind, address] of [['to', 'priya@northwind-traders.example'], ['cc', 'maren.okafor@northwind-robotics.example'], ['bcc', 'jon@northwind-robotics.example']])\
               document.querySelector(`[name=${kind}] [role=listbox]`).append(chip(address));",
        )
        .await?;
    let all = json!([
        recipient("priya", "priya@northwind-traders.example"),
        recipient("maren.okafor", "maren.okafor@northwind-robotics.example"),
        recipient("jon", "jon@northwind-robotics.example"),
    ]);
    scene.facts(&json!({ "people": all })).await?;
    scene
        .in_page(
            "const row = document.querySelector('.GS'); row.replaceChildren(...[['to', 'Priya Castellan <priya@northwind-traders.example>'], ['cc', 'Maren Okafor <maren.okafor@northwind-robotics.example>'], ['bcc', 'jon@northwind-robotics.example']].map(([kind, written]) =>\
               element('table', {}, [element('tbody', {}, [element('tr', {}, [element('td', {}, [\
                 element('div', { class: 'vR' }, [element('span', { class: 'vN' }, [element('div', { class: 'vT' }, [written.split(' <')[0]])]), element('input', { type: 'hidden', name: kind, value: written })]),\
                 element('textarea', { class: 'vO', name: kind })])])])])));",
        )
        .await?;
    let facts = scene
        .facts(&json!({ "people": [
            recipient("Priya Castellan", "priya@northwind-traders.example"),
            recipient("Maren Okafor", "maren.okafor@northwind-robotics.example"),
            recipient("", "jon@northwind-robotics.example"),
        ] }))
        .await?;
    assert_eq!(facts["draft_open"], true);
    // An address that is typed and not yet a chip counts as well.
    scene
        .in_page("const field = document.querySelector('textarea[name=cc]'); field.value = 'new@target.example'; field.dispatchEvent(new Event('change', { bubbles: true }));")
        .await?;
    let facts = scene
        .facts(&json!({ "view": "compose", "draft_open": true }))
        .await?;
    let _ = facts;
    scene.browser.to_front().await?;
    scene.in_listener("return null;", Vec::new()).await?;
    scene
        .browser
        .wait_until("JSON.stringify(heard.facts.people).includes('new@target.example')")
        .await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn outlooks_compose_window_of_its_own_is_read_and_written() -> Outcome {
    for (host, path) in [
        ("outlook.office.com", "/mail/deeplink/compose"),
        ("outlook.cloud.microsoft", "/mail/compose/AAMkAGI2"),
        ("outlook.live.com", "/mail/0/deeplink/compose"),
    ] {
        let scene = Scene::open(host, path, page("outlook.html")?).await?;
        scene
            .facts(&json!({ "adapter": "outlook", "view": "compose", "draft_open": true, "people": [] }))
            .await?;
        scene
            .in_page(
                "const field = document.querySelector('.to-field'); field.textContent = 'priya@northwind-traders.example';\
                 field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));",
            )
            .await?;
        scene
            .facts(&json!({ "people": [recipient("priya", "priya@northwind-traders.example")] }))
            .await?;
        let done = scene.insert("caret", "Opener in a window.").await?;
        assert_eq!(done["ok"], true, "{done}");
        scene.end().await?;
    }
    Ok(())
}

/// Lightning keeps records that were open before in the page; only the active one is read, however
/// the rep goes back and forth between them.
#[tokio::test(flavor = "multi_thread")]
async fn of_several_open_salesforce_records_the_active_one_is_read() -> Outcome {
    let scene = Scene::open(
        "acme.lightning.force.com",
        "/lightning/r/Account/001000000000001AAA/view",
        page("salesforce.html")?,
    )
    .await?;
    let records = [
        (
            "Account/001000000000001AAA",
            json!({ "company": "Northwind Robotics", "people": [] }),
        ),
        (
            "Contact/003000000000001AAA",
            json!({ "company": "Northwind Traders" }),
        ),
        (
            "Lead/00Q000000000001AAA",
            json!({ "company": "Northwind Robotics" }),
        ),
        (
            "Opportunity/006000000000001AAA",
            json!({ "company": "Northwind Robotics", "subject": "Omaha plant, phase 2" }),
        ),
        (
            "Account/001000000000002AAA",
            json!({ "company": "Target Corporation", "people": [] }),
        ),
        (
            "Contact/003000000000001AAA",
            json!({ "company": "Northwind Traders" }),
        ),
        (
            "Account/001000000000001AAA",
            json!({ "company": "Northwind Robotics", "people": [] }),
        ),
    ];
    for (record, wanted) in records {
        scene
            .in_page(&format!("go('/lightning/r/{record}/view');"))
            .await?;
        scene.facts(&wanted).await?;
    }
    let open = scene
        .in_page("return document.querySelectorAll('.windowViewMode-normal').length;")
        .await?;
    assert!(
        open.as_u64().is_some_and(|open| open >= 2),
        "{open} records are in the page"
    );
    scene.end().await
}
