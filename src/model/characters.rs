//! Characters that no text of a site may hold: those that steer what reads them instead of being read.
//!
//! A control character makes a feed ill-formed, a mark for text direction turns `1,000` into `000,1` before
//! the reader's eyes, and what has no width makes two names differ that look alike.

/// Where a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A title, a name, an amount: one line, compared and sorted.
    Field,
    /// Running text, often pasted from elsewhere, in any script.
    Body,
}

/// Why a character is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// C0 and C1 controls, line and paragraph separator, what marks annotations.
    Control,
    /// Embeds, overrides or isolates text of another direction. Source: UAX #9, section 2.
    Direction,
    /// Nothing is shown for it. Word processors and messengers leave such characters in running text, where
    /// they do no harm.
    NoWidth,
    /// Kept by Unicode for a program's inner use, or unassigned for good (Unicode 17, section 23.7), and tags,
    /// which hide text in text.
    Nothing,
}

/// Why a character may not stand there; `None` for the rest, tabs and line ends among them.
pub fn refusal(c: char, place: Place) -> Option<Refusal> {
    let in_field = (place == Place::Field).then_some(Refusal::NoWidth);
    match c {
        '\t' | '\n' => None,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}' => {
            Some(Refusal::Control)
        }
        ' '..='~' => None,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => Some(Refusal::Direction),
        // fillers of Korean count as letters and show nothing
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => in_field,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2065}' | '\u{FEFF}' => in_field,
        '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E007F}' => Some(Refusal::Nothing),
        c if u32::from(c) & 0xFFFE == 0xFFFE => Some(Refusal::Nothing),
        _ => None,
    }
}

/// The first refused character of a text, and where it begins, in bytes.
pub fn first_refused(text: &str, place: Place) -> Option<(usize, char, Refusal)> {
    refused(text, place).next()
}

/// Every refused character of a text, and where each begins, in bytes.
pub fn refused(text: &str, place: Place) -> impl Iterator<Item = (usize, char, Refusal)> {
    let suspects = text.bytes().enumerate().filter(|&(_, byte)| MAY_BEGIN[usize::from(byte)]);
    suspects.filter_map(move |(at, _)| {
        let c = text[at..].chars().next()?;
        Some((at, c, refusal(c, place)?))
    })
}

/// The bytes that a refused character may begin with: no letter of ASCII and hardly one of Chinese is one, so that nearly
/// every byte of a text is passed over at once.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte, 0..=8 | 0xB..=0x1F | 0x7F | 0xC2 | 0xD8 | 0xE1..=0xE3 | 0xEF..=0xF4);
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_refused_character_is_passed_over() {
        for c in '\0'..=char::MAX {
            let wanted = refusal(c, Place::Field).map(|refusal| (3, c, refusal));
            assert_eq!(first_refused(&format!("村{c}"), Place::Field), wanted, "{c:?}");
        }
    }

    #[test]
    fn what_steers_is_refused_and_every_script_is_taken() {
        for c in ['\0', '\u{B}', '\u{1B}', '\u{7F}', '\u{85}', '\u{2028}', '\u{202E}', '\u{2066}', '\u{FDD0}']
        {
            assert!(refusal(c, Place::Body).is_some(), "{c:?}");
        }
        for c in ['\u{FFFE}', '\u{FFFF}', '\u{1FFFE}', '\u{10FFFF}', '\u{E0041}'] {
            assert!(refusal(c, Place::Body).is_some(), "{c:?}");
        }
        for c in ['\u{200B}', '\u{200D}', '\u{FEFF}', '\u{AD}', '\u{200F}', '\u{3164}', '\u{FFA0}'] {
            assert_eq!(
                (refusal(c, Place::Body), refusal(c, Place::Field)),
                (None, Some(Refusal::NoWidth)),
                "{c:?}"
            );
        }
        // a rare character of a name with its variant; Mongolian, Tibetan, Uyghur, Yi; a sign in colour
        let names = "葛\u{E0100} ᠮᠣᠩᠭᠣᠯ\u{202F}ᠤᠨ\u{180B} བོད་ ئۇيغۇر ꆈꌠ ❤\u{FE0F} 𠮷 \u{3000}";
        assert_eq!(first_refused(names, Place::Field), None);
        assert_eq!(first_refused("甲\u{1B}[31m", Place::Field), Some((3, '\u{1B}', Refusal::Control)));
    }
}
