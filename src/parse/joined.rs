//! Entries whose rows lie in a sheet of their own, which is read when all files are known.

use super::faults::Faults;
use super::{own_places, place_of, project, refusal, register};
use crate::collection::{AnyEntry, Collection};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::content::Content;
use crate::model::item::Item;
use crate::model::notice::Notice;
use crate::model::project::Projects;
use crate::model::register::Register;
use crate::read::{self, Refusal, Sources};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::text;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Whether a file that could not be taken is none that anybody needs to know of: a sheet that nothing names may be no
/// more than an attachment.
pub(super) fn is_silent(source: &Source, refusal: Refusal) -> bool {
    let is_attached = read::is_attached_sheet(&source.path) && !is_read(&source.path);
    is_attached && matches!(refusal, Refusal::Sheet(_) | Refusal::TooLarge { .. })
}

/// Whether an entry names a sheet of its own, so that it is more than its file says.
pub fn names_sheet(entry: &AnyEntry) -> bool {
    match entry {
        // their fields all stand in one file
        AnyEntry::Registers(register) => register.sheet.is_some(),
        AnyEntry::Notices(notice) => {
            notice.projects.as_ref().is_some_and(|projects| projects.sheet.is_some())
        }
        AnyEntry::Honours(_) | AnyEntry::Activities(_) | AnyEntry::Pages(_) => false,
    }
}

/// Paths under `content/` of the sheets that entries name.
pub(super) fn named(content: &Content) -> HashSet<String> {
    let of = |register: &Register| Some(beside_path(&register.item, &register.sheet.as_ref()?.value));
    content.registers.iter().filter_map(of).collect()
}

fn beside_path(item: &Item, name: &str) -> String {
    format!("{}/{name}", item.folder_path())
}

/// Reads the sheets that entries name into them; with what is wrong with those.
pub(super) fn join(sources: &Sources, content: &mut Content) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for collection in Collection::ALL {
        join_one(collection, sources, content, &mut told);
    }
    told
}

fn join_one(collection: Collection, sources: &Sources, content: &mut Content, told: &mut Vec<Diagnostic>) {
    match collection {
        Collection::Registers => registers(sources, content, told),
        Collection::Notices => notices(sources, content, told),
        // their fields all stand in one file
        Collection::Honours | Collection::Activities | Collection::Pages => {}
    }
}

fn registers(sources: &Sources, content: &mut Content, told: &mut Vec<Diagnostic>) {
    for i in 0..content.registers.len() {
        let register = &content.registers[i];
        let Some(file) = &register.sheet else { continue };
        if let Some((id, source)) = beside(sources, &register.item, file, told) {
            let faults = Faults::new(id);
            let rows = register::rows(source, id, (register.preset, &register.columns), &faults);
            let joined = Register { rows, ..register.clone() };
            content.registers.replace(i, Arc::new(joined));
            told.extend(faults.into_list());
        }
    }
    own_places::settle(content);
}

/// The projects of each notice that lists them in a sheet.
fn notices(sources: &Sources, content: &mut Content, told: &mut Vec<Diagnostic>) {
    for i in 0..content.notices.len() {
        let notice = &content.notices[i];
        let Some(named) = notice.projects.as_ref().and_then(|projects| projects.sheet.clone()) else {
            continue;
        };
        if let Some((id, source)) = beside(sources, &notice.item, &named, told) {
            let faults = Faults::new(id);
            let read = project::listed(source, id, &faults);
            let span = named.span;
            let projects = Some(Spanned::new(Projects { sheet: Some(named), ..read }, span));
            let joined = Notice { projects, ..notice.clone() };
            content.notices.replace(i, Arc::new(joined));
            told.extend(faults.into_list());
        }
    }
}

/// The sheet beside an entry that a field of it names; what is wrong is told, at the field or at the sheet.
pub(super) fn beside<'s>(
    sources: &'s Sources,
    item: &Item,
    file: &Spanned<String>,
    told: &mut Vec<Diagnostic>,
) -> Option<(SourceId, &'s Source)> {
    let path = format!("content/{}", beside_path(item, &file.value));
    let refusal =
        |id| sources.refused.iter().find(|(refused, _)| *refused == id).map(|&(_, refusal)| refusal);
    let mut numbered = (0..).map(SourceId).zip(&sources.texts);
    let found = numbered.find(|(_, source)| source.path == path);
    match found.map(|(id, source)| (id, source, refusal(id))) {
        // others are told where they are found
        Some((id, source, Some(refusal))) => {
            told.extend(is_silent(source, refusal).then(|| refusal::report(id, refusal)));
            None
        }
        Some((id, source, None)) if read::is_sheet(&path) => Some((id, source)),
        _ => {
            told.push(no_sheet(item, file, &path));
            None
        }
    }
}

fn no_sheet(item: &Item, file: &Spanned<String>, path: &str) -> Diagnostic {
    let name = &file.value;
    let message = match read::is_sheet(path) {
        true => text!("找不到表格文件“{name}”", "There is no sheet `{name}`"),
        false => text!("“{name}”不是能读的表格", "`{name}` is no sheet that can be read"),
    };
    let hint = text!(
        "把 .xlsx 或 .csv 文件和这个文件放在同一个文件夹里，写它的完整名字，如 清单.xlsx",
        "Put an .xlsx or .csv file beside this one, and write its whole name"
    );
    Diagnostic::new(Code::AttachmentMissing, item.file, file.span, message).hint(hint)
}

/// Lists that lie in two files, of which one is a sheet: which of them holds? The second is told, and not read.
pub(super) fn doubled(sources: &Sources) -> Vec<Diagnostic> {
    let mut known: HashMap<String, (&str, bool)> = HashMap::new();
    let mut told = Vec::new();
    for (id, source) in (0..).map(SourceId).zip(&sources.texts) {
        let may_be_sheet =
            source.path.starts_with("content/points/") || source.path.starts_with("content/words.");
        if !may_be_sheet || !is_read(&source.path) {
            continue;
        }
        let is_sheet = read::is_sheet(&source.path);
        match known.insert(place_of::id(&source.path).0, (&source.path, is_sheet)) {
            Some((other, other_is_sheet)) if is_sheet || other_is_sheet => {
                let other = other.rsplit('/').next().unwrap_or(other);
                let message = text!(
                    "同一份名单有两个文件：还有一个“{other}”",
                    "The same list lies in two files; the other is `{other}`"
                );
                let hint =
                    text!("留下要用的一个，另一个删掉", "Keep the one that holds, and remove the other");
                told.push(Diagnostic::new(Code::DuplicateId, id, Span::default(), message).hint(hint));
            }
            _ => {}
        }
    }
    told
}

fn is_read(path: &str) -> bool {
    place_of::classify(path) != place_of::FileKind::Other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::source::Sheet;

    const PLAN: &str = "---\n标题: 甲\n类别: annual_plan\n发布单位: 乙\n项目清单: 清单.csv\n---\n见清单。\n";
    const ROWS: &str = "单位：万元\n项目名称\t村\t金额\n甲路\t松醪村\t1.5\n乙渠\t鹤汀村\t2\n合计\t\t3.5\n";

    fn sources(list: &str) -> Sources {
        let text = |path: &str, text: &str| Source {
            sheet: read::is_sheet(path).then(|| Arc::new(Sheet::default())),
            ..Source::new(path, text)
        };
        let plan = text("content/notices/a/index.md", PLAN);
        Sources { texts: vec![text("content/notices/a/清单.csv", list), plan], ..Sources::default() }
    }

    #[test]
    fn a_list_of_words_that_cannot_be_read_is_told_and_so_are_two() {
        let told = |sources: &Sources| -> Vec<(Code, u32)> {
            parse(sources).diagnostics.iter().map(|fault| (fault.code, fault.file.0)).collect()
        };
        let sheet = |path: &str, text: &str| Source {
            sheet: read::is_sheet(path).then(|| Arc::new(Sheet::default())),
            ..Source::new(path, text)
        };
        let mut sources = Sources { texts: vec![sheet("content/words.xlsx", "")], ..Sources::default() };
        sources.refused.push((SourceId(0), Refusal::Sheet(read::SheetFault::Broken)));
        assert_eq!(told(&sources), [(Code::SheetUnreadable, 0)]);
        let (csv, yaml) = ("词\t改用\n张榜\t公布\n", "- {词: 张榜, 改用: 公布}\n");
        let texts = vec![sheet("content/words.csv", csv), sheet("content/words.yaml", yaml)];
        assert_eq!(told(&Sources { texts, ..Sources::default() }), [(Code::DuplicateId, 1)]);
    }

    #[test]
    fn projects_of_a_sheet_are_those_of_the_notice_that_names_it() {
        let read = parse(&sources(ROWS));
        assert_eq!(read.diagnostics, []);
        let notice = &read.value.notices[0];
        let projects: Vec<_> = notice.all_projects().collect();
        let names: Vec<&str> = projects.iter().map(|(_, project)| project.name.value.as_str()).collect();
        assert_eq!(names, ["甲路", "乙渠"]);
        assert!(projects.iter().all(|(file, _)| *file == SourceId(0)));
        assert_eq!(projects[0].1.total.as_ref().map(|total| total.value.to_string()), Some("15,000".into()));
        let wrong = parse(&sources(&ROWS.replace("1.5", "一块五"))).diagnostics;
        assert_eq!(
            wrong.iter().map(|fault| (fault.code, fault.file)).collect::<Vec<_>>(),
            [(Code::FieldType, SourceId(0))]
        );
    }

    #[test]
    fn sources_of_money_are_columns_below_their_heading() {
        let list = "2026年项目计划\n单位：万元\n序号\t项目名称\t村\t总投资\t资金来源（万元）\t\t\n\t\t\t\t中央\t省级\t县级\n\
            1\t甲路\t松醪村\t36.5\t30\t6.5\t\n2\t乙渠\t鹤汀村\t8\t\t\t8\n合计\t\t\t44.5\t30\t6.5\t8\n";
        let read = parse(&sources(list));
        assert_eq!(read.diagnostics, []);
        let funds = |project: &crate::model::project::Project| {
            let shown = |fund: &crate::model::project::Fund| {
                let amount = fund.amount.as_ref().map_or_else(String::new, |amount| amount.value.to_string());
                format!("{}{amount}", fund.source.value)
            };
            project.funds.iter().map(|fund| shown(&fund.value)).collect::<Vec<_>>().join("、")
        };
        let shown: Vec<String> =
            read.value.notices[0].all_projects().map(|(_, project)| funds(project)).collect();
        assert_eq!(shown, ["中央300,000、省级65,000", "县级80,000"]);
    }
}
