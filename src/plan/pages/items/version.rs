//! A former version of a notice, from the record that was posted; and what changed after it, from the records on
//! both sides.

use crate::collection::Collection;
use crate::model::content::Content;
use crate::model::link;
use crate::model::log::PublicationLog;
use crate::model::notice::Notice;
use crate::model::posted_records::{PostedFile, PostedRecord};
use crate::plan::addresses::{Addresses, Floors, url, version_files};
use crate::plan::facts::{Facts, Step, steps};
use crate::plan::pages::frame::{Href, href_in, item_link, meta, page_link, section_link, trail};
use crate::plan::pages::made::{Body, Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{
    ChangeView, FactView, FieldView, LinkView, PictureView, StepView, VersionFileView, VersionView,
};
use crate::plan::words::{self, Change, Fact};
use percent_encoding::percent_decode_str;

/// Fields that a notice's page shows of one change; its version's page shows all.
const FIELDS: usize = 8;

/// Changes whose fields a notice's page shows; of earlier ones it has the links.
const STEPS: usize = 5;

/// The page of a version that is kept.
pub fn version<'p>(floors: &Floors<'p>, i: usize, number: u32) -> PageView<'p> {
    let (facts, notice) = (floors.facts, &floors.facts.content.notices[i]);
    let steps = facts.steps(i);
    let step = steps.iter().find(|step| step.version.number == number);
    let view = step.and_then(|step| view(facts, i, step, &steps)).unwrap_or_default();
    let title = format!("{}（第{number}版，已更正）", view.title);
    let mut meta = meta(floors, "version", &title, &Addresses::version(&notice.item.id, number));
    meta.section = url::page_href(&Addresses::section(Section::Of(Collection::Notices)));
    meta.noindex = true;
    let above = [section_link(Section::Of(Collection::Notices)), view.notice.clone()];
    meta.breadcrumbs = trail(above, &format!("第{number}版"));
    let record = step.and_then(|step| step.before.clone());
    let body = record.map(|record| {
        let files = version_files(facts, notice, number, &record);
        Body::Version { notice: i, files, record }
    });
    let changes = step.map(|step| differences(facts.content, step)).unwrap_or_default();
    let data = vec![("version", Data::from(view)), ("changes", Data::Changes(changes))];
    PageView { body, ..PageView::new(meta, data) }
}

fn view(facts: &Facts, i: usize, step: &Step, steps: &[Step]) -> Option<VersionView> {
    let (content, notice, record) = (facts.content, &facts.content.notices[i], step.before.as_ref()?);
    let number = step.version.number;
    let own = |part: &str| matches!(part, "title" | "body" | "attachments" | "files");
    let fields = words::posted_fields(content, &record.value).into_iter().filter(|field| !own(&field.part));
    let near = |number: Option<u32>| {
        let near = steps.iter().find(|step| Some(step.version.number) == number)?;
        near.before.as_ref().map(|_| version_link(&notice.item.id, near.version.number))
    };
    let path = Addresses::record_in(&Addresses::version(&notice.item.id, number));
    Some(VersionView {
        title: record.value.get("title").and_then(|title| title.as_str()).unwrap_or_default().to_owned(),
        number,
        latest: steps.last().map_or(number, |last| last.version.number + 1),
        posted: step.version.at.minute(),
        replaced: step.replaced.minute(),
        log_line: step.version.line,
        notice: item_link(&notice.title.value, &notice.item),
        fields: fields.map(|field| FieldView { label: field.label, lines: field.lines }).collect(),
        files: files(facts, notice, number, record),
        record: FactView { href: Some(url::href(&path)), ..Fact::new("内容记录", "record.json").into() },
        digest: step.version.record.to_string(),
        added: added(facts.content, step),
        previous: near(number.checked_sub(1)),
        next: near(number.checked_add(1)),
    })
}

fn version_link(id: &str, number: u32) -> LinkView {
    page_link(format!("第{number}版"), &Addresses::version(id, number))
}

fn files(facts: &Facts, notice: &Notice, number: u32, record: &PostedRecord) -> Vec<VersionFileView> {
    let paths = version_files(facts, notice, number, record);
    record.files.iter().zip(paths).map(|(one, path)| file(record, one, path)).collect()
}

fn file(record: &PostedRecord, file: &PostedFile, path: Option<String>) -> VersionFileView {
    let attached = record.value.get("attachments").and_then(|list| list.as_array());
    let own =
        attached.into_iter().flatten().find(|one| one.get("file").is_some_and(|path| path == &file.path));
    let title = own.and_then(|one| one.get("title")?.as_str());
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    VersionFileView {
        title: title.unwrap_or(name).to_owned(),
        href: path.map(|path| url::href(&path)),
        sha256: file.sha256.to_string(),
    }
}

/// The changes of a notice as its page shows them, newest first.
pub fn changes(content: &Content, log: &PublicationLog, id: &str) -> Vec<StepView> {
    let steps = steps(content, log, id).into_iter().rev().enumerate();
    steps.map(|(place, step)| changed(content, id, &step, if place < STEPS { FIELDS } else { 0 })).collect()
}

fn changed(content: &Content, id: &str, step: &Step, most: usize) -> StepView {
    let number = step.version.number;
    let mut changes = differences(content, step);
    let left_out = changes.len().saturating_sub(most);
    changes.truncate(most);
    let page = || url::page_href(&Addresses::version(id, number));
    StepView {
        number,
        posted: step.version.at.minute(),
        replaced: step.replaced.minute(),
        href: step.before.is_some().then(page),
        changes,
        added: added(content, step),
        left_out,
    }
}

fn differences(content: &Content, step: &Step) -> Vec<ChangeView> {
    let (Some(before), Some(after)) = (&step.before, &step.after) else { return Vec::new() };
    let changes = words::changes(content, &before.value, &after.value);
    changes
        .into_iter()
        .map(|Change { label, from, to, left_out }| ChangeView { label, from, to, left_out })
        .collect()
}

fn added(content: &Content, step: &Step) -> Vec<&'static str> {
    match (&step.before, &step.after) {
        (Some(before), Some(after)) => words::grown(content, &before.value, &after.value),
        _ => Vec::new(),
    }
}

/// Where a link or picture of a former version's text leads: to the file as it was then.
pub fn href_in_version(
    facts: &Facts,
    notice: usize,
    (record, files): (&PostedRecord, &[Option<String>]),
    target: &str,
) -> Href {
    let notice = &facts.content.notices[notice];
    let Some(file) = named(record, notice.item.folder_path(), target) else {
        return href_in(facts, &notice.item, target);
    };
    match files.get(file).and_then(|path| path.as_ref()) {
        Some(path) => {
            let href = url::href(path);
            Href::File { picture: PictureView { href: href.clone(), ..PictureView::default() }, href }
        }
        None => Href::Nowhere,
    }
}

/// The place in a record of the file that a text names; where the notice has moved within its folder, by the end of
/// its path.
fn named(record: &PostedRecord, folder: &str, target: &str) -> Option<usize> {
    let written = target.split(['#', '?']).next().unwrap_or_default();
    let written = percent_decode_str(written).decode_utf8_lossy();
    let place = |is_it: &dyn Fn(&str) -> bool| record.files.iter().position(|file| is_it(&file.path));
    let joined = link::join(folder, &written).and_then(|path| place(&|own| own == path));
    let ending = format!("/{}", written.trim_start_matches("./"));
    joined.or_else(|| place(&|own| !written.is_empty() && own.ends_with(&ending)))
}
