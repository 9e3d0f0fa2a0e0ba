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
        "its figures hidden by an attribute",
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
    ("a comment after the word", |toy| toy.style = r#"main{display:none/**/}"#.into(), Code::PostingHidden),
    (
        "a space before `important`",
        |toy| toy.style = r#"main{display:none! important}"#.into(),
        Code::PostingHidden,
    ),
    ("an escape in the word", |toy| toy.style = r#"main{display:n\6fne}"#.into(), Code::PostingHidden),
    ("an escape in the property", |toy| toy.style = r#"main{d\69splay:none}"#.into(), Code::PostingHidden),
    ("letters as white as the paper", |toy| toy.style = "main { color: #fff }".into(), Code::PostingHidden),
    (
        "letters in the colour of their ground, by a variable",
        |toy| toy.style = ":root { --g: #fdfbf7 } body { background: var(--g) } p { color: var(--g) }".into(),
        Code::PostingHidden,
    ),
    (
        "letters that are lost where the night is preferred",
        |toy| {
            toy.style =
                "@media (prefers-color-scheme: dark) { body { background: #111; color: #121212 } }".into()
        },
        Code::PostingHidden,
    ),
    (
        "letters of an old attribute",
        |toy| toy.theme = vec![("<p>共三十万元。</p>", "<p><font color=white>共三十万元。</font></p>")],
        Code::PostingHidden,
    ),
    (
        "a custom property",
        |toy| toy.style = r#"html{--x:none} main{display:var(--x)}"#.into(),
        Code::PostingHidden,
    ),
    (
        "what stands for a missing custom property",
        |toy| toy.style = r#"main{display:var(--x, none)}"#.into(),
        Code::PostingHidden,
    ),
    (
        "a registered custom property",
        |toy| {
            toy.style =
                r#"@property --x{syntax:'*';inherits:false;initial-value:none} main{display:var(--x)}"#.into()
        },
        Code::PostingHidden,
    ),
    (
        "an attribute for a word",
        |toy| toy.style = r#"main{display:attr(class type(<custom-ident>), none)}"#.into(),
        Code::PostingHidden,
    ),
    ("by language", |toy| toy.style = r#"main:not(:lang(en)){display:none}"#.into(), Code::PostingHidden),
    (
        "by what cannot be written in",
        |toy| toy.style = r#"main:read-only{display:none}"#.into(),
        Code::PostingHidden,
    ),
    (
        "as the only one of its kind",
        |toy| toy.style = r#"main:only-of-type{display:none}"#.into(),
        Code::PostingHidden,
    ),
    (
        "as the last of its kind",
        |toy| toy.style = r#"main:nth-last-of-type(1){display:none}"#.into(),
        Code::PostingHidden,
    ),
    ("as what is defined", |toy| toy.style = r#"main:defined{display:none}"#.into(), Code::PostingHidden),
    (
        "in a scope",
        |toy| toy.style = r#"@scope (body){:scope main{display:none}}"#.into(),
        Code::PostingHidden,
    ),
    ("with a namespace", |toy| toy.style = r#"*|main{display:none}"#.into(), Code::PostingHidden),
    (
        "inside of another rule",
        |toy| toy.style = r#"body{main:dir(ltr){display:none}}"#.into(),
        Code::PostingHidden,
    ),
    (
        "on paper, and on screens",
        |toy| toy.style = r#"@media print and (color), screen{main{display:none}}"#.into(),
        Code::PostingHidden,
    ),
    ("its first lines", |toy| toy.style = r#"main p::first-line{font-size:0}"#.into(), Code::PostingHidden),
    ("cut to nothing", |toy| toy.style = r#"main{clip-path:inset(99%)}"#.into(), Code::PostingHidden),
    (
        "cut to nothing the old way",
        |toy| toy.style = r#"main{position:absolute;clip:rect(0,0,0,0)}"#.into(),
        Code::PostingHidden,
    ),
    (
        "moved to the left",
        |toy| toy.style = r#"main{transform:translateX(-9999px)}"#.into(),
        Code::PostingHidden,
    ),
    (
        "moved to the right",
        |toy| toy.style = r#"main{position:absolute;left:9999px}"#.into(),
        Code::PostingHidden,
    ),
    ("moved by screens", |toy| toy.style = r#"main{margin-left:-200vw}"#.into(), Code::PostingHidden),
    ("moved far down", |toy| toy.style = r#"main{padding-top:99999px}"#.into(), Code::PostingHidden),
    ("shrunk", |toy| toy.style = r#"main{transform:scale(.001)}"#.into(), Code::PostingHidden),
    ("shrunk by zoom", |toy| toy.style = r#"main{zoom:.001}"#.into(), Code::PostingHidden),
    (
        "shrunk twice",
        |toy| toy.style = r#"body{font-size:.5em} main{font-size:.5em}"#.into(),
        Code::PostingHidden,
    ),
    ("turned edgeways", |toy| toy.style = r#"main{transform:rotateY(90deg)}"#.into(), Code::PostingHidden),
    ("in a colour of nothing", |toy| toy.style = r#"main{color:rgba(0,0,0,0)}"#.into(), Code::PostingHidden),
    ("in a colour of next to nothing", |toy| toy.style = r#"main{color:#0001}"#.into(), Code::PostingHidden),
    ("faded by a filter", |toy| toy.style = r#"main{filter:opacity(0)}"#.into(), Code::PostingHidden),
    ("faded twice", |toy| toy.style = r#"body{opacity:.3} main{opacity:.3}"#.into(), Code::PostingHidden),
    ("blurred", |toy| toy.style = r#"main{filter:blur(2em)}"#.into(), Code::PostingHidden),
    ("in tiny letters", |toy| toy.style = r#"main{font-size:.01px}"#.into(), Code::PostingHidden),
    (
        "in a box without room",
        |toy| toy.style = r#"main{max-height:.1px;overflow:hidden}"#.into(),
        Code::PostingHidden,
    ),
    (
        "in a box for its first lines",
        |toy| toy.style = r#"main{height:6em;overflow:hidden}"#.into(),
        Code::PostingHidden,
    ),
    (
        "one line of each paragraph",
        |toy| toy.style = r#"main p{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}"#.into(),
        Code::PostingHidden,
    ),
    (
        "under a sheet of white",
        |toy| {
            toy.style = r#"main::before{content:'';position:fixed;inset:0;background:#fff;z-index:99}"#.into()
        },
        Code::PostingHidden,
    ),
    (
        "under the shadow of something",
        |toy| toy.style = r#"h1::after{content:'';position:absolute;box-shadow:0 0 0 9999px #fff}"#.into(),
        Code::PostingHidden,
    ),
    (
        "under an element",
        |toy| {
            toy.theme = vec![("</main>", "</main><div class=c></div>")];
            toy.style = ".c { position: absolute; inset: 0 } div { background: rgb(255 255 255) }".into();
        },
        Code::PostingHidden,
    ),
    (
        "behind a mask",
        |toy| toy.style = r#"main{mask-image:linear-gradient(transparent,transparent)}"#.into(),
        Code::PostingHidden,
    ),
    (
        "mixed with what is behind it",
        |toy| toy.style = r#"main{mix-blend-mode:lighten}"#.into(),
        Code::PostingHidden,
    ),
    ("a picture in its place", |toy| toy.style = r#"main{content:url(x.png)}"#.into(), Code::PostingHidden),
    (
        "read backwards",
        |toy| toy.style = r#"main p{direction:rtl;unicode-bidi:bidi-override}"#.into(),
        Code::PostingHidden,
    ),
    (
        "struck through",
        |toy| toy.style = r#"main *{text-decoration:line-through}"#.into(),
        Code::PostingHidden,
    ),
    (
        "a movement that ends hidden",
        |toy| toy.style = r#"@keyframes x{to{opacity:0}} main{animation:x 1ms forwards}"#.into(),
        Code::PostingHidden,
    ),
    (
        "a movement that stays at its beginning",
        |toy| toy.style = r#"@keyframes x{from{opacity:0}} main{animation:x 1s paused}"#.into(),
        Code::PostingHidden,
    ),
    (
        "void by a list's marks",
        |toy| {
            toy.style =
                r#"@counter-style x{system:cyclic;symbols:'已作废'} main p{display:list-item;list-style:x}"#
                    .into()
        },
        Code::PostingHidden,
    ),
    ("for those who open it", |toy| toy.theme = vec![("<main>", "<main popover>")], Code::PostingHidden),
    ("in a picture that is drawn", |toy| toy.theme = vec![("<main>", "<canvas><main>")], Code::PostingHidden),
    ("in a film", |toy| toy.theme = vec![("<main>", "<video><main>")], Code::PostingHidden),
    (
        "its telephone among suggestions",
        |toy| toy.theme = vec![("<p>0999-0001234</p>", "<datalist><p>0999-0001234</p></datalist>")],
        Code::PostingHidden,
    ),
    (
        "its telephone in a bar",
        |toy| toy.theme = vec![("0999-0001234", "<progress>0999-0001234</progress>")],
        Code::PostingHidden,
    ),
    (
        "its telephone beside small print",
        |toy| toy.theme = vec![("0999-0001234", "<ruby><rp>0999-0001234</rp></ruby>")],
        Code::PostingHidden,
    ),
    (
        "its telephone for browsers without frames",
        |toy| toy.theme = vec![("<p>0999-0001234</p>", "<noframes>0999-0001234</noframes>")],
        Code::PostingHidden,
    ),
    (
        "its telephone the other way round",
        |toy| toy.theme = vec![("0999-0001234", "<bdo dir=rtl>0999-0001234</bdo>")],
        Code::PostingHidden,
    ),
    (
        "in the shadow of something else",
        |toy| toy.theme = vec![("<main>", "<main><template shadowrootmode=open><p>站</p></template>")],
        Code::PostingHidden,
    ),
    (
        "hidden inline after a comment",
        |toy| toy.theme = vec![("<main>", "<main style='/*x*/display:none'>")],
        Code::PostingHidden,
    ),
    (
        "hidden inline before a comment",
        |toy| toy.theme = vec![("<main>", "<main style='display:none/**/'>")],
        Code::PostingHidden,
    ),
    (
        "hidden inline after a brace",
        |toy| toy.theme = vec![("<main>", "<main style='};display:none'>")],
        Code::PostingHidden,
    ),
    (
        "hidden by an inline custom property",
        |toy| toy.theme = vec![("<main>", "<main style='--x:none;display:var(--x)'>")],
        Code::PostingHidden,
    ),
    (
        "kept from the news of a search engine",
        |toy| toy.theme = vec![("<head>", "<head><meta name=googlebot-news content=noindex>")],
        Code::PostingHidden,
    ),
    (
        "kept for a search engine until some day",
        |toy| {
            toy.theme = vec![("<head>", "<head><meta name=robots content='unavailable_after: 2026-11-03'>")]
        },
        Code::PostingHidden,
    ),
    (
        "taken back above it",
        |toy| toy.theme = vec![("<main>", "<header>站</header><p>以下公示已作废，停止公示</p><main>")],
        Code::PostingHidden,
    ),
    (
        "said to be out of use",
        |toy| toy.theme = vec![("</main>", "<p>本页已停用</p></main>")],
        Code::PostingHidden,
    ),
    ("said to be void", |toy| toy.theme = vec![("<main>", "<p>此件作废</p><main>")], Code::PostingHidden),
    (
        "taken back in a drawing",
        |toy| toy.theme = vec![("</main>", "<svg><text>本公示已作废</text></svg></main>")],
        Code::PostingHidden,
    ),
    (
        "taken back by an attribute",
        |toy| {
            toy.theme =
                vec![("<main>", "<style>main::before{content:attr(data-x)}</style><main data-x='已作废'>")]
        },
        Code::PostingHidden,
    ),
    (
        "a print sheet that a script turns on",
        |toy| {
            toy.theme = vec![(
                "<head>",
                "<head><style media=print onload=\"this.media='all'\">main{display:none}</style>",
            )]
        },
        Code::PostingHidden,
    ),
    ("the site's telephone left out", |toy| toy.theme = vec![("0999-0001300", "")], Code::PostingHidden),
    (
        "no way to the attached table",
        |toy| toy.theme = vec![("<a href=", "<a data-href=")],
        Code::PostingHidden,
    ),
    ("an objection left out", |toy| toy.theme = vec![("<p>里程</p>", "")], Code::PostingHidden),
];
