//! Numbers that Word writes before paragraphs: lists, their levels, and how far each has counted.

use super::counting::written;
use super::document::Label;
use super::tree::Element;
use std::collections::{HashMap, HashSet};

/// Levels of a list.
const LEVELS: usize = 9;
/// Characters of what is written around a number.
const LONGEST: usize = 40;

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<u32, List>,
    patterns: HashMap<u32, Pattern>,
    /// Patterns of styles of lists, by the style.
    by_style: HashMap<String, u32>,
}

/// A list as paragraphs name it: a pattern, some of whose levels it may change.
struct List {
    pattern: u32,
    starts: HashMap<u8, u32>,
    levels: HashMap<u8, Level>,
}

#[derive(Default)]
struct Pattern {
    levels: HashMap<u8, Level>,
    /// The pattern is that of a style of lists.
    link: Option<String>,
}

#[derive(Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    spaced: bool,
    restart: Option<u8>,
    digits: bool,
    style: Option<String>,
}

impl Numbering {
    /// Out of the part that holds them.
    pub(super) fn of(part: &Element) -> Numbering {
        let mut numbering = Numbering::default();
        let Some(root) = part.child("w:numbering") else { return numbering };
        for pattern in root.all("w:abstractNum") {
            if let Some(id) = pattern.get("abstractNumId").and_then(|id| id.parse().ok()) {
                let style = pattern.child("w:styleLink").and_then(Element::val);
                numbering.by_style.extend(style.map(|style| (style.to_owned(), id)));
                numbering.patterns.insert(id, Pattern::of(pattern));
            }
        }
        for list in root.all("w:num") {
            if let Some((id, list)) = List::of(list) {
                numbering.lists.insert(id, list);
            }
        }
        numbering
    }

    /// The level of a list at which a style stands, when its paragraphs do not say.
    pub(super) fn level_of(&self, list: u32, style: Option<&str>) -> Option<u8> {
        let pattern = self.pattern(self.lists.get(&list)?)?;
        let style = style?;
        let found = pattern.levels.iter().find(|(_, level)| level.style.as_deref() == Some(style));
        found.map(|(at, _)| *at)
    }

    fn pattern(&self, list: &List) -> Option<&Pattern> {
        let pattern = self.patterns.get(&list.pattern)?;
        let Some(link) = &pattern.link else { return Some(pattern) };
        self.by_style.get(link).and_then(|id| self.patterns.get(id)).or(Some(pattern))
    }

    fn level<'n>(&'n self, list: &'n List, at: u8) -> Option<&'n Level> {
        list.levels.get(&at).or_else(|| self.pattern(list)?.levels.get(&at))
    }
}

impl List {
    fn of(list: &Element) -> Option<(u32, List)> {
        let id = list.get("numId")?.parse().ok()?;
        let pattern = list.child("w:abstractNumId")?.number()?;
        let (mut starts, mut levels) = (HashMap::new(), HashMap::new());
        for change in list.all("w:lvlOverride") {
            let Some(at) = change.get("ilvl").and_then(level_number) else { continue };
            if let Some(start) = change.child("w:startOverride").and_then(Element::number) {
                starts.insert(at, start);
            }
            if let Some(level) = change.child("w:lvl") {
                levels.insert(at, Level::of(level));
            }
        }
        Some((id, List { pattern, starts, levels }))
    }
}

fn level_number(text: &str) -> Option<u8> {
    text.parse().ok().filter(|&level| usize::from(level) < LEVELS)
}

impl Pattern {
    fn of(pattern: &Element) -> Pattern {
        let named = |name| pattern.child(name).and_then(Element::val).map(str::to_owned);
        let level = |level: &Element| Some((level_number(level.get("ilvl")?)?, Level::of(level)));
        Pattern { levels: pattern.all("w:lvl").filter_map(level).collect(), link: named("w:numStyleLink") }
    }
}

impl Level {
    fn of(level: &Element) -> Level {
        let named = |name| level.child(name).and_then(Element::val).map(str::to_owned);
        Level {
            start: level.child("w:start").and_then(Element::number).unwrap_or(1),
            format: named("w:numFmt").unwrap_or_else(|| "decimal".to_owned()),
            text: named("w:lvlText").unwrap_or_default().chars().take(LONGEST).collect(),
            spaced: named("w:suff").is_none_or(|word| word != "nothing"),
            restart: level.child("w:lvlRestart").and_then(Element::number),
            digits: level.switch("w:isLgl").unwrap_or(false),
            style: named("w:pStyle"),
        }
    }
}

/// How far the lists have counted.
#[derive(Default)]
pub(super) struct Counters {
    by_pattern: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists that began anew at a level, once.
    begun: HashSet<(u32, u8)>,
    /// A number had to be written in digits.
    pub odd: bool,
}

impl Counters {
    /// What stands before the next paragraph of a list.
    pub(super) fn next(&mut self, numbering: &Numbering, id: u32, at: u8) -> Option<Label> {
        let list = numbering.lists.get(&id)?;
        let level = numbering.level(list, at)?;
        self.count(numbering, (id, list), at);
        if level.format == "bullet" {
            return Some(Label::Bullet(at));
        }
        let text = self.text(numbering, list, level);
        if text.is_empty() {
            return None;
        }
        // behind 、 and ） Word's gap is no more than the look of a list
        let closed = text.ends_with(['、', '）', '．', '。', '：', '】', '〕']);
        Some(Label::Number(if level.spaced && !closed { text + " " } else { text }))
    }

    fn count(&mut self, numbering: &Numbering, (id, list): (u32, &List), at: u8) {
        let anew = list.starts.get(&at).copied().filter(|_| self.begun.insert((id, at)));
        let counted = self.by_pattern.entry(list.pattern).or_default();
        let start = |at: u8| numbering.level(list, at).map_or(1, |level| level.start);
        let here = usize::from(at);
        counted[here] = Some(match (anew, counted[here]) {
            (Some(start), _) => start,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => start(at),
        });
        for above in 0..at {
            let _ = counted[usize::from(above)].get_or_insert_with(|| start(above));
        }
        for below in at + 1..LEVELS as u8 {
            let restart = numbering.level(list, below).and_then(|level| level.restart);
            if restart.is_none_or(|level| level > at) {
                counted[usize::from(below)] = None;
            }
        }
    }

    /// `%1.%2` with the numbers of the levels.
    fn text(&mut self, numbering: &Numbering, list: &List, level: &Level) -> String {
        let counted = self.by_pattern.get(&list.pattern).copied().unwrap_or_default();
        let mut text = String::new();
        let mut rest = level.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            text.push_str(before);
            let at = after.chars().next().and_then(|c| c.to_digit(10)).filter(|at| (1..=9).contains(at));
            let Some(at) = at else {
                text.push('%');
                rest = after;
                continue;
            };
            let number = counted[at as usize - 1].unwrap_or(1);
            let format = numbering.level(list, at as u8 - 1).map_or("decimal", |level| &level.format);
            let digits = if level.digits { "decimal" } else { format };
            text.push_str(&written(number, digits).unwrap_or_else(|| {
                self.odd = true;
                number.to_string()
            }));
            rest = &after[1..];
        }
        text + rest
    }
}
