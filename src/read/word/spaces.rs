//! Names of elements: by the space that a prefix stands for, not by the prefix.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A space of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Space {
    /// Words, paragraphs, tables.
    Word,
    /// Formulas.
    Math,
    /// Drawings.
    Drawing,
    /// Where drawings stand in a text.
    Placed,
    /// Charts.
    Chart,
    /// Diagrams.
    Diagram,
    /// Another way to say the same.
    Either,
    /// Drawings of the time before 2010.
    Vector,
    /// Things of Office within drawings.
    Office,
    /// What leads from part to part.
    Relations,
}

/// What spaces are called: the end of the name, in the first and in the strict edition.
const SPACES: [(&str, Space); 16] = [
    ("wordprocessingml/2006/main", Space::Word),
    ("ooxml/wordprocessingml/main", Space::Word),
    ("officeDocument/2006/math", Space::Math),
    ("ooxml/officeDocument/math", Space::Math),
    ("drawingml/2006/main", Space::Drawing),
    ("ooxml/drawingml/main", Space::Drawing),
    ("drawingml/2006/wordprocessingDrawing", Space::Placed),
    ("ooxml/drawingml/wordprocessingDrawing", Space::Placed),
    ("drawingml/2006/chart", Space::Chart),
    ("ooxml/drawingml/chart", Space::Chart),
    ("drawingml/2006/diagram", Space::Diagram),
    ("ooxml/drawingml/diagram", Space::Diagram),
    ("markup-compatibility/2006", Space::Either),
    ("schemas-microsoft-com:vml", Space::Vector),
    ("schemas-microsoft-com:office:office", Space::Office),
    ("package/2006/relationships", Space::Relations),
];

/// Elements that say something, with the prefixes that Word uses.
const NAMES: &str = "w:document w:body w:p w:r w:t w:tab w:ptab w:br w:cr w:softHyphen w:noBreakHyphen w:sym \
    w:pPr w:rPr w:pStyle w:rStyle w:numPr w:ilvl w:numId w:jc w:outlineLvl w:b w:vanish w:specVanish w:strike \
    w:dstrike w:vertAlign w:sz w:hyperlink w:ins w:del w:moveFrom w:moveTo w:smartTag w:customXml w:sdt w:sdtPr \
    w:sdtContent w:showingPlcHdr w:fldSimple w:fldChar w:instrText w:tbl w:tr w:trPr w:gridBefore w:gridAfter w:tc \
    w:tcPr w:gridSpan w:vMerge w:hMerge w:drawing w:pict w:object w:control w:txbxContent w:footnoteReference \
    w:endnoteReference w:commentReference w:ruby w:rubyBase w:rt w:delText w:footnotes w:endnotes w:footnote \
    w:endnote w:comments w:comment w:styles w:style w:basedOn w:name w:docDefaults w:rPrDefault w:pPrDefault \
    w:numbering w:abstractNum w:lvl w:start w:numFmt w:lvlText w:suff w:lvlRestart w:isLgl w:numStyleLink \
    w:styleLink w:abstractNumId w:num w:lvlOverride w:startOverride w:altChunk w:hdr w:ftr \
    m:oMath m:oMathPara m:t a:blip wp:docPr c:chart dgm:relIds mc:AlternateContent mc:Choice mc:Fallback \
    v:imagedata v:textbox o:OLEObject pr:Relationship";

static KNOWN: LazyLock<HashMap<(Space, &'static [u8]), &'static str>> = LazyLock::new(|| {
    let named = |name: &'static str| {
        let (prefix, local) = name.split_once(':')?;
        Some(((of_prefix(prefix)?, local.as_bytes()), name))
    };
    NAMES.split_whitespace().filter_map(named).collect()
});

/// What Word's own prefixes stand for.
fn of_prefix(prefix: &str) -> Option<Space> {
    Some(match prefix {
        "w" => Space::Word,
        "m" => Space::Math,
        "a" => Space::Drawing,
        "wp" => Space::Placed,
        "c" => Space::Chart,
        "dgm" => Space::Diagram,
        "mc" => Space::Either,
        "v" => Space::Vector,
        "o" => Space::Office,
        "pr" => Space::Relations,
        _ => return None,
    })
}

/// What the prefixes of a part stand for.
#[derive(Default)]
pub(super) struct Spaces {
    by_prefix: HashMap<Vec<u8>, Option<Space>>,
}

impl Spaces {
    /// Takes note of an attribute that gives a prefix its space.
    pub(super) fn declare(&mut self, attribute: &str, value: &str) {
        let prefix = match attribute {
            "xmlns" => "",
            other => match other.strip_prefix("xmlns:") {
                Some(prefix) => prefix,
                None => return,
            },
        };
        let space = SPACES.iter().find(|(end, _)| value.ends_with(end)).map(|(_, space)| *space);
        // parts of strangers must not fill the table
        if self.by_prefix.len() < 256 {
            self.by_prefix.insert(prefix.as_bytes().to_vec(), space);
        }
    }

    /// The name of an element that says something; empty for the others.
    pub(super) fn known(&self, prefix: &[u8], local: &[u8]) -> &'static str {
        let declared = self.by_prefix.get(prefix).copied();
        let usual = || std::str::from_utf8(prefix).ok().and_then(of_prefix);
        let space = declared.unwrap_or_else(usual);
        space.and_then(|space| KNOWN.get(&(space, local)).copied()).unwrap_or_default()
    }
}

impl Space {
    /// Whether the texts in an element of the name are words.
    pub(super) fn holds_words(name: &str) -> bool {
        matches!(name, "w:t" | "w:delText" | "w:instrText" | "m:t")
    }
}
