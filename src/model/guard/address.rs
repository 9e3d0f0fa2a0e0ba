//! The site's address: that of every notice changes with it, which is one fault, however many there are.

use super::finding::{Fault, Finding};
use super::situation::Situation;
use crate::model::candidate::Candidate;
use crate::model::log::posted::Posted;

/// Holds the addresses of notices that are still there against those in the log.
pub(super) fn judge(pairs: &[(&Posted, &Candidate)], situation: Situation) -> Vec<Finding> {
    let moved: Vec<&(&Posted, &Candidate)> =
        pairs.iter().filter(|(posted, candidate)| posted.kept.url != candidate.url).collect();
    let is_open = |(posted, _): &(&Posted, &Candidate)| posted.is_open(situation.today);
    let elsewhere = moved.iter().filter(|(posted, now)| !same_address(&posted.kept.url, &now.url));
    let open = elsewhere.clone().filter(|pair| is_open(pair)).count();
    let worst = elsewhere.max_by_key(|pair| is_open(pair));
    let found = worst.or_else(|| moved.iter().find(|pair| is_open(pair)));
    found.map(|(posted, now)| finding(posted, now, open)).into_iter().collect()
}

fn finding(posted: &Posted, now: &Candidate, open: usize) -> Finding {
    let base = |url: &str| url.strip_suffix(&format!("/{}/", now.id)).unwrap_or(url).to_owned();
    let (from, to) = (base(&posted.kept.url), base(&now.url));
    let fault = match same_address(&from, &to) {
        true => Fault::SchemeChanged { from, to },
        false => Fault::BaseMoved { from, to, open },
    };
    Finding { id: now.id.clone(), fault, refused: open > 0 }
}

/// https in place of http leads to the same page.
fn same_address(a: &str, b: &str) -> bool {
    let rest = |url: &str| url.split_once("://").map_or(url, |(_, rest)| rest).to_owned();
    rest(a) == rest(b)
}
