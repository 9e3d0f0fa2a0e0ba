//! A style sheet, read: every declaration with the selectors that it is for. What is for paper alone is left out: the
//! board sheet has a judge of its own.

use super::depth::is_too_deep;
use super::media::{Scheme, is_paper_alone, scheme};
use super::prelude::{import, rest, scope, word};
use super::selector::split;
use super::tinted::{Tint, asks_for_dark};
use super::value::{Part, parts};
use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};
use std::sync::Arc;

/// One style sheet, or what an element's own `style` says.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Property and value, with the selectors they are for.
    pub declared: Vec<(Arc<str>, Declared)>,
    /// Those of `@keyframes`: its name, and whether it is where the movement begins.
    pub frames: Vec<(String, bool, Declared)>,
    /// What custom properties are given, and for which screens.
    pub customs: Vec<(Scheme, Declared)>,
    /// What is said of colours of letters and grounds.
    pub tints: Vec<Tint>,
    /// It asks for a dark page and for no other.
    pub is_dark: bool,
    /// Texts that it adds, and attributes out of which it adds some.
    pub added: Vec<String>,
    pub attributes: Vec<String>,
    /// Further sheets that it names, as written.
    pub imports: Vec<String>,
    /// Nested deeper than is read: it may hide anything.
    pub too_deep: bool,
}

/// A property in small letters, with its value.
pub(super) type Declared = (String, Vec<Part>);

/// Properties whose strings are names, and no text for readers.
const NAMES: [&str; 6] =
    ["font-family", "font", "grid-template-areas", "grid-template", "grid", "font-feature-settings"];

impl Sheet {
    /// Reads a style sheet.
    pub(super) fn parse(css: &str) -> Sheet {
        let mut sheet = Sheet { too_deep: is_too_deep(css), ..Sheet::default() };
        let mut rules = Rules { sheet: &mut sheet, under: Under::Top(None), scheme: Scheme::Any };
        StyleSheetParser::new(&mut Parser::new(css), &mut rules).for_each(drop);
        sheet
    }

    /// Reads what an element's own `style` says.
    pub(super) fn inline(css: &str) -> Sheet {
        let mut sheet = Sheet::default();
        let css = if is_too_deep(css) { "display:none" } else { css };
        let mut rules = Rules { sheet: &mut sheet, under: Under::Rule("".into()), scheme: Scheme::Any };
        RuleBodyParser::new(&mut Parser::new(css), &mut rules).for_each(drop);
        sheet
    }

    /// What it gives to custom properties; what else it says holds for one element.
    pub(super) fn customs_alone(self) -> Sheet {
        Sheet { customs: self.customs, ..Sheet::default() }
    }

    fn add(&mut self, under: &Under, (name, value): Declared, scheme: Scheme) {
        if !NAMES.contains(&name.as_str()) {
            self.add_texts(&value);
        }
        if name.starts_with("--") {
            return self.customs.push((scheme, (name, value)));
        }
        match under {
            Under::Rule(selectors) => self.declared.push((Arc::clone(selectors), (name, value))),
            Under::Frame(movement, start) => self.frames.push((movement.clone(), *start, (name, value))),
            Under::Property(own) if name == "initial-value" => {
                self.customs.push((scheme, (own.clone(), value)))
            }
            _ => {}
        }
    }

    fn add_texts(&mut self, value: &[Part]) {
        let mut text = String::new();
        for part in value {
            match part {
                Part::Text(own) => text += own,
                Part::Call(name, inner) if name == "attr" => {
                    let name = inner.first().and_then(|part| match part {
                        Part::Word(name) => Some(name.clone()),
                        _ => None,
                    });
                    self.attributes.extend(name);
                }
                Part::Call(name, inner) if !part.is_picture() && name != "url" => self.add_texts(inner),
                _ => {}
            }
        }
        self.added.extend((!text.is_empty()).then_some(text));
    }
}

/// In what rules and declarations stand.
#[derive(Clone)]
enum Under {
    /// The sheet, or `@scope` with its root.
    Top(Option<Arc<str>>),
    /// A rule with these selectors.
    Rule(Arc<str>),
    /// `@keyframes`.
    Frames(String),
    /// One of its steps, and whether it is the first.
    Frame(String, bool),
    /// `@property`.
    Property(String),
    Ignored,
}

/// Rules of a sheet, or those inside of a rule.
struct Rules<'s> {
    sheet: &'s mut Sheet,
    under: Under,
    /// For which screens they are.
    scheme: Scheme,
}

/// An at-rule as far as it matters.
enum At {
    /// What stands in it applies on some screen, or on such ones.
    Screen(Scheme),
    Under(Under),
    Import(String),
}

impl Rules<'_> {
    fn media(&self, input: &mut Parser) -> At {
        let start = input.state();
        if is_paper_alone(input) {
            return At::Under(Under::Ignored);
        }
        input.reset(&start);
        At::Screen(scheme(&rest(input), self.scheme))
    }

    fn body(&mut self, under: Under, scheme: Scheme, input: &mut Parser) {
        let mut body = Rules { sheet: &mut *self.sheet, under, scheme };
        RuleBodyParser::new(input, &mut body).for_each(drop);
    }
}

impl<'i> AtRuleParser<'i> for Rules<'_> {
    type Prelude = At;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<At, ParseError<()>> {
        let name = name.to_ascii_lowercase();
        let at = match name.strip_prefix("-webkit-").or(name.strip_prefix("-moz-")).unwrap_or(&name) {
            "import" => import(input).map_or(At::Under(Under::Ignored), At::Import),
            "media" => self.media(input),
            "supports" | "layer" | "container" | "starting-style" | "document" => At::Screen(self.scheme),
            "scope" => At::Under(Under::Top(scope(&rest(input)))),
            "keyframes" => At::Under(Under::Frames(word(input))),
            "property" => At::Under(Under::Property(word(input))),
            // names what it adds to lists
            "counter-style" => At::Under(Under::Property(String::new())),
            _ => At::Under(Under::Ignored),
        };
        rest(input);
        Ok(at)
    }

    fn parse_block(
        &mut self,
        prelude: At,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        match prelude {
            At::Screen(scheme) => self.body(self.under.clone(), scheme, input),
            At::Under(Under::Ignored) | At::Import(_) => drop(rest(input)),
            At::Under(under) => self.body(under, self.scheme, input),
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
    type Prelude = Under;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Under, ParseError<()>> {
        let selectors = rest(input);
        Ok(match &self.under {
            Under::Top(None) => Under::Rule(selectors.into()),
            Under::Top(Some(root)) => replaced(&selectors.replace(":scope", "&"), root),
            Under::Rule(above) if selectors.contains('&') => replaced(&selectors, above),
            Under::Rule(above) => {
                let each = split(&selectors).into_iter().map(|part| format!("& {part}"));
                replaced(&each.collect::<Vec<_>>().join(","), above)
            }
            Under::Frames(name) => {
                let first = |step: &str| step.eq_ignore_ascii_case("from") || step == "0%";
                Under::Frame(name.clone(), split(&selectors).into_iter().all(first))
            }
            _ => Under::Ignored,
        })
    }

    fn parse_block(
        &mut self,
        under: Under,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        self.body(under, self.scheme, input);
        Ok(())
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
        if matches!(self.under, Under::Top(_) | Under::Frames(_)) {
            return Err(ParseError::from_basic_kind(BasicParseErrorKind::QualifiedRuleInvalid));
        }
        let start = input.position();
        let value = parts(input)?;
        let important = input.slice_from(start).contains('!');
        let name = if name.starts_with("--") { name.to_string() } else { name.to_ascii_lowercase() };
        let declared = (name, value);
        if let Under::Rule(selectors) = &self.under {
            self.sheet.is_dark |= asks_for_dark(&declared);
            self.sheet.tints.extend(Tint::of(selectors, &declared, important, self.scheme));
        }
        self.sheet.add(&self.under, declared, self.scheme);
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

/// Bytes of a rule's selectors: lists within lists multiply.
const LONGEST: usize = 16 << 10;

/// Selectors with others in place of `&`. Where they grow beyond all measure, the rule is taken for one of everything.
fn replaced(selectors: &str, above: &str) -> Under {
    let above = format!(":is({above})");
    let length = selectors.len() + selectors.matches('&').count() * above.len();
    Under::Rule(if length > LONGEST { "*".into() } else { selectors.replace('&', &above).into() })
}
