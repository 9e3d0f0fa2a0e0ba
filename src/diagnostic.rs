//! What is wrong with the content, said to the person who can mend it.
//!
//! A [`Diagnostic`] is a fault in content; trouble with the world (disk, network, arguments) is an
//! `io::Error` or the like and never comes here. Every text exists in Chinese and English, written
//! side by side where the fault is found.

pub mod bounded;
mod code;

pub use code::{ALL as ALL_CODES, Code, Severity};

use crate::source::{SourceId, Span};

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// For those who write the content.
    #[default]
    Chinese,
    /// For those who keep the machine.
    English,
}

/// One text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// A text from both; [`text!`](crate::text) makes one of format strings.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Text {
        Text { zh: zh.into(), en: en.into() }
    }

    /// Words that are the same in both languages: a name, a citation.
    pub fn same(words: impl ToString) -> Text {
        let words = words.to_string();
        Text { zh: words.clone(), en: words }
    }

    /// The words in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// A [`Text`] from two format strings that capture the same variables.
#[macro_export]
macro_rules! text {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diagnostic::Text::new(format!($zh), format!($en))
    };
}

/// One fault, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What sort of fault it is; the handbook has a paragraph about each.
    pub code: Code,
    /// Whether it stops a build.
    pub severity: Severity,
    /// The source to be mended; [`SourceId::NOWHERE`] where a file is missing, or is no text.
    pub file: SourceId,
    /// The path of a file that is no text.
    pub path: Option<String>,
    /// What is underlined; empty for a whole file.
    pub span: Span,
    /// What is wrong, in a sentence without a full stop.
    pub message: Text,
    /// What to write instead.
    pub hint: Option<Text>,
    /// Where the rule comes from: an article of law, a provision.
    pub source: Option<Text>,
    /// What to put where, when that is beyond doubt: `check --fix` does it after showing it.
    pub mending: Vec<Edit>,
}

/// One place of a text, and what to put there instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What goes; empty where something is only put in.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// A text with edits made that stand in order and apart.
pub fn applied(text: &str, edits: &[Edit]) -> String {
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        out += &text[from..edit.span.range().start];
        out += &edit.text;
        from = edit.span.range().end;
    }
    out + &text[from..]
}

impl Diagnostic {
    /// A fault with the severity that its code normally has.
    pub fn new(code: Code, file: SourceId, span: Span, message: Text) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            file,
            path: None,
            span,
            message,
            hint: None,
            source: None,
            mending: Vec::new(),
        }
    }

    /// Of a file that is no text.
    #[must_use]
    pub fn at(mut self, path: String) -> Diagnostic {
        self.path = Some(path);
        self
    }

    /// With what to write instead.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Diagnostic {
        self.hint = Some(hint);
        self
    }

    /// With where the rule comes from.
    #[must_use]
    pub fn source(mut self, source: Text) -> Diagnostic {
        self.source = Some(source);
        self
    }

    /// With how to mend it, all edits or none.
    #[must_use]
    pub fn mended(mut self, edits: impl IntoIterator<Item = Edit>) -> Diagnostic {
        self.mending.extend(edits);
        self
    }

    /// The same fault, by which nothing is stopped.
    #[must_use]
    pub fn warning(self) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..self }
    }

    /// Whether it stops a build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A stage's result: the best value it could make, and every fault it met on the way.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// The best that could be made.
    pub value: T,
    /// What was met on the way, in no order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value, and what is wrong with it.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Checked<T> {
        Checked { value, diagnostics }
    }

    /// Hands the faults over to `all` and gives the value.
    pub fn unpack(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}
