//! Content lines: escaped, folded, ended as RFC 5545 section 3.1 asks.

/// Octets in a line before its end; what is longer goes on in the next, after a space.
const LINE: usize = 75;

/// Lines of a calendar as they come.
#[derive(Default)]
pub(super) struct Lines {
    out: String,
}

impl Lines {
    /// A property whose value stands as it is: dates, rules, names that we chose.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A property whose value is free text.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escaped(value)));
    }

    /// A property whose value is a list of free texts.
    pub(super) fn texts(&mut self, name: &str, values: &[&str]) {
        let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
        self.fold(&format!("{name}:{}", values.join(",")));
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    /// Breaks between characters, never within the octets of one.
    fn fold(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.out.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= c.len_utf8();
            self.out.push(c);
        }
        self.out.push_str("\r\n");
    }
}

/// Section 3.3.11; control characters, which no value may have, become spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.trim().chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_at_75_octets() {
        let mut lines = Lines::default();
        let title = "清理溪边垃圾、捡拾塑料、分类登记，".repeat(9);
        lines.text("SUMMARY", &title);
        let text = String::from_utf8(lines.into_bytes()).unwrap();
        assert!(text.ends_with("\r\n"));
        let folded: Vec<&str> = text.trim_end().split("\r\n").collect();
        assert!(folded.len() > 5);
        assert!(folded.iter().all(|line| line.len() <= LINE));
        // 75 cannot be filled exactly by characters of three octets, but nearly
        assert!(folded[..folded.len() - 1].iter().all(|line| line.len() > LINE - 3));
        assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{title}\r\n"));
    }

    #[test]
    fn nothing_in_a_text_can_start_a_property() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "一;二,三\\四\r\nATTENDEE:x\u{0}");
        let text = String::from_utf8(lines.into_bytes()).unwrap();
        assert_eq!(text, "SUMMARY:一\\;二\\,三\\\\四 \\nATTENDEE:x \r\n");
    }
}
