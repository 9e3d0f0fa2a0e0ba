//! Words → Markdown that shows exactly them.

/// How much is escaped: what can turn into markup at its place, or every sign that can anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    Usual,
    Every,
}

/// Words within a line.
pub(super) fn words(text: &str, care: Care) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let markup = match c {
            '\\' | '*' | '`' | '[' | '|' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '~' => before == '~' || after == '~',
            '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => after == '#' || after.is_ascii_alphabetic(),
            _ => care == Care::Every && c.is_ascii_punctuation(),
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A line whose beginning could be taken for that of a heading, list, quotation or rule.
pub(super) fn line(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &text[digits..];
    match text.chars().next() {
        Some('#' | '-' | '+' | '>' | '=' | ':') => format!("\\{text}"),
        Some(_) if (1..=9).contains(&digits) && ends_number(behind) => {
            format!("{}\\{behind}", &text[..digits])
        }
        _ => text.to_owned(),
    }
}

/// `. ` or `) ` behind digits makes an item of a list.
fn ends_number(behind: &str) -> bool {
    let rest = behind.strip_prefix(['.', ')']);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
}

/// Several blanks in a row as one, as every page shows them.
pub(super) fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_is_escaped() {
        let usual = |text| words(text, Care::Usual);
        assert_eq!(usual("顾*林、陆*平"), "顾\\*林、陆\\*平");
        assert_eq!(usual("a_b _c_ 500~800 ~~删~~"), "a_b \\_c\\_ 500~800 \\~\\~删\\~\\~");
        assert_eq!(usual("<5 <b> &amp; A&B & |"), "<5 \\<b> \\&amp; A\\&B & \\|");
        assert_eq!(usual("[注] 《甲》（一）"), "\\[注] 《甲》（一）");
        assert_eq!(words("1.", Care::Every), "1\\.");
        assert_eq!(line("1. 概况"), "1\\. 概况");
        assert_eq!(line("2)"), "2\\)");
        assert_eq!((line("1.概况").as_str(), line("2026.").as_str()), ("1.概况", "2026\\."));
        assert_eq!((line("# 甲").as_str(), line("-5℃").as_str()), ("\\# 甲", "\\-5℃"));
        assert_eq!(single_spaced("甲   乙  丙"), "甲 乙 丙");
    }
}
