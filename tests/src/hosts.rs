//! A TLS server on loopback that stands in for every host.

use crate::Outcome;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode, header};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

/// A policy as strict as the mail and CRM hosts send: no foreign script, no frame, Trusted Types.
pub const STRICT_POLICY: &str = "default-src 'self'; script-src 'nonce-hookline-test' 'strict-dynamic'; \
     style-src 'self' 'unsafe-inline'; frame-src 'none'; object-src 'none'; base-uri 'none'; \
     require-trusted-types-for 'script'";

/// What a host answers under one path.
#[derive(Clone)]
struct Answer {
    content_type: String,
    body: Vec<u8>,
    policy: Option<String>,
}

/// A request that reached the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Host name as in the `Host` header.
    pub host: String,
    /// Path and query.
    pub path: String,
}

#[derive(Default)]
struct Shared {
    behind: Mutex<HashMap<String, u16>>,
    client: reqwest::Client,
    answers: Mutex<HashMap<(String, String), Answer>>,
    asked: Mutex<Vec<Asked>>,
}

/// The running server; it ends with the value.
pub struct Hosts {
    address: SocketAddr,
    shared: Arc<Shared>,
    handle: axum_server::Handle<SocketAddr>,
}

impl Hosts {
    /// Starts the server on a free port of the loopback interface.
    ///
    /// # Errors
    /// When no port or certificate can be had.
    pub async fn start() -> Outcome<Self> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let certificate = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()])?;
        let config = axum_server::tls_rustls::RustlsConfig::from_pem(
            certificate.cert.pem().into_bytes(),
            certificate.signing_key.serialize_pem().into_bytes(),
        )
        .await?;
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let shared = Arc::new(Shared {
            client,
            ..Shared::default()
        });
        let router = axum::Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&shared));
        let handle = axum_server::Handle::new();
        let server = axum_server::bind_rustls(SocketAddr::from(([127, 0, 0, 1], 0)), config)
            .handle(handle.clone());
        tokio::spawn(server.serve(router.into_make_service()));
        let address = handle.listening().await.ok_or("the server did not start")?;
        Ok(Self {
            address,
            shared,
            handle,
        })
    }

    /// Port of the server.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Answers `https://HOST/PATH` with an HTML page under [`STRICT_POLICY`]; a query is ignored.
    pub fn page(&self, host: &str, path: &str, html: impl Into<String>) {
        self.set(
            host,
            path,
            "text/html; charset=utf-8",
            html.into().into_bytes(),
            Some(STRICT_POLICY),
        );
    }

    /// Answers `https://HOST/PATH` with any bytes.
    pub fn file(&self, host: &str, path: &str, content_type: &str, body: impl Into<Vec<u8>>) {
        self.set(host, path, content_type, body.into(), None);
    }

    /// Answers `https://HOST/PATH` by sending the asker to another address.
    pub fn redirect(&self, host: &str, path: &str, to: &str) {
        self.set(host, path, REDIRECT, to.as_bytes().to_vec(), None);
    }

    /// Hands every request for a host to the plain HTTP server on that port of this machine.
    pub fn forward(&self, host: &str, port: u16) {
        if let Ok(mut behind) = self.shared.behind.lock() {
            behind.insert(host.to_owned(), port);
        }
    }

    /// Every request so far, in order.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        self.shared
            .asked
            .lock()
            .map(|asked| asked.clone())
            .unwrap_or_default()
    }

    fn set(&self, host: &str, path: &str, content_type: &str, body: Vec<u8>, policy: Option<&str>) {
        let answer = Answer {
            content_type: content_type.to_owned(),
            body,
            policy: policy.map(str::to_owned),
        };
        if let Ok(mut answers) = self.shared.answers.lock() {
            answers.insert((host.to_owned(), path.to_owned()), answer);
        }
    }
}

impl Drop for Hosts {
    fn drop(&mut self) {
        self.handle.shutdown();
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    // HTTP/2 names the host in the address, HTTP/1.1 in a header.
    let header = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let host = request.uri().host().or(header).unwrap_or_default();
    let host = host.split(':').next().unwrap_or(host).to_owned();
    let path = request.uri().path().to_owned();
    if let Ok(mut asked) = shared.asked.lock() {
        let whole = request
            .uri()
            .path_and_query()
            .map_or(path.clone(), ToString::to_string);
        asked.push(Asked {
            host: host.clone(),
            path: whole,
        });
    }
    let behind = shared
        .behind
        .lock()
        .ok()
        .and_then(|behind| behind.get(&host).copied());
    if let Some(port) = behind {
        return pass_on(&shared.client, &host, request, port).await;
    }
    let found = shared
        .answers
        .lock()
        .ok()
        .and_then(|answers| answers.get(&(host, path)).cloned());
    let mut response = Response::new(Body::empty());
    let Some(found) = found else {
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    };
    if found.content_type == REDIRECT {
        *response.status_mut() = StatusCode::FOUND;
        if let Ok(value) = String::from_utf8_lossy(&found.body).parse() {
            response.headers_mut().insert(header::LOCATION, value);
        }
        return response;
    }
    let headers = response.headers_mut();
    if let Ok(value) = found.content_type.parse() {
        headers.insert(header::CONTENT_TYPE, value);
    }
    if let Some(value) = found.policy.and_then(|policy| policy.parse().ok()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    *response.body_mut() = Body::from(found.body);
    response
}

/// Marks an answer that sends the asker elsewhere; its body is the address.
const REDIRECT: &str = "hookline-test/redirect";

/// Longest request that is passed on, in bytes.
const MAX_REQUEST: usize = 16 * 1024 * 1024;

async fn pass_on(
    client: &reqwest::Client,
    host: &str,
    request: Request,
    port: u16,
) -> Response<Body> {
    match asked_behind(client, host, request, port).await {
        Ok(response) => response,
        Err(error) => {
            let mut response = Response::new(Body::from(error.to_string()));
            *response.status_mut() = StatusCode::BAD_GATEWAY;
            response
        }
    }
}

/// The server behind sees the host's own name, and that it is reached over TLS.
async fn asked_behind(
    client: &reqwest::Client,
    host: &str,
    request: Request,
    port: u16,
) -> Outcome<Response<Body>> {
    let (mut parts, body) = request.into_parts();
    parts.headers.insert(header::HOST, host.parse()?);
    // HTTP/2 sends cookies in pieces, HTTP/1.1 knows one line.
    let cookies: Vec<&[u8]> = parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .map(axum::http::HeaderValue::as_bytes)
        .collect();
    if !cookies.is_empty() {
        let line = axum::http::HeaderValue::from_bytes(&cookies.join(&b"; "[..]))?;
        parts.headers.insert(header::COOKIE, line);
    }
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let body = axum::body::to_bytes(body, MAX_REQUEST).await?;
    let answer = client
        .request(parts.method, format!("http://127.0.0.1:{port}{path}"))
        .headers(parts.headers)
        .header("x-forwarded-proto", "https")
        .body(body)
        .send()
        .await?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = answer.status();
    for (name, value) in answer.headers() {
        if name != header::TRANSFER_ENCODING && name != header::CONNECTION {
            response.headers_mut().append(name, value.clone());
        }
    }
    *response.body_mut() = Body::from(answer.bytes().await?);
    Ok(response)
}
