//! Text from strangers, made safe to send to a terminal.
//!
//! Escape sequences, C1 controls and text-direction marks can hide, move or rewrite what stands on a
//! screen; invisible characters make a fault a riddle. Both are replaced by something one can see.

/// The text with everything replaced that would steer a terminal or not be seen, one character for one,
/// so that columns stay true. Line ends and tabs stay.
pub(super) fn harmless(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// The same on one line.
pub fn harmless_line(text: &str) -> String {
    harmless(text).replace(['\n', '\t'], " ")
}

/// Of no width, and left out by `annotate-snippets` when it draws.
const UNDRAWN: char = '\u{200d}';

fn visible(character: char) -> char {
    match character {
        '\n' | '\t' => character,
        // Unicode has a picture for each of these, in the same order.
        '\u{0}'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{ad}' => char::REPLACEMENT_CHARACTER,
        // text direction
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        // zero-width spaces and joiners, separators, marks, tags
        '\u{200b}' | '\u{200c}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' => {
            char::REPLACEMENT_CHARACTER
        }
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => char::REPLACEMENT_CHARACTER,
        // What turns a sign into an emoji or colours it: terminals disagree on the width of the result,
        // but not on the width of the bare sign.
        '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' => UNDRAWN,
        other => other,
    }
}
