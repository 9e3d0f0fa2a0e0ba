//! Lists of places and columns by which visitors come to an open notice: settings can move them away. The notice keeps its
//! own address, yet whoever keeps the list's, or was given it on paper, would find nothing.
//! Columns are held against the log, by [`judge_signs`](crate::model::guard::judge_signs); here only while that does not
//! know them yet.
//! Source: the posting page of the design, "The guard".

use super::board::Board;
use super::target::Target;
use super::trouble::Error;
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::anchor::Carried;
use crate::model::log::PublicationLog;
use crate::model::log::posted::Posted;
use crate::model::part::Part;
use crate::model::record::differing;
use crate::model::release::Prints;
use crate::plan::addresses::url;
use crate::source::Span;
use crate::text;
use jiff::civil::Date;

/// Where the pages of places and of columns lie.
const PLACES: &str = "places/";
const COLUMNS: &str = "columns/";

/// What visitors get now, and the log with the publication under way.
pub(super) struct Lists<'a> {
    pub target: &'a dyn Target,
    pub shown: Option<&'a Carried>,
    /// The log before it.
    pub base: &'a PublicationLog,
    pub told: &'a PublicationLog,
    pub today: Date,
}

/// By what a notice stands in a list of places or columns.
const LISTED_BY: [Part; 3] = [Part::Kind, Part::Township, Part::Village];

impl Lists<'_> {
    /// Lists that a finished release lacks, one fault for places and one for columns. Further pages of a list come and go
    /// with its length.
    pub(super) fn gone(&self, board: &impl Board, fresh: &Prints) -> Result<Vec<Diagnostic>, Error> {
        let Some(release) = self.shown.and_then(Carried::told) else {
            return Ok(Vec::new());
        };
        let is_list = |path: &str| path.ends_with("/index.html") && !path.contains("/page/");
        let mut found = Vec::new();
        let held = !self.base.releases().signs().columns.is_empty();
        for folder in [PLACES, COLUMNS].into_iter().filter(|folder| !(held && *folder == COLUMNS)) {
            let paths = release.contents.keys().filter(|path| path.starts_with(folder) && is_list(path));
            for path in paths.filter(|path| !fresh.contains_key(*path)) {
                if let Some(id) = self.open_on(path)? {
                    found.push(fault(board, folder, path, id));
                    break;
                }
            }
        }
        Ok(found)
    }

    /// An open notice to which a page leads now. One that is said to be of another place or kind is no longer looked for
    /// there.
    fn open_on(&self, path: &str) -> Result<Option<&str>, Error> {
        let Some(page) = self.target.file(path)? else { return Ok(None) };
        let page = String::from_utf8_lossy(&page);
        let mut open =
            self.told.notices().filter(|(id, posted)| posted.is_open(self.today) && self.stays(id, posted));
        Ok(open.find(|(id, _)| page.contains(&format!("{}/", url::href(id)))).map(|(id, _)| id))
    }

    fn stays(&self, id: &str, now: &Posted) -> bool {
        let before = self.base.posted(id);
        let changed = before.map(|before| differing(&before.kept.parts, &now.kept.parts)).unwrap_or_default();
        !changed.iter().any(|part| LISTED_BY.contains(part))
    }
}

fn fault(board: &impl Board, folder: &str, path: &str, id: &str) -> Diagnostic {
    let list = path.trim_end_matches("index.html");
    let message = text!(
        "列着公示中公告“{id}”的页面 /{list} 不见了，记着这个网址的人会找不到",
        "The page /{list}, which lists the open notice `{id}`, is gone: whoever has its address would find nothing"
    );
    let (settings, places) = (board.settings(), &board.content().places);
    let (file, span, hint) = if folder == PLACES {
        let hint = text!(
            "places.yaml 里乡镇、村的名称和“网址名”改回原样；等这些公告公示期满再改",
            "Restore the names and slugs in places.yaml; change them once these notices have ended"
        );
        (places.file, Span::default(), hint)
    } else {
        let hint = text!(
            "site.yaml 里“栏目”的 id 改回原样，删去的栏目补回来；等这些公告公示期满再改",
            "Restore the ids of the columns in site.yaml, and columns that were removed; change them once these notices have ended"
        );
        let span = settings.columns.first().map_or(settings.name.span, |column| column.id.span);
        (settings.file, span, hint)
    };
    Diagnostic::new(Code::PostingMoved, file, span, message).hint(hint)
}
