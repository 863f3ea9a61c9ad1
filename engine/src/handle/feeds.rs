//! Feeds: followed, due, answered. The host fetches; the engine says what and reads what came.

use super::Engine;
use super::copies::decoded;
use super::reading::{Payload, REMATCHED_WHEN_DUE};
use crate::ingest::feed as parser;
use crate::protocol::{AccountId, DueRequest, FeedRead, Fetched, Reply};
use crate::source::Source;
use crate::store::feed::{self, FeedState, Outcome, Role};
use crate::store::{account, log, setting, sorts};
use crate::{Error, Result};
use jiff::Timestamp;
use url::Url;

/// Largest body the host reads of an answer; 5 MiB are 7 MB as base64, below the largest message.
const MAX_BODY_BYTES: u64 = 5 * 1024 * 1024;

/// Requests handed out at once.
const MOST_DUE: usize = 20;

/// Seconds after which a request that was not answered counts as lost.
const LOST_AFTER: i64 = 120;

/// How often what is asked once is tried.
const MOST_TRIES: u32 = 3;

/// Longest pause between two requests, in seconds, after however many failures.
const LONGEST_PAUSE: i64 = 86_400;

/// What is accepted, feeds first.
const ACCEPT: &str = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.8, text/xml;q=0.8, */*;q=0.1";

impl Engine {
    pub(super) fn feeds(&self) -> Result<Reply> {
        Ok(Reply::Feeds(feed::list(&self.connection)?))
    }

    pub(super) fn add_feed(
        &self,
        url: &str,
        account: Option<AccountId>,
        now: Timestamp,
    ) -> Result<Reply> {
        if let Some(account) = account {
            self.known(account)?;
        }
        // The page of a job board or a channel is followed at the address that programs ask.
        let url = Source::of_url(url).url();
        feed::add(&self.connection, &url, account, now.as_second())?;
        sorts::taken(&self.connection, &url)?;
        self.feeds()
    }

    pub(super) fn set_feed(&self, id: i64, on: bool, now: Timestamp) -> Result<Reply> {
        feed::set_on(&self.connection, id, on, now.as_second())?;
        self.feeds()
    }

    pub(super) fn remove_feed(&self, id: i64) -> Result<Reply> {
        feed::remove(&self.connection, id)?;
        self.feeds()
    }

    /// A saved payload, as if fetched.
    pub(super) fn read_feed(
        &mut self,
        data: &str,
        url: &str,
        content_type: &str,
        account: Option<AccountId>,
        now: Timestamp,
    ) -> Result<Reply> {
        let bytes = decoded(data)?;
        if let Some(account) = account {
            self.known(account)?;
        }
        let followed = feed::with_url(&self.connection, url)?;
        let payload = Payload {
            bytes: &bytes,
            url,
            content_type,
            account: account.or(followed.as_ref().and_then(|feed| feed.account)),
            feed: followed.map(|feed| feed.id),
        };
        let read = self.written(|engine| engine.read_payload(payload, now))?;
        Ok(Reply::FeedRead(read))
    }

    /// Requests that are due now: at most one a host at a time.
    pub(super) fn due(&mut self, now: Timestamp) -> Result<Reply> {
        self.rematch_some(REMATCHED_WHEN_DUE)?;
        self.written(|engine| {
            let seconds = now.as_second();
            let mut busy = feed::hosts_asked(&engine.connection, seconds - LOST_AFTER)?;
            let mut requests = Vec::new();
            for state in feed::due(&engine.connection, seconds)? {
                if requests.len() == MOST_DUE {
                    break;
                }
                if busy.contains(&state.host) || engine.cools_down(&state, seconds)? {
                    continue;
                }
                feed::asked(&engine.connection, state.id, seconds)?;
                busy.push(state.host.clone());
                requests.push(request(state));
            }
            Ok(Reply::Due(requests))
        })
    }

    /// What came back. The answer is logged and the feed's state kept also when it cannot be read.
    pub(super) fn fetched(&mut self, fetched: &Fetched, now: Timestamp) -> Result<Reply> {
        let state = feed::load(&self.connection, fetched.feed)?;
        let bytes = decoded(&fetched.body)?;
        self.written(|engine| engine.log_request(&state, fetched, bytes.len() as u64, now))?;
        let read = match problem_of(fetched, &bytes) {
            Some(problem) => Err(problem),
            None if fetched.status == 304 => Ok(None),
            None => {
                let payload = Payload {
                    bytes: &bytes,
                    url: &state.url,
                    content_type: header(fetched, "content-type").unwrap_or_default(),
                    account: state.account,
                    feed: Some(state.id),
                };
                self.written(|engine| match state.role {
                    Role::Page | Role::Guess => engine.read_probe(
                        &state,
                        &bytes,
                        &fetched.final_url,
                        payload.content_type,
                        now,
                    ),
                    Role::Labels => engine.read_labels(&state, payload, now),
                    Role::Feed | Role::Facts => engine.read_payload(payload, now),
                })
                .map(Some)
                .map_err(|error| self.explained(&error, &state, &bytes, fetched, now))
            }
        };
        self.written(|engine| engine.close_request(&state, fetched, read, now))
    }

    /// True while the host is to be left alone after its last answer.
    fn cools_down(&self, state: &FeedState, now: i64) -> Result<bool> {
        let spacing = Source::of_url(&state.url).spacing_seconds();
        if spacing == 0 {
            return Ok(false);
        }
        let last = feed::last_answer(&self.connection, &state.host)?;
        Ok(last.is_some_and(|last| now < last.saturating_add(spacing)))
    }

    /// What was wrong with an answer. A web page in the place of a feed is looked through for the
    /// feeds it announces.
    fn explained(
        &self,
        error: &Error,
        state: &FeedState,
        bytes: &[u8],
        fetched: &Fetched,
        now: Timestamp,
    ) -> String {
        let reply = error.to_reply();
        if reply.code == "html_instead_of_feed" && state.role == Role::Feed {
            let content_type = header(fetched, "content-type").unwrap_or_default();
            let html = parser::text_of(bytes, content_type);
            let found = self.announced(&html, &state.url, &state.url, state.account, now);
            if let Ok(number @ 1..) = found {
                return format!(
                    "{} It announces {number}: see the found feeds.",
                    reply.message
                );
            }
        }
        reply.message
    }

    fn log_request(
        &self,
        state: &FeedState,
        fetched: &Fetched,
        bytes: u64,
        now: Timestamp,
    ) -> Result<()> {
        let account = match state.account {
            Some(id) => account::load_row(&self.connection, id)?.map(|row| row.name),
            None => None,
        };
        let seconds = now.as_second();
        let status = fetched.status;
        log::add(
            &self.connection,
            seconds,
            &state.host,
            &state.url,
            account.as_deref(),
            status,
            bytes,
        )?;
        if let Some(host) = other_host(state, fetched) {
            log::add(
                &self.connection,
                seconds,
                &host,
                &fetched.final_url,
                account.as_deref(),
                status,
                bytes,
            )?;
        }
        Ok(())
    }

    fn close_request(
        &self,
        state: &FeedState,
        fetched: &Fetched,
        read: std::result::Result<Option<FeedRead>, String>,
        now: Timestamp,
    ) -> Result<Reply> {
        let interval = setting::number(&self.connection, "feed_interval_minutes")? * 60;
        let moved = other_host(state, fetched)
            .map(|host| format!("The address is answered by another host, {host}."));
        let mut reply = FeedRead {
            title: state.title.clone(),
            url: state.url.clone(),
            entries: 0,
            new: 0,
            known: 0,
            matched: 0,
            unsure: 0,
            problems: Vec::new(),
        };
        let failures = if read.is_err() {
            state.failures.saturating_add(1)
        } else {
            0
        };
        let mut error = moved;
        match read {
            Ok(Some(found)) => reply = found,
            Ok(None) => {}
            Err(problem) => error = Some(problem),
        }
        // What the source's owner asks of programs goes before the rep's setting.
        let is_feed = matches!(Source::of_url(&state.url), Source::Feed { .. });
        let own_pause = match Source::of_url(&state.url) {
            Source::Feed { .. } => 0,
            source => source.pause_seconds(),
        };
        let outcome = Outcome {
            // A title that names the account says more than the source's own.
            title: Some(reply.title.as_str())
                .filter(|title| !title.is_empty() && (is_feed || state.title == state.url)),
            validators: (fetched.status == 200 && failures == 0)
                .then(|| (header(fetched, "etag"), header(fetched, "last-modified"))),
            read: failures == 0,
            off: fetched.status == 410,
            error: error.as_deref(),
            failures,
            next_due: now.as_second().saturating_add(pause(
                interval.max(own_pause),
                failures,
                fetched,
            )),
        };
        feed::answered(&self.connection, state.id, &outcome, now.as_second())?;
        if state.role != Role::Feed
            && (failures == 0 || failures >= MOST_TRIES || fetched.status == 404)
        {
            feed::asked_out(&self.connection, state.id, error.as_deref())?;
        }
        if fetched.status == 429 || fetched.status == 503 {
            feed::put_off(&self.connection, &state.host, outcome.next_due)?;
        }
        reply.problems.splice(0..0, error);
        Ok(Reply::FeedRead(reply))
    }
}

fn request(state: FeedState) -> DueRequest {
    let mut headers = vec![("Accept".to_owned(), ACCEPT.to_owned())];
    headers.extend(state.etag.map(|etag| ("If-None-Match".to_owned(), etag)));
    headers.extend(
        state
            .last_modified
            .map(|date| ("If-Modified-Since".to_owned(), date)),
    );
    let scheme = if state.url.starts_with("http:") {
        "http"
    } else {
        "https"
    };
    DueRequest {
        feed: state.id,
        permission: format!("{scheme}://{}/*", state.host),
        url: state.url,
        headers,
        max_bytes: MAX_BODY_BYTES,
    }
}

/// What went wrong with an answer, in words for the rep.
fn problem_of(fetched: &Fetched, bytes: &[u8]) -> Option<String> {
    if !fetched.failure.is_empty() {
        let told: String = super::save::plain(&fetched.failure, 200);
        return Some(format!("The site could not be reached: {told}."));
    }
    match fetched.status {
        0 => Some("The site could not be reached.".to_owned()),
        200..=299 if bytes.len() as u64 > MAX_BODY_BYTES => Some(format!(
            "The answer is larger than {} MB and was left out.",
            MAX_BODY_BYTES / 1_048_576
        )),
        200..=299 | 304 => None,
        401 | 403 => Some("The site refuses to give the feed.".to_owned()),
        404 => Some("There is no feed at this address any more.".to_owned()),
        410 => Some("The site has given up this feed. It is turned off.".to_owned()),
        429 => Some("The site asks to be asked less often.".to_owned()),
        500..=599 => Some("The site has a fault of its own.".to_owned()),
        status => Some(format!("The site answered with status {status}.")),
    }
}

/// Seconds until the next request: the interval, doubled with every failure, never less than the
/// site asks for.
fn pause(interval: i64, failures: u32, fetched: &Fetched) -> i64 {
    let doubled = interval.saturating_mul(1_i64 << failures.min(16));
    let wanted = header(fetched, "retry-after")
        .and_then(|text| text.trim().parse::<i64>().ok())
        .unwrap_or(0);
    doubled
        .min(LONGEST_PAUSE)
        .max(interval)
        .max(wanted.clamp(0, LONGEST_PAUSE))
}

/// The host that answered, when it is not the one that was asked.
fn other_host(state: &FeedState, fetched: &Fetched) -> Option<String> {
    let host = Url::parse(&fetched.final_url)
        .ok()?
        .host_str()?
        .to_lowercase();
    (host != state.host).then_some(host)
}

fn header<'f>(fetched: &'f Fetched, name: &str) -> Option<&'f str> {
    fetched
        .headers
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}
