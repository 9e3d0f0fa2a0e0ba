//! Asks a server by HTTP. What is only busy, or breaks off, is asked again, later each time, until the patience with it
//! is over; what is refused is told at once. Addresses may be signed, and are never repeated in what is told.

use super::remote::{Asked, Cause, Remote};
use super::store::{Meter, Traffic};
use crate::evidence::visit::trust::Trust;
use jiff::{SignedDuration, Timestamp};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::sleep;
use std::time::{Duration, Instant};
use ureq::http::{HeaderMap, Request};
use ureq::tls::TlsConfig;
use ureq::{Agent, RequestExt};

/// How long one is patient with a server.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// Before it is asked for the second time; then twice as long, and so on.
    pub(super) first: Duration,
    /// In all, for one question.
    pub(super) whole: Duration,
    /// For an answer to begin.
    pub(super) answer: Duration,
}

impl Patience {
    /// So many seconds in all.
    pub(super) fn of(seconds: u64) -> Patience {
        let usual = Patience::default();
        let whole = Duration::from_secs(seconds);
        Patience { first: usual.first.min(whole / 200), whole, ..usual }
    }
}

impl Default for Patience {
    fn default() -> Patience {
        let seconds = Duration::from_secs;
        Patience { first: Duration::from_millis(250), whole: seconds(90), answer: seconds(30) }
    }
}

/// The longest pause between two questions.
const PAUSE: Duration = Duration::from_secs(8);
/// No line is slower than so many bytes a second.
const SLOWEST: u64 = 20_000;
/// No file is larger.
const MOST: u64 = 1 << 30;

/// A question to a server.
pub(super) struct Question<'q> {
    /// `GET`, `PUT`, …
    pub(super) method: &'q str,
    /// What is asked for whom: for what is told when it fails.
    pub(super) asked: Asked,
    /// Of what; never the address.
    pub(super) of: &'q str,
    /// By name.
    pub(super) headers: Vec<(&'q str, String)>,
    /// What is sent along.
    pub(super) body: &'q [u8],
}

impl Question<'_> {
    /// The trouble with it.
    pub(super) fn trouble(&self, cause: Cause) -> Remote {
        Remote::new(self.asked, self.of, cause)
    }
}

/// An answer, whatever it says.
#[derive(Debug)]
pub(super) struct Reply {
    /// Of HTTP.
    pub(super) status: u16,
    /// As they came.
    pub(super) headers: HeaderMap,
    /// All of it.
    pub(super) body: Vec<u8>,
}

impl Reply {
    /// A header that can be read.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// For how long something has been as it is, by the server's own clock.
    pub(super) fn age(&self) -> Option<Duration> {
        self.since(self.header("last-modified")?)
    }

    /// How long ago a time was, by the server's own clock.
    pub(super) fn since(&self, date: &str) -> Option<Duration> {
        let parser = jiff::fmt::rfc2822::DateTimeParser::new();
        let then = parser.parse_timestamp(date.trim()).ok()?;
        let age = parser.parse_timestamp(self.header("date")?).ok()?.duration_since(then);
        Some(Duration::try_from(age).unwrap_or_default())
    }
}

/// Asks one server, from many threads.
pub(super) struct Http {
    agent: Agent,
    patience: Patience,
    begun: Instant,
    now: Timestamp,
    /// It has answered before: when it is silent now, it may come back.
    met: AtomicBool,
    meter: Meter,
}

impl Http {
    /// At this time by the machine's clock, which moves on from there.
    pub(super) fn new(trust: &Trust, patience: Patience, now: Timestamp) -> Http {
        let agent = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            // WebDAV has verbs of its own
            .allow_non_standard_methods(true)
            .accept_encoding("identity")
            .user_agent(concat!("zhangbang/", env!("CARGO_PKG_VERSION")))
            .max_idle_connections_per_host(16)
            .timeout_connect(Some(patience.answer))
            .timeout_recv_response(Some(patience.answer))
            .tls_config(TlsConfig::builder().root_certs(trust.roots()).build())
            .build()
            .into();
        Http { agent, patience, begun: ticks(), now, met: AtomicBool::new(false), meter: Meter::default() }
    }

    /// The time by the machine's clock.
    pub(super) fn now(&self) -> Timestamp {
        let passed = SignedDuration::try_from(self.begun.elapsed()).unwrap_or_default();
        self.now.checked_add(passed).unwrap_or(self.now)
    }

    /// What went over the line.
    pub(super) fn traffic(&self) -> Traffic {
        self.meter.read()
    }

    /// Asks until there is an answer. `address` is made anew for each time, since a signature has its time.
    ///
    /// # Errors
    /// When there was none, or the server was busy, all the while.
    pub(super) fn ask(&self, question: &Question, address: impl Fn() -> String) -> Result<Reply, Remote> {
        let (begun, mut pause) = (ticks(), self.patience.first);
        for times in 0.. {
            let outcome = self.once(question, &address(), times > 0);
            if outcome.is_ok() {
                self.met.store(true, Relaxed);
            }
            let waited = begun.elapsed() + pause >= self.patience.whole;
            match outcome {
                Ok(reply) if !is_busy(&reply) => return Ok(reply),
                Ok(reply) if waited => return Err(question.trouble(Cause::Overloaded(reply.status))),
                Err(cause) if waited || !self.may_pass(&cause) => return Err(question.trouble(cause)),
                _ => sleep(pause),
            }
            pause = (pause * 2).min(PAUSE);
        }
        Err(question.trouble(Cause::Timeout))
    }

    /// Whether it may be gone when one asks again.
    fn may_pass(&self, cause: &Cause) -> bool {
        match cause {
            Cause::Timeout | Cause::Cut => true,
            Cause::Unreachable => self.met.load(Relaxed),
            _ => false,
        }
    }

    fn once(&self, question: &Question, address: &str, again: bool) -> Result<Reply, Cause> {
        let mut request = Request::builder().method(question.method).uri(address);
        for (name, value) in &question.headers {
            request = request.header(*name, value);
        }
        let request = request.body(question.body).map_err(|_| Cause::Said("bad request".into()))?;
        let limit = self.patience.answer + Duration::from_secs(question.body.len() as u64 / SLOWEST);
        self.meter.asked(question.body.len(), again);
        let answer = request.with_agent(&self.agent).configure().timeout_send_body(Some(limit)).run();
        let mut answer = answer.map_err(trouble)?;
        let body = answer.body_mut().with_config().limit(MOST).read_to_vec().map_err(trouble)?;
        self.meter.answered(body.len());
        Ok(Reply { status: answer.status().as_u16(), headers: std::mem::take(answer.headers_mut()), body })
    }
}

/// The server would do it at another time.
fn is_busy(reply: &Reply) -> bool {
    matches!(reply.status, 408 | 429 | 500 | 502 | 503 | 504)
}

fn trouble(error: ureq::Error) -> Cause {
    use io::ErrorKind as Kind;
    match error {
        ureq::Error::Timeout(_) => Cause::Timeout,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => Cause::Tls,
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => Cause::Unreachable,
        ureq::Error::Io(error) => match error.kind() {
            Kind::TimedOut | Kind::WouldBlock => Cause::Timeout,
            Kind::ConnectionRefused | Kind::HostUnreachable | Kind::NetworkUnreachable => Cause::Unreachable,
            _ if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) => Cause::Tls,
            _ => Cause::Cut,
        },
        _ => Cause::Cut,
    }
}

#[expect(clippy::disallowed_methods, reason = "how long one has waited: no time of day")]
fn ticks() -> Instant {
    Instant::now()
}
