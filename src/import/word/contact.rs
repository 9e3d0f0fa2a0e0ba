//! Whom to call, and whom to complain to.

use super::labels::{behind, clause, found};
use super::lines::Line;
use crate::parse::can_be_called;

/// Numbers that one notice names.
const MOST: usize = 20;

/// A value with the line that it was read from.
pub(super) type Said<'l> = (String, &'l Line);

/// What is said of whom to ask.
#[derive(Debug, Default)]
pub(super) struct Contact<'l> {
    pub name: Option<Said<'l>>,
    pub phones: Vec<Said<'l>>,
    pub address: Option<Said<'l>>,
    pub email: Option<Said<'l>>,
    /// The office's name with its number.
    pub hotlines: Vec<(String, Said<'l>)>,
    /// Numbers behind a label that nobody can call.
    pub odd: Vec<Said<'l>>,
}

const HOTLINES: [&str; 6] = ["监督举报电话", "监督电话", "举报电话", "投诉电话", "监督热线", "举报热线"];
const PHONES: [&str; 7] = ["联系电话", "咨询电话", "办公电话", "受理电话", "反映电话", "服务电话", "电话"];

/// What all lines say together.
pub(super) fn contact(lines: &[Line]) -> Contact<'_> {
    let mut contact = Contact::default();
    for line in lines {
        let read = |labels: &[&str]| behind(line, labels).map(|value| (value.to_owned(), line));
        contact.name =
            contact.name.or_else(|| read(&["联系人"]).filter(|(name, _)| name.chars().count() <= 12));
        let address = ["联系地址", "通讯地址", "通信地址", "办公地址", "受理地址", "地址"];
        contact.address = contact.address.or_else(|| read(&address));
        contact.email = contact
            .email
            .or_else(|| read(&["电子邮箱", "电子邮件", "邮箱"]))
            .filter(|(text, _)| text.contains('@'));
        phones(line, &mut contact);
    }
    contact
}

/// Numbers behind each label of a line.
fn phones<'l>(line: &'l Line, contact: &mut Contact<'l>) {
    let hotline =
        HOTLINES.iter().find_map(|label| found(line, &[label]).map(|(at, rest)| (at, *label, rest)));
    if let Some((at, label, rest)) = hotline {
        let name = clause(line, at, label);
        for number in numbers(rest) {
            take(number, line, contact, |contact, said| contact.hotlines.push((name.clone(), said)));
        }
    }
    let before = hotline.map_or(line.text.len(), |(at, ..)| at);
    let own = PHONES.iter().find_map(|label| found(line, &[label]).filter(|(at, _)| *at < before));
    if let Some((at, rest)) = own {
        // what stands behind the next label is that one's
        let end = line.text.len() - rest.len();
        let until = if before > end { before.min(line.text.len()) } else { line.text.len() };
        debug_assert!(at <= end, "a value stands behind its label");
        for number in numbers(&line.text[end..until]) {
            take(number, line, contact, |contact, said| contact.phones.push(said));
        }
    }
}

fn take<'l>(
    number: String,
    line: &'l Line,
    contact: &mut Contact<'l>,
    put: impl FnOnce(&mut Contact<'l>, Said<'l>),
) {
    let known = contact
        .phones
        .iter()
        .chain(contact.hotlines.iter().map(|(_, said)| said))
        .any(|(other, _)| *other == number);
    let all = contact.phones.len() + contact.hotlines.len() + contact.odd.len();
    match can_be_called(&number) {
        _ if known || all >= MOST => {}
        true => put(contact, (number, line)),
        false => contact.odd.push((number, line)),
    }
}

/// Numbers at the beginning of a text, one or more.
fn numbers(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | '+' | ' ' | '转');
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let number = rest[..length].trim().trim_end_matches(['(', '-', '转']).trim();
        if number.bytes().filter(u8::is_ascii_digit).count() < 3 {
            return found;
        }
        found.push(number.to_owned());
        rest = match rest[length..].trim_start().strip_prefix(['、', ',', '/', ';', '或']) {
            Some(more) => more,
            None => return found,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_one_behind_the_other() {
        assert_eq!(numbers("0999-0002103、0999-0002104。"), ["0999-0002103", "0999-0002104"]);
        assert_eq!(numbers("(0999)0002103 (工作日)"), ["(0999)0002103"]);
        assert_eq!(numbers("12345"), ["12345"]);
        assert_eq!(numbers("见附件"), Vec::<String>::new());
    }
}
