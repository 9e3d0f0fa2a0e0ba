//! Selectors, as they hold at rest: nobody points at, has visited or has focused anything; switches stand as the page
//! has them, and a second time all switched on, since a view is no place to hide in either. Of what else a browser may
//! know and this program does not, everything counts as so, and a second time nothing.

use cssparser::{Parser, ToCss, Token};
use scraper::{ElementRef, Selector};

/// Matches nothing, in the place of what is not so at rest.
const NEVER: &str = ":not(*)";
const ALWAYS: &str = ":not(:not(*))";

/// States that nothing has before somebody touches the page.
const TOUCHED: [&str; 15] = [
    "hover",
    "focus",
    "focus-visible",
    "focus-within",
    "active",
    "visited",
    "target",
    "target-within",
    "fullscreen",
    "picture-in-picture",
    "autofill",
    "-webkit-autofill",
    "user-valid",
    "user-invalid",
    "playing",
];

/// What is read here as browsers read it: with selectors inside, with numbers, and with nothing.
const WITH_SELECTORS: [&str; 4] = ["is", "not", "where", "has"];
const OLD_IS: [&str; 3] = ["matches", "-webkit-any", "-moz-any"];
const BY_PLACE: [&str; 11] = [
    "nth-child",
    "nth-last-child",
    "nth-of-type",
    "nth-last-of-type",
    "root",
    "empty",
    "first-child",
    "last-child",
    "only-child",
    "first-of-type",
    "last-of-type",
];

/// A selector with what finds the rules that may match an element.
#[derive(Debug)]
pub(super) struct Selected {
    pub selector: Selector,
    pub key: Key,
    /// What a browser prefers among rules is heavier: ids by ten thousand, classes by a hundred, names by one.
    pub weight: u32,
    /// It is about what stands before or after the text of what it matches.
    pub beside: bool,
}

/// What an element has to have so that a selector can match it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Class(String),
    Tag(String),
    Any,
}

/// Reads a list of selectors.
pub(super) fn selected(list: &str) -> Vec<Selected> {
    let mut found = Vec::new();
    for member in split(list) {
        let mut known: Vec<(String, bool)> = Vec::new();
        for checked in ["[checked]", ALWAYS] {
            for unknown in [ALWAYS, NEVER] {
                let mut rest = Rest { checked, unknown, out: String::new(), beside: false };
                rest.write(&mut Parser::new(member));
                let one = (rest.out, rest.beside);
                if !known.contains(&one) {
                    known.push(one);
                }
            }
        }
        found.extend(known.into_iter().filter_map(|(text, beside)| {
            let selector = Selector::parse(&text).ok()?;
            Some(Selected { selector, key: key(&text), weight: weigh(&mut Parser::new(&text)), beside })
        }));
    }
    found
}

/// The heaviest of a list of selectors.
fn weigh(input: &mut Parser) -> u32 {
    let (mut most, mut sum, mut named) = (0, 0_u32, false);
    while let Ok(token) = input.next_including_whitespace().cloned() {
        let more = match token {
            Token::Comma => {
                most = most.max(sum);
                sum = 0;
                0
            }
            Token::IDHash(_) | Token::Hash(_) => 10_000,
            Token::SquareBracketBlock | Token::Delim('.') | Token::Colon => 100,
            Token::Ident(_) if !named => 1,
            Token::Function(ref name) => {
                let inner =
                    input.parse_nested_block(|input| Ok::<_, cssparser::ParseError<()>>(weigh(input)));
                // its colon is counted
                sum = sum.saturating_sub(100);
                match name.as_ref() {
                    "where" => 0,
                    name if WITH_SELECTORS.contains(&name) => inner.unwrap_or_default(),
                    _ => 100,
                }
            }
            _ => 0,
        };
        named = matches!(token, Token::Delim('.') | Token::Colon);
        sum = sum.saturating_add(more);
    }
    most.max(sum)
}

/// By what the rules are found that may match an element.
pub(super) fn keys(element: ElementRef<'_>) -> impl Iterator<Item = Key> {
    let value = element.value();
    let classes = value.classes().map(|class| Key::Class(class.to_owned()));
    classes.chain([Key::Tag(value.name().to_owned()), Key::Any])
}

/// The members of a list of selectors.
pub(super) fn split(list: &str) -> Vec<&str> {
    let mut input = Parser::new(list);
    let (mut members, mut start) = (Vec::new(), input.position());
    loop {
        match input.next_including_whitespace_and_comments() {
            Ok(Token::Comma) => {
                let member = input.slice_from(start);
                members.push(member.strip_suffix(',').unwrap_or(member).trim());
                start = input.position();
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    members.push(input.slice_from(start).trim());
    members
}

/// A selector in the making.
struct Rest<'s> {
    checked: &'s str,
    unknown: &'s str,
    out: String,
    beside: bool,
}

impl Rest<'_> {
    fn write(&mut self, input: &mut Parser) {
        while let Ok(token) = input.next_including_whitespace().cloned() {
            match token {
                Token::Colon => self.pseudo(input),
                Token::Function(name) => self.nested(&format!("{name}("), input, ")"),
                Token::ParenthesisBlock => self.nested("(", input, ")"),
                Token::SquareBracketBlock => self.nested("[", input, "]"),
                // a namespace, which makes no difference in a page
                Token::Delim('|') => {
                    let name = |c: char| c.is_alphanumeric() || matches!(c, '*' | '-' | '_');
                    self.out.truncate(self.out.trim_end_matches(name).len());
                }
                Token::Delim('&') => self.out.push_str(ALWAYS),
                token => self.out.push_str(&token.to_css_string()),
            }
        }
    }

    fn nested(&mut self, open: &str, input: &mut Parser, close: &str) {
        self.out.push_str(open);
        let _ = input.parse_nested_block(|input| {
            self.write(input);
            Ok::<(), cssparser::ParseError<()>>(())
        });
        self.out.push_str(close);
    }

    fn pseudo(&mut self, input: &mut Parser) {
        let mut token = input.next_including_whitespace().cloned();
        let double = token == Ok(Token::Colon);
        if double {
            token = input.next_including_whitespace().cloned();
        }
        let (name, inner) = match token {
            Ok(Token::Ident(name)) => (name.to_ascii_lowercase(), None),
            Ok(Token::Function(name)) => (name.to_ascii_lowercase(), Some(inside(input))),
            _ => return,
        };
        let name = name.as_str();
        if double || matches!(name, "before" | "after" | "first-line" | "first-letter") {
            self.element(name);
        } else {
            self.class(name, inner);
        }
    }

    /// A part of an element: what is hidden of its first line is hidden of it.
    fn element(&mut self, name: &str) {
        self.beside |= matches!(name, "before" | "after" | "backdrop");
        let own = self.beside || matches!(name, "first-line" | "first-letter" | "details-content");
        self.out.push_str(if own { ALWAYS } else { NEVER });
    }

    fn class(&mut self, name: &str, inner: Option<&str>) {
        match inner {
            Some(inner) if WITH_SELECTORS.contains(&name) => self.with_selectors(name, inner),
            Some(inner) if OLD_IS.contains(&name) => self.with_selectors("is", inner),
            Some(inner) if name == "lang" && inner.chars().all(|c| c.is_ascii_alphabetic() || c == '-') => {
                self.out += &format!(":is([lang|=\"{inner}\" i],[lang|=\"{inner}\" i] *)");
            }
            Some(inner) if BY_PLACE.contains(&name) && !inner.contains("of") => {
                self.out += &format!(":{name}({inner})");
            }
            None if BY_PLACE.contains(&name) || name == "only-of-type" => self.out += &format!(":{name}"),
            _ if name == "checked" => self.out.push_str(self.checked),
            _ if name == "link" || name == "any-link" => self.out.push_str("[href]"),
            _ if name == "scope" => self.out.push_str(ALWAYS),
            _ if TOUCHED.contains(&name) => self.out.push_str(NEVER),
            _ => self.out.push_str(self.unknown),
        }
    }

    fn with_selectors(&mut self, name: &str, inner: &str) {
        self.out += &format!(":{name}(");
        self.write(&mut Parser::new(inner));
        self.out.push(')');
    }
}

/// What stands between the brackets of a function.
fn inside<'i>(input: &mut Parser<'i>) -> &'i str {
    let read = input.parse_nested_block(|input| {
        let start = input.position();
        while input.next_including_whitespace_and_comments().is_ok() {}
        Ok::<&'i str, cssparser::ParseError<()>>(input.slice_from(start).trim())
    });
    read.unwrap_or_default()
}

/// By a class or the name of the last element of a selector.
fn key(selector: &str) -> Key {
    let last = last_compound(selector);
    let name = |text: &str| {
        let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len());
        (!text[end..].starts_with('\\')).then(|| text[..end].to_owned()).filter(|name| !name.is_empty())
    };
    if let Some(tag) = name(last) {
        return Key::Tag(tag.to_ascii_lowercase());
    }
    last.strip_prefix('.').and_then(name).map_or(Key::Any, Key::Class)
}

fn last_compound(selector: &str) -> &str {
    let mut input = Parser::new(selector.trim());
    let mut start = input.position();
    while let Ok(token) = input.next_including_whitespace() {
        if matches!(token, Token::WhiteSpace(_) | Token::Delim('>' | '+' | '~')) {
            start = input.position();
        }
    }
    input.slice_from(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_found_by_what_they_are_about() {
        for (selector, wanted) in [
            ("body > main.x", Key::Tag("main".into())),
            (".a .b:not(.c)", Key::Class("b".into())),
            ("a .x\\:y", Key::Any),
            ("main:has(> p)", Key::Tag("main".into())),
            ("x [href=' .y']", Key::Any),
            (":is(.a) .b ~ *", Key::Any),
        ] {
            assert_eq!(key(selector), wanted, "{selector}");
        }
    }

    #[test]
    fn lists_are_split_where_they_are_lists() {
        assert_eq!(split("a, :is(b, c), [x=','] d"), ["a", ":is(b, c)", "[x=','] d"]);
    }
}
