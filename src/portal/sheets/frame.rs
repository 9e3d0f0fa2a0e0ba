//! What all pages need: the boards with what they say, names of pages, links, and rows as they are shown.

use super::parts::{Link, Pager, SiteView, State};
use super::rows::{ActivityView, CheckView, DueView, HonourView, OpenView, SeenView};
use super::view::{Body, Page};
use crate::evidence::visit::place::Place;
use crate::model::open_days::days_between;
use crate::plan::addresses::url;
use crate::plan::words::{chinese, segment};
use crate::portal::facts::row::Row;
use crate::portal::facts::tally::{OTHERS, Tally};
use crate::portal::facts::told::{Activity, Due, Honour, Told};
use crate::portal::facts::witnessed::Witnessed;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rows of a page.
pub const PAGE: usize = 50;

/// A board, for who reads.
pub struct County {
    /// What people call it.
    pub name: String,
    /// Of its pages, with a slash at its end.
    pub folder: String,
    /// Where its own pages are.
    pub web: Place,
    /// What it says.
    pub told: Told,
    /// What the witness saw, where there is one.
    pub seen: Option<Witnessed>,
}

/// All of it.
pub struct Frame {
    /// What stands on every page.
    pub site: Arc<SiteView>,
    /// The day for which it is made.
    pub today: Date,
    /// In the order of the list.
    pub counties: Vec<County>,
    /// Notices by the name of their kind.
    pub kinds: Tally,
    /// Notices by what their project is about.
    pub themes: Tally,
}

/// A page and the path where it goes.
pub type Made = (String, Page);

impl Frame {
    /// A page in a folder, which ends with a slash; the portal's own is empty.
    pub fn page(&self, folder: &str, title: impl Into<String>, here: &'static str, body: Body) -> Made {
        let (site, root) = (Arc::clone(&self.site), url::root_of(folder));
        let template = body.template();
        (url::page_path(folder), Page { site, root, title: title.into(), template, here, body })
    }

    /// The folder of a board's page.
    pub fn county_folder(&self, board: usize) -> String {
        self.counties.get(board).map_or_else(String::new, |county| county.folder.clone())
    }

    /// A link to a board's page.
    pub fn county(&self, board: usize) -> Link {
        let (title, count) =
            self.counties.get(board).map_or(("", 0), |county| (&county.name, county.told.open));
        Link { title: title.to_owned(), href: url::page_href(&self.county_folder(board)), count }
    }

    /// The address of an entry on its own board.
    pub fn address(&self, board: usize, id: &str) -> String {
        let county = self.counties.get(board);
        county.map_or_else(String::new, |county| county.web.address(&format!("{id}/")))
    }

    /// A notice as lists show it.
    pub fn open(&self, row: &Row) -> OpenView {
        OpenView {
            title: row.title.clone(),
            href: self.address(row.board, &row.id),
            county: self.county(row.board),
            kind: row.kind.clone(),
            place: row.place.clone(),
            state: state(&row.state),
            until: row.until.map(|until| until.to_string()).unwrap_or_default(),
            days_left: row.until.map_or(0, |until| days_between(self.today, until)),
        }
    }

    /// A filing that is awaited.
    pub fn due(&self, board: usize, due: &Due) -> DueView {
        let Due { id, title, until, by, objection } = due;
        DueView {
            title: title.clone(),
            href: self.address(board, id),
            county: self.county(board),
            until: chinese(*until),
            by: by.map(chinese).unwrap_or_default(),
            overdue: by.is_some_and(|by| by < self.today),
            objection: *objection,
        }
    }

    /// An honour.
    pub fn honour(&self, board: usize, honour: &Honour) -> HonourView {
        let Honour { id, title, award, when, names, count } = honour;
        HonourView {
            title: title.clone(),
            href: self.address(board, id),
            county: self.county(board),
            award: award.clone(),
            when: when.clone(),
            names: names.join("、"),
            count: *count,
        }
    }

    /// An activity.
    pub fn activity(&self, board: usize, activity: &Activity) -> ActivityView {
        let Activity { id, title, sort, when, repeats, place, state: told } = activity;
        ActivityView {
            title: title.clone(),
            href: self.address(board, id),
            county: self.county(board),
            sort: sort.clone(),
            when: when.clone(),
            repeats: *repeats,
            place: place.clone(),
            state: state(told),
        }
    }

    /// How a board stands.
    pub fn check(&self, board: usize) -> CheckView {
        let Some(county) = self.counties.get(board) else { return CheckView::default() };
        let told = &county.told;
        let word = match (told.is_whole(), told.is_refused()) {
            (true, _) => ("filed", "核对无误"),
            (_, true) => ("withdrawn", "没有采用"),
            _ => ("objection", "有对不上的"),
        };
        CheckView {
            link: self.county(board),
            url: county.web.address(""),
            state: State { key: word.0.to_owned(), label: word.1.to_owned() },
            at: told.at.map(|at| at.minute()).unwrap_or_default(),
            lines: told.head.as_ref().map_or(0, |(lines, _)| *lines),
            head: told.head.as_ref().map(|(_, hash)| hash.clone()).unwrap_or_default(),
            faults: told.faults.iter().map(|fault| fault.words().zh).collect(),
            more: told.more_faults,
            seen: county.seen.as_ref().and_then(seen),
        }
    }
}

/// A folder for each of some names, of which two may look alike as one.
pub fn folders<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let folder = |(number, name): (usize, &str)| {
        let segment = segment(name);
        let own = if taken.insert(segment.to_lowercase()) { segment } else { format!("{segment}-{number}") };
        format!("counties/{own}/")
    };
    names.enumerate().map(folder).collect()
}

/// Key and label.
pub fn state(told: &(String, String)) -> State {
    State { key: told.0.clone(), label: told.1.clone() }
}

fn seen(seen: &Witnessed) -> Option<SeenView> {
    let state = |key: &str, label: &str| State { key: key.to_owned(), label: label.to_owned() };
    match seen {
        Witnessed::Nothing => None,
        Witnessed::Broken => Some(SeenView {
            state: state("objection", "见证记录断了"),
            words: "见证记录被改过，或者不是见证记录".to_owned(),
            ..SeenView::default()
        }),
        Witnessed::Seen { witness, at, passed, outcome, words, rounds, well } => Some(SeenView {
            witness: witness.clone(),
            at: at.clone(),
            state: state(if *passed { "filed" } else { "objection" }, outcome),
            words: words.clone(),
            rounds: *rounds,
            well: *well,
        }),
    }
}

/// Where page `number` of a list is; the first is the folder itself.
pub fn nth(folder: &str, number: usize) -> String {
    if number <= 1 { folder.to_owned() } else { format!("{folder}{number}/") }
}

/// Where one is in a list.
pub fn pager(folder: &str, number: usize, rows: usize) -> Pager {
    let pages = rows.div_ceil(PAGE).max(1);
    let link = |number: usize| url::page_href(&nth(folder, number));
    Pager {
        number,
        pages,
        previous: if number > 1 { link(number - 1) } else { String::new() },
        next: if number < pages { link(number + 1) } else { String::new() },
    }
}

/// The list of each name with something posted, the largest first; what has a name too many comes last.
pub fn chips(top: &str, tally: &Tally) -> Vec<Link> {
    let open = tally.iter().filter(|(_, count)| count.open > 0);
    let link = |(name, count): (&str, crate::portal::facts::tally::Count)| Link {
        title: name.to_owned(),
        href: url::page_href(&chip(top, name)),
        count: count.open,
    };
    let mut links: Vec<Link> = open.map(link).collect();
    links.sort_by(|a, b| (a.title == OTHERS, b.count, &a.title).cmp(&(b.title == OTHERS, a.count, &b.title)));
    links
}

/// The folder of a name's list.
pub fn chip(top: &str, name: &str) -> String {
    format!("{top}/{}/", segment(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_as_folders_have_one_each() {
        let made = folders(["甲/县", "甲-县", "乙县"].into_iter());
        assert_eq!(made, ["counties/甲-县/", "counties/甲-县-1/", "counties/乙县/"]);
    }
}
