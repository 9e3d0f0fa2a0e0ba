//! A text as a reader's eye takes it: compatibility forms, radicals and digits of any dress as the plain
//! characters that they look like, every dash as one dash, every dot as one dot, nothing that is not seen;
//! and where each character came from.

use super::signs::Signs;
use std::borrow::Cow;
use std::ops::Range;

/// What is seen of a text.
pub(super) struct Seen<'t> {
    text: Cow<'t, str>,
    /// In order; none where the text is seen as it is written.
    pieces: Vec<Piece>,
}

/// Some bytes of what is seen, up to the next piece, and the bytes as written that they came from.
struct Piece {
    at: usize,
    from: Range<usize>,
}

impl<'t> Seen<'t> {
    /// What is seen of a text without markup.
    pub(super) fn of(text: &'t str) -> Seen<'t> {
        if is_seen_as_written(text) {
            return Seen { text: Cow::Borrowed(text), pieces: Vec::new() };
        }
        let mut seen = Seen::empty();
        seen.push(text, 0..text.len());
        seen
    }

    /// Nothing yet.
    pub(super) fn empty() -> Seen<'t> {
        Seen { text: Cow::Owned(String::new()), pieces: Vec::new() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes as written of some that are seen.
    pub(super) fn written(&self, seen: Range<usize>) -> Range<usize> {
        if self.pieces.is_empty() {
            return seen;
        }
        let start = self.origin(seen.start).start;
        let last = self.text[..seen.end].char_indices().next_back().map_or(seen.start, |(at, _)| at);
        start..self.origin(last.max(seen.start)).end.max(start)
    }

    /// What the character at a byte came from.
    fn origin(&self, at: usize) -> Range<usize> {
        let index = self.pieces.partition_point(|piece| piece.at <= at).saturating_sub(1);
        let piece = &self.pieces[index];
        let end = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.at);
        if end - piece.at != piece.from.len() {
            return piece.from.clone();
        }
        let width = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let start = piece.from.start + at - piece.at;
        start..start + width
    }

    /// Adds a text that was written in some bytes: as it is where it has as many, else in another way.
    pub(super) fn push(&mut self, text: &str, written: Range<usize>) {
        let exact = text.len() == written.len();
        if exact && is_seen_as_written(text) {
            return self.put_all(text, written);
        }
        let mut digits_to = 0;
        for (at, c) in text.char_indices() {
            let own = written.start + at..written.start + at + c.len_utf8();
            let from = if exact { own } else { written.clone() };
            if at >= digits_to
                && let Some(length) = dressed_digits(&text[at..])
            {
                digits_to = at + length;
            }
            let digit = if at < digits_to { dressed_digit(c) } else { None };
            match digit {
                Some(digit) => self.put(digit, from),
                None => self.put_folded(c, &text[at + c.len_utf8()..], &from),
            }
        }
    }

    fn put_folded(&mut self, c: char, after: &str, from: &Range<usize>) {
        match fold(c) {
            Fold::Same => self.put(c, from.clone()),
            Fold::Nothing => {}
            Fold::One(plain) => self.put(plain, from.clone()),
            // one point between digits parts them; several hide something
            Fold::Point if after.starts_with(c) || self.text.ends_with(c) => self.put(c, from.clone()),
            Fold::Point => self.put('.', from.clone()),
            Fold::Compatible => {
                let plain = icu_normalizer::ComposingNormalizerBorrowed::new_nfkc();
                let folded = plain.normalize(c.encode_utf8(&mut [0; 4])).into_owned();
                folded.chars().for_each(|c| self.put(c, from.clone()));
            }
        }
    }

    /// Adds one character that came from some bytes.
    pub(super) fn put(&mut self, c: char, from: Range<usize>) {
        self.put_all(c.encode_utf8(&mut [0; 4]), from);
    }

    /// Adds what came from some bytes: as many of one character, else of one alone.
    fn put_all(&mut self, text: &str, from: Range<usize>) {
        let at = self.text.len();
        match self.pieces.last_mut() {
            Some(last)
                if last.from.end == from.start
                    && at - last.at == last.from.len()
                    && text.len() == from.len() =>
            {
                last.from.end = from.end;
            }
            _ => self.pieces.push(Piece { at, from }),
        }
        self.text.to_mut().push_str(text);
    }
}

/// What becomes of a character.
enum Fold {
    Same,
    Nothing,
    One(char),
    /// A dot at half height, unless it is one of several.
    Point,
    /// By Unicode's compatibility decomposition.
    Compatible,
}

/// Whether nothing in a text is seen otherwise than it is written; so it is with most.
fn is_seen_as_written(text: &str) -> bool {
    let mut digits = 0;
    text.chars().all(|c| {
        digits = if CHINESE.has(u32::from(c)) { digits + 1 } else { 0 };
        is_plain(c) && digits < CHINESE_DIGITS
    })
}

/// All that [`chinese_digit`] knows.
static CHINESE: Signs = Signs::none().and("〇零幺一二三四五六七八九");

/// So many digits in Chinese, one after another, are a number; fewer may be words.
const CHINESE_DIGITS: usize = 11;

fn is_plain(c: char) -> bool {
    let common =
        matches!(c, '\0'..='~' | '\u{4E00}'..='\u{9FFF}' | '、'..='〟' | '“' | '”' | '‘' | '’' | '…');
    common || matches!(c, '！' | '，' | '：' | '；' | '？' | '（' | '）' | '％' | '～')
}

fn fold(c: char) -> Fold {
    match c {
        '\u{4E00}'..='\u{9FFF}' => Fold::Same,
        // not seen: joiners, marks of direction, selectors
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' => Fold::Nothing,
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' => Fold::Nothing,
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}' => Fold::Nothing,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            Fold::One(' ')
        }
        '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}' => Fold::One(' '),
        '‐'..='―' | '−' | '─' | '━' | '﹘' | '﹣' | '－' | '⁃' | 'ー' | '˗' | '➖' => {
            Fold::One('-')
        }
        '·' | '•' | '・' | '‧' | '∙' | '⋅' | '･' | '●' => Fold::Point,
        '．' | '․' => Fold::One('.'),
        '＊' | '∗' | '✱' | '✻' | '⁎' | '﹡' | '※' => Fold::One('*'),
        '\u{2E80}'..='\u{2EFF}' => radical(c).map_or(Fold::Compatible, Fold::One),
        // forms that only the width, the ring or the place of a sign tells from the plain one
        '\u{2F00}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{FB00}'..='\u{FB06}' => Fold::Compatible,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＿' | '｜' | '＃' | '／' => Fold::Compatible,
        '\u{1D400}'..='\u{1D7FF}' | '\u{1FBF0}'..='\u{1FBF9}' => Fold::Compatible,
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '₀'..='₉' => Fold::Compatible,
        _ => Fold::Same,
    }
}

/// Radicals that look like the character and have no decomposition. Source: Unicode, CJK Radicals Supplement.
fn radical(c: char) -> Option<char> {
    const ALIKE: [(char, char); 32] = [
        ('⺁', '厂'),
        ('⺎', '兀'),
        ('⺒', '巳'),
        ('⺓', '幺'),
        ('⺔', '彐'),
        ('⺝', '月'),
        ('⺟', '母'),
        ('⺠', '民'),
        ('⺢', '水'),
        ('⺩', '王'),
        ('⺫', '目'),
        ('⺼', '肉'),
        ('⻁', '虎'),
        ('⻄', '西'),
        ('⻅', '见'),
        ('⻆', '角'),
        ('⻉', '贝'),
        ('⻋', '车'),
        ('⻓', '长'),
        ('⻔', '门'),
        ('⻘', '青'),
        ('⻙', '韦'),
        ('⻚', '页'),
        ('⻛', '风'),
        ('⻜', '飞'),
        ('⻝', '食'),
        ('⻢', '马'),
        ('⻣', '骨'),
        ('⻥', '鱼'),
        ('⻨', '麦'),
        ('⻩', '黄'),
        ('⻰', '龙'),
    ];
    ALIKE.iter().find(|(radical, _)| *radical == c).map(|&(_, plain)| plain)
}

/// How many bytes of digits in another dress a text begins with, where they are a number and no words: eleven
/// in Chinese, or two in rings beside one another.
fn dressed_digits(text: &str) -> Option<usize> {
    let ringed = |c: char| ringed_digit(c).is_some();
    let first = text.chars().next()?;
    let (least, among): (usize, &dyn Fn(char) -> bool) = match first {
        c if chinese_digit(c).is_some() => (CHINESE_DIGITS, &|c| chinese_digit(c).is_some()),
        c if ringed(c) => (2, &ringed),
        _ => return None,
    };
    let end = text.find(|c| !among(c)).unwrap_or(text.len());
    (text[..end].chars().count() >= least).then_some(end)
}

fn dressed_digit(c: char) -> Option<char> {
    chinese_digit(c).or_else(|| ringed_digit(c))
}

fn chinese_digit(c: char) -> Option<char> {
    Some(match c {
        '〇' | '零' => '0',
        '一' | '幺' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        _ => return None,
    })
}

fn ringed_digit(c: char) -> Option<char> {
    let digit = match c {
        '⓪' | '⓿' | '🄋' | '🄌' => 0,
        '①'..='⑨' => c as u32 - '①' as u32 + 1,
        '⓵'..='⓽' => c as u32 - '⓵' as u32 + 1,
        '❶'..='❾' => c as u32 - '❶' as u32 + 1,
        '➀'..='➈' => c as u32 - '➀' as u32 + 1,
        '➊'..='➒' => c as u32 - '➊' as u32 + 1,
        _ => return None,
    };
    char::from_digit(digit, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        Seen::of(text).text().to_owned()
    }

    #[test]
    fn what_looks_alike_is_alike() {
        assert_eq!(seen("１３８\u{200B}００００\u{A0}１２３４"), "1380000 1234");
        assert_eq!(seen("138–0000—1234−5"), "138-0000-1234-5");
        assert_eq!(seen("138·0000・1234．5"), "138.0000.1234.5");
        assert_eq!(seen("𝟏𝟑𝟖"), "138");
        assert_eq!(seen("①③⑧"), "138");
        assert_eq!(seen("① 甲"), "① 甲");
        assert_eq!(seen("一三八〇〇〇〇一二三四"), "13800001234");
        assert_eq!(seen("二〇二六年十一月"), "二〇二六年十一月");
        assert_eq!(seen("⻢⼤⺠"), "马大民");
        assert_eq!(seen("138••••5678"), "138••••5678");
        assert_eq!(seen("一般，（公示）：“好”"), "一般，（公示）：“好”");
    }

    #[test]
    fn the_quick_question_knows_the_same_digits() {
        let all = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        let different = |c: &char| CHINESE.has(u32::from(*c)) != chinese_digit(*c).is_some();
        assert_eq!(all.filter(different).collect::<String>(), "");
    }

    #[test]
    fn every_character_knows_where_it_came_from() {
        let text = "甲１３\u{200B}8乙";
        let seen = Seen::of(text);
        assert_eq!(seen.text(), "甲138乙");
        assert_eq!(&text[seen.written(3..6)], "１３\u{200B}8");
        assert_eq!(&text[seen.written(0..3)], "甲");
        assert_eq!(&text[seen.written(6..9)], "乙");
        let plain = Seen::of("甲乙");
        assert_eq!(plain.written(3..6), 3..6);
    }
}
