//! One look at one board: what it says, held against what it said before, and what readers get of it.

use super::address::Board;
use super::chain::Rounds;
use super::compare::{Before, compare, goes_on};
use super::line::{LISTED, Seen, Turn};
use super::shown::{Published, Refused, digest_now, published};
use super::state::{Fault, State};
use crate::evidence::shared::shared;
use crate::evidence::verify::{self, Look, Visit, Visits};
use crate::evidence::visit::client::Client;
use crate::evidence::visit::fault;
use crate::evidence::visit::place::Place;
use crate::model::digest::Digest;
use crate::model::log::PublicationLog;
use crate::model::log::event::Failure;
use crate::model::log::posted::Posted;
use crate::model::log::stamp::Stamp;
use crate::model::record;
use crate::model::release::{Page, Release};
use std::collections::BTreeMap;

/// Notices visited in one round; on larger boards the others have their turn in the next.
const NOTICES: usize = 1000;
/// Other paths visited.
const SHARED: usize = 300;
/// Records of batches and honours visited.
const RECORDS: usize = 50;
/// Visits to one board at the same time.
const VISITORS: usize = 4;

/// Looks at a board once, and keeps the log that it shows.
///
/// # Errors
/// When the state's folder is no use.
pub fn look(
    state: &State,
    board: &Board,
    rounds: &Rounds,
    client: &Client,
    at: Stamp,
) -> Result<Seen, Fault> {
    let eyes = Eyes { state, board, place: &Place::Web(board.url.clone()), rounds, client, at };
    let (seen, fickle) = eyes.once()?;
    // a release may have been switched while it was visited
    let now = if fickle { digest_now(eyes.place, client) } else { None };
    let moved = now.is_some_and(|now| seen.release.is_some_and(|shown| shown.digest != now));
    Ok(if moved { eyes.once()?.0 } else { seen })
}

/// Who looks, at what, and what was seen before.
struct Eyes<'a> {
    state: &'a State,
    board: &'a Board,
    place: &'a Place,
    rounds: &'a Rounds,
    client: &'a Client,
    at: Stamp,
}

impl Eyes<'_> {
    /// The second is whether some of it could be the trace of a switch.
    fn once(&self) -> Result<(Seen, bool), Fault> {
        let (mut seen, errand) = match published(self.place, self.client) {
            Ok(published) => self.judged(published)?,
            Err(refused) => return Ok((self.unread(refused)?, false)),
        };
        let Errand { notices, release, shared, records, turn } = errand;
        let open: Vec<(&str, &Posted)> = notices.iter().map(|(id, posted)| (id.as_str(), posted)).collect();
        let look = Look::new(self.place, self.client, Some(release));
        let visits = look.all(&shared, &open, VISITORS);
        let records: Vec<Visit> = records.iter().map(|(id, digest)| look.record(id, *digest)).collect();
        let all = visits.site.iter().chain(&visits.notices).chain(&records);
        let fickle = all.into_iter().any(|visit| is_fickle(visit.fault.as_ref()));
        seen.records = failures(&records);
        note(&mut seen, visits, turn, self.at);
        Ok((seen, fickle))
    }

    /// The log that tells what has to be up is the one that is shown, as long as it goes on from what was seen.
    fn judged(&self, published: Published) -> Result<(Seen, Errand), Fault> {
        let Published { release, shown, log, .. } = &published;
        let before = match goes_on(log, self.rounds) {
            true => None,
            false => Some(self.state.log(self.board, self.rounds)?),
        };
        let before_log = before.as_ref().map(|kept| &kept.log);
        let found = compare(log, shown, Before { rounds: self.rounds, log: before_log }, self.at);
        let mut seen = Seen { log: published.head(), release: Some(*shown), found, ..Seen::default() };
        if seen.accepted().is_some() {
            self.state.keep(self.board, log)?;
            let errand = self.errand(&mut seen, log, release);
            return Ok((seen, errand));
        }
        self.state.put_aside(self.board, log.text().as_bytes())?;
        let kept = self.state.log(self.board, self.rounds)?;
        let errand = self.errand(&mut seen, &kept.log, release);
        Ok((seen, errand))
    }

    /// Where nothing can be read, nothing is visited one by one: all that had to be up was not seen.
    fn unread(&self, refused: Refused) -> Result<Seen, Fault> {
        if refused.found.contradicts() && !refused.log.is_empty() {
            self.state.put_aside(self.board, &refused.log)?;
        }
        let found = refused.found.clone();
        drop(refused);
        let kept = self.state.log(self.board, self.rounds)?;
        let open = verify::open(&kept.log, self.at).count();
        Ok(Seen { found: vec![found], open, ..Seen::default() })
    }

    /// Batches and honours stay for good: so many of them a round, in turn.
    fn records(&self, log: &PublicationLog) -> Vec<(String, Digest)> {
        let all = log.records().iter().map(|kept| &kept.recorded);
        let mut all: Vec<_> = all.map(|kept| (kept.id.clone(), kept.record)).collect();
        let first = self.rounds.next().wrapping_mul(RECORDS) % all.len().max(1);
        all.rotate_left(first);
        all.truncate(RECORDS);
        all
    }

    fn errand(&self, seen: &mut Seen, log: &PublicationLog, release: &Release) -> Errand {
        let open: Vec<(&str, &Posted)> = verify::open(log, self.at).collect();
        seen.open = open.len();
        let last = self.rounds.lines.last().and_then(|line| line.seen.turn.as_ref());
        let first = last.map_or(0, |turn| open.partition_point(|(id, _)| *id <= turn.until.as_str()));
        let (head, tail) = open.split_at(first.min(open.len()));
        let chosen = tail.iter().chain(head).take(NOTICES);
        let notices: Vec<(String, Posted)> =
            chosen.map(|&(id, posted)| (id.to_owned(), posted.clone())).collect();
        let turn = match (notices.first(), notices.last()) {
            (Some((from, _)), Some((until, _))) if notices.len() < open.len() => {
                Some(Turn { from: from.clone(), until: until.clone() })
            }
            _ => None,
        };
        let mut shared = shared(release, log, self.rounds.next());
        // should there be too many: first what decides on how notices look
        shared.sort_by_key(|path| !(path.ends_with(".css") || path.ends_with(".js")));
        shared.truncate(SHARED);
        let release = of_these(release, &notices, &shared);
        Errand { notices, release, shared, records: self.records(log), turn }
    }
}

fn is_fickle(fault: Option<&fault::Fault>) -> bool {
    match fault {
        Some(fault::Fault::File(fault)) => is_fickle(Some(fault)),
        Some(fault) => {
            matches!(
                fault,
                fault::Fault::Differs
                    | fault::Fault::Status(404)
                    | fault::Fault::RecordDiffers
                    | fault::Fault::ReleaseUnknown
            )
        }
        None => false,
    }
}

fn note(seen: &mut Seen, visits: Visits, turn: Option<Turn>, at: Stamp) {
    let Visits { site, notices } = visits;
    let missed = |visit: &&Visit| is_missed(visit.fault.as_ref());
    seen.visited = notices.len() - notices.iter().filter(missed).count();
    seen.turn = turn;
    seen.server_ahead = verify::server_ahead(site.iter().chain(&notices), at);
    let mut failures = failures(&notices);
    failures.sort_by(|a, b| a.id.cmp(&b.id));
    seen.more = failures.len().saturating_sub(LISTED);
    failures.truncate(LISTED);
    seen.failures = failures;
    seen.site = self::failures(&site);
    seen.site.truncate(LISTED);
}

fn is_missed(fault: Option<&fault::Fault>) -> bool {
    match fault {
        Some(fault::Fault::File(fault)) => is_missed(Some(fault)),
        fault => fault == Some(&fault::Fault::NotVisited),
    }
}

fn failures(visits: &[Visit]) -> Vec<Failure> {
    let failed = |visit: &Visit| Some(Failure { id: visit.id.clone(), fault: visit.fault.as_ref()?.key() });
    visits.iter().filter_map(failed).collect()
}

/// What is to be visited: small, whatever the board's size.
struct Errand {
    notices: Vec<(String, Posted)>,
    /// Of what is visited alone.
    release: Release,
    shared: Vec<String>,
    /// Of batches and honours: id and digest.
    records: Vec<(String, Digest)>,
    turn: Option<Turn>,
}

/// The release, as far as it is about these notices and paths.
fn of_these(release: &Release, notices: &[(String, Posted)], shared: &[String]) -> Release {
    let page = |(id, _): &(String, Posted)| Some((id.clone(), release.notices.get(id)?.clone()));
    let notices: BTreeMap<String, Page> = notices.iter().filter_map(page).collect();
    let pages = notices.values().flat_map(|page| page.files.keys().chain([&page.path]));
    let own = notices.keys().map(|id| format!("{id}/{}", record::FILE)).collect::<Vec<_>>();
    let paths = pages.chain(shared).chain(&own);
    let contents = paths.filter_map(|path| release.contents.get_key_value(path));
    let contents = contents.map(|(path, print)| (path.clone(), *print)).collect();
    let Release {
        at,
        log_line,
        log_head,
        digest,
        files,
        moved,
        theme,
        records,
        behind,
        signs,
        notices: _,
        contents: _,
    } = release;
    Release {
        at: at.clone(),
        log_line: *log_line,
        log_head: *log_head,
        digest: *digest,
        files: *files,
        moved: *moved,
        theme: *theme,
        records: *records,
        behind: *behind,
        signs: signs.clone(),
        notices,
        contents,
    }
}
