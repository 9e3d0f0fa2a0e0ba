//! What a character is to the dialect: space, punctuation or neither; CJK or not; wide or not.
//!
//! From Unicode's own tables by way of `icu_properties`. Looks at one character, never at text.

use icu_properties::props::{
    EastAsianWidth, EmojiPresentation, GeneralCategory, GeneralCategoryGroup, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The three classes that CommonMark's flanking rules know (0.31.2, section 6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Punctuation,
    Other,
}

impl Class {
    pub(super) fn of(c: char) -> Class {
        if c.is_ascii_punctuation() || is_common_punctuation(c) {
            Class::Punctuation
        } else if c.is_ascii_alphanumeric() || is_common_han(c) {
            Class::Other
        } else if c.is_whitespace() {
            Class::Space
        } else if is_punctuation(c) {
            Class::Punctuation
        } else {
            Class::Other
        }
    }
}

fn is_punctuation(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Punctuation.contains(category) || GeneralCategoryGroup::Symbol.contains(category)
}

/// Beside such a character a delimiter needs no space: wide, full-width or half-width and not an
/// emoji by default, or Hangul (CommonMark CJK-friendly amendments, "CJK character").
pub(super) fn is_cjk(c: char) -> bool {
    if c < '\u{1100}' {
        return false;
    }
    if is_common_han(c) || is_common_punctuation(c) {
        return true;
    }
    if is_east_asian(c) {
        return !CodePointSetData::new::<EmojiPresentation>().contains(c);
    }
    is_hangul(c)
}

/// Between two such characters a line break is no space: wide, full-width or half-width, and not
/// Hangul, which has spaces between words (CSS Text 3, section 4.1.3).
pub(super) fn is_wide(c: char) -> bool {
    c >= '\u{1100}' && (is_common_han(c) || is_common_punctuation(c) || is_east_asian(c) && !is_hangul(c))
}

/// Wide in Chinese and narrow elsewhere: quotation marks, dashes, dots, numbers in circles; no letters.
pub(super) fn is_ambiguous(c: char) -> bool {
    c > '\u{7F}'
        && CodePointMapData::<EastAsianWidth>::new().get(c) == EastAsianWidth::Ambiguous
        && !GeneralCategoryGroup::Letter.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

/// Chooses the form of the character before it: U+FE00–FE0F and the ideographic ones.
pub(super) fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}') || is_ideographic_variation_selector(c)
}

pub(super) fn is_ideographic_variation_selector(c: char) -> bool {
    matches!(c, '\u{E0100}'..='\u{E01EF}')
}

/// An accent or a vowel sign, which belongs to the character before it.
pub(super) fn is_combining(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

/// Most characters of a Chinese text, without a look at the tables.
fn is_common_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Most signs of a Chinese text, likewise: `、。〃`, brackets, and the full-width forms of ASCII signs.
fn is_common_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
}

fn is_east_asian(c: char) -> bool {
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    [EastAsianWidth::Wide, EastAsianWidth::Fullwidth, EastAsianWidth::Halfwidth].contains(&width)
}

fn is_hangul(c: char) -> bool {
    CodePointMapData::<Script>::new().get(c) == Script::Hangul
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_unicode() {
        for (class, characters) in [
            (Class::Space, " \t\n\u{3000}\u{A0}"),
            (Class::Punctuation, "*~_。、（）“”《》—…·￥℃→©Ⓐ😀"),
            (Class::Other, "a1é中〇あ한１Ａ²〆\u{FE0F}\u{FDD0}"),
        ] {
            for c in characters.chars() {
                assert_eq!(Class::of(c), class, "{c}");
            }
        }
    }

    #[test]
    fn cjk_is_wide_or_hangul_and_no_emoji() {
        assert!("中〇㐀𠀀。，（！～￥１Ａｱ￦あア한ᄀㄅ〰㊗🈁".chars().filter(|&c| c != '🈁').all(is_cjk));
        assert!(!"a1é“”—…·→©❤☺🈁😀\u{FE0F}\u{E0100}".chars().any(is_cjk));
    }

    #[test]
    fn the_short_cuts_say_what_the_tables_say() {
        for c in (0..0x20000).filter_map(char::from_u32) {
            let emoji = CodePointSetData::new::<EmojiPresentation>().contains(c);
            if is_common_han(c) || is_common_punctuation(c) {
                assert!(is_east_asian(c) && !is_hangul(c) && !emoji, "{c}");
                assert_eq!(is_punctuation(c), is_common_punctuation(c), "{c}");
            }
            if c < '\u{1100}' {
                assert!(!is_east_asian(c) && !is_hangul(c), "{c}");
            }
        }
    }

    #[test]
    fn wide_is_not_hangul() {
        assert!("中。１あｱ😀".chars().all(is_wide));
        assert!(!"a한ᄀ“—…❤".chars().any(is_wide));
    }
}
