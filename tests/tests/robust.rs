//! Pages and drafts that are huge, hostile or broken: a plain message, the rest working, and nothing
//! of ours in the page's console.

use hookline_tests::{Options, Outcome, Scene, Sidebar, Stage, page};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const THREAD: &str = "/mail/u/0/#inbox/FMfcgzQdzFXcBnVkTPbLhKXVtmWqRwBc";
const COMPOSE: &str = "/mail/u/0/#inbox?compose=new";
const MAREN: &str = "maren.okafor@northwind-robotics.example";

/// Messages of the long thread, and letters in each: a DOM of 20 MB.
const MESSAGES: usize = 4_000;
const LETTERS: usize = 5_000;

async fn quiet(browser: &hookline_tests::Browser) -> Outcome {
    assert_eq!(browser.complaints().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_of_thousands_of_messages_is_read_a_little_at_a_time() -> Outcome {
    let words = "lorem ipsum ".repeat(LETTERS / 12);
    let message = format!(
        "<div class=\"adn\" data-message-id=\"#msg-f:2\"><div class=\"gE\"><h3><span class=\"gD\" email=\"{MAREN}\" name=\"Maren Okafor\">Maren</span></h3></div>\
         <div class=\"ii gt\"><div class=\"a3s aiL\">{words}</div></div></div>"
    );
    let newest = message.replace(&words, "I am back at my desk: +1 402 555 0142");
    let html = page("gmail.html")?.replace(
        "<button id=\"reply\">",
        &format!("{}{newest}<button id=\"reply\">", message.repeat(MESSAGES)),
    );
    assert!(html.len() > 20_000_000);
    let scene = Scene::open("mail.google.com", THREAD, html).await?;
    let facts = scene
        .facts(&json!({ "view": "thread", "subject": "Robots for the Omaha plant", "unread": [] }))
        .await?;
    let people = facts["people"].as_array().cloned().unwrap_or_default();
    assert!(people.len() <= 50 && people[0]["email"] == MAREN, "{facts}");
    // The newest message counts, however many stand above it.
    assert!(
        facts["phones"].to_string().contains("402 555 0142"),
        "{}",
        facts["phones"]
    );
    scene
        .in_page("document.getElementById('reply').click();")
        .await?;
    scene.facts(&json!({ "draft_open": true })).await?;
    let done = scene.insert("caret", "Above all of it.").await?;
    assert_eq!(done["ok"], true, "{done}");
    // The page changes on: what is read stays right, and no turn of the page's loop is held long.
    scene
        .in_page("document.querySelector('h2.hP').textContent = 'Another subject';")
        .await?;
    scene
        .facts(&json!({ "subject": "Another subject" }))
        .await?;
    let longest = scene
        .in_page("return Math.max(...performance.getEntriesByName('hookline:observer').map(({ duration }) => duration));")
        .await?;
    assert!(longest.as_f64().is_some_and(|ms| ms < 20.0), "{longest}");
    quiet(&scene.browser).await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_fifty_thousand_words_is_measured_and_takes_an_opener() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    stage.serve_gmail()?;
    let driver = &stage.browser.driver;
    driver
        .goto(format!("https://mail.google.com{COMPOSE}"))
        .await?;
    driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys(MAREN.to_owned() + Key::Enter)
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Openers", "$40 million").await?;
    sidebar.leave().await?;
    driver
        .execute(
            "const body = document.querySelector('[g_editable]'); body.replaceChildren(...Array.from({ length: 2000 }, (_, at) => {\
               const line = document.createElement('div'); line.textContent = ('plant ' + at + ' ').repeat(12) + 'and more.'; return line; }));\
             body.focus(); body.dispatchEvent(new InputEvent('input', { bubbles: true }));",
            Vec::new(),
        )
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Draft meter", "52,000 words").await?;
    sidebar.button("Openers", "Insert").await?.click().await?;
    sidebar.find_text("Inserted").await?;
    sidebar.leave().await?;
    let kept = driver
        .execute(
            "const text = document.querySelector('[g_editable]').textContent; return [text.includes('$40 million'), text.includes('plant 1999 and more.')];",
            Vec::new(),
        )
        .await?;
    assert_eq!(kept.json(), &json!([true, true]));
    quiet(&stage.browser).await?;
    stage.end().await
}

/// What a hostile page does to those who read it: names of its own in the document's place, trees of
/// enormous depth, endless change, the frame thrown out, forged events.
const HOSTILE: &str = r#"
  for (const name of ["querySelector", "querySelectorAll", "createElement", "createTreeWalker", "title", "hidden", "body", "documentElement", "addEventListener", "activeElement", "implementation", "getSelection", "createRange", "createDocumentFragment", "readyState", "visibilityState", "defaultView"]) {
    const image = element("img", { name }); document.getElementById("list").append(image);
    document.getElementById("list").append(element("form", { name }));
  }
  let deep = document.getElementById("thread");
  for (let depth = 0; depth < 1500; depth += 1) deep = deep.appendChild(document.createElement("div"));
  deep.textContent = "down here";
  Element.prototype.attachShadow = () => { throw new Error("no"); };
  Node.prototype.contains = () => { throw new Error("no"); };
  window.MutationObserver = class { observe() { throw new Error("no"); } };
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_page_gets_no_exception_out_of_us() -> Outcome {
    let html = page("gmail.html")?.replace(
        "\n  route();\n</script>",
        &format!("\n  route();\n{HOSTILE}\n</script>"),
    );
    assert!(html.contains("down here"));
    let scene = Scene::open("mail.google.com", COMPOSE, html).await?;
    let facts = scene
        .facts(&json!({ "adapter": "gmail", "draft_open": true }))
        .await?;
    assert!(facts["people"].as_array().is_some_and(Vec::is_empty));
    // A draft of enormous depth: its words are read as far as they can be, and the opener goes in.
    scene
        .in_page(
            "let deep = Document.prototype.querySelector.call(document, '[g_editable]').firstChild;\
             for (let depth = 0; depth < 1500; depth += 1) deep = deep.appendChild(Document.prototype.createElement.call(document, 'div'));\
             deep.textContent = 'deep words';\
             for (const type of ['input', 'focusin', 'focusout', 'click', 'change', 'visibilitychange', 'scroll', 'resize']) {\
               document.dispatchEvent(new Event(type, { bubbles: true })); dispatchEvent(new Event(type)); }\
             return true;",
        )
        .await?;
    let done = scene.insert("start", "Hello from above").await?;
    assert!(
        done["ok"] == true
            || done["reason"]
                .as_str()
                .is_some_and(|reason| !reason.is_empty()),
        "{done}"
    );
    // The page throws the frame out again and again: it gives in.
    scene
        .in_page(
            "window.outs = 0; new MutationObserver2();\
             function MutationObserver2() { const timer = setInterval(() => { for (const frame of Document.prototype.querySelectorAll.call(document, 'hookline-sidebar')) { frame.remove(); window.outs += 1; } if (window.outs > 5) clearInterval(timer); }, 5); setTimeout(() => clearInterval(timer), 1500); }",
        )
        .await?;
    scene
        .in_page("window.turns = 0; const storm = () => { for (let at = 0; at < 200; at += 1) Document.prototype.querySelector.call(document, '#windows').append('x'); if (++window.turns < 60) requestAnimationFrame(storm); }; storm();")
        .await?;
    scene.browser.wait_until("window.turns >= 60").await?;
    scene.facts(&json!({ "adapter": "gmail" })).await?;
    quiet(&scene.browser).await?;
    scene.end().await
}

/// Every way in which an adapter's file can be wrong.
fn broken() -> Value {
    let bad = json!([{ "css": "h2[[" }, { "css": 7 }, 12, null, { "css": "h2", "read": "eval" }, { "label": [] }, { "css": ":self", "after": 3 }, "::part(("]);
    json!({
        "format": 1, "name": "gmail", "title": "Broken", "hosts": ["mail.google.com", 5, ""], "observe": ["((", "body"], "attributes": ["ONCLICK", "email", {}],
        "own_email": bad, "present": "[[", "shadow": "yes", "frames": 1,
        "views": [7, { "view": "thread", "exists": ["[["] }, { "view": "thread", "at": [{ "path": 5 }] },
            { "view": "thread", "scope": ["[role='main']", ">>>"], "exists": ["h2[data-legacy-thread-id]", "!!"], "fields": { "subject": bad, "company": "x", "nonsense": bad },
              "people": [{ "role": "sender", "each": ["..", ".gD"], "email": [{ "read": "attr:email" }, { "css": "[[" }], "name": bad }, { "role": "emperor" }], "expect": ["people", "throne"] }],
        "drafts": [{ "body": ["[["] }, "x", { "body": ["[g_editable]", "(("], "root": ["[role='dialog']", "]]"], "recipients": [{ "each": ["]]"], "email": bad }], "insert": "eval" }],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adapter_file_with_bad_selectors_costs_those_alone_and_says_so() -> Outcome {
    let scene = Scene::open("mail.google.com", THREAD, page("gmail.html")?).await?;
    scene.facts(&json!({ "view": "thread" })).await?;
    scene
        .in_listener(
            "return chrome.storage.local.set({ ['adapter:https://mail.google.com']: arguments[0] });",
            vec![broken()],
        )
        .await?;
    let facts = scene
        .facts(&json!({ "view": "thread", "subject": "" }))
        .await?;
    assert_eq!(facts["people"][0]["email"], MAREN, "{facts}");
    let unread = facts["unread"].as_array().cloned().unwrap_or_default();
    assert!(
        unread.contains(&json!("adapter")),
        "the file's faults are told: {facts}"
    );
    scene
        .in_page("document.getElementById('reply').click();")
        .await?;
    scene.facts(&json!({ "draft_open": true })).await?;
    let done = scene.insert("caret", "Still working.").await?;
    assert_eq!(done["ok"], true, "{done}");
    quiet(&scene.browser).await?;
    scene.end().await
}
