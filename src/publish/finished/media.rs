//! For which media a sheet or a rule is: paper alone is left out, since the board sheet has a judge of its own.

use cssparser::{Parser, Token};

/// For which screens a rule is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Scheme {
    #[default]
    Any,
    Light,
    Dark,
}

/// Which screens a condition is for, in rules that are for `around`.
pub(super) fn scheme(condition: &str, around: Scheme) -> Scheme {
    let condition = condition.to_ascii_lowercase();
    let Some((before, after)) = condition.split_once("prefers-color-scheme") else { return around };
    let not = before.trim_end().trim_end_matches('(').split_whitespace().any(|word| word == "not");
    let dark = after.trim_start_matches([':', ' ']).starts_with("dark");
    if dark != not { Scheme::Dark } else { Scheme::Light }
}

/// Whether a list of media names paper, and nothing else. An empty one is for all.
pub(super) fn is_paper_alone(input: &mut Parser) -> bool {
    let (mut members, mut first, mut paper) = (0, true, true);
    while let Ok(token) = input.next() {
        match token {
            Token::Comma => first = true,
            Token::Ident(word) if first && word.eq_ignore_ascii_case("only") => {}
            token if first => {
                paper &= matches!(token, Token::Ident(word) if word.eq_ignore_ascii_case("print"));
                (members, first) = (members + 1, false);
            }
            // `print or …` is no medium, and then nobody knows what a browser makes of it
            Token::Ident(word) => paper &= word.eq_ignore_ascii_case("and"),
            _ => {}
        }
    }
    paper && members > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_alone_is_told_from_paper_among_others() {
        for (list, alone) in [
            ("print", true),
            ("only PRINT and (color)", true),
            ("print, pr\\69nt and (color)", true),
            ("print and (color), screen", false),
            ("not print", false),
            ("screen", false),
            ("", false),
            ("(print)", false),
            ("print or screen", false),
        ] {
            assert_eq!(is_paper_alone(&mut Parser::new(list)), alone, "{list}");
        }
    }
}
