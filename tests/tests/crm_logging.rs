//! The rep's own connection to a CRM, in a real browser against the vendors' real host names: sign in, a call is
//! logged, the browser's end forgets the sign-in. What answers there is written after the vendors' documentation
//! (synthetic).

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode, header};
use hookline_tests::{Browser, Options, Outcome, PATIENCE, Stage, Workspace};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex};
use thirtyfour::prelude::*;

/// A request that reached the vendor: method, path with query, token, body.
type Seen = Arc<Mutex<Vec<(String, String, String, String)>>>;

const FIRST: &str = "synthetic-token-one";
const SECOND: &str = "synthetic-token-two";
const PASTED: &str = "synthetic-private-app-token";
const REFRESH: &str = "synthetic-refresh-token";
const SECRET: &str = "synthetic-client-secret";
const GUID: &str = "a1b2c3d4-0000-0000-0000-00000000000f";

struct Vendor {
    seen: Seen,
    port: u16,
}

impl Vendor {
    async fn start() -> Outcome<Self> {
        let seen = Seen::default();
        let router = axum::Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&seen));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { seen, port })
    }

    fn seen(&self, method: &str, path: &str) -> Vec<(String, String)> {
        let seen = self
            .seen
            .lock()
            .map(|seen| seen.clone())
            .unwrap_or_default();
        seen.into_iter()
            .filter(|(how, place, ..)| how == method && place.starts_with(path))
            .map(|(_, _, token, body)| (token, body))
            .collect()
    }
}

async fn answer(State(seen): State<Seen>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1_000_000)
        .await
        .unwrap_or_default();
    let body = String::from_utf8_lossy(&body).into_owned();
    let whole = parts
        .uri
        .path_and_query()
        .map_or_else(String::new, ToString::to_string);
    let token = parts
        .headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    if let Ok(mut seen) = seen.lock() {
        seen.push((
            parts.method.to_string(),
            whole.clone(),
            token.clone(),
            body.clone(),
        ));
    }
    let path = parts.uri.path().to_owned();
    if path.ends_with("/authorize") {
        return redirected(&whole);
    }
    let (status, told) = api(&path, parts.method.as_str(), &token, &body);
    let mut response = Response::new(Body::from(told.to_string()));
    *response.status_mut() = status;
    if let Ok(kind) = "application/json".parse() {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}

/// The rep allows it, at once.
fn redirected(whole: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    let Ok(url) = url::Url::parse(&format!("https://vendor.example{whole}")) else {
        return response;
    };
    let of = |name: &str| {
        url.query_pairs()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    let back = format!(
        "{}?code=synthetic-code&state={}",
        of("redirect_uri"),
        of("state")
    );
    *response.status_mut() = StatusCode::FOUND;
    if let Ok(value) = back.parse() {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

fn api(path: &str, method: &str, token: &str, body: &str) -> (StatusCode, Value) {
    let ok = |value: Value| (StatusCode::OK, value);
    if path.ends_with("/token") {
        let fresh = body.contains("grant_type=refresh_token");
        let token = if fresh { SECOND } else { FIRST };
        return ok(
            json!({ "access_token": token, "refresh_token": REFRESH, "token_type": "Bearer" }),
        );
    }
    if path.ends_with("/revoke") {
        return ok(Value::Null);
    }
    match (method, path) {
        ("GET", "/services/data/v61.0/sobjects/Task") => ok(json!({ "objectDescribe": {} })),
        ("GET", "/account-info/v3/details") => {
            ok(json!({ "portalId": 4711, "uiDomain": "app.hubspot.com" }))
        }
        ("GET", "/api/data/v9.2/WhoAmI") => ok(json!({ "UserId": GUID })),
        ("GET", "/services/data/v61.0/query") => ok(
            json!({ "records": [{ "Id": "003000000000001AAA", "AccountId": "001000000000001AAA" }] }),
        ),
        // The session ends before the first activity is made.
        ("POST", "/services/data/v61.0/sobjects/Task") if token.ends_with(FIRST) => (
            StatusCode::UNAUTHORIZED,
            json!([{ "message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID" }]),
        ),
        ("POST", "/services/data/v61.0/sobjects/Task") => (
            StatusCode::CREATED,
            json!({ "id": "00T000000000001AAA", "success": true, "errors": [] }),
        ),
        ("POST", "/crm/v3/objects/contacts/search" | "/crm/v3/objects/companies/search") => {
            ok(json!({ "total": 1, "results": [{ "id": "101" }] }))
        }
        ("POST", "/crm/v3/objects/calls") => (StatusCode::CREATED, json!({ "id": "909" })),
        ("GET", "/api/data/v9.2/contacts") => {
            ok(json!({ "value": [{ "contactid": GUID, "_parentcustomerid_value": GUID }] }))
        }
        ("POST", "/api/data/v9.2/phonecalls") => {
            (StatusCode::CREATED, json!({ "activityid": GUID }))
        }
        ("PATCH", _) => (StatusCode::NO_CONTENT, Value::Null),
        _ => (StatusCode::NOT_FOUND, json!({})),
    }
}

/// The permission to sign in is asked for in the click: Chromium gives it without a question, Firefox has it.
fn options(granted: &[&str]) -> Options {
    Options {
        granted: granted.iter().map(|one| (*one).to_owned()).collect(),
        ..Options::default()
    }
}

async fn field(browser: &Browser, label: &str) -> Outcome<WebElement> {
    let path = format!(
        "//section[@id='crm']//label[span[normalize-space(.)={label:?}]]/*[self::input or self::select]"
    );
    Ok(browser
        .driver
        .query(By::XPath(path.as_str()))
        .wait(PATIENCE, std::time::Duration::from_millis(50))
        .first()
        .await
        .map_err(|error| format!("no field {label}: {error}"))?)
}

async fn fill(browser: &Browser, label: &str, text: &str) -> Outcome {
    let field = field(browser, label).await?;
    field.clear().await?;
    field.send_keys(text).await?;
    Ok(())
}

/// Chooses in one of the section's lists.
async fn choose(browser: &Browser, label: &str, value: &str) -> Outcome {
    let script = "const [select, value] = arguments; select.value = value; select.dispatchEvent(new Event('change', { bubbles: true }));";
    let select = field(browser, label).await?;
    browser
        .driver
        .execute(script, vec![select.to_json()?, json!(value)])
        .await?;
    Ok(())
}

async fn sign_in(browser: &Browser) -> Outcome {
    browser
        .wait_until("document.querySelector('#crm form button[type=submit]')?.disabled === false")
        .await?;
    browser.press("Sign in and connect").await
}

async fn says(browser: &Browser, text: &str) -> Outcome {
    browser
        .wait_until(&format!(
            "document.querySelector('#crm')?.innerText.includes({text:?})"
        ))
        .await
}

/// Logs a call with the first person of the first account that has one; gives account and entry.
async fn call(workspace: &Workspace<'_>) -> Outcome<(Value, Value)> {
    let found = workspace
        .ask(json!({ "search": { "query": "maren", "limit": 5 } }))
        .await?;
    let person = found["search"]["contacts"][0].clone();
    let log = json!({ "call": { "log": {
        "account": person["account"], "contact": person["id"], "number": "+14045550100",
        "outcome": "connected", "seconds": 61, "note": "Spoke of the new plant."
    } } });
    let logged = workspace.ask(log).await?;
    Ok((
        person["account"].clone(),
        logged["call"]["logged"]["id"].clone(),
    ))
}

/// Waits until the entry stands so in the CRM.
async fn stands(workspace: &Workspace<'_>, entry: &(Value, Value), state: &str) -> Outcome<Value> {
    let limit = std::time::Instant::now() + PATIENCE;
    loop {
        let touches = workspace
            .ask(json!({ "touches": { "account": entry.0 } }))
            .await?;
        let touch = touches["touches"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|touch| touch["id"] == entry.1)
            .cloned()
            .unwrap_or_default();
        if touch["crm"]["state"] == state {
            return Ok(touch["crm"].clone());
        }
        if std::time::Instant::now() > limit {
            return Err(format!("the entry is not {state}: {touch}").into());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// Nothing that is kept, logged or exported holds a token or the secret.
async fn holds_no_secret(workspace: &Workspace<'_>, browser: &Browser) -> Outcome {
    let mut kept = workspace
        .ask(json!({ "privacy_log": { "offset": 0, "limit": 1000 } }))
        .await?
        .to_string();
    let mut cursor = json!(0);
    while !cursor.is_null() {
        let chunk = workspace
            .ask(json!({ "export_chunk": { "cursor": cursor } }))
            .await?;
        kept.push_str(chunk["export"]["lines"].as_str().unwrap_or_default());
        cursor = chunk["export"]["next"].clone();
    }
    let backup = workspace.ask(json!("backup_start")).await?["backup"].clone();
    let (mut offset, total) = (0, backup["bytes_total"].as_u64().unwrap_or_default());
    while offset < total {
        let chunk = workspace
            .ask(json!({ "backup_chunk": { "backup": backup["backup"], "offset": offset } }))
            .await?;
        let data = chunk["backup"]["data"].as_str().unwrap_or_default();
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, data)?;
        if bytes.is_empty() {
            return Err("the backup does not go on".into());
        }
        offset += bytes.len() as u64;
        kept.push_str(&String::from_utf8_lossy(&bytes));
    }
    let local = "const done = arguments[0]; chrome.storage.local.get(null).then((all) => done(JSON.stringify(all)));";
    kept.push_str(
        browser
            .driver
            .execute_async(local, Vec::new())
            .await?
            .json()
            .as_str()
            .unwrap_or_default(),
    );
    assert!(kept.len() > 10_000, "something was looked at");
    for secret in [FIRST, SECOND, PASTED, REFRESH, SECRET, "synthetic-code"] {
        assert!(!kept.contains(secret), "{secret} is kept");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_logged_in_salesforce_and_the_browsers_end_forgets_the_sign_in() -> Outcome {
    let vendor = Vendor::start().await?;
    let stage = Stage::furnished(options(&[])).await?;
    stage.hosts.forward("acme.my.salesforce.com", vendor.port);
    let browser = &stage.browser;
    let workspace = Workspace::open(browser, "#/settings").await?;
    fill(
        browser,
        "Address of your organisation",
        "acme.my.salesforce.com",
    )
    .await?;
    fill(browser, "Client id of your own app", "3MVG9.synthetic").await?;
    fill(browser, "Client secret, if your app has one", SECRET).await?;
    sign_in(browser).await?;
    says(browser, "Connected to Salesforce").await?;
    let asked = vendor.seen("GET", "/services/oauth2/authorize");
    assert_eq!(asked.len(), 1);
    let exchange = &vendor.seen("POST", "/services/oauth2/token")[0].1;
    for part in [
        "grant_type=authorization_code",
        "code=synthetic-code",
        "code_verifier=",
        "client_id=3MVG9.synthetic",
    ] {
        assert!(exchange.contains(part), "{part}: {exchange}");
    }

    let entry = call(&workspace).await?;
    let mark = stands(&workspace, &entry, "logged").await?;
    assert_eq!(mark["record"], "00T000000000001AAA");
    assert_eq!(
        mark["url"],
        "https://acme.my.salesforce.com/00T000000000001AAA"
    );
    // The token had run out: refreshed once, and the activity is made once.
    let made = vendor.seen("POST", "/services/data/v61.0/sobjects/Task");
    assert_eq!(made.len(), 2, "{made:?}");
    assert_eq!(made[0].0, format!("Bearer {FIRST}"));
    assert_eq!(made[1].0, format!("Bearer {SECOND}"));
    let body: Value = serde_json::from_str(&made[1].1)?;
    assert_eq!(body["WhoId"], "003000000000001AAA");
    assert_eq!(body["CallDurationInSeconds"], 61);
    holds_no_secret(&workspace, browser).await?;

    Workspace::open(browser, &format!("#/accounts/{}", entry.0)).await?;
    browser
        .wait_until("[...document.querySelectorAll('#activity .crm-mark a')].some((a) => a.innerText === 'In Salesforce' && a.href === 'https://acme.my.salesforce.com/00T000000000001AAA')")
        .await?;

    let stage = stage.kill_and_restart().await?;
    stage.hosts.forward("acme.my.salesforce.com", vendor.port);
    let browser = &stage.browser;
    let workspace = Workspace::open(browser, "#/settings").await?;
    says(browser, "Signed out of Salesforce").await?;
    let entry = call(&workspace).await?;
    stands(&workspace, &entry, "waiting").await?;
    says(browser, "1 to be logged").await?;
    browser
        .driver
        .execute(
            "document.querySelector('#crm').scrollIntoView();",
            Vec::new(),
        )
        .await?;
    browser
        .screenshot(Path::new(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../target/screenshots/crm.png"
        )))
        .await?;
    assert_eq!(
        vendor
            .seen("POST", "/services/data/v61.0/sobjects/Task")
            .len(),
        2
    );

    // Signed in again, what waited goes; the address and client are still there.
    sign_in(browser).await?;
    stands(&workspace, &entry, "logged").await?;
    says(browser, "Connected to Salesforce").await?;

    browser.press("Disconnect").await?;
    browser
        .wait_until("!document.querySelector('#crm')?.innerText.includes('Connected to')")
        .await?;
    let revoked = vendor.seen("POST", "/services/oauth2/revoke");
    assert_eq!(revoked.len(), 1);
    assert_eq!(revoked[0].1, format!("token={REFRESH}"));
    let session = "const done = arguments[0]; chrome.storage.session.get(null).then((all) => done(JSON.stringify(all)));";
    let left = browser.driver.execute_async(session, Vec::new()).await?;
    assert!(
        !left
            .json()
            .as_str()
            .unwrap_or_default()
            .contains("synthetic"),
        "{:?}",
        left.json()
    );
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_logged_in_hubspot_with_a_pasted_token() -> Outcome {
    let vendor = Vendor::start().await?;
    let stage = Stage::furnished(options(&["https://api.hubapi.com"])).await?;
    stage.hosts.forward("api.hubapi.com", vendor.port);
    let browser = &stage.browser;
    let workspace = Workspace::open(browser, "#/settings").await?;
    choose(browser, "CRM", "hubspot").await?;
    choose(browser, "Language of the entries", "de").await?;
    fill(browser, "Or the token of a private app", PASTED).await?;
    sign_in(browser).await?;
    says(browser, "Connected to HubSpot").await?;
    let entry = call(&workspace).await?;
    let mark = stands(&workspace, &entry, "logged").await?;
    assert_eq!(
        mark["url"],
        "https://app.hubspot.com/contacts/4711/record/0-1/101?engagement=909"
    );
    let made = vendor.seen("POST", "/crm/v3/objects/calls");
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].0, format!("Bearer {PASTED}"));
    assert!(made[0].1.contains("Anruf: "), "{}", made[0].1);
    // The choice can be changed while the connection stands.
    choose(browser, "Language of the entries", "es").await?;
    let asked = json!({ "crm": "state" });
    while workspace.ask(asked.clone()).await?["crm"]["state"]["client"]["language"] != "es" {}
    holds_no_secret(&workspace, browser).await?;
    stage.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_logged_and_closed_in_dynamics() -> Outcome {
    let vendor = Vendor::start().await?;
    let stage = Stage::furnished(options(&["https://login.microsoftonline.com"])).await?;
    for host in ["acme.crm4.dynamics.com", "login.microsoftonline.com"] {
        stage.hosts.forward(host, vendor.port);
    }
    let browser = &stage.browser;
    let workspace = Workspace::open(browser, "#/settings").await?;
    choose(browser, "CRM", "dynamics").await?;
    fill(
        browser,
        "Address of your organisation",
        "https://acme.crm4.dynamics.com",
    )
    .await?;
    fill(
        browser,
        "Client id of your own app",
        "11111111-2222-3333-4444-555555555555",
    )
    .await?;
    sign_in(browser).await?;
    says(browser, "Connected to Dynamics 365").await?;
    let entry = call(&workspace).await?;
    stands(&workspace, &entry, "logged").await?;
    let closed = vendor.seen("PATCH", &format!("/api/data/v9.2/phonecalls({GUID})"));
    assert_eq!(closed.len(), 1);
    let exchange = &vendor.seen("POST", "/organizations/oauth2/v2.0/token")[0].1;
    assert!(
        exchange.contains("code_verifier=") && !exchange.contains("client_secret"),
        "{exchange}"
    );
    stage.end().await
}
