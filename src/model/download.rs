//! What may go out on the site's own origin for download: documents, sheets, pictures, texts and archives,
//! known by ending and first bytes alike.
//!
//! Whatever a host or a browser would run stays away: pages, scripts, programs, and the files by which web
//! hosts are told what to do. What is not listed is not offered.

/// What judging needs of a file's beginning, in bytes.
pub const FIRST: u64 = 1 << 10;

/// How a file of some ending begins.
#[derive(Clone, Copy)]
enum Beginning {
    /// With one of these.
    Bytes(&'static [&'static [u8]]),
    /// `RIFF`, four bytes of length, `WEBP`.
    WebP,
    /// Readable, and no markup.
    Text,
}

/// Compound File Binary Format, 2.2: what Office and WPS wrote before they packed their files.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// APPNOTE of the ZIP format, 4.3.7.
const PACKED: &[u8] = b"PK\x03\x04";
const RICH_TEXT: &[u8] = b"{\\rtf";

/// Endings and how their files begin.
const OFFERED: &[(&[&str], Beginning)] = &[
    (&["pdf"], Beginning::Bytes(&[b"%PDF-"])),
    (&["docx", "xlsx", "pptx", "odt", "ods", "odp", "ofd", "zip"], Beginning::Bytes(&[PACKED])),
    // Word itself writes rich text under this ending, too
    (&["doc"], Beginning::Bytes(&[COMPOUND, RICH_TEXT])),
    (&["xls", "ppt", "wps", "et", "dps"], Beginning::Bytes(&[COMPOUND])),
    (&["rtf"], Beginning::Bytes(&[RICH_TEXT])),
    (&["jpg", "jpeg"], Beginning::Bytes(&[b"\xFF\xD8\xFF"])),
    (&["png"], Beginning::Bytes(&[b"\x89PNG\r\n\x1A\n"])),
    (&["webp"], Beginning::WebP),
    (&["txt", "csv", "tsv"], Beginning::Text),
    (&["rar"], Beginning::Bytes(&[b"Rar!\x1A\x07"])),
    (&["7z"], Beginning::Bytes(&[b"7z\xBC\xAF\x27\x1C"])),
];

/// Endings that a theme's static files may have.
const OF_THEMES: &[&str] = &[
    "css",
    "js",
    "mjs",
    "map",
    "json",
    "webmanifest",
    "txt",
    "md",
    "svg",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "webp",
    "avif",
    "ico",
    "woff2",
    "woff",
    "ttf",
    "otf",
    "pdf",
];

/// Names by which hosts are told what to do, in small letters.
const CONTROLS: &[&str] = &[
    "_config.yml",
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "ads.txt",
    "app-ads.txt",
    "app.yaml",
    "appsettings.json",
    "clientaccesspolicy.xml",
    "cname",
    "crossdomain.xml",
    "firebase.json",
    "netlify.toml",
    "php.ini",
    "robots.txt",
    "security.txt",
    "staticwebapp.config.json",
    "vercel.json",
    "web.config",
];

/// Why a file is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeFault {
    /// Its ending is none of those.
    Ending,
    /// It begins otherwise than its ending says.
    Contents,
    /// Its name is one by which hosts are told what to do.
    HostControl,
}

/// Why the words of a file that is offered cannot be looked through, or not all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It asks for a password, or is locked in another way.
    Locked,
    /// Pages of it are pictures, or hold letters that nobody can tell.
    Pictures,
    /// Its format is none that is read: DOC, XLS, WPS, archives.
    Format,
    /// It is damaged.
    Broken,
    /// Far more comes out of it than out of any honest document.
    TooMuch,
}

/// Whether a file's name says that there are words in it: everything that is offered but pictures.
pub fn has_words(path: &str) -> bool {
    let name = name_of(path);
    beginning(&name).is_some() && !["jpg", "jpeg", "png", "webp"].contains(&ending(&name))
}

/// Whether a file's name says that all of it is text.
pub fn is_plain_text(path: &str) -> bool {
    matches!(beginning(&name_of(path)), Some(Beginning::Text))
}

/// Whether a file of a path that begins with these bytes may be offered; `None` if it may.
pub fn fault(path: &str, first: &[u8]) -> Option<TypeFault> {
    let name = name_of(path);
    let Some(beginning) = beginning(&name) else { return Some(TypeFault::Ending) };
    let fits = match beginning {
        Beginning::Bytes(known) => known.iter().any(|known| first.starts_with(known)),
        Beginning::WebP => first.starts_with(b"RIFF") && first.get(8..12) == Some(b"WEBP"),
        Beginning::Text => is_text(first),
    };
    match () {
        () if CONTROLS.contains(&name.as_str()) => Some(TypeFault::HostControl),
        () if fits => None,
        () => Some(TypeFault::Contents),
    }
}

/// Whether a theme's static file may go out; `None` if it may.
pub fn fault_of_static(path: &str) -> Option<TypeFault> {
    let name = name_of(path);
    match () {
        () if CONTROLS.contains(&name.as_str()) => Some(TypeFault::HostControl),
        () if OF_THEMES.contains(&ending(&name)) => None,
        () => Some(TypeFault::Ending),
    }
}

fn name_of(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase()
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn beginning(name: &str) -> Option<Beginning> {
    let known = OFFERED.iter().find(|(endings, _)| endings.contains(&ending(name)));
    known.map(|&(_, beginning)| beginning)
}

/// Some browsers and hosts look into a text and take what begins like a page or a program for one.
fn is_text(first: &[u8]) -> bool {
    let text = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
    let start = text.trim_ascii_start();
    !text.contains(&0) && !start.starts_with(b"<") && !start.starts_with(b"#!") && !start.starts_with(b"%!")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_run_anywhere_is_not_offered() {
        let endings = "html htm xhtml xht xml svg svgz mht js mjs php phtml php5 jsp jspx asp aspx shtml shtm stm cgi pl \
            py rb sh bat cmd ps1 vbs hta exe dll msi scr com jar apk swf xap lnk url docm xlsm heic tiff gif eml"
            .split_whitespace();
        for ending in endings {
            assert_eq!(fault(&format!("a/b.{ending}"), b"x"), Some(TypeFault::Ending), "{ending}");
        }
        for name in
            ["_redirects", "CNAME", "Web.config", ".htaccess", ".user.ini", "INDEX.HTML", "a.pdf.php", "pdf"]
        {
            assert_eq!(fault(name, b"%PDF-1.7"), Some(TypeFault::Ending), "{name}");
        }
        assert_eq!(fault("Robots.TXT", b"User-agent: *"), Some(TypeFault::HostControl));
    }

    #[test]
    fn a_file_begins_as_its_ending_says() {
        let good: [(&str, &[u8]); 8] = [
            ("a.PDF", b"%PDF-1.7"),
            ("a.docx", b"PK\x03\x04"),
            ("a.doc", b"{\\rtf1"),
            ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
            ("a.csv", "\u{FEFF}户,元\n".as_bytes()),
            ("a.txt", b""),
            ("a.webp", b"RIFF\x04\0\0\0WEBPVP8 "),
            ("a.7z", b"7z\xBC\xAF\x27\x1C"),
        ];
        for (name, first) in good {
            assert_eq!(fault(name, first), None, "{name}");
        }
        let bad: [(&str, &[u8]); 7] = [
            ("a.pdf", b"<!doctype html>"),
            ("a.pdf", b" %PDF-"),
            ("a.xls", b"<table>"),
            ("a.txt", b"\xEF\xBB\xBF \n<script>"),
            ("a.csv", b"#!/bin/sh"),
            ("a.txt", b"MZ\x90\0"),
            ("a.jpg", b"GIF89a"),
        ];
        for (name, first) in bad {
            assert_eq!(fault(name, first), Some(TypeFault::Contents), "{name}");
        }
    }

    #[test]
    fn themes_send_styles_and_no_pages() {
        assert_eq!(fault_of_static("themes/a/static/f/x.woff2"), None);
        assert_eq!(fault_of_static("themes/a/static/x.html"), Some(TypeFault::Ending));
        assert_eq!(fault_of_static("themes/a/static/_worker.js"), Some(TypeFault::HostControl));
    }
}
