//! Pairs of characters, each with the numbers of the notices in which it stands.

use super::call;
use crate::disk::{Lanes, Trouble, failed};
use crate::portal::facts::row::Row;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::collections::BTreeMap;
use std::io::Read;

/// A pair that stands in more notices than this, and in more than a part of all, leads nowhere.
const COMMON: usize = 4_000;
/// That part.
const PART: usize = 24;
/// Notices for each file of the index, and the most files.
const NOTICES: usize = 400;
/// See [`NOTICES`].
const FILES: usize = 1_024;
/// Bytes of a pair with one notice, on its way.
const POSTING: usize = 12;
/// Before a board's number: its notices are those with this pair. No text has such characters.
const COUNTY: u32 = 0x10_0000;
/// The pair of notices that are posted now.
const OPEN: (u32, u32) = ('!' as u32, 0x10_FFFD);

/// Gathers them on the disk, in one lane a file.
pub struct Grams {
    lanes: Lanes,
    /// Files of the index.
    pub buckets: usize,
    docs: usize,
}

type Pair = (u32, u32);

impl Grams {
    /// For so many notices.
    ///
    /// # Errors
    /// When the system gives no file.
    pub fn new(docs: usize) -> Result<Grams, Trouble> {
        let buckets = (docs / NOTICES).clamp(1, FILES);
        Ok(Grams { lanes: Lanes::new(buckets)?, buckets, docs })
    }

    /// Adds what stands in a notice.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn add(&self, doc: usize, county: &str, row: &Row) -> Result<(), Trouble> {
        let texts = [row.title.as_str(), &row.place, county, &row.kind, &row.number];
        let mut pairs: Vec<Pair> = texts.iter().flat_map(|text| pairs(text)).collect();
        pairs.push(('@' as u32, COUNTY + u32::try_from(row.board).unwrap_or_default()));
        pairs.extend(row.is_open().then_some(OPEN));
        pairs.sort_unstable();
        pairs.dedup();
        let doc = u32::try_from(doc).unwrap_or(u32::MAX);
        for (a, b) in pairs {
            let posting = [a, b, doc].map(u32::to_le_bytes).concat();
            self.lanes.add(self.bucket((a, b)), &posting)?;
        }
        Ok(())
    }

    fn bucket(&self, (a, b): Pair) -> usize {
        (a as usize * 31 + b as usize) % self.buckets
    }

    /// A file of the index, once every notice is in: its path and bytes.
    ///
    /// # Errors
    /// When what was written cannot be read.
    pub fn file(&self, bucket: usize) -> Result<(String, Vec<u8>), Trouble> {
        let mut bytes = Vec::new();
        self.lanes.read(bucket).read_to_end(&mut bytes).map_err(failed)?;
        let mut found: BTreeMap<Pair, Vec<u32>> = BTreeMap::new();
        for posting in bytes.chunks_exact(POSTING) {
            let (a, b, doc) = (number(posting, 0), number(posting, 4), number(posting, 8));
            found.entry((a, b)).or_default().push(doc);
        }
        let most = COMMON.max(self.docs / PART);
        let file: BTreeMap<String, Vec<u32>> = found
            .into_iter()
            .map(|(pair, docs)| {
                let leads_nowhere = docs.len() > most && pair != OPEN && pair.1 < COUNTY;
                (written(pair), if leads_nowhere { Vec::new() } else { steps(docs) })
            })
            .collect();
        let name = format!("g/{bucket}");
        Ok((format!("search/{name}.js"), call(&name, &file)))
    }
}

fn number(posting: &[u8], at: usize) -> u32 {
    let bytes = posting.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    u32::from_le_bytes(bytes.unwrap_or_default())
}

fn written((a, b): Pair) -> String {
    [a, b].into_iter().filter_map(char::from_u32).collect()
}

/// From each number to the next.
fn steps(docs: Vec<u32>) -> Vec<u32> {
    let before = std::iter::once(0).chain(docs.clone());
    docs.iter().zip(before).map(|(doc, before)| doc - before).collect()
}

/// Every two characters side by side, as the script cuts what was asked for: folded by width and case, and none over a
/// blank.
fn pairs(text: &str) -> Vec<Pair> {
    let folded = ComposingNormalizerBorrowed::new_nfkc().normalize(text).to_lowercase();
    let words = folded.split_whitespace().map(|word| word.chars().map(u32::from).collect::<Vec<u32>>());
    words.flat_map(|word| word.windows(2).filter_map(pair).collect::<Vec<Pair>>()).collect()
}

fn pair(window: &[u32]) -> Option<Pair> {
    match window {
        &[a, b] if a.max(b) < COUNTY => Some((a, b)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_as_the_script_cuts_them() {
        let shown = |text| pairs(text).into_iter().map(written).collect::<Vec<_>>();
        assert_eq!(shown("村道 ＡＢ"), ["村道", "ab"]);
        assert_eq!(shown("水"), [""; 0]);
    }

    #[test]
    fn each_pair_leads_to_its_notices() {
        let grams = Grams::new(3).unwrap();
        for (doc, title) in ["村道硬化", "水渠", "村道绿化"].iter().enumerate() {
            let row = Row {
                board: doc % 2,
                id: format!("notices/{doc}"),
                title: (*title).to_owned(),
                kind: "项目".to_owned(),
                place: String::new(),
                theme: String::new(),
                number: String::new(),
                date: String::new(),
                until: None,
                state: ("posted".to_owned(), "公示中".to_owned()),
            };
            grams.add(doc, "鹿渚县", &row).unwrap();
        }
        let (path, bytes) = grams.file(0).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(path, "search/g/0.js");
        assert!(text.starts_with("zhangbang(\"g/0\",{") && text.ends_with("})\n"), "{text}");
        assert!(text.contains("\"村道\":[0,2]") && text.contains("\"水渠\":[1]"), "{text}");
        assert!(text.contains("\"@\u{100000}\":[0,2]") && text.contains("\"!\u{10FFFD}\":[0,1,1]"), "{text}");
    }
}
