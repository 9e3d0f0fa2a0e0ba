//! Whoever writes to the log holds the clock to it.

use super::anchor::log_fault;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::log::PublicationLog;
use crate::model::log::clock::{self, Behind};
use crate::model::log::event::Event;
use crate::model::log::stamp::Stamp;
use crate::model::site::Site;
use crate::text;

/// What has to be written before anything else now, where the content answers for lines that are ahead.
///
/// # Errors
/// The fault: now is earlier than what the log says, so that nothing may be written.
pub fn hold(log: &PublicationLog, now: Stamp, site: &Site) -> Result<Option<Event>, Diagnostic> {
    // the times of a broken log bind nobody; the break is reported
    if !log.faults().is_empty() {
        return Ok(None);
    }
    let held = clock::hold(log, now, &site.clock_ahead);
    held.map(|set| set.map(Event::Clock)).map_err(|behind| fault(log, now, behind))
}

fn fault(log: &PublicationLog, now: Stamp, behind: Behind) -> Diagnostic {
    let Behind { first, line, at } = behind;
    let message = text!(
        "电脑时钟是 {now}，比张榜记录第{line}行的 {at} 还早，不能再往下记",
        "The clock says {now}, before line {line} of the log at {at}: nothing can be written after it"
    );
    let hint = text!(
        "多半是电脑时钟慢了：校准以后再来。如果时钟现在是对的，是当时走快了（第{first}行起），请负责人在 site.yaml 里写明，张榜记录和公示证明上都会注明：发布: {{时钟走快: [{{行: {first}, 原因: …, 批准单位: …}}]}}",
        "Probably the clock is behind: set it right. If it is right, and was ahead when line {first} was written, somebody has to answer for that in site.yaml; the log and certificates will say so: publish: {{clock_ahead: [{{line: {first}, reason: …, authority: …}}]}}"
    );
    Diagnostic { code: Code::LogClock, ..log_fault(log, message, hint) }
}
