//! All boards, several at a time, those of one server one after the other. What each says goes into lanes on the disk;
//! what is held is small and of a size that no number of notices changes.

use super::order::Order;
use super::read::{Asked, read};
use super::row::Row;
use super::told::Told;
use crate::disk::{Lanes, Trouble};
use crate::evidence::visit::client::Client;
use crate::evidence::visit::place::Place;
use crate::model::log::stamp::Stamp;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Boards read at the same time. A large one is read alone, by leave of [`crate::memory`].
const BOARDS: usize = 8;
/// The time for one board.
const A_BOARD: Duration = Duration::from_secs(900);

/// What all boards say.
pub struct Gathered {
    /// In the order of the list.
    pub boards: Vec<Told>,
    /// Two lanes a board: see [`Order::lane`].
    pub lanes: Lanes,
}

/// Reads them all.
///
/// # Errors
/// When the disk has no room for what they say.
pub fn gather(places: &[Place], client: &Client, now: Stamp) -> Result<Gathered, Trouble> {
    let lanes = Lanes::new(2 * places.len())?;
    let (queue, done) = (Mutex::new(by_server(places).into_values()), Mutex::new(BTreeMap::new()));
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let one = |board: usize, place: &Place| {
        let (told, rows) = read(&Asked { board, place, client: &client.anew(A_BOARD), now });
        put(&lanes, board, rows).map(|()| told)
    };
    let work = || {
        while let Some(of_a_server) = next() {
            for board in of_a_server {
                let Some(place) = places.get(board) else { continue };
                let told = one(board, place);
                done.lock().unwrap_or_else(PoisonError::into_inner).insert(board, told);
            }
        }
    };
    std::thread::scope(|scope| (0..BOARDS.min(places.len())).for_each(|_| drop(scope.spawn(work))));
    let boards = done.into_inner().unwrap_or_else(PoisonError::into_inner).into_values();
    Ok(Gathered { boards: boards.collect::<Result<_, _>>()?, lanes })
}

/// A folder is a server of its own.
fn by_server(places: &[Place]) -> BTreeMap<String, Vec<usize>> {
    let mut servers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (board, place) in places.iter().enumerate() {
        let server = match place {
            Place::Web(url) => url.split('/').nth(2).unwrap_or(url).to_owned(),
            Place::Folder(_) => board.to_string(),
        };
        servers.entry(server).or_default().push(board);
    }
    servers
}

fn put(lanes: &Lanes, board: usize, mut rows: Vec<Row>) -> Result<(), Trouble> {
    for order in [Order::Newest, Order::Ending] {
        rows.sort_by_cached_key(|row| order.key(row));
        for row in rows.iter().filter(|row| order == Order::Newest || row.is_open()) {
            // nothing of that sort can fail to be written
            let mut line = serde_json::to_vec(row).unwrap_or_default();
            line.push(b'\n');
            lanes.add(order.lane(board), &line)?;
        }
    }
    Ok(())
}
