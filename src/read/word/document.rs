//! A Word document as what it shows: paragraphs, tables, pictures, notes; and what of it is not shown.

use std::sync::Arc;

/// What a Word document shows, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Paragraphs and tables.
    pub blocks: Vec<Block>,
    /// Footnotes and endnotes, in the order in which the text names them.
    pub notes: Vec<Vec<Paragraph>>,
    /// Pictures that can be shown, in their order.
    pub pictures: Vec<PictureFile>,
    /// What was left out or changed, in the order of the document.
    pub told: Vec<Told>,
}

/// What stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Which one it is, as one counts those with words outside tables and notes; 0 within these.
    pub at: usize,
    /// 0 for the document's title, 1 and more for headings.
    pub heading: Option<u8>,
    /// The number that Word writes before it.
    pub label: Option<Label>,
    /// How it is set.
    pub align: Align,
    /// Of its largest words, in half points.
    pub size: u16,
    /// It stands in a text box.
    pub boxed: bool,
    /// What it says.
    pub pieces: Vec<Piece>,
}

/// What Word writes before a paragraph of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A number, with what stands around it.
    Number(String),
    /// A sign, and how deep the list is, from 0.
    Bullet(u8),
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// From the left, or to both sides.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of one look.
    Words(Words),
    /// A line ends within the paragraph.
    Break,
    /// A picture: which one, and what its author says of it.
    Picture(usize, String),
    /// Names a note.
    Note(usize),
}

/// Words of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// As they are shown.
    pub text: String,
    /// In bold.
    pub bold: bool,
    /// Struck out.
    pub struck: bool,
    /// Where they lead.
    pub link: Option<Arc<str>>,
}

/// A table without joined cells: all rows have as many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// From the top; the first is its heading.
    pub rows: Vec<Vec<Vec<Paragraph>>>,
    /// Paragraphs with words before it.
    pub after: usize,
}

/// A picture out of the document.
#[derive(Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// Its plain name: `图1.png`.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for PictureFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} bytes)", self.name, self.bytes.len())
    }
}

/// Something that a clerk should know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub what: What,
    /// In which paragraph, or behind which; 0 where it stands in none.
    pub at: usize,
    /// Its words, as far as it has any.
    pub words: String,
}

/// What was left out of a document, or is not as it was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Hidden words: left out.
    Hidden,
    /// Words that somebody deleted while changes were kept: left out.
    Deleted,
    /// Words that somebody added while changes were kept: taken.
    Inserted,
    /// A comment: left out.
    Comment,
    /// Above every page: left out.
    Header,
    /// Below every page: left out.
    Footer,
    /// A formula: left out.
    Equation,
    /// A chart or diagram: left out.
    Chart,
    /// A file or control within: left out.
    Object,
    /// Macros: left out.
    Macros,
    /// A picture of a sort that no page shows: left out.
    OddPicture,
    /// A picture that is not in the file: left out.
    LinkedPicture,
    /// A sign of a symbol font that has no letter of its own: left out.
    Symbol,
    /// A control that nobody filled in: left out.
    Unfilled,
    /// Pronunciation above words: left out.
    Ruby,
    /// A field that Word fills with the day: as it was when the document was saved.
    DateField,
    /// Words out of a text box: taken, behind the paragraph at which it is anchored.
    Boxed,
    /// Joined cells: told apart.
    Merged,
    /// A table within a table: its rows are lines of the cell.
    Nested,
    /// A number in a style that is not known: written in digits.
    OddNumber,
}

impl Paragraph {
    /// Its words without their looks, with the number before them.
    pub fn text(&self) -> String {
        let mut text = match &self.label {
            Some(Label::Number(number)) => number.clone(),
            _ => String::new(),
        };
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => text.push_str(&words.text),
                Piece::Break => text.push('\n'),
                Piece::Picture(..) | Piece::Note(_) => {}
            }
        }
        text.trim().to_owned()
    }

    /// Takes signs and blanks away from its beginning.
    pub fn trim_start(&mut self, signs: &[char]) {
        for piece in &mut self.pieces {
            let Piece::Words(words) = piece else { return };
            let rest = words.text.trim_start_matches(|c: char| c.is_whitespace() || signs.contains(&c));
            words.text = rest.to_owned();
            if !words.text.is_empty() {
                return;
            }
        }
    }

    /// Whether nothing is shown of it.
    pub fn is_blank(&self) -> bool {
        let shows = |piece: &Piece| match piece {
            Piece::Words(words) => !words.text.trim().is_empty(),
            Piece::Break => false,
            Piece::Picture(..) | Piece::Note(_) => true,
        };
        !self.pieces.iter().any(shows)
    }

    /// Whether all its words are in bold.
    pub fn is_bold(&self) -> bool {
        let plain = |piece: &Piece| match piece {
            Piece::Words(words) => !words.bold && !words.text.trim().is_empty(),
            _ => false,
        };
        !self.is_blank() && !self.pieces.iter().any(plain)
    }
}
