//! Bytes → text: UTF-8 and GB18030, and nothing else.

/// The log as it lies on disk: its chain is over raw bytes, so that a converted line end must show. Bytes
/// that are no UTF-8 are replaced, which no chain survives either.
pub(super) fn untouched(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// As much text as can be made out of a file that is handed on as it is: as [`decode`], else what is UTF-8.
pub fn legible(bytes: Vec<u8>) -> String {
    decode(bytes.clone()).unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// UTF-8 with or without byte-order mark, or GB18030; line ends become `\n`. `None` for anything else.
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => chinese(error.as_bytes())?,
    };
    if text.contains('\0') {
        return None;
    }
    let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
    if !text.contains('\r') {
        return Some(text);
    }
    Some(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Almost any bytes are valid GB18030, so what they would say has to look Chinese, too.
fn chinese(bytes: &[u8]) -> Option<String> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    if detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny) != encoding_rs::GBK {
        return None;
    }
    let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    looks_chinese(&text, bytes).then(|| text.into_owned())
}

/// Big5 and Shift-JIS read as GB18030 give private-use characters and rare ones; a Chinese text is made
/// of common ones, whose bytes all have the high bit (the GB 2312 plane), save a name here and there.
fn looks_chinese(text: &str, bytes: &[u8]) -> bool {
    let private = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
    let foreign = text.chars().filter(|c| !c.is_ascii()).count();
    let common = bytes.iter().filter(|&&byte| byte >= 0xA1).count() / 2;
    !text.contains(private) && common * 4 >= foreign * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gb(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn utf8_and_gb18030_are_read_alike() {
        let text = "---\n标题: 村道硬化项目公示\n---\n正文，共３公里。";
        assert_eq!(decode(text.as_bytes().to_vec()).as_deref(), Some(text));
        assert_eq!(decode(gb(text)).as_deref(), Some(text));
        assert_eq!(
            decode(gb("标题：王某某的名字里有生僻字㐀和𠮷")).as_deref(),
            Some("标题：王某某的名字里有生僻字㐀和𠮷")
        );
        let marked = [b"\xEF\xBB\xBF".as_slice(), text.replace('\n', "\r\n").as_bytes()].concat();
        assert_eq!(decode(marked).as_deref(), Some(text));
    }

    #[test]
    fn other_encodings_are_refused() {
        let utf16: Vec<u8> = "标题".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode([vec![0xFF, 0xFE], utf16].concat()), None);
        assert_eq!(
            decode(encoding_rs::BIG5.encode("標題：鄉村道路建設項目公示，請大家提出意見").0.into_owned()),
            None
        );
        assert_eq!(
            decode(
                encoding_rs::SHIFT_JIS.encode("これは日本語の文章です。よろしくお願いします").0.into_owned()
            ),
            None
        );
        assert_eq!(decode(vec![0x80, 0xFF, 0xFF, 0x00]), None);
    }
}
