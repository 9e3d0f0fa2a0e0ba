//! Where one looks: an address, or a published folder.

use super::client::{Answer, Broken, Client, Take, Whole, read};
use super::fault::Fault;
use super::headers::Sort;
use crate::disk;
use crate::model::web_address::for_machines;
use crate::plan::addresses::url;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// Where published files are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A base address, without a final slash.
    Web(String),
    /// A folder of files as they are served.
    Folder(PathBuf),
}

impl Place {
    /// What was asked for; the site's own address when nothing was. Of a folder that was published to, its
    /// `current`.
    pub fn of(asked: Option<&str>, base_url: &str) -> Place {
        match asked {
            Some(asked) if !asked.contains("://") => {
                let folder = PathBuf::from(asked);
                let current = folder.join("current");
                Place::Folder(if disk::is_folder(&current) { current } else { folder })
            }
            asked => Place::Web(for_machines(asked.unwrap_or(base_url).trim_end_matches('/'))),
        }
    }

    /// How the log names it: no path of anybody's computer stands there.
    pub fn name(&self) -> String {
        match self {
            Place::Web(address) => address.clone(),
            Place::Folder(_) => "directory".into(),
        }
    }

    /// A path under the site as it can be asked for.
    pub fn address(&self, path: &str) -> String {
        match self {
            Place::Web(address) => url::absolute(&format!("{address}/"), path),
            Place::Folder(folder) => folder.join(path).display().to_string(),
        }
    }

    /// Gets a path under the site: a file, or a page by its folder with a final slash.
    pub fn get(&self, client: &Client, path: &str, take: Take) -> Answer {
        match self {
            Place::Web(_) => client.get(&self.address(path), Sort::of(path), take),
            Place::Folder(folder) => Answer { status: None, body: from(folder, path, take), date: None },
        }
    }

    /// What stands in robots.txt for this host, which need not be part of the site.
    pub fn robots(&self, client: &Client) -> Answer {
        let most = Take::Bytes(512 << 10);
        match self {
            Place::Web(address) => client.get(&format!("{}/robots.txt", origin(address)), Sort::File, most),
            Place::Folder(_) => self.get(client, "robots.txt", most),
        }
    }

    /// The path part of an address under the site, as robots.txt speaks of it.
    pub fn path(&self, path: &str) -> String {
        match self {
            Place::Web(address) => {
                let full = self.address(path);
                full.get(origin(address).len()..).unwrap_or("/").to_owned()
            }
            Place::Folder(_) => format!("/{path}"),
        }
    }
}

/// Scheme and host of an address.
fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address.get(host..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| host + at);
    address.get(..end).unwrap_or(address)
}

fn from(folder: &Path, path: &str, take: Take) -> Result<Whole, Fault> {
    // a path may come from a release that somebody else wrote
    if !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(Fault::Status(404));
    }
    let path = folder.join(path);
    let path = if disk::is_folder(&path) { path.join("index.html") } else { path };
    let bytes = disk::read(&path).map_err(|trouble| match trouble.kind() {
        Some(ErrorKind::NotFound) => Fault::Status(404),
        _ => Fault::Unreadable,
    });
    read(&mut bytes?.as_slice(), take).map_err(|broken| match broken {
        Broken::Longer => Fault::Differs,
        Broken::Read(_) => Fault::Unreadable,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_an_address_or_a_folder() {
        assert_eq!(Place::of(None, "https://a.example/b/"), Place::Web("https://a.example/b".into()));
        assert_eq!(Place::of(Some("/srv/none"), ""), Place::Folder("/srv/none".into()));
        let web = Place::of(Some("https://a.example/b"), "");
        assert_eq!(web.address("notices/村/"), "https://a.example/b/notices/%E6%9D%91/");
        assert_eq!(web.path("notices/村/"), "/b/notices/%E6%9D%91/");
        assert_eq!(origin("https://a.example:8443/b"), "https://a.example:8443");
        assert_eq!(origin("https://a.example"), "https://a.example");
    }

    #[test]
    fn nobody_is_led_out_of_a_folder() {
        let none = from(Path::new("/usr"), "../etc/passwd", Take::Bytes(1)).unwrap_err();
        assert_eq!(none, Fault::Status(404));
    }
}
