//! Pages of single things, and their cards in lists.

mod activity;
mod document;
mod honour;
mod month;
mod notice;
mod notice_parts;
mod notice_points;
mod own_cells;
mod projects;
mod register;
mod version;

pub use month::month;
pub(super) use register::parts;
pub use version::{changes, href_in_version, version};

use super::made::PageView;
use crate::collection::Collection;
use crate::plan::addresses::Floors;
use crate::plan::facts::Facts;
use crate::plan::view::Card;
use std::sync::OnceLock;

/// The page of an entry, by its place in the content.
pub fn entry<'p>(floors: &Floors<'p>, collection: Collection, i: usize) -> PageView<'p> {
    match collection {
        Collection::Notices => notice::notice(floors, i),
        Collection::Honours => honour::honour(floors, i),
        Collection::Activities => activity::activity(floors, i),
        Collection::Pages => document::document(floors, i),
        Collection::Registers => register::register(floors, i),
    }
}

/// What stands for an entry in a list.
fn card(facts: &Facts, collection: Collection, i: usize) -> Card {
    match collection {
        Collection::Notices => Card::Notice(notice::card(facts, i).into()),
        Collection::Honours => Card::Honour(honour::card(facts, &facts.content.honours[i]).into()),
        Collection::Activities => Card::Activity(activity::card(facts, &facts.content.activities[i]).into()),
        Collection::Pages => Card::Page(document::card(&facts.content.pages[i]).into()),
        Collection::Registers => Card::Register(register::card(facts, &facts.content.registers[i]).into()),
    }
}

/// List items of every collection, in the content's order, made when first asked for: a preview of a hundred
/// thousand shows twenty.
pub struct Cards(Vec<(Collection, Vec<OnceLock<Card>>)>);

impl Cards {
    /// None is made yet.
    pub fn new(facts: &Facts) -> Cards {
        let empty = |collection: Collection| {
            let count = collection.entries(facts.content).count();
            (collection, std::iter::repeat_with(OnceLock::new).take(count).collect())
        };
        Cards(Collection::ALL.map(empty).into())
    }

    /// The card of an entry, by its place in the content.
    pub fn get(&self, facts: &Facts, collection: Collection, i: usize) -> Option<&Card> {
        let (_, cards) = self.0.iter().find(|(one, _)| *one == collection)?;
        Some(cards.get(i)?.get_or_init(|| card(facts, collection, i)))
    }

    /// How many entries a collection has, shown or not.
    pub fn count(&self, collection: Collection) -> usize {
        self.0.iter().find(|(one, _)| *one == collection).map_or(0, |(_, cards)| cards.len())
    }
}
