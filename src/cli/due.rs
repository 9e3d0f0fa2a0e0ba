//! What falls due in the next days, said after `check`.

use crate::check::due::{Due, DueKind};
use crate::diagnostic::Text;
use crate::plan::wording::weekday;
use crate::text;

/// How far ahead `check` looks, in days.
pub const DAYS: u16 = 7;

/// The list, or nothing when nothing falls due.
pub fn words(due: &[Due]) -> Text {
    if due.is_empty() {
        return Text::default();
    }
    let mut all = text!("\n近 {DAYS} 天的事：\n", "\nWithin {DAYS} days:\n");
    for due in due {
        let (date, name, title) = (due.date, weekday(due.date), due.title);
        let (zh, en) = match due.kind {
            DueKind::WindowBegins => ("开始公示", "posting begins"),
            DueKind::WindowEnds => ("公示期满", "posting ends"),
            DueKind::FilingDue => ("备案截止", "filing is due"),
            DueKind::FilingWaits => {
                ("备案截止，异议还没有处理结果", "filing is due, an objection has no outcome")
            }
        };
        all.zh += &format!("  {date} {name}  {zh}  {title}\n");
        all.en += &format!("  {date} {}  {en}  {title}\n", date.strftime("%a"));
    }
    all
}
