//! What the settings of a site mean beyond their shape: statutory minima, calendar faults, the starter
//! that the binary carries.

pub mod calendar;
pub mod minima;
pub mod starter;
pub mod theme;

use crate::diagnostic::Text;
use crate::model::kind::Provision;

/// A provision as it is cited: `《…》（文号）第…条`.
pub fn source_text(provision: &Provision) -> Text {
    let number = provision.number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
    let article = provision.article.as_deref().unwrap_or_default();
    let cited = format!("《{}》{number}{article}", provision.title);
    Text::new(cited.clone(), cited)
}
