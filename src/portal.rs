//! One site over many boards: what is posted now, search, activities, honours, money, filings due, and whether what each
//! board says adds up.
//!
//! ```text
//! facts: read ─▶ hold against itself ─▶ lanes on the disk ─▶ sheets, search ─▶ look: HTML ─▶ write
//! ```
//!
//! [`facts`] is what boards say, [`sheets`] what pages show of it, [`search`] the files of search, [`look`] templates and
//! style. A board whose data does not add up is named, and what cannot be believed of it is left out. However many
//! notices there are, what is held stays as small: one board at a time is whole in memory, rows go through lanes on the
//! disk and are merged, and each page is written when it is full. Changes nothing of any board, and keeps nothing between
//! two runs.

mod error;
pub mod facts;
mod job;
pub mod look;
pub mod search;
pub mod sheets;

use crate::boards::folder;
use crate::diagnostic::Text;
use crate::disk::{self, Trouble};
use crate::evidence::visit::client::Client;
use crate::evidence::visit::place::Place;
use crate::model::board::{Board, Boards};
use crate::model::digest::Digest;
use crate::model::log::stamp::Stamp;
use crate::source::Spanned;
use crate::write::{self, Earlier, Failure, Written};
pub use error::Error;
use facts::gather::{Gathered, gather};
use facts::order::{Merged, Order};
use facts::tally::Tally;
use facts::told::Told;
use facts::witnessed::witnessed;
use job::Job;
use look::Look;
use rayon::iter::ParallelBridge;
use search::docs::{Docs, SHARD};
use search::grams::Grams;
use sheets::frame::{County, Frame, folders};
use sheets::home::{FIRST, home};
use sheets::lists::Lists;
use sheets::parts::SiteView;
use sheets::tables::{search as search_page, tables};
use std::path::Path;
use std::sync::Arc;

/// What is asked for.
pub struct Request<'a> {
    /// The list, and where it lies.
    pub boards: &'a Boards,
    /// Its file.
    pub list: &'a Path,
    /// Where the site goes.
    pub out: &'a Path,
    /// The moment for which it is made.
    pub now: Stamp,
}

/// What was made.
pub struct Built {
    /// What that did to the folder.
    pub written: Written,
    /// What each board said, with its name, in the order of the list.
    pub boards: Vec<(String, Told)>,
    /// Notices of all boards.
    pub notices: usize,
}

/// Reads all boards and makes the site over them.
///
/// # Errors
/// When the disk refuses; what is wrong with a board is in what was made.
pub fn build(request: &Request, client: &Client) -> Result<Built, Error> {
    let look = Look::load().map_err(Error::Look)?;
    let places = places(request);
    let Gathered { boards, lanes } = gather(&places, client, request.now).map_err(Error::Disk)?;
    let frame = frame(request, boards, look.version());
    let (count, notices) =
        (frame.counties.len(), frame.counties.iter().map(|county| county.told.notices).sum());
    let grams = Grams::new(notices).map_err(Error::Disk)?;
    let soon = Merged::new(&lanes, count, Order::Ending).take(FIRST);
    let soon = soon.collect::<Result<Vec<_>, _>>().map_err(Error::Disk)?;
    let soon = soon.iter().map(|row| frame.open(row)).collect();
    let names = frame.counties.iter().map(|county| county.name.clone()).collect();
    let whole = [home(&frame, soon), search_page(&frame, notices, SHARD, grams.buckets)];
    let pages = whole.into_iter().chain(tables(&frame)).map(|made| Ok(Job::Page(&look, Box::new(made))));
    let lists = Lists::new(&frame, Merged::new(&lanes, count, Order::Ending));
    let lists = lists.map(|made| Ok(Job::Page(&look, Box::new(made?))));
    let docs = Docs::new(Merged::new(&lanes, count, Order::Newest), &grams, names);
    let docs = docs.map(|file| file.map(|(path, bytes)| Job::File(path, bytes)));
    // begins when every notice is in
    let index = (0..grams.buckets).map(|bucket| Ok(Job::Grams(&grams, bucket)));
    let statics = look.statics().map(|(path, bytes)| Ok(Job::File(path, bytes)));
    let all = statics.chain(pages).chain(lists).chain(docs).chain(index);
    let jobs = all.map(|job: Result<Job, Trouble>| job.unwrap_or_else(Job::Trouble));
    let written = write::write(request.out, jobs.par_bridge(), Earlier::Believed).map_err(failed)?;
    let boards = frame.counties.into_iter().map(|county| (county.name, county.told)).collect();
    Ok(Built { written, boards, notices })
}

fn failed(failure: Failure<Error>) -> Error {
    match failure {
        Failure::World(trouble) => Error::Write(trouble),
        Failure::Content(faults) => faults.into_iter().next().unwrap_or(Error::Look(Text::default())),
    }
}

/// Where each board is read: in a folder that the list names, or at its address.
fn places(request: &Request) -> Vec<Place> {
    let place = |board: &Board| match &board.published {
        Some(written) => {
            let folder = folder(request.list, &written.value);
            let current = folder.join("current");
            Place::Folder(if disk::is_folder(&current) { current } else { folder })
        }
        None => Place::of(Some(&board.url.value), ""),
    };
    request.boards.boards.iter().map(place).collect()
}

fn frame(request: &Request, told: Vec<Told>, version: &str) -> Frame {
    let Boards { name, description, host, witness, boards } = request.boards;
    let text =
        |field: &Option<Spanned<String>>| field.as_ref().map_or_else(String::new, |text| text.value.clone());
    let folder = witness.as_ref().map(|witness| folder(request.list, &witness.value));
    let site = SiteView {
        name: name.value.clone(),
        description: text(description),
        host: text(host),
        today: request.now.date().to_string(),
        at: request.now.minute(),
        data: data(&told, request.now),
        boards: boards.len(),
        bad: told.iter().filter(|told| !told.is_whole()).count(),
        version: Digest::of(version.as_bytes()).short(),
        witness: folder.is_some(),
    };
    let folders = folders(boards.iter().map(|board| board.name.value.as_str()));
    let county = |((board, told), own): ((&Board, Told), String)| County {
        name: board.name.value.clone(),
        folder: own,
        web: Place::of(Some(&board.url.value), ""),
        told,
        seen: folder.as_ref().map(|folder| witnessed(folder, &board.url.value)),
    };
    let counties: Vec<County> = boards.iter().zip(told).zip(folders).map(county).collect();
    let (kinds, themes) = (all(&counties, |told| &told.kinds), all(&counties, |told| &told.themes));
    Frame { site: Arc::new(site), today: request.now.date(), counties, kinds, themes }
}

/// Of the day, and of every release and log that was read.
fn data(told: &[Told], now: Stamp) -> String {
    let one = |told: &Told| format!("{:?} {:?} {}", told.at.map(Stamp::minute), told.head, told.notices);
    let all: Vec<String> = std::iter::once(now.date().to_string()).chain(told.iter().map(one)).collect();
    Digest::of(all.join("\n").as_bytes()).short()
}

fn all(counties: &[County], of: fn(&Told) -> &Tally) -> Tally {
    let mut sum = Tally::default();
    for county in counties {
        of(&county.told).iter().for_each(|(name, count)| sum.add(name, count));
    }
    sum
}
