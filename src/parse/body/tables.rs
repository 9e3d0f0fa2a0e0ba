//! `table-pasted`: what looks like a table and becomes none, or loses cells.

use super::lines::{Line, Odd};
use crate::diagnostic::{Code, Text};
use crate::markdown::Document;
use crate::source::Span;
use crate::text;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// What is odd about tables.
pub(super) fn faults(body: &str, lines: &[Line]) -> Vec<Odd> {
    let mut found = Vec::new();
    // most bodies have nothing that could be taken for a row, and most tables are right as anybody can see
    if !body.contains(['|', '｜', '\t']) {
        return found;
    }
    let (sound, odd): (Vec<&[Line]>, Vec<&[Line]>) = blocks(lines).partition(|block| is_sound(lines, block));
    let sound: usize = sound.into_iter().map(<[Line]>::len).sum();
    let barred = lines.iter().filter(|line| line.text.contains(['|', '｜'])).count();
    let tables = if barred > sound { tables(body) } else { Vec::new() };
    let is_in_table = |line: &Line| {
        let at = line.inner().range().start;
        // they come in order
        tables.get(tables.partition_point(|table| table.end <= at)).is_some_and(|table| table.contains(&at))
    };
    for block in odd {
        let first = block[0];
        if block.len() > 1 && block.iter().all(|line| cells_by_tab(line.text).len() > 1) {
            found.push(tabs(block));
        } else if block.iter().any(|line| line.text.matches('｜').count() > 1) {
            found.push(full_width(block));
        } else if block.len() > 1 && !is_in_table(&first) && block.iter().all(|line| is_row(line.text)) {
            found.push(no_rule(block));
        }
    }
    let of_table = |table: &Range<usize>| {
        let line_at = |at| lines.partition_point(|line| line.inner().range().start < at);
        lines.get(line_at(table.start)..line_at(table.end)).unwrap_or_default()
    };
    found.extend(tables.iter().flat_map(|table| lost_cells(of_table(table))));
    found
}

/// A table as Markdown wants it: behind a blank line, with a rule under its heading, no row wider than that.
fn is_sound(lines: &[Line], block: &[Line]) -> bool {
    let [heading, rule, ..] = block else { return false };
    let before = lines.partition_point(|line| line.at < heading.at).checked_sub(1);
    let wanted = cells_by_pipe(heading.text);
    before.is_none_or(|before| lines[before].is_blank())
        && is_rule(rule.text)
        && cells_by_pipe(rule.text) == wanted
        && block.iter().all(|row| row.text.starts_with('|') && cells_by_pipe(row.text) <= wanted)
        && block.iter().all(|row| !row.text.contains('｜'))
}

/// Where the tables of a body are.
fn tables(body: &str) -> Vec<Range<usize>> {
    let document = Document::new(body);
    let found = document.events().filter(|(event, _)| matches!(event, Event::Start(Tag::Table(_))));
    found.map(|(_, range)| range).collect()
}

/// Runs of lines that look like rows of the same sort.
fn blocks<'l, 't>(lines: &'l [Line<'t>]) -> impl Iterator<Item = &'l [Line<'t>]> {
    let runs = lines.chunk_by(|one, next| sort(one.text) == sort(next.text));
    runs.filter(|run| sort(run[0].text).is_some())
}

fn sort(line: &str) -> Option<char> {
    if is_row(line) {
        return Some('|');
    }
    (line.contains('\t') && cells_by_tab(line).len() > 1).then_some('\t')
}

/// A line between pipes, of either width.
fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['|', '｜']) && line.chars().skip(1).any(|c| matches!(c, '|' | '｜'))
}

/// What tabs divide a line into, when it is divided by any.
fn cells_by_tab(line: &str) -> Vec<&str> {
    line.trim_matches('\n').split('\t').map(str::trim).skip_while(|cell| cell.is_empty()).collect()
}

/// Cells between pipes; a pipe behind a backslash divides nothing.
fn cells_by_pipe(line: &str) -> usize {
    let line = line.trim().trim_start_matches('|');
    let line = line.strip_suffix('|').filter(|front| !front.ends_with('\\')).unwrap_or(line);
    let mut escaped = false;
    1 + line
        .chars()
        .filter(|&c| {
            let divides = c == '|' && !escaped;
            escaped = c == '\\' && !escaped;
            divides
        })
        .count()
}

fn how() -> Text {
    text!(
        "每行写成“| 组别 | 长度 |”，表头下面加一行“| --- | --- |”，表格上下各空一行；也可以运行 zhangbang check --fix",
        "Write each row as `| group | length |`, with a row `| --- | --- |` below the heading and a blank line above and below the table; or run zhangbang check --fix"
    )
}

fn tabs(block: &[Line]) -> Odd {
    let mut rows: Vec<Vec<&str>> =
        block.iter().map(|line| line.text.split('\t').map(str::trim).collect()).collect();
    // a blank cell at the beginning is one; what all rows have is their margin
    let blank = |cells: &Vec<&str>| cells.iter().take_while(|cell| cell.is_empty()).count();
    let margin = rows.iter().map(blank).min().unwrap_or_default();
    rows.iter_mut().for_each(|cells| drop(cells.drain(..margin)));
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let message = text!(
        "这里像是从 Excel 或 Word 粘贴的表格，网页上会挤成一段",
        "This looks like a table pasted from Excel or Word; on the page it is squeezed into one paragraph"
    );
    let row = |cells: &Vec<&str>| {
        let filled = (0..columns).map(|i| cells.get(i).copied().unwrap_or_default().replace('|', "\\|"));
        format!("| {} |", filled.collect::<Vec<_>>().join(" | "))
    };
    let mut written: Vec<String> = rows.iter().map(row).collect();
    written.insert(1, format!("|{}", " --- |".repeat(columns)));
    Odd::new(Code::TablePasted, block[0].inner(), message, how())
        .mended(whole(block), format!("\n{}\n", written.join("\n")))
}

fn whole(block: &[Line]) -> Span {
    let end = block.last().map_or(0, |line| line.at + line.text.len());
    Span::new(block[0].at, end)
}

fn full_width(block: &[Line]) -> Odd {
    let message = text!(
        "表格的竖线是全角的“｜”，网页上不会变成表格",
        "The table is drawn with full-width bars `｜` and becomes no table"
    );
    let text: Vec<&str> = block.iter().map(|line| line.text).collect();
    let mut rows: Vec<String> = text.iter().map(|line| line.trim().replace('｜', "|")).collect();
    if block.len() > 1 && !is_rule(&rows[1]) {
        rows.insert(1, format!("|{}", " --- |".repeat(cells_by_pipe(&rows[0]))));
    }
    Odd::new(Code::TablePasted, block[0].inner(), message, how()).mended(whole(block), rows.join("\n"))
}

/// `| --- | ---: |`
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn no_rule(block: &[Line]) -> Odd {
    let second = block[1];
    let columns = cells_by_pipe(block[0].text);
    let wanted = format!("|{}", " --- |".repeat(columns));
    let looks_like_one = second.text.chars().all(|c| "|-:—–－_ ".contains(c));
    let message = if looks_like_one {
        text!(
            "表头有{columns}格，下面这一行要写成“{wanted}”，现在不会变成表格",
            "The heading has {columns} cells; the row below it must be `{wanted}`, or this becomes no table"
        )
    } else {
        text!(
            "表头下面少了一行“{wanted}”，不会变成表格",
            "The row `{wanted}` is missing below the heading, so this becomes no table"
        )
    };
    let odd = |span| Odd::new(Code::TablePasted, span, message, how());
    if looks_like_one {
        return odd(second.inner()).mended(second.span(), wanted);
    }
    let end = block[0].span().range().end;
    odd(block[0].inner()).mended(Span::new(end, end), format!("\n{wanted}"))
}

/// Rows with more cells than the heading: what is too many is not shown.
fn lost_cells(rows: &[Line]) -> Vec<Odd> {
    let Some(heading) = rows.first() else { return Vec::new() };
    let wanted = cells_by_pipe(heading.text);
    let told = |row: &Line| {
        let found = cells_by_pipe(row.text);
        let message = text!(
            "这一行有{found}格，表头只有{wanted}格，多出来的不会显示",
            "This row has {found} cells, the heading {wanted}: the rest is not shown"
        );
        let hint = text!(
            "数一数竖线：删去多余的，或者在表头和 --- 那一行也补一格；格子里要写竖线就写成 \\|",
            "Count the bars: remove what is too many, or widen the heading and the row of ---; write a bar inside a cell as \\|"
        );
        (found > wanted).then(|| Odd::new(Code::TablePasted, row.inner(), message, hint))
    };
    rows.iter().skip(2).filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;
    use crate::source::SourceId;

    /// What `--fix` writes in place of the first fault.
    fn mended(body: &str) -> String {
        let fault = faults(body, &lines::of(body)).remove(0).shifted(0, SourceId::default());
        fault.mending.first().map(|edit| edit.text.clone()).unwrap_or_default()
    }

    #[test]
    fn a_row_below_joined_cells_keeps_its_columns() {
        assert_eq!(
            mended("村\t项目\t长度\n柳湾村\t道路\t480\n\t水渠\t720\n"),
            "\n| 村 | 项目 | 长度 |\n| --- | --- | --- |\n| 柳湾村 | 道路 | 480 |\n|  | 水渠 | 720 |\n"
        );
        // what stands before all rows is no cell
        assert_eq!(
            mended("\t村\t长度\n\t柳湾村\t480\n"),
            "\n| 村 | 长度 |\n| --- | --- |\n| 柳湾村 | 480 |\n"
        );
    }
}
