//! A sheet as it is read: what is hidden is left out and named, and headings that somebody explained are replaced by the
//! names of their fields.

use super::draft::NotRead;
use super::mark::LISTS;
use crate::parse::foreign_rows::oddity;
use crate::read::Shown;
use crate::source::{Odd, Oddity, Sheet, Source};
use crate::text;
use std::sync::Arc;

/// Rows in which headings may stand.
const ABOVE: usize = 30;

/// What is written for a heading whose column is not wanted.
pub const NOT_WANTED: [&str; 4] = ["不要", "不导入", "-", "ignore"];

/// What a heading means: its field, by any of its names.
pub type Explained = Vec<(String, String)>;

/// The sheet's text with headings explained, and what was left out of it.
pub(super) fn prepared(name: &str, shown: Shown, explained: &Explained) -> (Source, Vec<NotRead>) {
    let Shown { text, sheet, hidden, mark } = shown;
    let whole = Source { sheet: Some(Arc::new(sheet.clone())), ..Source::new(name, text.as_str()) };
    let mut left: Vec<NotRead> = sheet.odd.iter().map(|odd| odd_place(&whole, odd)).collect();
    let ours = |tab: &&String| mark.is_some() && *tab == LISTS;
    left.extend(hidden.iter().filter(|tab| !ours(tab)).map(|tab| {
        NotRead::left_out(tab, text!("这张工作表是隐藏的，没有读", "This sheet is hidden and was not read"))
    }));
    // all that is odd is told here: places move with the words of headings, cells do not
    let sheet = Sheet { odd: Vec::new(), ..sheet };
    let text = if explained.is_empty() { text } else { with_headings(&text, explained) };
    (Source { sheet: Some(Arc::new(sheet)), ..Source::new(name, text) }, left)
}

fn odd_place(source: &Source, odd: &Odd) -> NotRead {
    let cell = source.cell(odd.at.start as usize).unwrap_or_default();
    match &odd.what {
        Oddity::HiddenRow => {
            NotRead::left_out(cell, text!("这一行是隐藏的，没有读", "This row is hidden and was not read"))
        }
        Oddity::HiddenColumn => {
            NotRead::left_out(cell, text!("这一列是隐藏的，没有读", "This column is hidden and was not read"))
        }
        Oddity::Unread(tab) => NotRead::left_out(
            tab,
            text!("只读第一张有内容的工作表，这一张没有读", "Only the first sheet is read; this one was not"),
        ),
        what => {
            let (message, hint) = oddity(what);
            NotRead::told(cell, &message, Some(&hint), true)
        }
    }
}

fn with_headings(text: &str, explained: &Explained) -> String {
    let mut rows: Vec<Vec<String>> =
        text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    for at in 0..rows.len().min(ABOVE) {
        for column in 0..rows[at].len() {
            let written: String = rows[at][column].split_whitespace().collect();
            let meant = explained
                .iter()
                .find(|(heading, _)| heading.split_whitespace().collect::<String>() == written);
            match meant {
                Some((_, field)) if NOT_WANTED.contains(&field.as_str()) => {
                    rows[at..].iter_mut().filter_map(|row| row.get_mut(column)).for_each(String::clear);
                }
                Some((_, field)) => rows[at][column].clone_from(field),
                None => {}
            }
        }
    }
    rows.iter().map(|row| row.join("\t") + "\n").collect()
}
