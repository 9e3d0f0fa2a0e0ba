//! `import`: a sheet or a document that somebody else made, as drafts of content.

mod headings;

use super::ask::Asked;
use super::check;
use super::desk::{Command, Desk, Ending, Ran, trouble};
use super::help::Words;
use super::output::{complain, put_json, say};
use crate::diagnostic::{Language, Text};
use crate::disk::{self, Disk};
use crate::import::{self, Draft, Facts, Found, Imported, NotRead, Refused, Sort, Wish, all_names};
use crate::parse::emit::Value;
use crate::report::Format;
use crate::text;
use clap::Args;
use serde_json::json;
use std::io::ErrorKind;
use std::path::PathBuf;

#[derive(Args)]
#[group(skip)]
pub(super) struct Import {
    /// What was made in Excel, WPS or Word.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What its rows are.
    #[arg(long = "as", value_name = "SORT")]
    sort: Option<String>,
    /// Its rows are the projects of one notice.
    #[arg(long)]
    one_notice: bool,
    /// What its headings mean: a file of YAML.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Show what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Bytes of a file: a document may be full of photographs.
const LIMIT: u64 = 64 << 20;

impl Command for Import {
    const NAME: &'static str = "import";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        command
            .about(words.say(
                "把表格（.xlsx、.xls、.et、.ods、.csv）或 Word 文档（.docx）导入成草稿，绝不覆盖已有的文件",
                "Import a sheet (.xlsx, .xls, .ods, .csv) or a Word document (.docx) as drafts; nothing is overwritten",
            ))
            .mut_arg("file", words.help("要导入的文件", "The file to be imported"))
            .mut_arg(
                "sort",
                words.help("表里是什么，如 公告、积分户、任务清单", "What its rows are, such as notices"),
            )
            .mut_arg(
                "one_notice",
                words.help("各行是一份公告里的项目清单", "Its rows are the projects of one notice"),
            )
            .mut_arg(
                "map",
                words.help(
                    "说明特别的表头：每行“表头: 字段”，以后自动用",
                    "What its headings mean, `heading: field` a line; kept for next time",
                ),
            )
            .mut_arg(
                "dry_run",
                words.help("只看会写什么，不写", "Show what would be written, and write nothing"),
            )
    }

    fn run(self, desk: &Desk) -> Ran {
        let site = desk.site()?;
        let bytes = disk::read_at_most(&self.file, LIMIT).map_err(|lost| trouble(&lost))?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let facts = Facts { content: &site.content, today: site.moment.now.date() };
        let wish = self.asked(desk, &bytes, &name)?;
        let imported = match import::read(&bytes, &name, &wish, &facts) {
            Ok(imported) => imported,
            Err(refused) => return Ok(refuse(desk, &name, &refused)),
        };
        let there = there(desk, &imported)?;
        tell(desk, &name, &imported, &there);
        let whole = !imported.left.iter().any(|left| left.fault) && there.is_empty();
        let ending = if whole { Ending::Done } else { Ending::Refused };
        if self.dry_run {
            say(desk, &text!("只是看看，什么都没有写\n", "Nothing was written\n"));
            return Ok(ending);
        }
        written(desk, &imported, &there)?;
        // one document for programs; they ask for the check by itself
        let checked = if desk.options.format == Format::Human { check::check(desk)? } else { Ending::Done };
        Ok(if ending == Ending::Done { checked } else { ending })
    }
}

impl Import {
    /// What is wished, and what somebody at the terminal says of rows that are added up.
    fn asked(&self, desk: &Desk, bytes: &[u8], name: &str) -> Result<Wish, Text> {
        let (wish, asked) = (self.wish(desk)?, Asked::at(desk, self.dry_run));
        let question = text!(
            "表里有合计。各行是一份公告里的项目清单吗？（y 是，回车：一行一份公告）",
            "The sheet has totals. Are its rows the projects of one notice? (y; Enter: a notice each)"
        );
        let one = asked.is_there()
            && !wish.one_notice
            && import::is_list(bytes, name, &wish)
            && asked.yes(&question);
        Ok(Wish { one_notice: wish.one_notice || one, ..wish })
    }

    fn wish(&self, desk: &Desk) -> Result<Wish, Text> {
        let sort = match &self.sort {
            None => None,
            Some(written) => Some(Sort::named(written).ok_or_else(|| {
                let Text { zh, en } = all_names();
                text!("没有“{written}”这种表；有：{zh}", "There is no sheet of `{written}`; there are: {en}")
            })?),
        };
        let explained = headings::explained(desk, self.map.as_deref(), self.dry_run)?;
        Ok(Wish { sort, one_notice: self.one_notice, explained })
    }
}

fn refuse(desk: &Desk, name: &str, refused: &Refused) -> Ending {
    let (what, hint) = refused.words();
    let (what, hint) = (what.get(desk.language), hint.get(desk.language));
    match desk.options.format {
        Format::Json => put_json(&json!({"file": name, "files": [], "refused": what, "hint": hint})),
        Format::Human | Format::Short => {
            let told = text!("{name}：{what}\n  {hint}\n", "{name}: {what}\n  {hint}\n");
            complain(told.get(desk.language));
        }
    }
    Ending::Refused
}

/// Paths of what shall not be written, since something stands there already. What belongs to an entry in a folder of its own
/// is written with it or not at all: a list or picture of another document is nothing to an entry that was there.
fn there<'i>(desk: &Desk, imported: &'i Imported) -> Result<Vec<&'i str>, Text> {
    let mut there = Vec::new();
    for draft in &imported.files {
        let found = disk::look(&desk.options.root.join(&draft.path)).map_err(|lost| trouble(&lost))?;
        if found != disk::Found::Nothing {
            there.push(draft.path.as_str());
        }
    }
    let own_folder = |path: &'i str| {
        let folder = path.rsplit_once('/')?.0;
        let entry = |draft: &Draft| draft.path.strip_prefix(folder).is_some_and(|name| name == "/index.md");
        imported.files.iter().any(entry).then_some(folder)
    };
    let folders: Vec<&str> = there.iter().copied().filter_map(own_folder).collect();
    let together = imported.files.iter().map(|draft| draft.path.as_str());
    there.extend(together.filter(|path| own_folder(path).is_some_and(|folder| folders.contains(&folder))));
    there.sort_unstable();
    there.dedup();
    Ok(there)
}

/// What becomes of what, and what was not read.
fn tell(desk: &Desk, name: &str, imported: &Imported, there: &[&str]) {
    if desk.options.format == Format::Json {
        return put_json(&document(desk.language, name, imported, there));
    }
    let mut told = Text::default();
    let single = imported.files.iter().filter(|draft| !draft.fields().is_empty()).count() == 1;
    for draft in &imported.files {
        let is_there = there.contains(&draft.path.as_str());
        add(&mut told, line(draft, is_there));
        draft
            .fields()
            .iter()
            .filter(|found| single || found.guessed)
            .for_each(|found| add(&mut told, field(draft, found)));
    }
    if !imported.left.is_empty() {
        add(&mut told, text!("没有读的，和要核对的：\n", "Not read, or to be looked at:\n"));
        imported.left.iter().for_each(|left| add(&mut told, left_out(left)));
    }
    say(desk, &told);
}

fn add(told: &mut Text, more: Text) {
    told.zh += &more.zh;
    told.en += &more.en;
}

fn line(draft: &Draft, is_there: bool) -> Text {
    let (zh, en, path) = (&draft.from.zh, &draft.from.en, &draft.path);
    match is_there {
        false => text!("{zh} → {path}\n", "{en} → {path}\n"),
        true => text!(
            "{zh} → {path}（那里已经有了，不写；要换就先把原来的改名）\n",
            "{en} → {path} (something is there and left alone; rename it first)\n"
        ),
    }
}

fn field(draft: &Draft, found: &Found) -> Text {
    let (name, path, value) = (draft.called(found), &found.path, in_short(&found.value));
    let (zh, en) = (&found.from.zh, &found.from.en);
    let from = match zh.as_str() {
        "" => Text::default(),
        _ => text!("（{zh}）", " ({en})"),
    };
    let guess =
        if found.guessed { text!("  猜的，请核对", "  guessed: look at it") } else { Text::default() };
    Text::new(
        format!("    {name}: {value}{}{}\n", from.zh, guess.zh),
        format!("    {path}: {value}{}{}\n", from.en, guess.en),
    )
}

/// Items of a list that are told one by one.
const TOLD: usize = 5;

/// Nobody reads a thousand entries in a line.
fn in_short(value: &Value) -> String {
    match value {
        Value::List(items) if items.len() > TOLD => format!("× {}", items.len()),
        value => shown(value),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(shown).collect::<Vec<_>>().join("、"),
        Value::Map(entries) => entries.iter().map(|(_, value)| shown(value)).collect::<Vec<_>>().join(" "),
    }
}

fn left_out(left: &NotRead) -> Text {
    let (place, zh, en) = (&left.place, &left.why.zh, &left.why.en);
    match place.as_str() {
        "" => text!("    {zh}\n", "    {en}\n"),
        _ => text!("    {place}  {zh}\n", "    {place}  {en}\n"),
    }
}

fn document(language: Language, name: &str, imported: &Imported, there: &[&str]) -> serde_json::Value {
    let field = |found: &Found| json!({"path": found.path, "value": shown(&found.value), "from": found.from.get(language), "guessed": found.guessed});
    let file = |draft: &Draft| {
        let fields: Vec<_> = draft.fields().iter().map(field).collect();
        let exists = there.contains(&draft.path.as_str());
        json!({"path": draft.path, "from": draft.from.get(language), "exists": exists, "fields": fields})
    };
    let left =
        |left: &NotRead| json!({"place": left.place, "why": left.why.get(language), "fault": left.fault});
    json!({
        "file": name,
        "files": imported.files.iter().map(file).collect::<Vec<_>>(),
        "left": imported.left.iter().map(left).collect::<Vec<_>>(),
    })
}

/// Writes what is not there yet.
fn written(desk: &Desk, imported: &Imported, there: &[&str]) -> Result<(), Text> {
    let mut count = 0;
    for draft in imported.files.iter().filter(|draft| !there.contains(&draft.path.as_str())) {
        let made = Disk::new().make_new(&desk.options.root.join(&draft.path), &draft.bytes());
        match made {
            Ok(()) => count += 1,
            Err(lost) if lost.kind() == Some(ErrorKind::AlreadyExists) => {}
            Err(lost) => return Err(trouble(&lost)),
        }
    }
    say(desk, &text!("写好了 {count} 个文件\n", "Wrote {count} files\n"));
    Ok(())
}
