//! Questions to somebody at a terminal. Nobody there, or told not to ask: the answer is what would be offered.

use super::desk::Desk;
use super::output::put;
use crate::diagnostic::{Language, Text};
use crate::report::Format;
use crate::text;
use std::cell::RefCell;
use std::io::{self, BufRead, IsTerminal};

/// Who is asked.
pub(super) struct Asked {
    answers: Option<RefCell<Box<dyn BufRead>>>,
    language: Language,
}

impl Asked {
    /// Whoever sits at the terminal, unless all answers are to be taken as offered.
    pub(super) fn at(desk: &Desk, silent: bool) -> Asked {
        let ours = !silent && !desk.options.quiet && desk.options.format == Format::Human;
        let there = ours && io::stdin().is_terminal() && io::stdout().is_terminal();
        let answers = there.then(|| RefCell::new(Box::new(io::stdin().lock()) as Box<dyn BufRead>));
        Asked { answers, language: desk.language }
    }

    /// Somebody is there.
    pub(super) fn is_there(&self) -> bool {
        self.answers.is_some()
    }

    /// What is typed; nothing typed is what is offered.
    pub(super) fn line(&self, question: &Text, offered: &str) -> String {
        let Some(answers) = &self.answers else { return offered.to_owned() };
        let hint = if offered.is_empty() { String::new() } else { format!("[{offered}] ") };
        put(&format!("{} {hint}", question.get(self.language)));
        let mut typed = String::new();
        let read = answers.borrow_mut().read_line(&mut typed);
        let typed = typed.trim();
        if read.is_err() || typed.is_empty() { offered.to_owned() } else { typed.to_owned() }
    }

    /// One of a list, by its number or its name; asked again until it is one.
    pub(super) fn one_of(&self, question: &Text, names: &[String], offered: Option<usize>) -> Option<usize> {
        let offered_number = offered.map_or_else(String::new, |offered| (offered + 1).to_string());
        for _ in 0..if self.is_there() { 3 } else { 0 } {
            for (number, name) in (1..).zip(names) {
                put(&format!("  {number:>2}  {name}\n"));
            }
            let typed = self.line(question, &offered_number);
            let by_number =
                typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|&n| n < names.len());
            match by_number.or_else(|| names.iter().position(|name| *name == typed)) {
                Some(chosen) => return Some(chosen),
                None if typed.is_empty() => return None,
                None => put(text!("没有“{typed}”，打前面的数字\n", "There is no `{typed}`; type a number\n")
                    .get(self.language)),
            }
        }
        offered
    }

    /// Whether somebody says yes.
    pub(super) fn yes(&self, question: &Text) -> bool {
        self.is_there() && matches!(self.line(question, "").as_str(), "y" | "Y" | "yes" | "是" | "好")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typing(text: &'static str) -> Asked {
        Asked { answers: Some(RefCell::new(Box::new(text.as_bytes()))), language: Language::Chinese }
    }

    #[test]
    fn a_number_a_name_or_nothing_chooses() {
        let names = ["柳湾村".to_owned(), "上坪村".to_owned()];
        let ask = |text| typing(text).one_of(&text!("村", "village"), &names, Some(0));
        assert_eq!(
            (ask("2\n"), ask("上坪村\n"), ask("\n"), ask("9\n\u{4E0A}\n2\n")),
            (Some(1), Some(1), Some(0), Some(1))
        );
        assert!(typing("是\n").yes(&text!("改吗", "change")) && !typing("\n").yes(&text!("改吗", "change")));
    }
}
