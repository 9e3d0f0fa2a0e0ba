//! The dialect against judges from outside: the CommonMark specification, markdown-it with its
//! CJK-friendly plugin, and texts that nobody would write.

#[path = "markdown/commonmark.rs"]
mod commonmark;
#[path = "markdown/dialect.rs"]
mod dialect;
#[path = "markdown/emphasis.rs"]
mod emphasis;
#[path = "markdown/hostile.rs"]
mod hostile;

use zhangbang::markdown::{Document, begins_paragraph, is_one_a_line};

/// Whether paragraphs stand one a line in it, which no other reader of Markdown knows of.
fn is_cut(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    is_one_a_line(text) && lines.windows(2).any(|two| begins_paragraph(two[0], two[1]))
}

/// Our events as pulldown-cmark's own HTML.
fn html(text: &str) -> String {
    let document = Document::new(text);
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, document.events().map(|(event, _)| event));
    html
}
