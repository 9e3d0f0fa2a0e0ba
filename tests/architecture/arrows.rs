//! Arrows: which file uses what which other file defines, and what it uses of the world outside.
//!
//! An arrow goes to the file that *defines* the name, however it was reached: a name handed on by `pub use`
//! is followed to its origin. So a parent that declares `mod child;` and hands the child's names on
//! (`pub use child::Thing`) has no arrow to it: it is a sign on the door, and nothing in it depends on the
//! child. As soon as the parent's own code says a name of the child, it has one, and a child that uses what
//! the parent defines closes the circle.
//!
//! A method does not say by its name whose it is. Therefore every `impl Type` stands in the file of its type
//! (`away` lists those that do not), and whoever calls a method has the arrow by way of the type.

use crate::house::{House, Module, Use};
use crate::marks::{for_tests, is_for_tests};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Path};

/// What the files use.
#[derive(Default)]
pub(crate) struct Arrows {
    /// From a file to a file, and a name by which.
    pub inside: BTreeMap<(String, String), String>,
    /// Files, and the full paths of what they use from outside (`std::fs::read`, `println!`, `.exists()`).
    pub outside: BTreeSet<(String, String)>,
    /// Files with an `impl Type` whose type is defined elsewhere.
    pub away: BTreeSet<String>,
    /// What could not be followed: the law is blind there.
    pub blind: Vec<String>,
}

/// What a path leads to.
enum Found {
    /// A thing that this file defines.
    Thing(String),
    Module(usize),
    Outside(String),
    Nothing,
}

pub(crate) fn arrows(house: &House) -> Arrows {
    let mut arrows = Arrows::default();
    for (at, module) in house.modules.iter().enumerate() {
        for import in &module.uses {
            follow_import(house, at, import, &mut arrows);
        }
        let strays = module
            .code
            .iter()
            .filter(|item| home_of(house, at, item).is_some_and(|home| home != module.file));
        arrows.away.extend(strays.map(|_| module.file.clone()));
        let mut eye = Eye { house, at, arrows: &mut arrows };
        module.code.iter().for_each(|item| eye.visit_item(item));
    }
    arrows
}

fn follow_import(house: &House, at: usize, import: &Use, arrows: &mut Arrows) {
    let file = &house.modules[at].file;
    match house.resolve(at, &import.path, 0) {
        Found::Thing(to) if import.public && is_below(&to, file) => {}
        Found::Thing(to) => arrows.draw(file, &to, &import.path),
        // what is taken from a module is seen where it is taken
        Found::Module(_) => {}
        Found::Outside(path) => drop(arrows.outside.insert((file.clone(), path))),
        Found::Nothing => arrows.blind.push(format!("{file}: {}", import.path.join("::"))),
    }
}

/// Whether a file lies in the folder of another.
fn is_below(inner: &str, outer: &str) -> bool {
    outer == "lib.rs" || inner.starts_with(&outer.replace(".rs", "/"))
}

impl Arrows {
    /// Every arrow, as files.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.inside.keys().map(|(from, to)| (from.as_str(), to.as_str()))
    }

    fn draw(&mut self, from: &str, to: &str, path: &[String]) {
        if from != to {
            let said = path.last().cloned().unwrap_or_default();
            self.inside.entry((from.to_owned(), to.to_owned())).or_insert(said);
        }
    }
}

impl House {
    /// What a path leads to, said in a module.
    fn resolve(&self, at: usize, path: &[String], depth: usize) -> Found {
        let Some((head, rest)) = path.split_first() else { return Found::Module(at) };
        match head.as_str() {
            "crate" | "zhangbang" => self.within(0, rest, depth),
            "self" => self.from(Some(at), rest, depth),
            "super" => self.from(self.modules[at].parent, rest, depth),
            _ => match self.within(at, path, depth) {
                Found::Nothing => Found::Outside(path.join("::")),
                found => found,
            },
        }
    }

    fn from(&self, at: Option<usize>, rest: &[String], depth: usize) -> Found {
        match (at, rest.first()) {
            (None, _) => Found::Nothing,
            (Some(at), Some(next)) if next == "super" => self.resolve(at, rest, depth),
            (Some(at), _) => self.within(at, rest, depth),
        }
    }

    fn within(&self, at: usize, path: &[String], depth: usize) -> Found {
        let Some((head, rest)) = path.split_first() else { return Found::Module(at) };
        let module = &self.modules[at];
        if let Some(&child) = module.children.get(head)
            && !matches!(self.within(child, rest, depth), Found::Nothing)
        {
            return self.within(child, rest, depth);
        }
        if module.items.contains(head) {
            return Found::Thing(module.file.clone());
        }
        if let Some(file) = self.macros.get(head).filter(|_| at == 0) {
            return Found::Thing(file.clone());
        }
        self.by_import(at, module, path, depth)
    }

    fn by_import(&self, at: usize, module: &Module, path: &[String], depth: usize) -> Found {
        // an import that leads to itself (`use jiff::jiff`) is followed no further
        if depth > 16 {
            return Found::Nothing;
        }
        for import in &module.uses {
            let named = import.name.as_ref().is_some_and(|name| *name == path[0]);
            let full = match (&import.name, named) {
                (Some(_), false) => continue,
                (Some(_), true) => [&import.path, &path[1..]].concat(),
                (None, _) => [import.path.as_slice(), path].concat(),
            };
            match self.resolve(at, &full, depth + 1) {
                Found::Nothing => {}
                // a glob from outside may hold anything
                Found::Outside(_) if import.name.is_none() => {}
                found => return found,
            }
        }
        Found::Nothing
    }
}

/// The file of the type that an inherent `impl` is for.
fn home_of(house: &House, at: usize, item: &Item) -> Option<String> {
    let Item::Impl(block) = item else { return None };
    let syn::Type::Path(of) = &*block.self_ty else { return None };
    match house.resolve(at, &segments(&of.path), 0) {
        Found::Thing(file) if block.trait_.is_none() => Some(file),
        _ => None,
    }
}

fn segments(path: &Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

struct Eye<'a> {
    house: &'a House,
    at: usize,
    arrows: &'a mut Arrows,
}

impl Eye<'_> {
    fn file(&self) -> String {
        self.house.modules[self.at].file.clone()
    }

    fn see(&mut self, path: &[String]) {
        let file = self.file();
        match self.house.resolve(self.at, path, 0) {
            Found::Thing(to) => self.arrows.draw(&file, &to, path),
            Found::Outside(said) if path.len() > 1 => drop(self.arrows.outside.insert((file, said))),
            Found::Nothing => self.arrows.blind.push(format!("{file}: {}", path.join("::"))),
            Found::Module(_) | Found::Outside(_) => {}
        }
    }

    /// Paths in what a macro is given, whatever it makes of them.
    fn see_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => self.see_tokens(group.stream()),
                TokenTree::Ident(_) => at = self.see_run(&tokens, at),
                _ => {}
            }
            at += 1;
        }
    }

    /// One `a::b::c` among tokens; gives the place of its last token.
    fn see_run(&mut self, tokens: &[TokenTree], from: usize) -> usize {
        let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == sign);
        let mut path = vec![tokens[from].to_string()];
        let mut at = from;
        while is(at + 1, ':') && is(at + 2, ':') {
            match tokens.get(at + 3) {
                Some(TokenTree::Ident(next)) => path.push(next.to_string()),
                // `view::$name`: something of that module
                _ => return self.see_module(&path, at + 2),
            }
            at += 3;
        }
        if is(at + 1, '!') && !is(at + 2, '=') {
            self.see_macro(&path);
        } else if from == 0 || !is(from - 1, '.') {
            self.see(&path);
        }
        at
    }

    fn see_module(&mut self, path: &[String], at: usize) -> usize {
        if let Found::Module(module) = self.house.resolve(self.at, path, 0) {
            let (from, to) = (self.file(), &self.house.modules[module].file);
            self.arrows.draw(&from, to, path);
        }
        at
    }

    fn see_macro(&mut self, path: &[String]) {
        let (file, name) = (self.file(), &path[path.len() - 1]);
        match self.house.macros.get(name) {
            Some(to) => self.arrows.draw(&file, to, path),
            None => drop(self.arrows.outside.insert((file, format!("{}!", path.join("::"))))),
        }
    }
}

impl<'ast> Visit<'ast> for Eye<'_> {
    fn visit_path(&mut self, path: &'ast Path) {
        self.see(&segments(path));
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, _: &'ast syn::ItemUse) {}

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if !call.path.is_ident("macro_rules") {
            self.see_macro(&segments(&call.path));
        }
        self.see_tokens(call.tokens.clone());
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.arrows.outside.insert((self.file(), format!(".{}()", call.method)));
        visit::visit_expr_method_call(self, call);
    }

    /// `#[serde(with = "crate::…")]` says a path in a text.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if !attribute.path().is_ident("serde") {
            return;
        }
        let syn::Meta::List(list) = &attribute.meta else { return };
        for token in list.tokens.clone() {
            let TokenTree::Literal(literal) = token else { continue };
            let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) else { continue };
            let Ok(path) = text.parse::<Path>() else { continue };
            if path.segments.len() > 1
                || matches!(self.house.resolve(self.at, &segments(&path), 0), Found::Thing(_))
            {
                self.see(&segments(&path));
            }
        }
    }

    fn visit_impl_item_fn(&mut self, method: &'ast syn::ImplItemFn) {
        if !for_tests(&method.attrs) {
            visit::visit_impl_item_fn(self, method);
        }
    }

    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if !for_tests(&local.attrs) {
            visit::visit_local(self, local);
        }
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        if !for_tests(&field.attrs) {
            visit::visit_field(self, field);
        }
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        if !for_tests(&variant.attrs) {
            visit::visit_variant(self, variant);
        }
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        if !for_tests(&arm.attrs) {
            visit::visit_arm(self, arm);
        }
    }
}
