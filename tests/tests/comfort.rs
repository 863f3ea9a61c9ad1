//! Calm beside the mail: nothing of the host page moves, the caret stays where the rep writes, motion
//! can be turned off, texts run from right to left, and what is drawn is said in words.

use hookline_tests::{Options, Outcome, Sidebar, Stage, Workspace};
use serde_json::{Value, json};
use std::path::Path;
use thirtyfour::prelude::*;

const COMPOSE: &str = "https://mail.google.com/mail/u/0/#inbox?compose=new";
const MAREN: &str = "maren.okafor@northwind-robotics.example";

async fn draft(options: Options) -> Outcome<Stage> {
    let stage = Stage::furnished(options).await?;
    stage.serve_gmail()?;
    let driver = &stage.browser.driver;
    driver.goto(COMPOSE).await?;
    driver
        .query(By::Css("div[name=to] input"))
        .first()
        .await?
        .send_keys(MAREN.to_owned() + Key::Enter)
        .await?;
    Ok(stage)
}

async fn ask(stage: &Stage, script: &str) -> Outcome<Value> {
    let answer = stage.browser.driver.execute(script, Vec::new()).await?;
    Ok(answer.json().clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_and_the_caret_stays_while_the_sidebar_comes_and_answers() -> Outcome {
    let stage = draft(Options::default()).await?;
    let driver = &stage.browser.driver;
    // The page itself moves when its recipient becomes a chip: that frame is to be over.
    stage
        .browser
        .wait_until("document.querySelector('div[name=to] [role=option]')")
        .await?;
    driver
        .execute_async(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));",
            Vec::new(),
        )
        .await?;
    // From here on: every move of the page's own elements (of what stands in our shadow root the page
    // sees no node), every change of focus.
    ask(
        &stage,
        "window.moved = []; window.lost = 0;\
         if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))\
           new PerformanceObserver((list) => { for (const { value, sources } of list.getEntries()) for (const { node } of sources) if (node) window.moved.push([value, node.nodeName]); }).observe({ type: 'layout-shift' });\
         const body = document.querySelector('[g_editable]'); body.focus();\
         body.addEventListener('blur', () => { window.lost += 1; });\
         window.boxes = () => JSON.stringify([...document.querySelectorAll('#list, [role=dialog], [g_editable]')].map((one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height]; }));\
         window.before = window.boxes(); window.scrolled = scrollY;",
    )
    .await?;
    driver
        .action_chain()
        .send_keys("How long does it take your people to ramp today?")
        .perform()
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Openers", "$40 million").await?;
    sidebar.text_with("Draft meter", "words").await?;
    sidebar.leave().await?;
    driver
        .action_chain()
        .send_keys(" And then?")
        .perform()
        .await?;
    let state = ask(
        &stage,
        "return { lost: window.lost, at: document.activeElement === document.querySelector('[g_editable]'), same: window.before === window.boxes(), scroll: scrollY === window.scrolled, moved: window.moved,\
           text: document.querySelector('[g_editable]').innerText.trim(), margin: document.documentElement.style.marginRight };",
    )
    .await?;
    assert_eq!(
        state["text"],
        "How long does it take your people to ramp today? And then?"
    );
    assert_eq!(
        json!([
            state["lost"],
            state["at"],
            state["same"],
            state["scroll"],
            state["moved"],
            state["margin"]
        ]),
        json!([0, true, true, true, [], ""]),
        "{state}"
    );
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn with_reduced_motion_nothing_is_animated() -> Outcome {
    let stage = draft(Options {
        calm: true,
        ..Options::default()
    })
    .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Openers", "$40 million").await?;
    let moving = ask(
        &stage,
        "return matchMedia('(prefers-reduced-motion: reduce)').matches ? [...document.querySelectorAll('*')].filter((one) => { const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(one);\
           const long = (value) => value.split(',').some((part) => parseFloat(part) > 0.01);\
           return long(transitionDuration) || (animationName !== 'none' && long(animationDuration)) || scrollBehavior === 'smooth'; }).map((one) => one.className || one.nodeName) : ['not asked for'];",
    )
    .await?;
    assert_eq!(moving, json!([]));
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn stars_bolt_and_meter_are_said_in_words_and_every_field_has_a_name() -> Outcome {
    let stage = draft(Options::default()).await?;
    stage
        .browser
        .driver
        .find(By::Css("[g_editable]"))
        .await?
        .send_keys("How long does it take your people to ramp today?")
        .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Openers", "$40 million").await?;
    sidebar.text_with("Draft meter", "10 words").await?;
    let said = ask(
        &stage,
        "return [...document.querySelectorAll('[role=img][aria-label]')].map((one) => one.getAttribute('aria-label')).join(' | ');",
    )
    .await?;
    let said = said.as_str().unwrap_or_default();
    assert!(said.contains("of 5 stars"), "{said}");
    assert!(said.contains("Hook") && said.contains("target"), "{said}");
    sidebar.text_with("Account", "Funding").await?;
    // Dictation and screen readers find a field by its name, and only real fields take words.
    let nameless = ask(
        &stage,
        "return [...document.querySelectorAll('input, select, textarea, [contenteditable]')].filter((one) =>\
           one.isContentEditable || !(one.labels?.length || one.getAttribute('aria-label') || one.getAttribute('aria-labelledby') || one.title)).map((one) => one.outerHTML.slice(0, 120));",
    )
    .await?;
    assert_eq!(nameless, json!([]));
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_right_to_left_at_320_pixels_nothing_is_cut_off() -> Outcome {
    let stage = draft(Options::default()).await?;
    Sidebar::enter(&stage.browser).await?.leave().await?;
    // The least width that the rep can draw the sidebar to, with the keyboard.
    ask(
        &stage,
        "const grip = document.querySelector('hookline-sidebar').shadowRoot.querySelector('[role=separator]');\
         grip.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));",
    )
    .await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Openers", "$40 million").await?;
    stage.browser.wait_until("innerWidth <= 320").await?;
    for direction in ["ltr", "rtl"] {
        ask(
            &stage,
            &format!("document.documentElement.dir = '{direction}';"),
        )
        .await?;
        let wide = ask(
            &stage,
            "const wide = [...document.querySelectorAll('body *')].filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && !one.closest('.sr') && (box.right > innerWidth + 1 || box.left < -1); });\
             return [document.documentElement.scrollWidth <= innerWidth, wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];",
        )
        .await?;
        assert_eq!(wide, json!([true, []]), "{direction}");
        if let Ok(folder) = std::env::var("HOOKLINE_PICTURES") {
            stage.browser.driver.enter_default_frame().await?;
            let file = Path::new(&folder).join(format!("sidebar-{direction}.png"));
            stage.browser.screenshot(&file).await?;
            Sidebar::enter(&stage.browser).await?;
        }
    }
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_of_a_score_is_explained_by_keyboard() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    let workspace = Workspace::open(&stage.browser, "#/accounts").await?;
    let found = workspace
        .ask(json!({ "search": { "query": "northwind robotics", "limit": 1 } }))
        .await?;
    let account = found["search"]["accounts"][0]["id"].clone();
    Workspace::open(&stage.browser, &format!("#/accounts/{account}")).await?;
    stage
        .browser
        .wait_until("document.querySelector('#why .help button')")
        .await?;
    // What is drawn of the receipt: each figure has its help in the same line.
    let lacking = ask(
        &stage,
        "const lines = [...document.querySelectorAll('#why .receipt-head > span:not(.stars), #why tfoot tr, #why .events > li > .bolt, #why [data-figure]')];\
         return [lines.length, lines.filter((line) => !(line.querySelector('.help') ?? line.nextElementSibling?.matches('.help'))).map((line) => line.outerHTML)];",
    )
    .await?;
    assert!(
        lacking[0].as_u64().is_some_and(|lines| lines >= 3),
        "{lacking}"
    );
    assert_eq!(lacking[1], json!([]));
    let names = ask(
        &stage,
        "return [...document.querySelectorAll('.help button')].filter((one) => !/^What does this mean: ./.test(one.ariaLabel) || one.tabIndex < 0).length;",
    )
    .await?;
    assert_eq!(names, 0);
    let driver = &stage.browser.driver;
    let first = driver.find(By::Css("#why .help button")).await?;
    first.focus().await?;
    first.send_keys(Key::Enter + "").await?;
    stage
        .browser
        .wait_until("document.querySelector('#why .help [popover]:popover-open')?.innerText.startsWith('Stars: ')")
        .await?;
    let inside = ask(
        &stage,
        "const box = document.querySelector(':popover-open').getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;",
    )
    .await?;
    assert_eq!(inside, true);
    stage
        .browser
        .screenshot(Path::new(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../target/screenshots/help.png"
        )))
        .await?;
    first.send_keys(Key::Escape + "").await?;
    stage
        .browser
        .wait_until("!document.querySelector(':popover-open') && document.activeElement.matches('.help button')")
        .await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_meter_keeps_its_place_whatever_it_says() -> Outcome {
    let stage = draft(Options::default()).await?;
    let driver = &stage.browser.driver;
    let body = "[g_editable]";
    let write = async |words: &str| -> Outcome {
        driver.enter_default_frame().await?;
        driver.find(By::Css(body)).await?.send_keys(words).await?;
        Ok(())
    };
    let place = async || {
        ask(
            &stage,
            "const { top, height } = document.querySelector('.meter').getBoundingClientRect(); return [top, height];",
        )
        .await
    };
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar
        .button("Draft meter", "Put the best opener first")
        .await?;
    let empty = place().await?;
    // Criteria are unmet, and the opener is offered.
    write("Hi Maren, we have a platform, features, a dashboard and an integration.").await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Draft meter", "10 words").await?;
    assert_eq!(place().await?, empty, "with unmet criteria");
    // With the opener in the draft no click is offered any more.
    sidebar
        .button("Draft meter", "Put the best opener first")
        .await?
        .click()
        .await?;
    stage
        .browser
        .wait_until("!document.querySelector('.meter > .actions button')")
        .await?;
    assert_eq!(place().await?, empty, "with the opener in the draft");
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_begins_at_its_top() -> Outcome {
    let stage = Stage::furnished(Options::default()).await?;
    Workspace::open(&stage.browser, "#/settings").await?;
    let driver = &stage.browser.driver;
    stage
        .browser
        .wait_until("(() => { const page = document.querySelector('#crm') && document.querySelector('#page'); page?.scrollTo(0, 400); return page?.scrollTop > 0; })()")
        .await?;
    driver
        .query(By::Css("a[href='#/sources']"))
        .first()
        .await?
        .click()
        .await?;
    stage
        .browser
        .wait_until("location.hash === '#/sources' && document.querySelector('#page h1') && document.querySelector('#page').scrollTop === 0 && document.activeElement.id === 'page'")
        .await?;
    stage.end().await
}
