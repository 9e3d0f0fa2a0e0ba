//! Text → bytes of a file that is there: what is not written anew keeps its bytes, whichever encoding they are in.

use super::decode::decode;
use std::ops::Range;

/// The bytes of a text file with some places of its text, as [`decode`] gives it, written anew: in the file's own
/// encoding and with its own line ends. `None` when the file would not be read as that.
pub fn rewritten(bytes: &[u8], edits: &[(Range<usize>, String)]) -> Option<Vec<u8>> {
    let text = decode(bytes.to_vec())?;
    let (mut wanted, mut out, mut from) = (String::new(), Vec::with_capacity(bytes.len()), (0, 0));
    let style = Style::of(bytes);
    let mut letters = Letters { bytes, utf8: style.utf8, at: style.start(bytes), text_at: 0 };
    for (range, new) in edits {
        wanted += text.get(from.0..range.start)?;
        wanted += new;
        let start = letters.place(range.start)?;
        out.extend_from_slice(bytes.get(from.1..start)?);
        out.extend_from_slice(&style.encoded(new));
        from = (range.end, letters.place(range.end)?);
    }
    wanted += text.get(from.0..)?;
    out.extend_from_slice(bytes.get(from.1..)?);
    (decode(out.clone()).as_deref() == Some(&wanted)).then_some(out)
}

/// How a file writes its text.
struct Style {
    utf8: bool,
    line_end: &'static str,
}

impl Style {
    fn of(bytes: &[u8]) -> Style {
        // no second byte of GB18030 is a line end
        let line_end = match bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
            Some(at) if bytes[at..].starts_with(b"\r\n") => "\r\n",
            Some(at) if bytes[at] == b'\r' => "\r",
            _ => "\n",
        };
        Style { utf8: str::from_utf8(bytes).is_ok(), line_end }
    }

    /// Behind a byte-order mark.
    fn start(&self, bytes: &[u8]) -> usize {
        if self.utf8 && bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 }
    }

    fn encoded(&self, text: &str) -> Vec<u8> {
        let text = text.replace('\n', self.line_end);
        if self.utf8 { text.into_bytes() } else { encoding_rs::GB18030.encode(&text).0.into_owned() }
    }
}

/// Goes through a file letter by letter, and knows where it is in the text.
struct Letters<'b> {
    bytes: &'b [u8],
    utf8: bool,
    at: usize,
    text_at: usize,
}

impl Letters<'_> {
    /// Where in the file a place of the text is that lies ahead.
    fn place(&mut self, wanted: usize) -> Option<usize> {
        while self.text_at < wanted {
            let (length, in_text) = self.letter()?;
            self.at += length;
            self.text_at += in_text;
        }
        (self.text_at == wanted).then_some(self.at)
    }

    /// Bytes of the next letter in the file and in the text.
    fn letter(&self) -> Option<(usize, usize)> {
        let rest = &self.bytes[self.at..];
        let first = *rest.first()?;
        match first {
            b'\r' if rest.get(1) == Some(&b'\n') => Some((2, 1)),
            0..0x80 => Some((1, 1)),
            _ if self.utf8 => {
                let length = match first {
                    0xF0.. => 4,
                    0xE0.. => 3,
                    _ => 2,
                };
                Some((length, length))
            }
            _ => {
                let length = if rest.get(1)?.is_ascii_digit() { 4 } else { 2 };
                let (letter, _) = encoding_rs::GB18030.decode_without_bom_handling(rest.get(..length)?);
                Some((length, letter.len()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gb(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    /// The first place where `was` stands becomes `is`.
    fn replaced(bytes: &[u8], was: &str, is: &str) -> Option<Vec<u8>> {
        let text = decode(bytes.to_vec())?;
        let at = text.find(was)?;
        rewritten(bytes, &[(at..at + was.len(), is.to_owned())])
    }

    const TEXT: &str =
        "---\n标题: 柳湾村道路硬化项目公示\n文号: 010\n联系人: 㐀某𠮷\n---\n正文，共３公里。\n";

    #[test]
    fn every_other_byte_stays_in_every_encoding() {
        for (was, is) in [("010", "011"), ("柳湾村", "枫笺村"), ("某", "某甲"), ("３", "四")] {
            let wanted = TEXT.replace(was, is);
            assert_eq!(replaced(TEXT.as_bytes(), was, is), Some(wanted.clone().into_bytes()));
            assert_eq!(replaced(&gb(TEXT), was, is), Some(gb(&wanted)), "{was}");
            let windows = |text: &str| gb(&text.replace('\n', "\r\n"));
            assert_eq!(replaced(&windows(TEXT), was, is), Some(windows(&wanted)));
            let marked =
                |text: &str| [b"\xEF\xBB\xBF".as_slice(), text.replace('\n', "\r\n").as_bytes()].concat();
            assert_eq!(replaced(&marked(TEXT), was, is), Some(marked(&wanted)));
        }
    }

    #[test]
    fn mixed_line_ends_stay_mixed_and_new_lines_end_as_the_first() {
        let bytes = "甲\r\n乙\n丙\r丁".as_bytes();
        assert_eq!(replaced(bytes, "丁", "戊\n己"), Some("甲\r\n乙\n丙\r戊\r\n己".as_bytes().to_vec()));
        assert_eq!(replaced(bytes, "乙\n", ""), Some("甲\r\n丙\r丁".as_bytes().to_vec()));
    }

    #[test]
    fn what_would_be_read_as_something_else_is_not_written() {
        assert_eq!(rewritten("甲乙".as_bytes(), &[(1..3, String::new())]), None, "inside a letter");
        assert_eq!(rewritten("甲\n".as_bytes(), &[(9..9, "x".into())]), None);
        assert_eq!(
            replaced(&gb("标题: 村\n"), "村", &"😀".repeat(40)),
            None,
            "looks like no Chinese any more"
        );
    }
}
