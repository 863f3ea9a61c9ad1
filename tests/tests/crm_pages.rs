//! CRMs and webmail beside the fixed hosts, each on its test page at an address of its own.

use hookline_tests::{Options, Outcome, Scene, page};
use serde_json::{Value, json};

const OWN: &str = "https://crm.seller.example";

fn record(name: &str, email: &str) -> Value {
    json!([{ "role": "record", "name": name, "email": email }])
}

fn robotics() -> Value {
    json!({ "view": "record", "company": "Northwind Robotics" })
}

fn priya() -> Value {
    json!({ "company": "Northwind Traders", "people": record("Priya Castellan", "priya@northwind-traders.example") })
}

fn jon() -> Value {
    json!({ "company": "Northwind Robotics", "people": record("Jon Abara", "jon@northwind-robotics.example") })
}

/// An adapter, its host, and the records with what is to be read there.
type Case<'a> = (&'a str, &'a str, &'a [(&'a str, Value)]);

#[tokio::test(flavor = "multi_thread")]
async fn every_crm_is_read_record_by_record_without_loading_the_page_anew() -> Outcome {
    let scene = Scene::start(Options {
        granted: vec![OWN.to_owned()],
        ..Options::default()
    })
    .await?;
    let own = "crm.seller.example";
    let cases: &[Case] = &[
        (
            "pipedrive",
            "seller.pipedrive.com",
            &[("/organization/7", robotics()), ("/person/9", priya())],
        ),
        (
            "zoho",
            "crm.zoho.eu",
            &[
                ("/crm/org1/tab/Accounts/7", robotics()),
                ("/crm/org1/tab/Contacts/9", priya()),
                ("/crm/org1/tab/Leads/9", jon()),
            ],
        ),
        (
            "espocrm",
            own,
            &[
                ("/#Account/view/65f", robotics()),
                ("/#Contact/view/66a", priya()),
                ("/#Lead/view/66b", jon()),
            ],
        ),
        (
            "suitecrm",
            own,
            &[
                (
                    "/index.php?module=Accounts&action=DetailView&record=7",
                    robotics(),
                ),
                (
                    "/index.php?module=Contacts&action=DetailView&record=9",
                    priya(),
                ),
            ],
        ),
        (
            "twenty",
            own,
            &[
                ("/object/company/0b7c", robotics()),
                ("/object/person/1b7c", priya()),
            ],
        ),
        (
            "odoo",
            own,
            &[
                ("/odoo/contacts/7", priya()),
                ("/odoo/contacts/8", robotics()),
            ],
        ),
        (
            "frappe",
            own,
            &[
                ("/app/customer/NR", robotics()),
                ("/app/contact/PC", priya()),
                ("/app/lead/CRM-LEAD-1", jon()),
            ],
        ),
        (
            "creme",
            own,
            &[
                ("/persons/organisation/12", robotics()),
                ("/persons/contact/14", priya()),
            ],
        ),
    ];
    for (adapter, host, steps) in cases {
        let html = page(&format!("crm/{adapter}.html"))?;
        let mut steps = steps.iter();
        let Some((path, wanted)) = steps.next() else {
            continue;
        };
        scene.show(host, path, html).await?;
        let facts = scene.facts(wanted).await?;
        assert_eq!(facts["adapter"], *adapter, "{facts}");
        for (path, wanted) in steps {
            scene.in_page(&format!("go('{path}');")).await?;
            scene.facts(wanted).await?;
        }
    }
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn sogo_shows_a_thread_and_takes_an_opener() -> Outcome {
    let scene = Scene::start(Options {
        granted: vec![OWN.to_owned()],
        ..Options::default()
    })
    .await?;
    let path = "/SOGo/so/rep/Mail/view";
    scene
        .show(
            "crm.seller.example",
            &format!("{path}#!/Mail/0/INBOX/12"),
            page("crm/sogo.html")?,
        )
        .await?;
    scene
        .facts(&json!({
            "adapter": "sogo", "view": "thread", "subject": "Robots for the Omaha plant",
            "people": [
                { "role": "sender", "name": "Maren Okafor", "email": "maren.okafor@northwind-robotics.example" },
                { "role": "participant", "name": "Jon Abara", "email": "jon@northwind-robotics.example" },
            ],
        }))
        .await?;
    scene
        .in_page(&format!("go('{path}#!/Mail/0/compose');"))
        .await?;
    scene
        .facts(&json!({
            "view": "compose", "draft_open": true,
            "people": [{ "role": "recipient", "name": "Priya Castellan", "email": "priya@northwind-traders.example" }],
        }))
        .await?;
    let done = scene
        .insert("caret", "Congratulations on the round.")
        .await?;
    assert_eq!(done["ok"], true, "{done}");
    let text = scene
        .in_page("return document.querySelector('[contenteditable]').innerText;")
        .await?;
    assert!(text.to_string().contains("Congratulations"), "{text}");
    scene.end().await
}
