//! The shipped engine in a dedicated worker on a page of its own, without the extension around it.

use crate::{Browser, Hosts, Outcome};
use serde_json::{Value, json};
use std::path::Path;

/// Host of the page; its private file system is its own.
const HOST: &str = "engine.example";

/// A page whose worker runs the engine.
pub struct EngineWorker<'browser> {
    browser: &'browser Browser,
}

impl<'browser> EngineWorker<'browser> {
    /// Serves the page with the engine as `cargo xtask build` made it, and opens it.
    ///
    /// # Errors
    /// When the engine is not built or the page cannot be opened.
    pub async fn page(hosts: &Hosts, browser: &'browser Browser) -> Outcome<Self> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (folder, file, content_type) in [
            ("pages", "engine.html", "text/html"),
            ("pages", "engine-page.js", "text/javascript"),
            ("pages", "engine-worker.js", "text/javascript"),
            ("../dist/chrome", "engine.js", "text/javascript"),
            ("../dist/chrome", "engine_bg.wasm", "application/wasm"),
            (
                "../dist/chrome",
                "engine_tables.bin",
                "application/octet-stream",
            ),
        ] {
            let body = std::fs::read(own.join(folder).join(file))?;
            hosts.file(HOST, &format!("/{file}"), content_type, body);
        }
        browser.open(&format!("https://{HOST}/engine.html")).await?;
        Ok(Self { browser })
    }

    /// Starts the worker and opens its database; gives `{"ready": ms}` or `{"refused": {code, reason}}`.
    /// `refusal` names what the browser is made to refuse beforehand; empty for nothing.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn open(&self, refusal: &str) -> Outcome<Value> {
        self.run("openEngine(arguments[0])", vec![json!(refusal)])
            .await
    }

    /// Asks the engine, and gives the reply's body.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn ask(&self, request: Value) -> Outcome<Value> {
        let found = self
            .run(
                "askEngine(arguments[0], true)",
                vec![json!([envelope(&request)])],
            )
            .await?;
        match found["replies"].get(0) {
            Some(reply) => Ok(reply.clone()),
            None => Err(format!("{request}: {found}").into()),
        }
    }

    /// Asks one request after the other, and gives how long the engine took for each, in milliseconds.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn times(&self, requests: &[Value]) -> Outcome<Vec<f64>> {
        let texts: Vec<String> = requests.iter().map(envelope).collect();
        let found = self
            .run("askEngine(arguments[0], false)", vec![json!(texts)])
            .await?;
        Ok(serde_json::from_value(found["ms"].clone())?)
    }

    /// Takes a copy of a database back.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub async fn restore(&self, file: &Path) -> Outcome {
        let input = self
            .browser
            .driver
            .execute(
                "return document.body.appendChild(Object.assign(document.createElement('input'), { type: 'file' }));",
                Vec::new(),
            )
            .await?
            .element()?;
        input
            .send_keys(file.canonicalize()?.to_string_lossy().into_owned())
            .await?;
        let found = self
            .run(
                "restoreEngine(arguments[0].files[0])",
                vec![input.to_json()?],
            )
            .await?;
        if found["replies"][0] == "done" {
            return Ok(());
        }
        Err(format!("restore: {found}").into())
    }

    /// Bytes of memory that the engine has taken.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn memory(&self) -> Outcome<f64> {
        let found = self.run("askEngine([], false)", Vec::new()).await?;
        found["memory"]
            .as_f64()
            .ok_or_else(|| format!("no memory in {found}").into())
    }

    /// Ends the worker without a warning.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn end(&self) -> Outcome {
        self.browser
            .driver
            .execute("endEngine();", Vec::new())
            .await?;
        Ok(())
    }

    async fn run(&self, call: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; {call}.then(done, (error) => done({{ failure: String(error) }}));"
        );
        let found = self.browser.driver.execute_async(script, arguments).await?;
        Ok(found.json().clone())
    }
}

fn envelope(request: &Value) -> String {
    json!({ "v": 1, "id": 1, "body": request }).to_string()
}
