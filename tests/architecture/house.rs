//! The house as its texts have it: every file, every module with what it defines and what it imports.

use crate::marks::is_for_tests;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use syn::visit::Visit;
use syn::{Item, UseTree, Visibility};

/// Everything under `src/`, by path there (`plan/notices.rs`).
pub(crate) struct House {
    pub files: Files,
    pub modules: Vec<Module>,
    /// Macros of our own, and the file that defines each.
    pub macros: HashMap<String, String>,
}

/// Files by path.
#[derive(Default)]
pub(crate) struct Files(pub BTreeMap<String, Room>);

/// What a file is for, and how long it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    Code { lines: usize },
    Tests,
}

/// A module with the code that stands in it; one file holds more than one where they are nested in place.
pub(crate) struct Module {
    pub file: String,
    pub parent: Option<usize>,
    pub children: HashMap<String, usize>,
    pub items: BTreeSet<String>,
    pub uses: Vec<Use>,
    pub code: Vec<Item>,
}

/// One name brought in, with groups and nesting taken apart.
pub(crate) struct Use {
    /// `None` for a glob.
    pub name: Option<String>,
    pub path: Vec<String>,
    /// Handed on to others (`pub`, `pub(crate)`, `pub(super)`).
    pub public: bool,
}

impl Files {
    /// The floor that a file belongs to: its folder, and for a file with a folder of its name that one.
    pub(crate) fn floor(&self, file: &str) -> String {
        let own = file.trim_end_matches(".rs");
        match own.rsplit_once('/') {
            Some((folder, _)) if !self.has_folder(own) => folder.to_owned(),
            _ => own.to_owned(),
        }
    }

    fn has_folder(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        self.code().any(|file| file.starts_with(&inside))
    }

    fn code(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, room)| **room != Room::Tests).map(|(file, _)| file.as_str())
    }

    /// Every room and floor.
    pub(crate) fn floors(&self) -> impl Iterator<Item = String> {
        self.code().map(|file| self.floor(file))
    }
}

impl House {
    /// Reads the texts of `src/`, beginning at `lib.rs` and `main.rs`; panics at what no module declares, since
    /// the law would not see it.
    pub(crate) fn new(texts: &BTreeMap<String, String>) -> House {
        let mut house = House { files: Files::default(), modules: Vec::new(), macros: HashMap::new() };
        house.enter(texts, "lib.rs", None);
        if texts.contains_key("main.rs") {
            house.enter(texts, "main.rs", None);
        }
        let unseen: Vec<_> = texts.keys().filter(|path| !house.files.0.contains_key(*path)).collect();
        assert!(unseen.is_empty(), "no module declares {unseen:?}");
        house
    }

    fn enter(&mut self, texts: &BTreeMap<String, String>, path: &str, parent: Option<usize>) -> usize {
        let text = &texts[path];
        let syntax = syn::parse_file(text).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let for_tests: usize =
            syntax.items.iter().filter(|item| is_for_tests(item)).map(crate::shape::lines).sum();
        self.files.0.insert(path.to_owned(), Room::Code { lines: text.lines().count() - for_tests });
        self.fill(texts, path, parent, syntax.items)
    }

    fn fill(
        &mut self,
        texts: &BTreeMap<String, String>,
        file: &str,
        parent: Option<usize>,
        items: Vec<Item>,
    ) -> usize {
        let here = self.modules.len();
        self.modules.push(Module::new(file, parent));
        for item in items {
            self.place(texts, here, item);
        }
        here
    }

    fn place(&mut self, texts: &BTreeMap<String, String>, here: usize, item: Item) {
        let file = self.modules[here].file.clone();
        match item {
            Item::Mod(module) if module.content.is_none() => {
                let path = beside(&file, &module.ident.to_string());
                assert!(texts.contains_key(&path), "{file} declares {path}, which is not there");
                if is_for_tests(&Item::Mod(module.clone())) {
                    self.set_aside(texts, &path);
                } else {
                    let child = self.enter(texts, &path, Some(here));
                    self.modules[here].children.insert(module.ident.to_string(), child);
                }
            }
            item if is_for_tests(&item) => {
                for path in declared_inside(&file, &item) {
                    self.set_aside(texts, &path);
                }
            }
            Item::Mod(module) => {
                let items = module.content.map(|(_, items)| items).unwrap_or_default();
                let child = self.fill(texts, &file, Some(here), items);
                self.modules[here].children.insert(module.ident.to_string(), child);
            }
            item => self.keep(here, item),
        }
    }

    fn keep(&mut self, here: usize, item: Item) {
        let module = &mut self.modules[here];
        if let Item::Macro(rules) = &item
            && let Some(name) = &rules.ident
        {
            self.macros.insert(name.to_string(), module.file.clone());
            module.items.extend(made_by(rules.mac.tokens.clone()));
        }
        module.items.extend(name_of(&item));
        module.visit_item(&item);
        module.code.push(item);
    }

    /// A file of tests, with all that lies in its folder.
    fn set_aside(&mut self, texts: &BTreeMap<String, String>, path: &str) {
        let folder = path.replace(".rs", "/");
        for inner in texts.keys().filter(|inner| *inner == path || inner.starts_with(&folder)) {
            self.files.0.insert(inner.clone(), Room::Tests);
        }
    }
}

impl Module {
    fn new(file: &str, parent: Option<usize>) -> Module {
        let (children, items) = (HashMap::new(), BTreeSet::new());
        Module { file: file.to_owned(), parent, children, items, uses: Vec::new(), code: Vec::new() }
    }
}

/// Imports stand anywhere, also within functions.
impl Visit<'_> for Module {
    fn visit_item_use(&mut self, import: &syn::ItemUse) {
        let public = !matches!(import.vis, Visibility::Inherited);
        apart(&import.tree, &mut Vec::new(), &mut |name, path| {
            self.uses.push(Use { name, path, public });
        });
    }
}

fn apart(tree: &UseTree, before: &mut Vec<String>, give: &mut impl FnMut(Option<String>, Vec<String>)) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            apart(&path.tree, before, give);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|inner| apart(inner, before, give)),
        UseTree::Name(name) if name.ident == "self" => give(before.last().cloned(), before.clone()),
        UseTree::Name(name) => give(Some(name.ident.to_string()), with(before, &name.ident)),
        UseTree::Rename(renamed) if renamed.ident == "self" => {
            give(Some(renamed.rename.to_string()), before.clone());
        }
        UseTree::Rename(renamed) => give(Some(renamed.rename.to_string()), with(before, &renamed.ident)),
        UseTree::Glob(_) => give(None, before.clone()),
    }
}

fn with(before: &[String], last: &syn::Ident) -> Vec<String> {
    before.iter().cloned().chain([last.to_string()]).collect()
}

/// The file of `mod name;` in a file.
fn beside(file: &str, name: &str) -> String {
    match file {
        "lib.rs" | "main.rs" => format!("{name}.rs"),
        _ => format!("{}/{name}.rs", file.trim_end_matches(".rs")),
    }
}

/// Files that a module in place declares (`#[cfg(test)] mod tests { mod cases; }`): under a folder of its name.
fn declared_inside(file: &str, item: &Item) -> Vec<String> {
    let Item::Mod(outer) = item else { return Vec::new() };
    let folder = beside(file, &outer.ident.to_string());
    let inner = outer.content.iter().flat_map(|(_, items)| items);
    inner
        .filter_map(|item| match item {
            Item::Mod(module) if module.content.is_none() => Some(beside(&folder, &module.ident.to_string())),
            _ => None,
        })
        .collect()
}

/// Names of the items that a macro of ours makes where it stands.
fn made_by(rules: TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    let mut before = String::new();
    for token in rules {
        match token {
            TokenTree::Group(group) => names.extend(made_by(group.stream())),
            TokenTree::Ident(name) if ["enum", "fn", "struct", "type"].contains(&before.as_str()) => {
                names.push(name.to_string());
            }
            TokenTree::Ident(word) => before = word.to_string(),
            _ => before.clear(),
        }
    }
    names
}

fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
