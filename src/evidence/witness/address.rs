//! Which boards are watched: addresses, and the list of them that somebody wrote.

use crate::model::digest::Digest;
use ureq::http::Uri;

/// A board to be watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Without a final slash; scheme and host in lower case.
    pub url: String,
    /// What the list calls it.
    pub name: Option<String>,
}

/// Why something is no address of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It does not begin with `http://` or `https://`.
    Scheme,
    /// A name or password stands in it, which would end up on paper.
    Secret,
    /// It goes on with `?` or `#`.
    Extra,
    /// No address at all, or with characters that addresses do not have.
    Odd,
}

/// More than any browser sends.
const LONGEST: usize = 2000;

impl Board {
    /// From an address.
    ///
    /// # Errors
    /// Why it is none.
    pub fn of(address: &str) -> Result<Board, Unfit> {
        let (scheme, rest) = address.split_once("://").ok_or(Unfit::Scheme)?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err(Unfit::Scheme);
        }
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if host.contains('@') {
            return Err(Unfit::Secret);
        }
        if rest.contains(['?', '#']) {
            return Err(Unfit::Extra);
        }
        let (host, path) = (host.to_ascii_lowercase(), path.trim_end_matches('/'));
        let url = format!("{scheme}://{host}{path}");
        let is_plain = |part: &str| !matches!(part, "." | "..");
        let whole = url.parse::<Uri>().is_ok_and(|uri| uri.host().is_some_and(|host| !host.is_empty()));
        if !whole || url.len() > LONGEST || !path.split('/').all(is_plain) {
            return Err(Unfit::Odd);
        }
        Ok(Board { url, name: None })
    }

    /// Host and port: boards of one host are looked at one after the other.
    pub fn host(&self) -> &str {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest)
    }

    /// The name of its folder, whatever stands in the address: something to recognise, and what tells it from others.
    pub fn folder(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
        let seen: String =
            self.url.split_once("://").map_or("", |(_, rest)| rest).chars().map(plain).collect();
        let seen: String = seen.trim_matches(['.', '-']).chars().take(40).collect();
        format!("{seen}-{}", Digest::of(self.url.as_bytes()).short())
    }

    /// What people call it.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.url)
    }
}

/// Boards from a list: an address a line, with a name behind it if one likes; `#` begins a remark. One that stands
/// there twice is watched once.
///
/// # Errors
/// The number, from 1, of a line that is no address, and why.
pub fn list(text: &str) -> Result<Vec<Board>, (usize, Unfit)> {
    let mut boards = Vec::new();
    for (index, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (address, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let name = name.split('#').next().unwrap_or_default().trim();
        let board = Board::of(address).map_err(|unfit| (index + 1, unfit))?;
        boards.push(Board { name: (!name.is_empty()).then(|| name.to_owned()), ..board });
    }
    Ok(once(boards))
}

/// The same boards, each once.
pub fn once(boards: Vec<Board>) -> Vec<Board> {
    let mut all: Vec<Board> = Vec::with_capacity(boards.len());
    let mut known = std::collections::BTreeSet::new();
    all.extend(boards.into_iter().filter(|board| known.insert(board.url.clone())));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_board_however_it_is_written() {
        for text in ["https://A.example/b", "HTTPS://a.example/b/", "https://a.example/b//"] {
            assert_eq!(Board::of(text).unwrap().url, "https://a.example/b");
        }
        let board = Board::of("http://127.0.0.1:8080/a/b").unwrap();
        assert_eq!((board.host(), board.title()), ("127.0.0.1:8080", "http://127.0.0.1:8080/a/b"));
        let wrong = [
            ("a.example", Unfit::Scheme),
            ("ftp://a.example", Unfit::Scheme),
            ("file:///etc/passwd", Unfit::Scheme),
            ("https://me:secret@a.example/", Unfit::Secret),
            ("https://a.example/?x", Unfit::Extra),
            ("https://", Unfit::Odd),
            ("https:///b", Unfit::Odd),
            ("https://a.example/../../etc", Unfit::Odd),
            ("https://a.example/\u{1b}[2J", Unfit::Odd),
            ("https://公示.example", Unfit::Odd),
            ("https://a b/", Unfit::Odd),
        ];
        for (text, unfit) in wrong {
            assert_eq!(Board::of(text), Err(unfit), "{text}");
        }
    }

    #[test]
    fn a_folder_leads_nowhere_else() {
        let texts = [
            "https://a.example",
            "http://a.example",
            "https://a.example/x%2f..%2f..",
            "https://..a/b",
            "https://a.example/x%00",
        ];
        let mut names: Vec<String> = texts.iter().map(|text| Board::of(text).unwrap().folder()).collect();
        for name in &names {
            assert!(!name.starts_with('.') && name.len() < 60, "{name}");
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c)), "{name}");
        }
        names.dedup();
        assert_eq!(names.len(), texts.len());
    }

    #[test]
    fn a_list_may_be_written_in_any_editor() {
        let text = "\u{FEFF}# 全市\r\nhttps://a.example/  甲县 # 备注\r\n\r\n  https://b.example\r\nhttps://a.example\r\n";
        let boards = list(text).unwrap();
        let told: Vec<_> = boards.iter().map(|board| (board.url.as_str(), board.name.as_deref())).collect();
        assert_eq!(told, [("https://a.example", Some("甲县")), ("https://b.example", None)]);
        assert_eq!(list("https://a.example\n甲县\n"), Err((2, Unfit::Scheme)));
    }
}
