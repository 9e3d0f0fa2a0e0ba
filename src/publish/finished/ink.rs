//! Whether letters have another colour than what they stand on.
//!
//! Here it matters which rule a browser prefers, since a good theme gives one colour to letters and another to ground in
//! many places, so the cascade is followed: importance, weight of the selector, order. It is followed once for screens
//! that are asked to be light and once for dark ones; letters that are lost in one of them are lost. What a variable
//! may stand for is taken from the rules for that screen, where there are any. Pictures from files count as nothing: a
//! theme gives the ground a colour besides, since pictures may fail to come. Layers and colours that are mixed are not
//! followed; where a colour cannot be told, nothing is said.

use super::custom::Customs;
use super::media::Scheme;
use super::selector::{Key, keys, selected};
use super::sheet::Sheet;
use super::tint::{Rgba, colour};
use super::tinted::Tint;
use super::value::{Part, listed};
use scraper::{ElementRef, Selector};
use std::collections::HashMap;
use std::sync::Arc;

/// Light, and dark.
const SCREENS: [Scheme; 2] = [Scheme::Light, Scheme::Dark];
/// Of paper-white ground and what is read on it: letters with a tenth of their ink have this contrast.
const LEAST_CONTRAST: f64 = 1.25;

/// What colours something may have on a screen, one for each reading of its variables; `None` where that cannot be told.
type Colours = Option<Arc<[Rgba]>>;

/// The colours of an element's letters and of what they stand on, on either screen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Coat {
    ink: [Colours; 2],
    ground: [Colours; 2],
}

/// The rules about colours.
#[derive(Debug, Default)]
pub(super) struct Inks {
    customs: [Customs; 2],
    rules: HashMap<Key, Vec<(Selector, Arc<Paint>)>>,
    /// A page that is dark by itself, where no rule says so.
    is_dark: bool,
}

/// A declaration about a colour.
#[derive(Debug)]
struct Paint {
    is_ink: bool,
    /// What a browser prefers is greater.
    rank: Rank,
    on: [Painted; 2],
}

/// Important, weight, order.
type Rank = (bool, u32, usize);

/// What a declaration does on a screen.
#[derive(Clone, Debug)]
enum Painted {
    /// It is not for this one.
    Not,
    /// It leaves what is around.
    Around,
    In(Colours),
}

impl Inks {
    pub(super) fn of(sheets: &[Arc<Sheet>]) -> Inks {
        let mut inks = Inks::default();
        for (screen, scheme) in SCREENS.into_iter().enumerate() {
            let customs = || sheets.iter().flat_map(|sheet| &sheet.customs);
            let own: Vec<&String> =
                customs().filter(|(of, _)| *of == scheme).map(|(_, (name, _))| name).collect();
            for (of, (name, value)) in customs() {
                if *of == scheme || *of == Scheme::Any && !own.contains(&name) {
                    inks.customs[screen].add(name, value);
                }
            }
        }
        inks.is_dark = sheets.iter().any(|sheet| sheet.is_dark);
        for (order, tint) in sheets.iter().flat_map(|sheet| &sheet.tints).enumerate() {
            for one in selected(&tint.selectors).into_iter().filter(|one| !one.beside) {
                let paint = Arc::new(inks.paint(tint, one.weight, order));
                inks.rules.entry(one.key).or_default().push((one.selector, paint));
            }
        }
        inks
    }

    fn paint(&self, tint: &Tint, weight: u32, order: usize) -> Paint {
        let is_ink = !tint.property.starts_with("background");
        let on = [0, 1].map(|screen| match tint.scheme {
            scheme if scheme != Scheme::Any && scheme != SCREENS[screen] => Painted::Not,
            _ => self.painted(is_ink, &tint.value, screen),
        });
        Paint { is_ink, rank: (tint.important, weight, order), on }
    }

    fn painted(&self, is_ink: bool, value: &[Part], screen: usize) -> Painted {
        let Some(readings) = self.customs[screen].readings(value) else { return Painted::In(None) };
        let around: &[&str] =
            if is_ink { &["inherit", "unset", "currentcolor"] } else { &["none", "transparent", "unset"] };
        if readings.iter().any(|reading| reading.len() == 1 && reading[0].is(around)) {
            return Painted::Around;
        }
        let dark = screen == 1;
        let found: Option<Vec<Vec<Rgba>>> = readings
            .iter()
            .map(
                |reading| {
                    if is_ink { colour(reading, dark).map(|one| vec![one]) } else { ground(reading, dark) }
                },
            )
            .collect();
        let found = found.map(|found| found.concat());
        match found {
            Some(found) if found.is_empty() => Painted::Around,
            found => Painted::In(found.map(Into::into)),
        }
    }

    /// What a page stands on before any rule.
    pub(super) fn bare(&self) -> Coat {
        let white = (!self.is_dark).then(|| Arc::from([Rgba::WHITE]));
        Coat { ink: [None, None], ground: [white, None] }
    }

    /// What an element's letters have, by what it lies in.
    pub(super) fn coat(&self, element: ElementRef, around: &Coat) -> Coat {
        let mut coat = around.clone();
        by_itself(element, &mut coat);
        let mut paints: Vec<Arc<Paint>> = keys(element)
            .filter_map(|key| self.rules.get(&key))
            .flatten()
            .filter(|(selector, _)| selector.matches(&element))
            .map(|(_, paint)| Arc::clone(paint))
            .collect();
        let own = element.attr("style").map(Sheet::inline).map(|sheet| sheet.tints).unwrap_or_default();
        paints.extend(own.iter().map(|tint| Arc::new(self.paint(tint, u32::MAX, usize::MAX))));
        if paints.is_empty() {
            return coat;
        }
        paints.sort_by_key(|paint| paint.rank);
        for paint in paints {
            for (screen, painted) in paint.on.iter().enumerate() {
                let (own, above) = match paint.is_ink {
                    true => (&mut coat.ink[screen], &around.ink[screen]),
                    false => (&mut coat.ground[screen], &around.ground[screen]),
                };
                match painted {
                    Painted::Not => {}
                    Painted::Around => own.clone_from(above),
                    Painted::In(colours) => own.clone_from(colours),
                }
            }
        }
        coat
    }
}

/// What a browser gives some elements, and old attributes say.
fn by_itself(element: ElementRef, coat: &mut Coat) {
    let value = element.value();
    match value.name() {
        "a" if value.attr("href").is_some() => coat.ink = [None, None],
        "mark" | "button" | "input" => *coat = Coat { ink: [None, None], ground: [None, None] },
        _ => {}
    }
    let ink = value.attr("color").filter(|_| value.name() == "font").or(value.attr("text"));
    let grounds = [(ink, &mut coat.ink), (value.attr("bgcolor"), &mut coat.ground)];
    for (said, place) in grounds {
        if let Some(said) = said {
            let colour = super::tint::written(said);
            *place = [0, 1].map(|_| colour.map(|one| Arc::from([one])));
        }
    }
}

/// The colours of a ground: its own, and those of what runs from one to another over it. None where it has none.
fn ground(value: &[Part], dark: bool) -> Option<Vec<Rgba>> {
    let mut found = Vec::new();
    for layer in listed(value) {
        for part in layer {
            let one = std::slice::from_ref(part);
            if let Part::Call(name, inner) = part
                && name.contains("gradient")
            {
                found.extend(inner.iter().filter_map(|stop| colour(std::slice::from_ref(stop), dark)));
            } else if super::tint::alpha(one).is_some() {
                found.push(colour(one, dark)?);
            }
        }
    }
    found.retain(|one| one.alpha >= 0.05);
    // what shines through is not told
    found.iter().all(|one| one.alpha > 0.9).then_some(found)
}

impl Coat {
    /// Whether nobody can tell the letters from what they stand on, on some screen.
    pub(super) fn is_lost(&self) -> bool {
        self.ink.iter().zip(&self.ground).any(|(ink, ground)| {
            let (Some(inks), Some(grounds)) = (ink, ground) else { return false };
            let differ =
                |ink: &Rgba| grounds.iter().any(|ground| ink.on(*ground).contrast(*ground) >= LEAST_CONTRAST);
            !inks.iter().any(differ)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    /// Whether a sheet makes the paragraph of a page unreadable.
    fn lost_in(css: &str, paragraph: &str) -> bool {
        let html = Html::parse_document(&format!(
            "<html><body class=a><main id=m><div class=card>{paragraph}</div></main></body></html>"
        ));
        let inks = Inks::of(&[Arc::new(Sheet::parse(css))]);
        let text = html.select(&Selector::parse("p").unwrap()).next().unwrap();
        let text = text.children().filter_map(ElementRef::wrap).last().unwrap_or(text);
        let mut line: Vec<ElementRef> = text.ancestors().filter_map(ElementRef::wrap).collect();
        line.reverse();
        line.push(text);
        line.into_iter().fold(inks.bare(), |around, element| inks.coat(element, &around)).is_lost()
    }

    fn lost(css: &str) -> bool {
        lost_in(css, "<p class=b>字</p>")
    }

    #[test]
    fn letters_in_the_colour_of_their_ground_are_lost() {
        for css in [
            "main { color: white }",
            "main { color: #fff }",
            "p { color: rgb(255 255 255) }",
            "p { color: rgb(100%, 100%, 100%) }",
            "p { color: hsl(0 0% 99%) }",
            "p { color: oklch(0.98 0 0) }",
            "p { color: oklab(99% 0 0) }",
            "main { color: #fff } p { color: currentcolor }",
            ".card { background: hsl(210 50% 40%); color: oklch(0.5 0.1 250) }",
            "p { color: rgb(0 0 0 / 5%) }",
            "p { color: #fefefe }",
            "p { -webkit-text-fill-color: #fff }",
            "body { background: #123 } p { color: #112233 }",
            "body { background-color: navy } main { color: navy }",
            ".card { background: #b00; color: #b00 }",
            ".card { background: url(x.png) #fff; color: #fff }",
            ".card { background: url(x.png); color: #fff }",
            ".card { background: linear-gradient(#fff, #fefefe); color: #fff }",
            ":root { --paper: #fdfdfd } body { background: var(--paper) } main { color: var(--paper) }",
            "p { color: #222 } main p { color: #fff }",
            "p.b { color: #fff } p { color: #222 }",
            "p { color: #fff !important } #m p { color: #222 }",
            ":where(#m) p { color: #222 } .b { color: #fff }",
            "@media (prefers-color-scheme: dark) { body { background: #111 } p { color: #111 } }",
            "@media (prefers-color-scheme: dark) { :root { --i: #111; --g: #121212 } } :root { --i: #222; --g: #fff } body { background: var(--g); color: var(--i) }",
            "@media not (prefers-color-scheme: dark) { p { color: #fff } }",
            "@media (min-width: 1px) { @media (prefers-color-scheme: light) { p { color: #fff } } }",
            "p { color: light-dark(#fff, #eee) }",
            "@layer x { main { color: white } }",
        ] {
            assert!(lost(css), "{css}");
        }
        for paragraph in [
            "<p style='color:#fff'>字</p>",
            "<p><font color=white>字</font></p>",
            "<p><font color='#FFFFFF'>字</font></p>",
            "<p style='background:#000;color:black'>字</p>",
            "<p><span style='color:white'>字</span></p>",
        ] {
            assert!(lost_in("p { color: #222 }", paragraph), "{paragraph}");
        }
    }

    #[test]
    fn letters_that_are_read_are_left_alone() {
        for css in [
            "",
            "main { color: #222 }",
            "body { background: #fff; color: #222 }",
            "body { background: #111; color: #eee }",
            "p { color: #fff; background: #b00 }",
            "p { color: #fff } .card { background: #b00 }",
            ".card { color: #fff; background: linear-gradient(#b00, #700) }",
            ".b { color: #b00; background: #fff } p.b { color: #fff; background: #b00 }",
            "p.b { color: #222 } p { color: #fff }",
            "p { color: #222 !important } #m p.b { color: #fff }",
            "p:hover { color: #fff }",
            "p::before { color: #fff }",
            "@media print { p { color: #fff } }",
            ":root { --i: #222; --g: #fff } @media (prefers-color-scheme: dark) { :root { --i: #eee; --g: #111 } } body { background: var(--g); color: var(--i) }",
            ":root { color-scheme: dark } p { color: #fff }",
            ":root { color-scheme: light dark } body { color: light-dark(#222, #eee); background: light-dark(#fff, #111) }",
            "p { color: oklch(0.4 0.1 30) }",
            "p { color: color-mix(in oklab, red, white) }",
            "p { color: #999 }",
            "p { color: var(--nowhere) }",
            "body { color: #fff } body { color: #222 }",
            "main { color: #fff } p { color: #222 }",
        ] {
            assert!(!lost(css), "{css}");
        }
        assert!(!lost_in("main { color: #fff }", "<p><a href=x>字</a></p>"));
        assert!(!lost_in("p { color: #fff }", "<p style='color:#222'>字</p>"));
        assert!(!lost_in(
            "body { background: #111; color: #eee }",
            "<p bgcolor=navy><font color=white>字</font></p>"
        ));
    }
}
