//! Rules of style sheets that hide what they match.
//!
//! Selectors are judged at rest: nobody points at, has visited or has focused anything; switches stand as
//! the page has them, and a second time all switched on, since a view is no place to hide in either. Rules
//! for paper alone are left out: the board sheet has a judge of its own.

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser, Token,
};
use scraper::{ElementRef, Selector};

/// Matches nothing, in the place of what is not so at rest.
const NEVER: &str = ":not(*)";
const ALWAYS: &str = ":not(:not(*))";

/// The hiding rules of one style sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    hiding: Vec<Selector>,
    /// Texts that it adds.
    pub(super) added: Vec<String>,
    /// Further sheets that it names, as written.
    pub(super) imports: Vec<String>,
}

impl Sheet {
    /// Reads a style sheet.
    pub(super) fn parse(css: &str) -> Sheet {
        let mut sheet = Sheet::default();
        let mut parser = Parser::new(css);
        let mut rules = Rules { sheet: &mut sheet, under: None };
        StyleSheetParser::new(&mut parser, &mut rules).for_each(drop);
        sheet
    }

    pub(super) fn hides(&self, element: ElementRef) -> bool {
        self.hiding.iter().any(|selector| selector.matches(&element))
    }

    fn hide(&mut self, selectors: &str) {
        for checked in ["[checked]", ALWAYS] {
            for selector in split(selectors) {
                self.hiding.extend(Selector::parse(&at_rest(selector, checked)));
            }
        }
    }
}

/// Rules of a sheet, or those inside of a rule.
struct Rules<'s> {
    sheet: &'s mut Sheet,
    /// The selectors that they are nested in.
    under: Option<String>,
}

/// An at-rule as far as it matters.
enum At {
    /// What stands in it applies on some screen.
    Screen,
    Ignored,
    Import(String),
}

impl<'i> AtRuleParser<'i> for Rules<'_> {
    type Prelude = At;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<At, ParseError<()>> {
        if name.eq_ignore_ascii_case("import") {
            let address = input.expect_url_or_string().map(|address| address.to_string());
            rest(input);
            return Ok(address.map_or(At::Ignored, At::Import));
        }
        let prelude = rest(input).to_ascii_lowercase();
        Ok(match &*name.to_ascii_lowercase() {
            "media" if prelude == "print" || prelude.starts_with("print and") => At::Ignored,
            "media" | "supports" | "layer" | "container" | "scope" | "starting-style" => At::Screen,
            _ => At::Ignored,
        })
    }

    fn parse_block(
        &mut self,
        prelude: At,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        if !matches!(prelude, At::Screen) {
            rest(input);
            return Ok(());
        }
        match self.under.clone() {
            // declarations may stand right inside of a nested at-rule
            Some(selectors) => self.body(selectors, input),
            None => {
                let mut rules = Rules { sheet: &mut *self.sheet, under: None };
                RuleBodyParser::new(input, &mut rules).for_each(drop);
            }
        }
        Ok(())
    }

    fn rule_without_block(&mut self, prelude: At, _: &ParserState) -> Result<(), ()> {
        if let At::Import(address) = prelude {
            self.sheet.imports.push(address);
        }
        Ok(())
    }
}

impl<'i> QualifiedRuleParser<'i> for Rules<'_> {
    type Prelude = String;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<String, ParseError<()>> {
        let selectors = rest(input);
        Ok(match &self.under {
            None => selectors,
            Some(above) if selectors.contains('&') => selectors.replace('&', &format!(":is({above})")),
            Some(above) => {
                let nested = split(&selectors).into_iter().map(|part| format!(":is({above}) {part}"));
                nested.collect::<Vec<_>>().join(",")
            }
        })
    }

    fn parse_block(
        &mut self,
        selectors: String,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        self.body(selectors, input);
        Ok(())
    }
}

impl Rules<'_> {
    fn body(&mut self, selectors: String, input: &mut Parser) {
        let mut body = Rules { sheet: &mut *self.sheet, under: Some(selectors) };
        RuleBodyParser::new(input, &mut body).for_each(drop);
    }
}

impl<'i> DeclarationParser<'i> for Rules<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<(), ParseError<()>> {
        let Some(selectors) = self.under.clone() else {
            return Err(ParseError::from_basic_kind(BasicParseErrorKind::QualifiedRuleInvalid));
        };
        if name.eq_ignore_ascii_case("content") {
            while let Ok(token) = input.next() {
                if let Token::QuotedString(text) = token {
                    self.sheet.added.push(text.to_string());
                }
            }
            return Ok(());
        }
        if hides(&name, &rest(input)) {
            self.sheet.hide(&selectors);
        }
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), ()> for Rules<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

/// Everything up to the end of a block or prelude, as written.
fn rest(input: &mut Parser) -> String {
    let start = input.position();
    while input.next_including_whitespace_and_comments().is_ok() {}
    input.slice_from(start).trim().to_owned()
}

/// Whether a declaration makes what it applies to invisible.
pub(super) fn hides(property: &str, value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let value = value.trim_end_matches("!important").trim();
    let number = || {
        let end = value.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')).unwrap_or(value.len());
        value[..end].parse::<f64>().ok()
    };
    match &*property.to_ascii_lowercase() {
        "display" => value == "none",
        "visibility" => matches!(value, "hidden" | "collapse"),
        "content-visibility" => value == "hidden",
        "opacity" => number().is_some_and(|opacity| opacity < 0.1),
        "font-size" => number().is_some_and(|size| size <= 0.0),
        "font" => value.starts_with("0/") || value.contains(" 0/") || value.starts_with("0px"),
        "color" | "-webkit-text-fill-color" => value == "transparent",
        "left" | "top" | "right" | "bottom" | "text-indent" | "margin-left" | "margin-top" => {
            number().is_some_and(|far| far <= -500.0)
        }
        "transform" => value.contains("scale(0") && !value.contains("scale(0."),
        "scale" => value == "0",
        "clip-path" => {
            value.contains("inset(50%") || value.contains("inset(100%") || value.contains("circle(0")
        }
        "max-height" | "height" | "max-width" | "width" => number() == Some(0.0),
        _ => false,
    }
}

/// The members of a list of selectors.
fn split(selectors: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in selectors.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(selectors[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(selectors[start..].trim());
    parts
}

/// A selector with states in the place of which nothing, or everything, matches.
fn at_rest(selector: &str, checked: &str) -> String {
    const KNOWN: [&str; 14] = [
        "not",
        "is",
        "where",
        "has",
        "root",
        "empty",
        "first-child",
        "last-child",
        "only-child",
        "nth-child",
        "nth-last-child",
        "first-of-type",
        "last-of-type",
        "nth-of-type",
    ];
    let mut out = String::with_capacity(selector.len());
    let mut rest = selector;
    while let Some(at) = rest.find(':') {
        out.push_str(&rest[..at]);
        let colons = if rest[at..].starts_with("::") { 2 } else { 1 };
        let after = &rest[at + colons..];
        let end = after.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(after.len());
        let (name, mut tail) = after.split_at(end);
        match name {
            _ if colons == 1 && KNOWN.contains(&name) => out.extend([":", name]),
            "checked" => out.push_str(checked),
            "link" | "any-link" => out.push_str("[href]"),
            _ => {
                out.push_str(NEVER);
                tail = past_arguments(tail);
            }
        }
        rest = tail;
    }
    out + rest
}

fn past_arguments(text: &str) -> &str {
    if !text.starts_with('(') {
        return text;
    }
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn hidden(css: &str) -> bool {
        let html = Html::parse_document(
            "<html><body class=a><input id=v type=checkbox><main><p class=b>字</p></main></body></html>",
        );
        let sheet = Sheet::parse(css);
        let text = html.select(&Selector::parse("p").unwrap()).next().unwrap();
        let up = text.ancestors().filter_map(ElementRef::wrap);
        std::iter::once(text).chain(up).any(|element| sheet.hides(element))
    }

    #[test]
    fn rules_that_hide_are_seen() {
        for css in [
            "main { display: none }",
            "MAIN{DISPLAY:NONE!important}",
            ".a .b { visibility: hidden }",
            "main:not(:hover) p { opacity: 0 }",
            "@media (max-width: 40em) { p { font-size: 0 } }",
            "@supports (color: red) { body > main { text-indent: -9999px } }",
            ":root:has(#v:checked) main { display: none }",
            "body { & main { height: 0 } }",
            "body { main { display: none } }",
            "body { @media screen { display: none } }",
            "x, main > p:first-child { position: absolute; left: -999em }",
            "@layer a { p { color: transparent } }",
        ] {
            assert!(hidden(css), "{css}");
        }
    }

    #[test]
    fn rules_that_hide_nothing_that_matters_are_passed_over() {
        for css in [
            "main::before { display: none }",
            "main:hover { display: none }",
            "@media print { main { display: none } }",
            ".c { display: none }",
            "main { display: block; opacity: .9; left: -2px; width: 0.5em }",
            "@keyframes x { from { opacity: 0 } }",
            "p:empty { display: none }",
            "not css at all { { } main",
        ] {
            assert!(!hidden(css), "{css}");
        }
    }
}
