//! What every open notice depends on, besides its own page: whether readers find it, and what they see of it.

use crate::model::log::PublicationLog;
use crate::model::release::Release;

/// Looked for at the top of the host, wherever the site lies.
pub const ROBOTS: &str = "robots.txt";
/// Lists visited in one round besides the first of each sort; the others have their turn in later rounds.
const LISTS: usize = 40;

/// What a round visits besides the notices, by path: first what it always visits, then the lists whose turn it is.
///
/// `turn` is the number of the round: whoever looks once a day sees other lists each day.
pub fn shared(release: &Release, log: &PublicationLog, turn: usize) -> Vec<String> {
    let (mut shared, mut others) = (vec![ROBOTS.to_owned()], Vec::new());
    for path in release.contents.keys() {
        match part_of(path, log) {
            Part::Always => shared.push(path.clone()),
            Part::InTurn => others.push(path.clone()),
            Part::Not => {}
        }
    }
    let first = turn.wrapping_mul(LISTS) % others.len().max(1);
    others.rotate_left(first);
    shared.extend(others.into_iter().take(LISTS));
    shared
}

/// How a file of a site stands between readers and the open notices.
enum Part {
    Always,
    InTurn,
    Not,
}

fn part_of(path: &str, log: &PublicationLog) -> Part {
    if path.starts_with("assets/") || matches!(path, "index.html" | "notices/index.html") {
        return Part::Always;
    }
    let Some(folder) = path.strip_suffix("/index.html") else { return Part::Not };
    match folder.split_once('/') {
        Some(("columns", name)) if !name.contains('/') => Part::Always,
        Some(("notices", _)) if log.posted(folder).is_none() => Part::InTurn,
        Some(("columns" | "places", _)) => Part::InTurn,
        _ => Part::Not,
    }
}

/// What visitors ask for to get a file: a page by its folder.
pub fn asked_for(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_asked_for_by_its_folder() {
        assert_eq!(asked_for("index.html"), "");
        assert_eq!(asked_for("notices/a/index.html"), "notices/a/");
        assert_eq!(asked_for("notices/my-index.html"), "notices/my-index.html");
        assert_eq!(asked_for("assets/style.css"), "assets/style.css");
    }
}
