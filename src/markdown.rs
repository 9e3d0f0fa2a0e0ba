//! stub
use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;
pub fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(
        text,
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES,
    )
    .into_offset_iter()
}
pub fn has_forbidden_noncharacter(_text: &str) -> Option<crate::source::Span> {
    None
}
#[derive(Default)]
pub struct HeadingIds(u32);
impl HeadingIds {
    pub fn id_for(&mut self, explicit: Option<&str>, title: &str) -> String {
        self.0 += 1;
        explicit.map_or_else(|| format!("{title}"), str::to_owned)
    }
}
pub fn plain_text(text: &str, max_chars: usize) -> String {
    text.chars().take(max_chars).collect()
}
