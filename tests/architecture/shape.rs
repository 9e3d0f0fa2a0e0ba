//! How long functions and files are.

use crate::house::House;
use crate::marks::for_tests;
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Item, Signature};

/// One function: where, its name, and its lines from the signature to the closing brace.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Function {
    pub lines: usize,
    pub file: String,
    pub name: String,
}

pub(crate) fn functions(house: &House) -> Vec<Function> {
    let mut found = Vec::new();
    for module in &house.modules {
        let mut rule = Rule { file: &module.file, found: &mut found };
        module.code.iter().for_each(|item| rule.visit_item(item));
    }
    found.sort();
    found
}

/// Lines of an item, with its attributes and what it documents.
pub(crate) fn lines(item: &Item) -> usize {
    between(item.span(), item.span())
}

fn between(first: Span, last: Span) -> usize {
    last.end().line - first.start().line + 1
}

struct Rule<'a> {
    file: &'a str,
    found: &'a mut Vec<Function>,
}

impl Rule<'_> {
    fn measure(&mut self, signature: &Signature, body: &Block) {
        let lines = between(signature.span(), body.span());
        self.found.push(Function { lines, file: self.file.to_owned(), name: signature.ident.to_string() });
    }
}

impl<'ast> Visit<'ast> for Rule<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.measure(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, method: &'ast syn::ImplItemFn) {
        if !for_tests(&method.attrs) {
            self.measure(&method.sig, &method.block);
            visit::visit_impl_item_fn(self, method);
        }
    }

    fn visit_trait_item_fn(&mut self, method: &'ast syn::TraitItemFn) {
        if let Some(body) = &method.default {
            self.measure(&method.sig, body);
        }
        visit::visit_trait_item_fn(self, method);
    }
}
