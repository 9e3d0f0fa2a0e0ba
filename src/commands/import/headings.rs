//! What headings mean that the field table does not know: said once in a file, and kept beside the site.

use super::super::desk::{Desk, trouble};
use crate::diagnostic::Text;
use crate::disk::{self, Disk};
use crate::import::{Explained, NOT_WANTED, SORTS};
use crate::parse::emit::quoted;
use crate::parse::field;
use crate::read;
use crate::text;
use std::io::ErrorKind;
use std::path::Path;

/// Where it is kept, under the site's root.
const KEPT: &str = ".headings.yaml";
/// Bytes of it.
const LIMIT: u64 = 64 << 10;

/// What was said before and what is said now, which counts more; kept for next time unless nothing is to be written.
pub(super) fn explained(desk: &Desk, file: Option<&Path>, dry: bool) -> Result<Explained, Text> {
    let kept = desk.options.root.join(KEPT);
    let mut all = file.map_or_else(|| Ok(Vec::new()), |file| lines_of(file, read_of(file)?))?;
    let said = all.len();
    for (heading, meaning) in old(&kept)? {
        if !all.iter().any(|(known, _)| *known == heading) {
            all.push((heading, meaning));
        }
    }
    if said > 0 && !dry {
        let line =
            |(heading, meaning): &(String, String)| format!("{}: {}\n", quoted(heading), quoted(meaning));
        let text: String = all.iter().map(line).collect();
        Disk::new().replace(&kept, text.as_bytes()).map_err(|lost| trouble(&lost))?;
    }
    Ok(all)
}

fn old(kept: &Path) -> Result<Explained, Text> {
    match disk::read_at_most(kept, LIMIT) {
        Err(lost) if lost.kind() == Some(ErrorKind::NotFound) => Ok(Vec::new()),
        Err(lost) => Err(trouble(&lost)),
        Ok(bytes) => lines_of(kept, bytes),
    }
}

fn read_of(file: &Path) -> Result<Vec<u8>, Text> {
    disk::read_at_most(file, LIMIT).map_err(|lost| trouble(&lost))
}

fn lines_of(file: &Path, bytes: Vec<u8>) -> Result<Explained, Text> {
    let shown = file.display();
    let text = read::decode(bytes).ok_or_else(|| text!("{shown} 不是文字文件", "{shown} is no text"))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| one(line).map_err(|why| text_at(&shown.to_string(), line, &why))).collect()
}

fn text_at(shown: &str, line: &str, why: &Text) -> Text {
    Text::new(format!("{shown}：“{line}”{}", why.zh), format!("{shown}: `{line}` {}", why.en))
}

/// `工程名称: 项目名称`.
fn one(line: &str) -> Result<(String, String), Text> {
    let pair = quoted_first(line).or_else(|| line.split_once([':', '：']));
    let (heading, meaning) = pair.ok_or_else(|| text!("要写成“表头: 字段”", "must be `heading: field`"))?;
    let bare = |text: &str| text.trim().trim_matches(['"', '\'', '“', '”']).trim().to_owned();
    let (heading, meaning) = (bare(heading), bare(meaning));
    if NOT_WANTED.contains(&meaning.as_str()) || SORTS.iter().any(|sort| is_named(&sort.row(), &meaning)) {
        return Ok((heading, meaning));
    }
    let near = SORTS.iter().find_map(|sort| {
        let row = sort.row();
        field::nearest(&row, &meaning).map(str::to_owned)
    });
    let hint = near.map_or_else(String::new, |near| format!("，是不是“{near}”？"));
    Err(text!("里的“{meaning}”不是任何表的字段{hint}", "names no field of any sheet"))
}

/// A heading in quotes may hold a colon: `"长度：米": 建设内容`.
fn quoted_first(line: &str) -> Option<(&str, &str)> {
    let open = line.chars().next().filter(|c| matches!(c, '"' | '\'' | '“'))?;
    let close = if open == '“' { '”' } else { open };
    let end = line[open.len_utf8()..].find(close)? + open.len_utf8() + close.len_utf8();
    let (heading, rest) = line.split_at(end);
    Some((heading, rest.trim_start().strip_prefix([':', '：'])?))
}

fn is_named(table: field::Table, meaning: &str) -> bool {
    let bare = meaning.split(['（', '(']).next().unwrap_or_default();
    field::find(table, bare.trim()).is_some()
}
