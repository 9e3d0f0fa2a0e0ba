//! The examples of the CommonMark specification 0.31.2: the dialect changes none of them.
//!
//! `commonmark-0.31.2.txt` is the specification as published (npm `commonmark-spec`), by John
//! MacFarlane, under CC-BY-SA 4.0. All examples are compared, also those with raw HTML, since events
//! carry that too.

use super::html;

const SPECIFICATION: &str = include_str!("commonmark-0.31.2.txt");

/// pulldown-cmark's writer puts no line break before an HTML block in a tight list item, as example
/// 175 has it; the events are right.
const LINE_BREAK_ONLY: [usize; 1] = [175];

#[derive(Debug)]
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let fence = "`".repeat(32);
    let opening = format!("\n{fence} example\n");
    let closing = format!("\n{fence}\n");
    SPECIFICATION
        .split(&opening)
        .skip(1)
        .zip(1..)
        .map(|(piece, number)| example(number, piece.split_once(&closing).expect("an example ends").0))
        .collect()
}

/// Two parts with a line of one full stop between; either may be empty; `→` is a tab.
fn example(number: usize, body: &str) -> Example {
    let body = format!("\n{}\n", body.replace('→', "\t"));
    let (markdown, html) = body.split_once("\n.\n").expect("an example has two parts");
    Example { number, markdown: format!("{markdown}\n")[1..].to_owned(), html: html.to_owned() }
}

/// pulldown-cmark's writer leaves `"` in text, the specification writes it as `&quot;`.
fn plain_quotes(html: &str) -> String {
    html.replace("&quot;", "\"")
}

#[test]
fn every_example_holds() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    for Example { number, markdown, html: expected } in examples {
        let (mut ours, mut expected) = (plain_quotes(&html(&markdown)), plain_quotes(&expected));
        if LINE_BREAK_ONLY.contains(&number) {
            assert_ne!(ours, expected, "example {number} is an exception no more");
            ours.retain(|c| c != '\n');
            expected.retain(|c| c != '\n');
        }
        assert_eq!(ours, expected, "example {number}: {markdown:?}");
    }
}
