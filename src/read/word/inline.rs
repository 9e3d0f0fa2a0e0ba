//! What stands in a paragraph: words with their looks, breaks, pictures, notes; and what of it is not shown.

use super::document::{Piece, What, Words};
use super::look::{Look, Raised};
use super::scene::{Note, Scene};
use super::signs::{is_private, shown, symbol};
use super::tree::Element;
use std::sync::Arc;

/// One paragraph on its way.
pub(super) struct Inline<'s, 'e> {
    pub scene: &'s mut Scene,
    pub pieces: Vec<Piece>,
    /// Text boxes that are anchored in it.
    pub boxes: Vec<&'e Element>,
    /// Of its largest words.
    pub size: u16,
    link: Option<Arc<str>>,
}

impl<'s, 'e> Inline<'s, 'e> {
    pub(super) fn new(scene: &'s mut Scene) -> Inline<'s, 'e> {
        Inline { scene, pieces: Vec::new(), boxes: Vec::new(), size: 0, link: None }
    }

    /// Everything in a paragraph, or in what stands in one.
    pub(super) fn all(&mut self, parent: &'e Element, around: &Look) {
        for child in &parent.children {
            self.one(child, around);
        }
    }

    /// One thing in a paragraph.
    pub(super) fn one(&mut self, element: &'e Element, around: &Look) {
        match element.name {
            "w:r" => self.run(element, around),
            "w:pPr" | "w:rPr" | "w:sdtPr" => {}
            "w:del" | "w:moveFrom" => self.scene.tell(What::Deleted, &element.words()),
            "w:ins" | "w:moveTo" => {
                self.scene.tell(What::Inserted, &element.words());
                self.all(element, around);
            }
            "w:hyperlink" => self.linked(element, around),
            "w:fldSimple" => {
                self.asked(element.get("instr").unwrap_or_default());
                self.all(element, around);
            }
            "w:sdt" if is_unfilled(element) => self.scene.tell(What::Unfilled, &element.words()),
            "m:oMath" | "m:oMathPara" => self.scene.tell(What::Equation, &element.words()),
            "mc:AlternateContent" => {
                let chosen = chosen(element);
                chosen.into_iter().for_each(|way| self.all(way, around));
            }
            _ => self.all(element, around),
        }
    }

    fn linked(&mut self, element: &'e Element, around: &Look) {
        let target = element.get("id").and_then(|id| self.scene.relations.get(id));
        let target = target.filter(|relation| relation.outside).map(|relation| relation.target.clone());
        let target = target.filter(|target| leads_on(target)).map(Arc::from);
        let before = std::mem::replace(&mut self.link, target);
        self.all(element, around);
        self.link = before;
    }

    /// A field was met whose value Word works out.
    fn asked(&mut self, asks: &str) {
        let word = asks.split_whitespace().next().unwrap_or_default().to_uppercase();
        if matches!(word.as_str(), "DATE" | "TIME" | "SAVEDATE" | "PRINTDATE" | "CREATEDATE") {
            self.scene.tell(What::DateField, "");
        }
    }

    fn run(&mut self, run: &'e Element, around: &Look) {
        let look = self.scene.styles.run(run.child("w:rPr"), around);
        for child in &run.children {
            self.in_run(child, &look);
        }
    }

    fn in_run(&mut self, element: &'e Element, look: &Look) {
        match element.name {
            "w:rPr" | "w:delText" | "w:commentReference" => {}
            "w:t" => self.text(&element.text, look),
            "w:tab" | "w:ptab" => self.text(" ", look),
            "w:noBreakHyphen" => self.text("-", look),
            "w:sym" => self.symbol(element, look),
            "w:cr" => self.line(look),
            "w:br" if !matches!(element.get("type"), Some("page" | "column")) => self.line(look),
            "w:fldChar" => self.field(element.get("fldCharType").unwrap_or_default()),
            "w:instrText" => self.question(&element.text),
            "w:footnoteReference" => self.note(Note::Foot, element, look),
            "w:endnoteReference" => self.note(Note::End, element, look),
            "w:ruby" => self.ruby(element, look),
            "w:drawing" | "w:pict" | "w:object" | "w:control" => self.drawn(element, look),
            "mc:AlternateContent" => {
                for child in chosen(element).into_iter().flat_map(|way| &way.children) {
                    self.in_run(child, look);
                }
            }
            "" | "w:r" => element.children.iter().for_each(|child| self.in_run(child, look)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, look: &Look) {
        if !self.scene.shows() {
            return;
        }
        if look.hidden == Some(true) {
            self.scene.tell(What::Hidden, text);
            return;
        }
        if text.chars().any(|c| is_private(u32::from(c))) {
            self.scene.tell(What::Symbol, "");
        }
        let text = shown(text, look.raised.unwrap_or(Raised::Not));
        let link =
            self.link.clone().or_else(|| self.scene.fields.iter().find_map(|field| field.link.clone()));
        let bold = look.bold == Some(true);
        let struck = look.struck == Some(true);
        if !text.trim().is_empty() {
            self.size = self.size.max(look.size.unwrap_or(20));
        }
        match self.pieces.last_mut() {
            Some(Piece::Words(last)) if (last.bold, last.struck, &last.link) == (bold, struck, &link) => {
                last.text.push_str(&text);
            }
            _ => self.pieces.push(Piece::Words(Words { text, bold, struck, link })),
        }
    }

    fn line(&mut self, look: &Look) {
        if self.scene.shows() && look.hidden != Some(true) {
            self.pieces.push(Piece::Break);
        }
    }

    fn symbol(&mut self, element: &Element, look: &Look) {
        let (font, number) = (element.get("font"), element.get("char"));
        match symbol(font.unwrap_or_default(), number.unwrap_or_default()) {
            Some(letter) => self.text(letter.encode_utf8(&mut [0; 4]), look),
            None => self.scene.tell(What::Symbol, ""),
        }
    }

    fn field(&mut self, sort: &str) {
        match sort {
            "begin" => self.scene.begin(),
            "separate" => {
                let asks = match self.scene.fields.last_mut() {
                    Some(field) => {
                        field.shows = true;
                        field.link = address(&field.asks).map(Arc::from);
                        field.asks.clone()
                    }
                    None => return,
                };
                self.asked(&asks);
            }
            "end" => drop(self.scene.fields.pop()),
            _ => {}
        }
    }

    fn question(&mut self, text: &str) {
        if let Some(field) = self.scene.fields.last_mut().filter(|field| field.asks.len() < 4_096) {
            field.asks.push_str(text);
        }
    }

    fn note(&mut self, sort: Note, element: &Element, look: &Look) {
        let id = element.get("id").filter(|_| look.hidden != Some(true) && self.scene.shows());
        if let Some(id) = id {
            let at = self.scene.note(sort, id);
            self.pieces.push(Piece::Note(at));
        }
    }

    fn ruby(&mut self, element: &'e Element, look: &Look) {
        let above = element.child("w:rt").map(Element::words).unwrap_or_default();
        self.scene.tell(What::Ruby, &above);
        for run in element.all("w:rubyBase").flat_map(|base| &base.children) {
            self.one(run, look);
        }
    }

    /// Pictures, charts, text boxes, files within.
    fn drawn(&mut self, element: &'e Element, look: &Look) {
        if look.hidden == Some(true) {
            self.scene.tell(What::Hidden, &element.words());
            return;
        }
        if matches!(element.name, "w:object" | "w:control") || element.find(&["o:OLEObject"]).is_some() {
            let program = element.find(&["o:OLEObject"]).and_then(|object| object.get("ProgID"));
            self.scene.tell(What::Object, program.unwrap_or_default());
            return;
        }
        let said =
            element.find(&["wp:docPr"]).and_then(|about| about.get("descr").or_else(|| about.get("title")));
        let said: String = said.unwrap_or_default().trim().chars().take(100).collect();
        self.in_drawing(element, &said);
    }

    fn in_drawing(&mut self, element: &'e Element, said: &str) {
        for child in &element.children {
            match child.name {
                "w:txbxContent" => self.boxes.push(child),
                "c:chart" | "dgm:relIds" => self.scene.tell(What::Chart, ""),
                "a:blip" => self.picture(child.get("embed"), said),
                "v:imagedata" => self.picture(child.get("id").or_else(|| child.get("pict")), said),
                "mc:AlternateContent" => {
                    chosen(child).into_iter().for_each(|way| self.in_drawing(way, said));
                }
                _ => self.in_drawing(child, said),
            }
        }
    }

    fn picture(&mut self, id: Option<&str>, said: &str) {
        let relation = id.and_then(|id| self.scene.relations.get(id));
        match relation.map(|relation| (relation.outside, relation.target.clone())) {
            Some((false, part)) => {
                let at = self.scene.picture(&part);
                self.pieces.push(Piece::Picture(at, said.to_owned()));
            }
            _ => self.scene.tell(What::LinkedPicture, ""),
        }
    }
}

/// Whether a control shows what it asks for, and nothing that anybody wrote.
pub(super) fn is_unfilled(control: &Element) -> bool {
    control.child("w:sdtPr").is_some_and(|about| about.switch("w:showingPlcHdr") == Some(true))
}

/// Of several ways to say the same the first that says something to us.
pub(super) fn chosen(either: &Element) -> Option<&Element> {
    const SAYING: [&str; 8] = ["w:t", "w:drawing", "w:pict", "a:blip", "m:t", "w:tab", "w:br", "w:sym"];
    let says = |way: &&Element| way.find(&SAYING).is_some();
    let ways = either.children.iter().filter(|way| matches!(way.name, "mc:Choice" | "mc:Fallback"));
    ways.clone().find(says).or_else(|| ways.clone().next())
}

/// `HYPERLINK "https://…"`
fn address(asks: &str) -> Option<&str> {
    let rest = asks.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let target = rest.strip_prefix('"')?.split('"').next()?;
    leads_on(target).then_some(target)
}

/// Whether a page may lead there.
fn leads_on(target: &str) -> bool {
    let small = target.to_lowercase();
    let known = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| small.starts_with(scheme));
    known && target.len() <= 2_048 && !target.contains(|c: char| c.is_whitespace() || c.is_control())
}
