//! A sheet that somebody else made → drafts, by what its rows are.

use super::draft::{Imported, NotRead};
use super::job::Job;
use super::mark::marked;
use super::prepared::prepared;
use super::refused::Refused;
use super::sort::{Sort, all_names, fitting, near};
use super::wish::{Facts, Wish};
use super::zeros::lost;
use super::{honours, notices, points, projects, registers};
use crate::parse::foreign_rows::{ForeignRows, rows};
use crate::read::{Foreign, shown};
use crate::source::Source;
use crate::text;

pub(super) fn read(
    bytes: &[u8],
    (name, sort): (&str, Foreign),
    wish: &Wish,
    facts: &Facts,
) -> Result<Imported, Refused> {
    let (source, marked, left) = opened(bytes, (name, sort), wish)?;
    if source.text.trim().is_empty() {
        return Err(Refused::Unclear(
            text!("表里是空的，没有可以导入的内容", "The sheet is empty"),
            text!("看看内容是不是在隐藏的工作表、行、列里", "Look whether what is meant is hidden"),
        ));
    }
    let sort = match wish.sort.or(marked) {
        Some(sort) => sort,
        None => chosen(&source)?,
    };
    let sort = if sort == Sort::Notices && wish.one_notice { Sort::Projects } else { sort };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut imported = of_sort(sort, &Job { stem, source: &source, facts })?;
    imported.left.splice(0..0, left);
    if matches!(sort, Sort::Households | Sort::Batch | Sort::Redemptions) {
        points::whole_or_nothing(&mut imported);
    }
    Ok(imported)
}

/// The sheet as it is read, what it says of itself, and what was left out of it.
fn opened(
    bytes: &[u8],
    (name, sort): (&str, Foreign),
    wish: &Wish,
) -> Result<(Source, Option<Sort>, Vec<NotRead>), Refused> {
    let shown = shown(bytes, sort).map_err(Refused::Sheet)?;
    let marked = shown.mark.as_deref().and_then(marked);
    let (source, left) = prepared(name, shown, &wish.explained);
    Ok((source, marked, left))
}

/// Whether the rows would be notices, and are added up like the projects of one.
pub(super) fn is_list(bytes: &[u8], named: (&str, Foreign), wish: &Wish) -> bool {
    let Ok((source, marked, _)) = opened(bytes, named, wish) else { return false };
    let sort = wish.sort.or(marked).or_else(|| chosen(&source).ok());
    let table = Sort::Notices.row();
    sort == Some(Sort::Notices) && rows(&source, None, &table).is_ok_and(|read| read.adds_up)
}

fn of_sort(sort: Sort, job: &Job) -> Result<Imported, Refused> {
    let read = read_rows(sort, job)?;
    if read.rows.is_empty() {
        return Ok(Imported { files: Vec::new(), left: vec![nothing(job)] });
    }
    let lost = lost(&read, &sort.row(), job);
    let mut imported = of_rows(sort, read, job);
    imported.left.extend(lost);
    Ok(imported)
}

fn nothing(job: &Job) -> NotRead {
    let sheet = job.source.sheet.as_ref().map_or("", |sheet| sheet.name.as_str());
    NotRead::fault(sheet, text!("表头下面一行内容也没有", "There is no row below the headings"))
}

fn of_rows(sort: Sort, read: ForeignRows, job: &Job) -> Imported {
    match sort {
        Sort::Notices => notices::notices(read, job),
        Sort::Projects => projects::projects(read, job),
        Sort::Honours => honours::honours(read, job),
        Sort::Register(preset) => registers::register(preset, read, job),
        Sort::Households => points::households(&read, job),
        Sort::Batch => points::batch(&read, job),
        Sort::Redemptions => points::redemptions(read, job),
    }
}

fn read_rows(sort: Sort, job: &Job) -> Result<ForeignRows, Refused> {
    rows(job.source, sort.whole(), &sort.row()).map_err(|told| {
        let first = told.into_iter().next();
        let (what, hint) =
            first.map_or_else(Default::default, |told| (told.message, told.hint.unwrap_or_default()));
        Refused::Unclear(what, hint)
    })
}

/// What the headings say that the rows are.
fn chosen(source: &Source) -> Result<Sort, Refused> {
    let sorts = fitting(source);
    match sorts.as_slice() {
        [sort] => Ok(*sort),
        [] => Err(nothing_fits(source)),
        several => {
            let several: Vec<(&str, &str)> = several.iter().map(|sort| sort.words()).collect();
            let zh = several.iter().map(|words| words.1).collect::<Vec<_>>().join("，又像");
            let en = several.iter().map(|words| words.0).collect::<Vec<_>>().join(" or ");
            let (first, english) = (several[0].1, several[0].0);
            Err(Refused::Unclear(
                text!("从表头看，这张表像{zh}", "The headings could be those of {en}"),
                text!(
                    "加上 --as 说明是哪一种，如 --as {first}",
                    "Say which with --as, such as --as {english}"
                ),
            ))
        }
    }
}

fn nothing_fits(source: &Source) -> Refused {
    let all = all_names();
    let (zh, en) = (all.zh, all.en);
    let near: Vec<String> =
        near(source).iter().map(|(cell, near)| format!("“{cell}”是不是“{near}”？")).collect();
    let near = near.concat();
    Refused::Unclear(
        text!("从表头看不出这是什么表", "The headings do not say what this is"),
        text!(
            "{near}在命令后面加 --as 和它的名字：{zh}；表头的叫法特别，用 --map 说明；也可以先用 zhangbang template 拿一张空表",
            "Add --as with one of: {en}; explain headings with --map; or take an empty form with zhangbang template"
        ),
    )
}
