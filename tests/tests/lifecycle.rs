//! What happens to the extension and to a tab while a rep works: an update, sleep, a restart of the
//! browser, a host that the profile withholds, the browser's own panel.

use hookline_tests::{Kind, Options, Outcome, PATIENCE, Sidebar, Stage, Workspace};
use serde_json::json;
use std::time::Instant;
use thirtyfour::prelude::*;

const INBOX: &str = "https://mail.google.com/mail/u/0/#inbox";
const MAREN: &str = "maren.okafor@northwind-robotics.example";
const PRIYA: &str = "priya@northwind-traders.example";
const FRAME: &str = "document.querySelector('hookline-sidebar')?.shadowRoot";

async fn stage() -> Outcome<Stage> {
    let stage = Stage::furnished(Options::default()).await?;
    stage.serve_gmail()?;
    Ok(stage)
}

/// Opens a new draft in the present tab and addresses it.
async fn write_to(stage: &Stage, address: &str) -> Outcome {
    let driver = &stage.browser.driver;
    driver.goto("about:blank").await?;
    driver.goto(format!("{INBOX}?compose=new")).await?;
    add_recipient(stage, address).await
}

async fn add_recipient(stage: &Stage, address: &str) -> Outcome {
    let to = stage.browser.driver.query(By::Css("div[name=to] input"));
    to.first()
        .await?
        .send_keys(address.to_owned() + Key::Enter)
        .await?;
    Ok(())
}

async fn recognised(stage: &Stage, name: &str) -> Outcome {
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.text_with("Account", name).await?;
    sidebar.leave().await?;
    Ok(())
}

/// A mail to Priya is begun where there is none, and her company stands beside it.
async fn priya_is_recognised(stage: &Stage) -> Outcome {
    let begin = "if (!document.querySelector('[role=dialog]')) compose();";
    stage.browser.driver.execute(begin, Vec::new()).await?;
    add_recipient(stage, PRIYA).await?;
    recognised(stage, "Northwind Traders").await
}

/// A tab with a page of the extension, from which its interfaces can be asked.
async fn own_tab(stage: &Stage) -> Outcome<WindowHandle> {
    let tab = stage.browser.driver.new_tab().await?;
    stage.browser.driver.switch_to_window(tab.clone()).await?;
    let page = stage.browser.extension_page("teach.html");
    stage.browser.open(&page).await?;
    Ok(tab)
}

async fn quiet(stage: &Stage) -> Outcome {
    assert_eq!(stage.browser.complaints().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_under_an_open_tab_is_said_once_throws_nothing_and_one_click_goes_on() -> Outcome
{
    let kind = Options::default().kind;
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    write_to(&stage, MAREN).await?;
    let mail = driver.window().await?;
    recognised(&stage, "Northwind Robotics").await?;
    quiet(&stage).await?;
    own_tab(&stage).await?;
    // The page goes with the extension, so there may be no answer.
    let _ = driver
        .execute("setTimeout(() => chrome.runtime.reload(), 50);", Vec::new())
        .await;
    driver.switch_to_window(mail).await?;
    let body = driver.find(By::Css("[g_editable=true]")).await?;
    let told = if kind == Kind::Firefox {
        // Firefox starts the new content script in the open tab at once.
        format!("{FRAME}?.querySelector('iframe')")
    } else {
        format!("{FRAME}?.textContent.includes('Reload this tab to go on')")
    };
    // The rep goes on; with the first click the old content script finds that its extension is gone.
    let limit = Instant::now() + PATIENCE;
    loop {
        body.click().await?;
        let script = format!("return Boolean({told});");
        if driver.execute(script, Vec::new()).await?.json() == true {
            break;
        }
        if Instant::now() > limit {
            return Err("nothing was said of the update".into());
        }
    }
    // All that the old script heard before, it hears now: keys, focus, clicks, changes, scrolling.
    body.send_keys("Hello").await?;
    driver
        .execute(
            "compose(); document.title = 'changed'; dispatchEvent(new Event('resize')); dispatchEvent(new Event('scroll')); location.hash = '#inbox';",
            Vec::new(),
        )
        .await?;
    body.click().await?;
    let frames = "return document.querySelectorAll('hookline-sidebar').length;";
    assert_eq!(driver.execute(frames, Vec::new()).await?.json(), 1);
    quiet(&stage).await?;
    if kind == Kind::Chromium {
        driver
            .execute(
                format!("window.old = true; [...{FRAME}.querySelectorAll('button')].find((button) => button.textContent === 'Reload this tab').click();"),
                Vec::new(),
            )
            .await?;
        stage
            .browser
            .wait_until("!window.old && document.readyState === 'complete'")
            .await?;
        // The new extension is beside the mail as before, and its engine has everything that was stored.
        priya_is_recognised(&stage).await?;
        assert_eq!(driver.execute(frames, Vec::new()).await?.json(), 1);
        quiet(&stage).await?;
    }
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_declines_the_reload_is_not_asked_again() -> Outcome {
    if Options::default().kind == Kind::Firefox {
        // There the new content script takes over by itself.
        return Ok(());
    }
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    write_to(&stage, MAREN).await?;
    let mail = driver.window().await?;
    recognised(&stage, "Northwind Robotics").await?;
    own_tab(&stage).await?;
    let _ = driver
        .execute("setTimeout(() => chrome.runtime.reload(), 50);", Vec::new())
        .await;
    driver.switch_to_window(mail).await?;
    let body = driver.find(By::Css("[g_editable=true]")).await?;
    let limit = Instant::now() + PATIENCE;
    let declined = format!(
        "const no = [...({FRAME}?.querySelectorAll('button') ?? [])].find((button) => button.textContent === 'Not now'); no?.click(); return Boolean(no);"
    );
    loop {
        body.click().await?;
        if driver.execute(&*declined, Vec::new()).await?.json() == true {
            break;
        }
        if Instant::now() > limit {
            return Err("nothing was said of the update".into());
        }
    }
    body.send_keys("Hello again").await?;
    driver.execute("compose();", Vec::new()).await?;
    body.click().await?;
    let frames = "return document.querySelectorAll('hookline-sidebar').length;";
    assert_eq!(driver.execute(frames, Vec::new()).await?.json(), 0);
    quiet(&stage).await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_in_the_background_is_right_when_it_comes_to_the_front() -> Outcome {
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    write_to(&stage, MAREN).await?;
    let first = driver.window().await?;
    recognised(&stage, "Northwind Robotics").await?;
    let second = driver.new_tab().await?;
    driver.switch_to_window(second.clone()).await?;
    write_to(&stage, MAREN).await?;
    recognised(&stage, "Northwind Robotics").await?;
    // The first tab changes while the rep looks at the second.
    driver.switch_to_window(first.clone()).await?;
    driver
        .execute(
            "document.querySelector('[name=to] [role=listbox]').replaceChildren(chip('priya@northwind-traders.example'));",
            Vec::new(),
        )
        .await?;
    driver.switch_to_window(second).await?;
    recognised(&stage, "Northwind Robotics").await?;
    driver.switch_to_window(first).await?;
    recognised(&stage, "Northwind Traders").await?;
    quiet(&stage).await?;
    stage.end().await
}

/// Memory saver puts a tab to sleep and loads it anew when the rep comes back.
#[tokio::test(flavor = "multi_thread")]
async fn a_tab_that_was_put_to_sleep_wakes_with_its_sidebar() -> Outcome {
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    write_to(&stage, MAREN).await?;
    recognised(&stage, "Northwind Robotics").await?;
    let own = own_tab(&stage).await?;
    let slept = driver
        .execute_async(
            "const done = arguments[0]; (async () => {\
               const [mail] = await chrome.tabs.query({ url: 'https://mail.google.com/*' });\
               const slept = await chrome.tabs.discard(mail.id);\
               const [now] = await chrome.tabs.query({ url: 'https://mail.google.com/*' });\
               return now.discarded;\
             })().then(done, (error) => done(String(error)));",
            Vec::new(),
        )
        .await?;
    assert_eq!(slept.json(), true, "the tab sleeps");
    driver
        .execute_async(
            "const done = arguments[0]; chrome.tabs.query({ url: 'https://mail.google.com/*' }).then(([mail]) => chrome.tabs.update(mail.id, { active: true })).then(() => done(true));",
            Vec::new(),
        )
        .await?;
    let limit = Instant::now() + PATIENCE;
    loop {
        for tab in driver.windows().await? {
            if tab != own && driver.switch_to_window(tab).await.is_ok() {
                break;
            }
        }
        let there = driver
            .execute(
                format!("return Boolean({FRAME}?.querySelector('iframe'));"),
                Vec::new(),
            )
            .await;
        if there.is_ok_and(|there| there.json() == true) {
            break;
        }
        if Instant::now() > limit {
            return Err("the tab did not wake with its sidebar".into());
        }
    }
    priya_is_recognised(&stage).await?;
    quiet(&stage).await?;
    stage.end().await
}

/// Chromium holds the engine's host in a document of its own, which the browser may take away.
#[tokio::test(flavor = "multi_thread")]
async fn when_the_engines_document_is_taken_away_the_sidebar_comes_back_by_itself() -> Outcome {
    if Options::default().kind == Kind::Firefox {
        println!("skipped: Firefox has the host in its background page");
        return Ok(());
    }
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    write_to(&stage, MAREN).await?;
    let mail = driver.window().await?;
    recognised(&stage, "Northwind Robotics").await?;
    let own = own_tab(&stage).await?;
    let close =
        "const [done] = arguments; chrome.offscreen.closeDocument().then(() => done(true));";
    driver.execute_async(close, Vec::new()).await?;
    driver.switch_to_window(mail).await?;
    let discard = "document.querySelector('[role=dialog]').remove();";
    driver.execute(discard, Vec::new()).await?;
    priya_is_recognised(&stage).await?;
    // The background holds no engine of its own: another document was made.
    driver.switch_to_window(own).await?;
    let count = "const [done] = arguments; chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] }).then((found) => done(found.length));";
    let count = driver.execute_async(count, Vec::new()).await?;
    assert_eq!(count.json(), 1);
    quiet(&stage).await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_browser_was_restarted_everything_is_where_it_was() -> Outcome {
    let stage = stage().await?;
    write_to(&stage, MAREN).await?;
    recognised(&stage, "Northwind Robotics").await?;
    let stage = stage.kill_and_restart().await?;
    write_to(&stage, PRIYA).await?;
    recognised(&stage, "Northwind Traders").await?;
    let sidebar = Sidebar::enter(&stage.browser).await?;
    sidebar.find_text("olive oil").await?;
    sidebar.leave().await?;
    quiet(&stage).await?;
    stage.end().await
}

/// Firefox leaves the hosts of a manifest to the rep. Where Gmail is withheld, Hookline says so, says
/// why it asks, and is beside the open draft as soon as it may be.
#[tokio::test(flavor = "multi_thread")]
async fn a_profile_without_the_mail_host_is_told_and_asked() -> Outcome {
    if Options::default().kind == Kind::Chromium {
        return Ok(());
    }
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    stage.browser.revoke("https://mail.google.com/*").await?;
    driver.goto(format!("{INBOX}?compose=new")).await?;
    let mail = driver.window().await?;
    add_recipient(&stage, MAREN).await?;
    assert_eq!(
        driver
            .execute(
                "return Boolean(document.querySelector('hookline-sidebar'));",
                Vec::new()
            )
            .await?
            .json(),
        false
    );
    let own = driver.new_tab().await?;
    driver.switch_to_window(own).await?;
    Workspace::open(&stage.browser, "").await?;
    stage
        .browser
        .wait_until(
            "document.body.innerText.includes('keeps some mail or CRM pages from Hookline')",
        )
        .await?;
    stage
        .browser
        .open(&stage.browser.extension_page("teach.html"))
        .await?;
    stage
        .browser
        .wait_until("document.querySelector('.pages-hosts li')")
        .await?;
    let ask = driver
        .query(By::Css("[aria-label='Allow mail.google.com']"))
        .first()
        .await?;
    let listed = driver.find_all(By::Css(".pages-hosts li")).await?;
    assert_eq!(listed.len(), 1, "only what is withheld is asked for");
    ask.click().await?;
    stage
        .browser
        .wait_until(
            "document.body.innerText.includes('Hookline reads mail.google.com from now on')",
        )
        .await?;
    driver.switch_to_window(mail).await?;
    recognised(&stage, "Northwind Robotics").await?;
    quiet(&stage).await?;
    stage.end().await
}

/// The panel is a window of the browser's own; its page is an extension page like any other, and is
/// looked at from another one.
#[tokio::test(flavor = "multi_thread")]
async fn the_browsers_own_panel_follows_the_tab_in_front() -> Outcome {
    let stage = stage().await?;
    let driver = &stage.browser.driver;
    write_to(&stage, MAREN).await?;
    let mail = driver.window().await?;
    recognised(&stage, "Northwind Robotics").await?;
    let own = own_tab(&stage).await?;
    driver
        .execute_async(
            "const done = arguments[0]; chrome.storage.local.set({ placement: 'panel' }).then(() => done(true));",
            Vec::new(),
        )
        .await?;
    stage.browser.open_panel().await?;
    let said = "chrome.extension.getViews().filter((view) => view !== window && view.location.pathname === '/sidebar.html').map((view) => view.document.body.innerText).join()";
    driver.switch_to_window(mail.clone()).await?;
    driver
        .execute("document.querySelector('[name=to] [role=listbox]').replaceChildren(chip('priya@northwind-traders.example'));", Vec::new())
        .await?;
    // The mail comes to the front, as when the rep goes to its tab.
    let front = "const done = arguments[0]; chrome.tabs.query({ url: 'https://mail.google.com/*' }).then(([mail]) => chrome.tabs.update(mail.id, { active: true })).then(() => done(true));";
    driver.switch_to_window(own.clone()).await?;
    driver.execute_async(front, Vec::new()).await?;
    stage
        .browser
        .wait_until(&format!("{said}.includes('Northwind Traders')"))
        .await?;
    // Nothing stands in the page, and the panel's opener goes into its draft.
    driver.switch_to_window(mail).await?;
    stage
        .browser
        .wait_until("!document.querySelector('hookline-sidebar')")
        .await?;
    driver
        .execute("document.querySelector('[name=to] [role=listbox]').replaceChildren(chip('maren.okafor@northwind-robotics.example'));", Vec::new())
        .await?;
    driver.switch_to_window(own).await?;
    driver.execute_async(front, Vec::new()).await?;
    stage
        .browser
        .wait_until(&format!("{said}.includes('$40 million')"))
        .await?;
    stage
        .browser
        .wait_until(
            "(() => { const view = chrome.extension.getViews().find((view) => view !== window && view.location.pathname === '/sidebar.html');\
             const insert = [...view.document.querySelectorAll('[aria-label=Openers] button')].find((button) => button.textContent.trim() === 'Insert' && !button.disabled);\
             insert?.click(); return insert; })()",
        )
        .await?;
    let mail = json!("https://mail.google.com/*");
    let limit = Instant::now() + PATIENCE;
    for tab in driver.windows().await? {
        driver.switch_to_window(tab).await?;
        let url = driver.current_url().await?;
        if url.as_str().starts_with("https://mail.google.com") {
            break;
        }
        assert!(Instant::now() < limit, "{mail} is open");
    }
    stage
        .browser
        .wait_until("document.querySelector('[g_editable]').innerText.includes('$40 million')")
        .await?;
    quiet(&stage).await?;
    stage.end().await
}
