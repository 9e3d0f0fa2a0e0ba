//! How deep a style sheet is nested.

use cssparser::{ParseError, Parser, Token};

/// Blocks and brackets in one another. Browsers read on where our parser stops, so that a sheet that is deeper
/// may hide anything.
const DEEPEST: u8 = 32;

/// Whether a style sheet is.
pub(super) fn is_too_deep(css: &str) -> bool {
    let mut parser = Parser::new(css);
    parser.set_nested_block_limit(DEEPEST);
    goes_too_deep(&mut parser)
}

fn goes_too_deep(input: &mut Parser) -> bool {
    while let Ok(token) = input.next() {
        let opens = matches!(
            token,
            Token::Function(_)
                | Token::ParenthesisBlock
                | Token::SquareBracketBlock
                | Token::CurlyBracketBlock
        );
        if opens
            && input.parse_nested_block(|inner| Ok::<_, ParseError<()>>(goes_too_deep(inner))) != Ok(false)
        {
            return true;
        }
    }
    false
}
