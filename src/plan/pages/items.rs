//! Pages of single things.

mod activity;
mod document;
mod honour;
mod month;
mod notice;
mod notice_parts;

pub use activity::activity;
pub use document::document;
pub use honour::honour;
pub use month::month;
pub use notice::notice;
