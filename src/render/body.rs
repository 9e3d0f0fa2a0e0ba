//! Markdown → HTML, for a page's body.
//!
//! No raw HTML gets through: what stands as HTML in the source is shown as text (checks have refused it
//! before). Headings are put in order below the page's own title, with readable anchors; tables can be
//! scrolled by keyboard; links are rewritten relative to the page.

use super::notes::Notes;
use super::table::Table;
use crate::markdown::{Document, HeadingIds};
use crate::plan::addresses::url;
use crate::plan::view::{HeadingView, PictureView};
use crate::plan::{Href, words};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};
use std::collections::HashMap;

/// A body as HTML, and what a table of contents needs.
pub struct BodyHtml {
    /// Whole elements only; safe to stand in a page.
    pub html: String,
    /// Its headings in order, levels from 2.
    pub headings: Vec<HeadingView>,
}

/// Renders `text`. `root` leads from the page to the site's root; `href` resolves a destination as written.
pub fn html(text: &str, root: &str, href: impl Fn(&str) -> Href) -> BodyHtml {
    let mut writer = Writer {
        root,
        href,
        ids: HeadingIds::default(),
        levels: Vec::new(),
        headings: Vec::new(),
        notes: Vec::new(),
        numbers: HashMap::new(),
        links: Vec::new(),
        table: Table::default(),
    };
    let document = Document::new(text);
    let (events, notes) = Notes::split(document.events().map(|(event, _)| event));
    let mut shaped = Vec::with_capacity(events.len() + 8);
    writer.shape_all(&events, &mut shaped);
    writer.set(notes, &mut shaped);
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, shaped.into_iter());
    BodyHtml { html: out, headings: writer.headings }
}

struct Writer<'r, F> {
    root: &'r str,
    href: F,
    ids: HeadingIds,
    /// Levels, as written, of the headings that the current one is under.
    levels: Vec<HeadingLevel>,
    headings: Vec<HeadingView>,
    /// Labels of footnotes in the order in which they are named.
    notes: Vec<String>,
    /// The number of each.
    numbers: HashMap<String, usize>,
    /// Whether each open link is written out.
    links: Vec<bool>,
    table: Table,
}

impl<F: Fn(&str) -> Href> Writer<'_, F> {
    fn shape_all<'e>(&mut self, events: &[Event<'e>], out: &mut Vec<Event<'e>>) {
        let mut at = 0;
        while at < events.len() {
            at += self.shape(&events[at..], out);
        }
    }

    /// Sets the footnotes that were named; they may name others.
    fn set<'e>(&mut self, mut notes: Notes<'e>, out: &mut Vec<Event<'e>>) {
        let mut number = 0;
        while let Some(label) = self.notes.get(number).cloned() {
            number += 1;
            let Some(note) = notes.take(&label) else { continue };
            out.push(raw(format!(
                "<div class=\"footnote\" id=\"fn-{number}\" role=\"note\"><sup>{number}</sup>\n"
            )));
            self.shape_all(&note, out);
            out.push(raw("</div>\n".into()));
        }
    }

    /// Shapes the first event, or the few that belong together; gives how many were used.
    fn shape<'e>(&mut self, events: &[Event<'e>], out: &mut Vec<Event<'e>>) -> usize {
        match &events[0] {
            Event::Start(Tag::Heading { level, id, .. }) => self.heading(*level, id.as_deref(), events, out),
            Event::End(TagEnd::Heading(_)) => out.push(raw(format!("</h{}>\n", self.depth()))),
            Event::Start(Tag::Image { dest_url, .. }) => return self.picture(dest_url, events, out),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.link(*link_type, dest_url, title, out)
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop() == Some(true) {
                    out.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Table(columns)) => {
                self.table = Table { columns: columns.clone(), ..Table::default() };
                out.push(raw(
                    "<div class=\"table-wrap\" tabindex=\"0\" role=\"group\" aria-label=\"表格\">".into()
                ));
                out.push(Event::Start(Tag::Table(Vec::new())));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.table.head = matches!(events[0], Event::Start(Tag::TableHead));
                self.table.column = 0;
                out.push(events[0].clone());
            }
            Event::Start(Tag::TableCell) => out.push(raw(self.table.open_cell())),
            Event::End(TagEnd::TableCell) => out.push(raw(self.table.close_cell().into())),
            Event::End(TagEnd::Table) => {
                out.push(events[0].clone());
                out.push(raw("</div>\n".into()));
            }
            Event::Start(Tag::CodeBlock(kind)) => out.push(code_block(kind)),
            Event::End(TagEnd::CodeBlock) => out.push(raw("</code></pre>\n".into())),
            Event::TaskListMarker(done) => out.push(raw(task(*done).into())),
            Event::FootnoteReference(label) => out.push(self.note_reference(label)),
            Event::Html(words) | Event::InlineHtml(words) => out.push(Event::Text(words.clone())),
            other => out.push(other.clone()),
        }
        1
    }

    /// Titles come in order below the page's `h1`, whatever levels the author chose.
    fn heading<'e>(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        events: &[Event<'e>],
        out: &mut Vec<Event<'e>>,
    ) {
        while self.levels.last().is_some_and(|&above| above >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        let title = title(events);
        let id = self.ids.id_for(id, &title);
        let depth = self.depth();
        out.push(raw(format!("<h{depth} id=\"{}\">", escaped(&id))));
        self.headings.push(HeadingView { level: u8::try_from(depth).unwrap_or(6), id, title });
    }

    fn depth(&self) -> usize {
        (self.levels.len() + 1).min(6)
    }

    fn link<'e>(
        &mut self,
        kind: LinkType,
        target: &CowStr<'e>,
        title: &CowStr<'e>,
        out: &mut Vec<Event<'e>>,
    ) {
        let destination = match (self.href)(target) {
            Href::Here(anchor) => Some(format!("#{}", url::href(&anchor))),
            Href::Inside(href) => Some(format!("{}{href}", self.root)),
            Href::File { href, .. } => Some(format!("{}{href}", self.root)),
            Href::Outside if kind == LinkType::Email => Some(format!("mailto:{target}")),
            Href::Outside => Some(target.to_string()),
            Href::Nowhere if kind == LinkType::Email => Some(format!("mailto:{target}")),
            Href::Nowhere => None,
        };
        self.links.push(destination.is_some());
        if let Some(destination) = destination {
            let id = CowStr::Borrowed("");
            out.push(Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url: destination.into(),
                title: title.clone(),
                id,
            }));
        }
    }

    fn picture<'e>(&mut self, target: &str, events: &[Event<'e>], out: &mut Vec<Event<'e>>) -> usize {
        let end = events
            .iter()
            .position(|event| matches!(event, Event::End(TagEnd::Image)))
            .unwrap_or(events.len() - 1);
        let alt = title(&events[..=end]);
        let picture = match (self.href)(target) {
            Href::File { picture, .. } => picture,
            Href::Inside(href) => PictureView { href, ..PictureView::default() },
            Href::Here(_) | Href::Outside | Href::Nowhere => {
                out.push(Event::Text(alt.into()));
                return end + 1;
            }
        };
        let size =
            |name: &str, pixels: Option<u32>| pixels.map(|n| format!(" {name}=\"{n}\"")).unwrap_or_default();
        out.push(raw(format!(
            "<img src=\"{}{}\"{} alt=\"{}\"{}{} loading=\"lazy\">",
            self.root,
            escaped(&picture.href),
            self.smaller(&picture),
            escaped(&alt),
            size("width", picture.width),
            size("height", picture.height)
        )));
        end + 1
    }

    /// Phones take the small one; a page's column is never wider than 48 characters.
    fn smaller(&self, picture: &PictureView) -> String {
        let (Some(small), Some(width)) = (&picture.small, picture.width) else { return String::new() };
        let (root, small, wide) = (self.root, escaped(small), escaped(&picture.href));
        format!(
            " srcset=\"{root}{small} 480w, {root}{wide} {width}w\" sizes=\"(max-width: 48rem) 100vw, 48rem\""
        )
    }

    fn note_reference<'e>(&mut self, label: &str) -> Event<'e> {
        let known = self.numbers.get(label).copied();
        let number = known.unwrap_or_else(|| {
            self.notes.push(label.to_owned());
            self.numbers.insert(label.to_owned(), self.notes.len());
            self.notes.len()
        });
        let first = known.is_none();
        let id = if first { format!(" id=\"fnr-{number}\"") } else { String::new() };
        raw(format!(
            "<sup class=\"fn\"><a href=\"#fn-{number}\"{id} aria-label=\"注{number}\">{number}</a></sup>"
        ))
    }
}

/// The plain words up to the end of the element that the events open.
fn title(events: &[Event]) -> String {
    let mut words = String::new();
    let mut depth = 0;
    for event in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}

fn code_block<'e>(kind: &CodeBlockKind) -> Event<'e> {
    match kind {
        CodeBlockKind::Fenced(info) if !info.is_empty() => {
            let language = info.split([' ', ',']).next().unwrap_or_default();
            raw(format!("<pre tabindex=\"0\"><code class=\"language-{}\">", escaped(language)))
        }
        _ => raw("<pre tabindex=\"0\"><code>".into()),
    }
}

fn task(done: bool) -> &'static str {
    if done {
        "<span class=\"task\" role=\"img\" aria-label=\"已完成\">☑</span> "
    } else {
        "<span class=\"task\" role=\"img\" aria-label=\"未完成\">☐</span> "
    }
}

/// HTML that we made ourselves.
fn raw<'e>(html: String) -> Event<'e> {
    Event::InlineHtml(html.into())
}

fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    // writing into memory cannot fail
    let _ = tera::escape_html(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Dates in templates: `2026-11-02` in words.
pub fn date_words(text: &str, with_year: bool) -> String {
    let day = text.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    match day {
        Some(day) if with_year => words::chinese(day),
        Some(day) => format!("{}月{}日", day.month(), day.day()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        html(text, "../", |target| match target {
            "x.md" => Href::Inside("notices/x/index.html".into()),
            "p.jpg" => Href::File {
                href: "a/p.jpg".into(),
                picture: PictureView {
                    href: "a/p-40.jpg".into(),
                    width: Some(40),
                    height: Some(30),
                    ..PictureView::default()
                },
            },
            "gone.md" => Href::Nowhere,
            _ => Href::Outside,
        })
        .html
    }

    #[test]
    fn headings_are_put_in_order_below_the_title() {
        assert_eq!(
            shown("# 一\n### 二\n## 三"),
            "<h2 id=\"一\">一</h2>\n<h3 id=\"二\">二</h3>\n<h3 id=\"三\">三</h3>\n"
        );
    }

    #[test]
    fn links_and_pictures_are_rewritten() {
        assert_eq!(shown("[甲](x.md)"), "<p><a href=\"../notices/x/index.html\">甲</a></p>\n");
        assert_eq!(shown("[原图](p.jpg)"), "<p><a href=\"../a/p.jpg\">原图</a></p>\n");
        assert_eq!(shown("[甲](gone.md)"), "<p>甲</p>\n");
        assert_eq!(
            shown("![路\"面](p.jpg)"),
            "<p><img src=\"../a/p-40.jpg\" alt=\"路&quot;面\" width=\"40\" height=\"30\" loading=\"lazy\"></p>\n"
        );
    }

    #[test]
    fn tables_need_no_style_attribute() {
        let html = shown("|甲|乙|\n|--|--:|\n|一|2|\n");
        assert!(
            html.contains("<th scope=\"col\">甲</th><th scope=\"col\" class=\"right\">乙</th>"),
            "{html}"
        );
        assert!(html.contains("<td>一</td><td class=\"right\">2</td>") && !html.contains("style"), "{html}");
    }

    #[test]
    fn raw_html_is_shown_never_obeyed() {
        assert_eq!(shown("一<script>alert(1)</script>"), "<p>一&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
    }

    #[test]
    fn notes_lead_there_and_back() {
        let html = shown("甲[^a]乙[^a]\n\n[^a]: 注");
        assert_eq!(html.matches("id=\"fnr-1\"").count(), 1);
        assert!(html.contains("id=\"fn-1\""));
    }

    #[test]
    fn a_note_within_another_is_a_note_of_its_own() {
        let html = shown("甲[^a]乙[^b]\n\n[^a]: 一\n\n    > [^b]: 二\n\n    三\n");
        assert_eq!(html.matches("<blockquote>").count(), html.matches("</blockquote>").count(), "{html}");
        assert!(html.find("id=\"fn-1\"").unwrap() < html.find("三").unwrap(), "{html}");
        assert_eq!(html.matches("class=\"footnote\"").count(), 2, "{html}");
    }

    #[test]
    fn notes_stand_below_in_the_order_in_which_they_are_named() {
        let html =
            shown("甲[^b]乙[^a]\n\n[^a]: 一[^c]\n[^a]: 又一\n[^b]: 二\n[^没用]: 没用\n\n丙\n\n[^c]: 三\n");
        let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words}: {html}"));
        assert!(
            at("丙") < at("id=\"fn-1\"")
                && at("二</p>") < at("id=\"fn-2\"")
                && at("id=\"fn-2\"") < at("一<sup")
        );
        assert!(at("一<sup") < at("id=\"fn-3\"") && at("id=\"fn-3\"") < at("三</p>"), "{html}");
        assert!(!html.contains("又一") && !html.contains("没用"), "{html}");
        assert_eq!(html.matches("class=\"footnote\"").count(), 3);
    }
}
