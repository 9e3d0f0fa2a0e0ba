//! Ways by the theme: every one must leave the notice to be read.

use super::Way;
use crate::diagnostic::Code;

pub(super) const WAYS: &[Way] = &[
    ("its title left out by the theme", |toy| toy.theme = vec![("硬化村道", "")], Code::PostingHidden),
    (
        "a paragraph left out by the theme",
        |toy| toy.theme = vec![("<p>共三十万元。</p>", "")],
        Code::PostingHidden,
    ),
    ("another sum by the theme", |toy| toy.theme = vec![("三十万", "三百万")], Code::PostingHidden),
    (
        "the telephone left out by the theme",
        |toy| toy.theme = vec![("0999-0001234", "")],
        Code::PostingHidden,
    ),
    ("hidden by the style sheet", |toy| toy.style = "main { display: none }".into(), Code::PostingHidden),
    (
        "its figures in white",
        |toy| toy.theme = vec![("<p>共三十万元。</p>", "<p hidden>共三十万元。</p>")],
        Code::PostingHidden,
    ),
    (
        "kept from search engines",
        |toy| toy.theme = vec![("<head>", "<head><meta name=robots content=noindex>")],
        Code::PostingHidden,
    ),
    (
        "readers sent elsewhere",
        |toy| toy.theme = vec![("<head>", "<head><meta http-equiv=refresh content=\"0;url=/\">")],
        Code::PostingHidden,
    ),
    ("in no list", |toy| toy.theme = vec![("<li>", "<li hidden>")], Code::PostingHidden),
];
