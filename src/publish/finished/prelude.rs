//! What stands between the name of an at-rule and its block.

use super::media::is_paper_alone;
use cssparser::{ParseError, Parser, Token};
use std::sync::Arc;

/// The address of a sheet that is imported, unless it is for paper alone.
pub(super) fn import(input: &mut Parser) -> Option<String> {
    let address = input.expect_url_or_string().map(|address| address.to_string());
    loop {
        let start = input.state();
        match input.next() {
            // `layer`, `layer(…)` and `supports(…)` stand before the media
            Ok(Token::Function(_)) => {}
            Ok(Token::Ident(name)) if name.eq_ignore_ascii_case("layer") => {}
            _ => {
                input.reset(&start);
                break;
            }
        }
    }
    address.ok().filter(|_| !is_paper_alone(input))
}

/// The root of `@scope (…) to (…)`.
pub(super) fn scope(prelude: &str) -> Option<Arc<str>> {
    let mut input = Parser::new(prelude);
    input.expect_parenthesis_block().ok()?;
    let inside = input.parse_nested_block(|input| Ok::<_, ParseError<()>>(rest(input)));
    inside.ok().filter(|root| !root.is_empty()).map(Into::into)
}

/// A name, in small letters unless it is somebody's own.
pub(super) fn word(input: &mut Parser) -> String {
    let name = input.expect_ident_or_string().map(|name| name.to_string()).unwrap_or_default();
    if name.starts_with("--") { name } else { name.to_ascii_lowercase() }
}

/// Everything up to the end of a block or prelude, as written.
pub(super) fn rest(input: &mut Parser) -> String {
    let start = input.position();
    while input.next_including_whitespace_and_comments().is_ok() {}
    input.slice_from(start).trim().to_owned()
}
