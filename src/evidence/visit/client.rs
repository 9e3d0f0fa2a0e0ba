//! Asks like any browser. Nothing outlasts its time or outgrows its size: a body is digested as it comes.

use super::fault::Fault;
use super::headers::{self, Sort};
use super::trust::Trust;
use crate::model::digest::{Digest, Digesting};
use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use ureq::tls::TlsConfig;
use ureq::{Agent, Body};

/// What browsers say that they are: a page must not be another for those who look after it.
const BROWSER: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
/// So often nothing at all came back, one time after the other: nobody asks any more.
const PATIENCE: usize = 16;

/// How long looking may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// One visit. Source: the posting page of the design.
    pub visit: Duration,
    /// All of them; what could not be asked by then was not visited.
    pub round: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { visit: Duration::from_secs(15), round: Duration::from_secs(300) }
    }
}

/// For how long something takes: no time of day.
#[expect(clippy::disallowed_methods, reason = "visits are timed")]
pub fn ticks() -> Instant {
    Instant::now()
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Of HTTP; none without an answer.
    pub status: Option<u16>,
    /// The whole body, or why there is none.
    pub body: Result<Whole, Fault>,
    /// The server's clock, in seconds since 1970.
    pub date: Option<i64>,
}

impl Answer {
    /// Nothing came back.
    pub fn failed(fault: Fault) -> Answer {
        Answer { status: None, body: Err(fault), date: None }
    }
}

/// A body that came whole.
#[derive(Debug)]
pub struct Whole {
    /// SHA-256 of the body.
    pub digest: Digest,
    /// Where they were asked for.
    pub bytes: Vec<u8>,
}

/// What is to be done with a body.
#[derive(Clone, Copy, Debug)]
pub enum Take {
    /// Hold it: it has at most so many bytes.
    Bytes(u64),
    /// Digest it: one of more bytes is another than the one that was published.
    Digest(u64),
}

/// Asks servers, for one round of visits.
pub struct Client {
    agent: Agent,
    limits: Limits,
    until: Instant,
    /// How often in a row nothing came back.
    silent: AtomicUsize,
}

impl Client {
    /// Its time runs from now on.
    pub fn new(limits: Limits, trust: &Trust) -> Client {
        let agent = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(BROWSER)
            .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
            .tls_config(TlsConfig::builder().root_certs(trust.roots()).build())
            .build()
            .into();
        Client { agent, limits, until: ticks() + limits.round, silent: AtomicUsize::new(0) }
    }

    /// The same, to ask another server: its patience and its time begin anew, as long as those of all last.
    #[must_use]
    pub fn anew(&self, round: Duration) -> Client {
        let until = self.until.min(ticks() + round);
        Client { agent: self.agent.clone(), limits: self.limits, until, silent: AtomicUsize::new(0) }
    }

    /// Visits an address once.
    pub fn get(&self, address: &str, sort: Sort, take: Take) -> Answer {
        let left = self.until.saturating_duration_since(ticks());
        if left.is_zero() || self.silent.load(Ordering::Relaxed) >= PATIENCE {
            return Answer::failed(Fault::NotVisited);
        }
        let mut answer = self.ask(address, sort, take, left.min(self.limits.visit));
        if left < self.limits.visit && matches!(answer.body, Err(Fault::Timeout)) {
            answer.body = Err(Fault::NotVisited);
            return answer;
        }
        match &answer.body {
            Err(fault) if fault.is_silence() && answer.status.is_none() => {
                self.silent.fetch_add(1, Ordering::Relaxed);
            }
            _ => self.silent.store(0, Ordering::Relaxed),
        }
        answer
    }

    fn ask(&self, address: &str, sort: Sort, take: Take, limit: Duration) -> Answer {
        let request = self.agent.get(address).header("accept-language", "zh-CN,zh;q=0.9");
        match request.config().timeout_global(Some(limit)).build().call() {
            Err(error) => Answer::failed(trouble(error, Fault::Unreachable)),
            Ok(mut answer) => {
                let status = answer.status().as_u16();
                let date = answer.headers().get("date").and_then(|date| server_time(date.to_str().ok()?));
                let body = match status {
                    200 => whole(answer.body_mut(), take)
                        .and_then(|whole| headers::judge(answer.headers(), sort).map_or(Ok(whole), Err)),
                    300..=399 => Err(Fault::Redirected),
                    status => Err(Fault::Status(status)),
                };
                Answer { status: Some(status), body, date }
            }
        }
    }
}

/// An HTTP date, `Sun, 08 Nov 2026 06:30:00 GMT`, in seconds since 1970.
fn server_time(date: &str) -> Option<i64> {
    Some(jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date).ok()?.as_second())
}

fn whole(body: &mut Body, take: Take) -> Result<Whole, Fault> {
    read(&mut body.as_reader(), take).map_err(|error| match error {
        Broken::Longer => Fault::Differs,
        Broken::Read(error) => trouble(error.into(), Fault::Cut),
    })
}

/// Why something cannot be read to its end.
#[derive(Debug)]
pub enum Broken {
    /// It has more bytes than were expected.
    Longer,
    /// The connection or the disk broke off.
    Read(io::Error),
}

/// Reads to the end, and never more than was expected.
///
/// # Errors
/// When it is longer, or cannot be read.
pub fn read(from: &mut impl Read, take: Take) -> Result<Whole, Broken> {
    let (most, holds) = match take {
        Take::Bytes(most) => (most, true),
        Take::Digest(most) => (most, false),
    };
    let (mut digesting, mut bytes, mut length) = (Digesting::default(), Vec::new(), 0);
    let mut piece = vec![0; 64 << 10];
    loop {
        let count = match from.read(&mut piece) {
            Ok(0) => return Ok(Whole { digest: digesting.finish(), bytes }),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Broken::Read(error)),
        };
        length += count as u64;
        if length > most {
            return Err(Broken::Longer);
        }
        let read = piece.get(..count).unwrap_or_default();
        digesting.add(read);
        if holds {
            bytes.extend_from_slice(read);
        }
    }
}

/// What an error says; `otherwise` for what says nothing in particular.
fn trouble(error: ureq::Error, otherwise: Fault) -> Fault {
    match error {
        ureq::Error::Timeout(_) => Fault::Timeout,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => Fault::Tls,
        ureq::Error::Io(error)
            if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) =>
        {
            Fault::Timeout
        }
        ureq::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) => {
            Fault::Tls
        }
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => Fault::Unreachable,
        _ => otherwise,
    }
}
