//! Puts what a rule says under the lines of a case.

use super::fixture::{File, INDENT};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::source::{Source, Span};
use std::collections::BTreeSet;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The files of a case with all that was found, in order of place and code.
pub(super) fn marked(shown: &[File], sources: &[Source], faults: &[Diagnostic]) -> String {
    let mut faults: Vec<&Diagnostic> = faults.iter().collect();
    faults.sort_by_key(|fault| (fault.file, fault.span.start, fault.code.name(), fault.span.end));
    let mut sheet = Sheet { out: String::new(), said: BTreeSet::new() };
    for file in shown {
        sheet.file(file, &of(&file.path, sources, &faults));
    }
    for source in sources.iter().filter(|source| !shown.iter().any(|file| is_of(source, &file.path))) {
        let path = source.path.trim_start_matches("content/");
        let found = of(path, sources, &faults);
        if !found.is_empty() {
            sheet.line(&format!("… {path}"));
            found.iter().for_each(|(source, fault)| sheet.by_place(source, fault));
        }
    }
    sheet.out
}

fn is_of(source: &Source, path: &str) -> bool {
    source.path.strip_prefix("content/") == Some(path)
}

type Found<'a> = (&'a Source, &'a Diagnostic);

fn of<'a>(path: &str, sources: &'a [Source], faults: &[&'a Diagnostic]) -> Vec<Found<'a>> {
    let all = faults.iter().map(|fault| (&sources[fault.file.0 as usize], *fault));
    all.filter(|(source, _)| is_of(source, path)).collect()
}

struct Sheet {
    out: String,
    /// Texts and codes that have been told.
    said: BTreeSet<String>,
}

impl Sheet {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn file(&mut self, file: &File, found: &[Found]) {
        self.line(&file.path);
        let at = |(source, fault): &Found| source.position(fault.span.start as usize).line - 1;
        let put_in = found.iter().filter(|found| !file.shown.contains(&at(found)));
        put_in.for_each(|(source, fault)| self.by_place(source, fault));
        for (index, line) in file.text.lines().enumerate().filter(|(index, _)| file.shown.contains(index)) {
            self.line(&format!("{INDENT}{line}"));
            let here = found.iter().filter(|found| at(found) == index);
            here.for_each(|(source, fault)| self.under(line, source, fault));
        }
    }

    fn under(&mut self, line: &str, source: &Source, fault: &Diagnostic) {
        let start = source.position(fault.span.start as usize).column;
        let from = line.char_indices().nth(start - 1).map_or(line.len(), |(at, _)| at);
        let length = (fault.span.end - fault.span.start) as usize;
        let mark = mark(line, Span::new(from, from + length));
        self.line(&format!("//{} {}", mark.get(2..).unwrap_or(&mark), name(fault)));
        self.texts(fault);
    }

    fn by_place(&mut self, source: &Source, fault: &Diagnostic) {
        let at = source.position(fault.span.start as usize);
        self.line(&format!("// {}:{} {}", at.line, at.column, name(fault)));
        self.texts(fault);
    }

    fn texts(&mut self, fault: &Diagnostic) {
        let Diagnostic { message, hint, source, .. } = fault;
        let arrow = |text: &str| format!("➜ {text}");
        let chinese = [Some(message.zh.clone()), hint.as_ref().map(|hint| arrow(&hint.zh))];
        let english = [Some(message.en.clone()), hint.as_ref().map(|hint| arrow(&hint.en))];
        let both = source.as_ref().map(|Text { zh, en }| format!("§ {zh} / {en}"));
        if !self.said.insert(format!("{chinese:?}")) {
            return;
        }
        let first = self.said.insert(fault.code.name().to_owned());
        let rest = english.into_iter().chain([both]).filter(|_| first);
        for text in chinese.into_iter().chain(rest).flatten() {
            self.line(&format!("// {text}"));
        }
    }
}

fn name(fault: &Diagnostic) -> String {
    let severity = match fault.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{severity}[{}]", fault.code.name())
}

/// Carets under a part of an indented line, by columns of a terminal; dots say that it goes on in the next.
fn mark(line: &str, part: Span) -> String {
    let before = INDENT.width() + line[..part.start as usize].width();
    let end = line.len().min(part.end as usize);
    let carets = line[part.start as usize..end].width().max(1);
    let mut mark = " ".repeat(before) + &"^".repeat(carets);
    if part.end as usize > line.len() {
        // writing into memory cannot fail
        let _ = write!(mark, "…");
    }
    mark
}

/// A line alone with some parts of it underlined and named.
pub fn marked_line(line: &str, parts: &[(std::ops::Range<usize>, &str)]) -> String {
    let mut out = format!("{INDENT}{line}\n");
    for (part, name) in parts {
        let mark = mark(line, Span::from(part.clone()));
        out += &format!("//{} {name}\n", &mark[2..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::SourceId;
    use crate::text;

    const CASE: &str = "\n    pages/a.md\n       标题: 甲乙丙\n       nav: {\n         name: 丁}\n";

    fn fault(source: &Source, part: &str, message: &str) -> Diagnostic {
        let start = source.text.find(part).unwrap();
        let span = Span::new(start, start + part.len());
        Diagnostic::new(Code::FieldType, SourceId(0), span, text!("{message}", "in English"))
            .hint(text!("改", "mend"))
    }

    #[test]
    fn carets_stand_under_what_is_meant_and_nothing_is_said_twice() {
        let shown = fixture::read(CASE);
        let source = Source::new("content/pages/a.md", shown[0].text.clone());
        let faults = [
            fault(&source, "乙", "一"),
            fault(&source, "丁", "一"),
            fault(&source, "{\n  name", "二"),
            fault(&source, "---", "三"),
        ];
        let marked = marked(&shown, &[source], &faults);
        let expected = "pages/a.md
// 1:1 error[field-type]
// 三
// ➜ 改
// in English
// ➜ mend
   标题: 甲乙丙
//         ^^ error[field-type]
// 一
// ➜ 改
   nav: {
//      ^… error[field-type]
// 二
// ➜ 改
     name: 丁}
//         ^^ error[field-type]
";
        assert_eq!(marked, expected);
        assert_eq!(fixture::read(&marked)[0].text, shown[0].text, "marks are no part of the case");
    }
}
