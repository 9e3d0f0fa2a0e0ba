//! That the law sees what it forbids: small houses as texts.

use crate::arrows::{Arrows, arrows};
use crate::circles::{circles, circles_by_folder, graph};
use crate::house::{House, Room};
use crate::shape;
use std::collections::BTreeMap;

fn house(files: &[(&str, &str)]) -> House {
    House::new(
        &files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect::<BTreeMap<_, _>>(),
    )
}

fn drawn(files: &[(&str, &str)]) -> Arrows {
    arrows(&house(files))
}

/// `from -> to` of every arrow in a house whose room `a` has the given text, and whose rooms `b` and `c` define
/// a thing each.
fn from_a(text: &str) -> Vec<String> {
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", text),
        ("b.rs", "pub mod d; pub fn thing() {}"),
        ("b/d.rs", "pub struct Deep; pub fn deep() {}"),
        ("c.rs", "pub use crate::b::thing as handed; pub struct Own;"),
    ];
    let arrows = drawn(&files);
    assert!(arrows.blind.is_empty(), "{:?}", arrows.blind);
    let from_a = arrows.pairs().filter(|(from, _)| *from == "a.rs");
    from_a.map(|(_, to)| to.to_owned()).collect()
}

#[test]
fn every_form_of_import_is_seen() {
    for (text, to) in [
        ("use crate::b::thing;", ["b.rs"].as_slice()),
        ("use crate::{b::{d::Deep, thing}, c::Own};", &["b.rs", "b/d.rs", "c.rs"]),
        ("use super::c::{self, Own as Other};", &["c.rs"]),
        ("use crate::b::{self as other}; fn f() { other::d::deep() }", &["b/d.rs"]),
        ("use crate::b::d::*; type Mine = Deep;", &["b/d.rs"]),
        ("fn f() { use crate::b::thing; thing() }", &["b.rs"]),
        ("mod inner { use super::super::b::thing; }", &["b.rs"]),
        ("use crate::c::handed;", &["b.rs"]),
        ("pub use crate::c::Own;", &["c.rs"]),
    ] {
        assert_eq!(from_a(text), to, "{text}");
    }
}

#[test]
fn a_path_anywhere_is_seen() {
    for text in [
        "fn f() { crate::b::thing() }",
        "fn f(x: &crate::b::thing) {}",
        "fn f() { match 1 { self::super::b::thing => {} _ => {} } }",
        "impl From<crate::b::thing> for u8 {}",
        "fn f() { vec![println!(\"{}\", crate::b::thing())] }",
        "macro_rules! make { () => { $crate::b::thing() }; }",
        "struct S { #[serde(serialize_with = \"crate::b::thing\")] x: u8 }",
        "const F: fn() = crate::b::thing;",
        "use crate::b; fn f() { matches!(1, b::thing) }",
    ] {
        assert_eq!(from_a(text), ["b.rs"], "{text}");
    }
}

#[test]
fn tests_are_left_out_and_nothing_after_them_is() {
    let text = "#[cfg(test)] use crate::c::Own;
        #[cfg(test)] mod tests { use crate::c::Own; }
        struct S { #[cfg(test)] x: crate::c::Own }
        impl S { #[cfg(test)] fn f() { crate::c::Own } }
        #[cfg(not(test))] fn g() { crate::b::d::deep() }
        fn f() { crate::b::thing() }";
    assert_eq!(from_a(text), ["b.rs", "b/d.rs"]);
    let files = [
        ("lib.rs", "mod a;"),
        ("a.rs", "#[cfg(test)]\nmod tests;\nfn f() {}\n"),
        ("a/tests.rs", "mod more;"),
        ("a/tests/more.rs", "fn f() {}"),
    ];
    let house = house(&files);
    assert!(house.files.0["a/tests/more.rs"] == Room::Tests);
    assert!(house.files.0["a.rs"] == Room::Code { lines: 1 });
}

#[test]
#[should_panic(expected = "no module declares")]
fn a_file_that_no_module_declares_is_a_fault() {
    house(&[("lib.rs", "mod a;"), ("a.rs", ""), ("b.rs", "")]);
}

#[test]
fn what_cannot_be_followed_is_said() {
    let arrows = drawn(&[("lib.rs", "mod a;"), ("a.rs", "use crate::gone::Thing;")]);
    assert_eq!(arrows.blind, ["a.rs: crate::gone::Thing"]);
}

fn circles_of(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    circles(&graph(drawn(files).pairs())).into_iter().map(|circle| circle.into_iter().collect()).collect()
}

#[test]
fn a_parent_that_hands_on_is_a_sign_on_the_door_and_one_that_uses_its_child_is_not() {
    let child = ("a/b.rs", "use super::Thing; pub struct Inner(Thing);");
    let lib = ("lib.rs", "mod a;");
    let handing = ("a.rs", "mod b; pub use b::Inner; pub struct Thing;");
    assert_eq!(circles_of(&[lib, handing, child]), [[""; 0]; 0]);
    for using in [
        "mod b; use b::Inner; pub struct Thing; fn f(_: Inner) {}",
        "mod b; pub use b::Inner; pub struct Thing; fn f(_: Inner) {}",
        "mod b; pub struct Thing; fn f() { b::Inner }",
    ] {
        assert_eq!(circles_of(&[lib, ("a.rs", using), child]), [["a.rs", "a/b.rs"]], "{using}");
    }
    // a name that only passes through the parent has its own owner
    let others = [("lib.rs", "mod a; mod c;"), ("c.rs", "pub struct Thing;")];
    let passing = ("a.rs", "mod b; use b::Inner; use crate::c::Thing; fn f(_: Inner, _: Thing) {}");
    assert_eq!(circles_of(&[others[0], others[1], passing, child]), [[""; 0]; 0]);
}

#[test]
fn rooms_form_a_circle_even_where_their_files_do_not() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub mod up; pub mod down;"),
        ("a/up.rs", "use crate::b::mid;"),
        ("a/down.rs", "pub fn low() {}"),
        ("b.rs", "use crate::a::down::low; pub fn mid() {}"),
    ];
    assert_eq!(circles_of(&files), [[""; 0]; 0]);
    let found: Vec<_> = circles_by_folder(&drawn(&files)).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1.iter().collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn an_impl_away_from_its_type_is_seen() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub struct Thing; impl Thing {}"),
        ("b.rs", "use crate::a::Thing; impl Thing { fn f(&self) {} }"),
    ];
    assert_eq!(drawn(&files).away.into_iter().collect::<Vec<_>>(), ["b.rs"]);
}

#[test]
fn the_world_is_seen_by_its_full_name() {
    let text = "use std::{fs, time::Instant as Clock};
        fn f(path: &Path) { fs::read(path); Clock::now(); path.exists(); println!(\"\"); }";
    let outside = drawn(&[("lib.rs", "mod a;"), ("a.rs", text)]).outside;
    for said in ["std::fs::read", "std::time::Instant::now", ".exists()", "println!"] {
        assert!(outside.contains(&("a.rs".to_owned(), said.to_owned())), "{said}: {outside:?}");
    }
}

#[test]
fn functions_are_measured_from_signature_to_brace() {
    let text = "/// Said.\nfn long() {\n    one();\n\n    two();\n}\nstruct S;\nimpl S {\n    fn short() {}\n}\n#[cfg(test)]\nfn not() {}\n";
    let found = shape::functions(&house(&[("lib.rs", "mod a;"), ("a.rs", text)]));
    let lines: Vec<_> = found.iter().map(|function| (function.name.as_str(), function.lines)).collect();
    assert_eq!(lines, [("short", 1), ("long", 5)]);
}
