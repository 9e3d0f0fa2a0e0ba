//! A reader of templates that is as strict as an author would wish: Tera takes an undefined name in `if` for
//! false, this one tells. It knows paths, `for` and `set`, and nothing of scopes: a later binding of a name
//! takes the place of the earlier.

use super::views::Views;
use std::collections::BTreeMap;

/// Words of the language, and names that only it gives.
const WORDS: &[&str] = &[
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "in",
    "endfor",
    "set",
    "endset",
    "block",
    "endblock",
    "extends",
    "include",
    "and",
    "or",
    "not",
    "is",
    "none",
    "true",
    "false",
    "loop",
    "super",
    "set_global",
    "filter",
    "endfilter",
];

/// What stands between `{{ }}` and `{% %}`, without texts in quotes.
fn tags(text: &str) -> impl Iterator<Item = String> {
    text.split(['{']).filter_map(|piece| {
        let inner = piece.strip_prefix('%').and_then(|rest| rest.split("%}").next());
        let inner = inner.or_else(|| piece.split_once("}}").map(|(inner, _)| inner))?;
        Some(inner.split('"').step_by(2).collect::<Vec<_>>().join("\"\""))
    })
}

/// Names of blocks, in order.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("{%").skip(1).map(|rest| rest.trim_start_matches('-').trim_start());
    after.filter_map(|rest| rest.strip_prefix("block ")?.split_whitespace().next())
}

/// Paths in a tag: `turn[0].href`, `points.rows[:20]`, `page`. Not names after `|` or `is`, before `(` or `=`.
fn paths(tag: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some(start) = rest.find(|c: char| c.is_alphabetic() || c == '_') {
        let before = rest[..start].trim_end().chars().last();
        let from = &rest[start..];
        let end = path_end(from);
        let path = &from[..end];
        let after = from[end..].trim_start();
        let is_argument = after.starts_with('(') || (after.starts_with('=') && !after.starts_with("=="));
        let is_test = found.last().is_some_and(|last| last == "is") || tag_says_is_not(&found);
        if before != Some('|') && !is_argument && !is_test {
            found.push(path.to_owned());
        } else if is_test {
            found.push("none".to_owned());
        }
        rest = &from[end..];
    }
    found
}

fn tag_says_is_not(found: &[String]) -> bool {
    found.ends_with(&["is".to_owned(), "not".to_owned()])
}

fn path_end(text: &str) -> usize {
    let mut end = 0;
    while let Some(c) = text[end..].chars().next() {
        match c {
            '[' => end += text[end..].find(']').map_or(text.len() - end, |close| close + 1),
            c if c.is_alphanumeric() || c == '_' || c == '.' => end += c.len_utf8(),
            _ => break,
        }
    }
    end
}

fn unwrapped(sort: &str) -> &str {
    sort.strip_prefix("Option<").map_or(sort, |inner| inner.strip_suffix('>').unwrap_or(inner))
}

fn element(sort: &str) -> Option<&str> {
    unwrapped(sort).strip_prefix("Vec<").and_then(|inner| inner.strip_suffix('>'))
}

/// What is known of a name: its type, or only that it is there.
type Bound = BTreeMap<String, Option<String>>;

/// The type that a path leads to; `Err` where it leads nowhere, `Ok(None)` where nothing is known.
fn resolve(path: &str, views: &Views, bound: &Bound) -> Result<Option<String>, ()> {
    let mut steps = path.split('.');
    let first = steps.next().unwrap_or_default();
    let name = first.split('[').next().unwrap_or_default();
    let mut sort = bound.get(name).ok_or(())?.clone();
    sort = indexed(sort, first);
    for step in steps {
        let Some(before) = sort else { return Ok(None) };
        let field = step.split('[').next().unwrap_or_default();
        let found = views.field(unwrapped(&before), field).ok_or(())?;
        sort = indexed(Some(found.to_owned()), step);
    }
    Ok(sort)
}

/// `x[0]` is an element, `x[:8]` a shorter list.
fn indexed(sort: Option<String>, step: &str) -> Option<String> {
    match step.split_once('[') {
        Some((_, index)) if !index.contains(':') => element(&sort?).map(str::to_owned),
        _ => sort,
    }
}

/// Binds `for x in path` and `set x = path`.
fn bind(tag: &str, views: &Views, bound: &mut Bound) {
    let known = |path: &str, bound: &Bound| resolve(&path[..path_end(path)], views, bound).ok().flatten();
    for rest in tag.split("for ").skip(1) {
        let Some((name, path)) = rest.split_once(" in ") else { continue };
        let sort = known(path.trim_start(), bound).and_then(|list| element(&list).map(str::to_owned));
        bound.insert(name.trim().to_owned(), sort);
    }
    if let Some((name, path)) =
        tag.trim_start_matches('-').trim().strip_prefix("set ").and_then(|t| t.split_once('='))
    {
        let path = path.trim_end_matches('-').trim();
        let sort = if path_end(path) == path.len() { known(path, bound) } else { None };
        bound.insert(name.trim().to_owned(), sort);
    }
}

/// Every path of a template that leads nowhere.
pub(crate) fn unknown_names(text: &str, views: &Views, roots: &BTreeMap<String, String>) -> Vec<String> {
    let mut bound: Bound = roots.iter().map(|(name, sort)| (name.clone(), Some(sort.clone()))).collect();
    let mut wrong = Vec::new();
    for tag in tags(text) {
        let words = tag.trim_start_matches('-').trim();
        if words.starts_with("block ") || words.starts_with("endblock") {
            continue;
        }
        bind(&tag, views, &mut bound);
        let paths = paths(&tag);
        let named =
            paths.iter().filter(|path| !WORDS.contains(&path.split(['.', '[']).next().unwrap_or_default()));
        wrong.extend(named.filter(|path| resolve(path, views, &bound).is_err()).cloned());
    }
    wrong
}
