//! The lists of what is posted now: all, by board, by kind, by theme. One pass over all boards fills them side by side; a
//! page is handed on as soon as it is full, so that no list is ever held.

use super::county::county;
use super::frame::{Frame, Made, PAGE, chip, chips, nth, pager};
use super::parts::Link;
use super::rows::OpenView;
use super::view::{Body, ListView};
use crate::disk::Trouble;
use crate::portal::facts::order::Merged;
use crate::portal::facts::row::Row;
use std::collections::{BTreeMap, VecDeque};

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    All,
    County(usize),
    Kind,
    Theme,
}

/// A list that is being filled.
struct Filling {
    of: Of,
    title: String,
    /// On all of its pages.
    count: usize,
    number: usize,
    rows: Vec<OpenView>,
}

/// Hands on page after page.
pub struct Lists<'f> {
    frame: &'f Frame,
    rows: Merged<'f>,
    filling: BTreeMap<String, Filling>,
    ready: VecDeque<Made>,
    kinds: Vec<Link>,
    themes: Vec<Link>,
}

impl<'f> Lists<'f> {
    /// From rows that are in the order of their ends.
    pub fn new(frame: &'f Frame, rows: Merged<'f>) -> Lists<'f> {
        let (kinds, themes) = (chips("kinds", &frame.kinds), chips("themes", &frame.themes));
        let filling = |of, title: &str, count| Filling {
            of,
            title: title.to_owned(),
            count,
            number: 1,
            rows: Vec::new(),
        };
        let open = frame.counties.iter().map(|county| county.told.open).sum();
        let mut all = BTreeMap::from([("open/".to_owned(), filling(Of::All, "正在公示", open))]);
        for (board, county) in frame.counties.iter().enumerate() {
            all.insert(
                frame.county_folder(board),
                filling(Of::County(board), &county.name, county.told.open),
            );
        }
        all.extend(
            kinds.iter().map(|link| (chip("kinds", &link.title), filling(Of::Kind, &link.title, link.count))),
        );
        all.extend(
            themes
                .iter()
                .map(|link| (chip("themes", &link.title), filling(Of::Theme, &link.title, link.count))),
        );
        Lists { frame, rows, filling: all, ready: VecDeque::new(), kinds, themes }
    }

    fn add(&mut self, row: &Row) {
        let mut folders = vec!["open/".to_owned(), self.frame.county_folder(row.board)];
        folders.push(chip("kinds", self.frame.kinds.name(&row.kind)));
        if !row.theme.is_empty() {
            folders.push(chip("themes", self.frame.themes.name(&row.theme)));
        }
        for folder in folders {
            let view = self.frame.open(row);
            let Some(filling) = self.filling.get_mut(&folder) else { continue };
            filling.rows.push(view);
            if filling.rows.len() == PAGE {
                let rows = std::mem::take(&mut filling.rows);
                self.hand_on(&folder, rows);
            }
        }
    }

    /// A page that is full, or the last.
    fn hand_on(&mut self, folder: &str, rows: Vec<OpenView>) {
        let Some(filling) = self.filling.get_mut(folder) else { return };
        let (of, number, count) = (filling.of, filling.number, filling.count);
        filling.number += 1;
        let others = match of {
            Of::Kind => self.kinds.clone(),
            Of::Theme => self.themes.clone(),
            Of::All | Of::County(_) => Vec::new(),
        };
        let title = filling.title.clone();
        let list = ListView { count, rows, pager: pager(folder, number, count), others };
        let (here, body) = match of {
            Of::County(board) => ("counties", Body::County(Box::new(county(self.frame, board, list)))),
            _ => ("open", Body::List(list)),
        };
        self.ready.push_back(self.frame.page(&nth(folder, number), title, here, body));
    }

    /// What is left when all rows are in: the last pages, and the first of those that have none.
    fn finish(&mut self) {
        let left = |filling: &Filling| !filling.rows.is_empty() || filling.number == 1;
        let folders: Vec<String> = self
            .filling
            .iter()
            .filter(|(_, filling)| left(filling))
            .map(|(folder, _)| folder.clone())
            .collect();
        for folder in folders {
            let rows = self.filling.get_mut(&folder).map(|filling| std::mem::take(&mut filling.rows));
            self.hand_on(&folder, rows.unwrap_or_default());
        }
        self.filling.clear();
    }
}

impl Iterator for Lists<'_> {
    type Item = Result<Made, Trouble>;

    fn next(&mut self) -> Option<Result<Made, Trouble>> {
        while self.ready.is_empty() {
            match self.rows.next() {
                Some(Ok(row)) => self.add(&row),
                Some(Err(trouble)) => return Some(Err(trouble)),
                None if self.filling.is_empty() => return None,
                None => self.finish(),
            }
        }
        self.ready.pop_front().map(Ok)
    }
}
