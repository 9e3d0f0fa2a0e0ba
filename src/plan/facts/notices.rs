//! What is worked out once for every notice.

use super::settings::{Audience, Settings, number};
use super::standing::{Standing, standing};
use crate::model::content::Content;
use crate::model::log::PublicationLog;
use crate::model::notice::Notice;
use crate::model::window::{self, NoticeState};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::HashMap;

/// What is worked out once for every notice, in the content's order.
pub struct NoticeFacts {
    /// How each stands today.
    pub each: Vec<Standing>,
    /// Shown to this plan's audience.
    visible: Vec<bool>,
    /// Every notice, oldest first; on one day, by id.
    pub by_date: Vec<u32>,
    /// Who has taken whose place: the old one's index to the new one's.
    successors: HashMap<u32, u32>,
    /// What names a notice as its own.
    related: HashMap<u32, Vec<Related>>,
}

/// Something that was posted by a notice, by its place in the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Related {
    /// An honour whose candidates it posted.
    Honour(u32),
    /// A points batch that it posted.
    Batch(u32),
}

pub(super) fn gather(content: &Content, log: &PublicationLog, settings: Settings) -> NoticeFacts {
    let today = settings.now.date();
    let own = |notice: &Notice| {
        let supersedes = notice.supersedes.as_ref().and_then(|id| find(content, &id.value));
        (standing(content, log, notice, today), supersedes.map(number))
    };
    let (mut each, supersedes): (Vec<Standing>, Vec<Option<u32>>) =
        content.notices.par_iter().map(own).unzip();
    let successors = successors(&each, &supersedes, today);
    for &old in successors.keys() {
        let (notice, standing) = (&content.notices[old as usize], &mut each[old as usize]);
        standing.state = window::state(notice, standing.window, true, today);
    }
    let hidden = |state| matches!(state, NoticeState::Draft | NoticeState::Scheduled);
    let clerk = settings.audience == Audience::Clerk;
    let by_date = by_date(&each);
    NoticeFacts {
        visible: each.iter().map(|standing| clerk || !hidden(standing.state)).collect(),
        related: related(content),
        each,
        by_date,
        successors,
    }
}

pub(super) fn find(content: &Content, id: &str) -> Option<usize> {
    content.notices.binary_search_by(|notice| notice.item.id.as_str().cmp(id)).ok()
}

/// Who has taken whose place, as far as the new one is up.
fn successors(each: &[Standing], supersedes: &[Option<u32>], today: Date) -> HashMap<u32, u32> {
    let up = |new: &Standing| {
        new.state != NoticeState::Draft && new.window.is_none_or(|window| window.starts_in(today) <= 0)
    };
    let all = each.iter().zip(supersedes).enumerate().filter(|(_, (new, _))| up(new));
    all.filter_map(|(i, (_, &old))| Some((old?, number(i)))).collect()
}

fn by_date(each: &[Standing]) -> Vec<u32> {
    let mut by_date: Vec<(i32, u32)> =
        each.iter().enumerate().map(|(i, standing)| (day_number(standing.date), number(i))).collect();
    by_date.par_sort_unstable();
    by_date.into_iter().map(|(_, i)| i).collect()
}

/// Days in order, in one machine word.
pub fn day_number(date: Date) -> i32 {
    (i32::from(date.year()) << 9) + (i32::from(date.month()) << 5) + i32::from(date.day())
}

fn related(content: &Content) -> HashMap<u32, Vec<Related>> {
    let mut related: HashMap<u32, Vec<Related>> = HashMap::new();
    let honours = content.honours.iter().zip(0..).map(|(honour, i)| (&honour.notice, Related::Honour(i)));
    let batches = content.points.batches.iter().zip(0..).map(|(batch, i)| (&batch.notice, Related::Batch(i)));
    for (notice, thing) in honours.chain(batches) {
        if let Some(notice) = notice.as_ref().and_then(|id| find(content, &id.value)) {
            related.entry(number(notice)).or_default().push(thing);
        }
    }
    related
}

impl NoticeFacts {
    /// This plan's audience gets to see it; false for a number that no notice has.
    pub fn is_visible(&self, notice: usize) -> bool {
        self.visible.get(notice).copied().unwrap_or_default()
    }

    /// Batches and honours that a notice posted.
    pub fn related(&self, notice: usize) -> &[Related] {
        self.related.get(&number(notice)).map_or(&[], Vec::as_slice)
    }

    /// Who has taken a notice's place.
    pub fn successor(&self, notice: usize) -> Option<usize> {
        self.successors.get(&number(notice)).map(|&new| new as usize)
    }
}
