//! The index number (索引号) that government sites give every document: fixed when it is first posted.

/// The pattern where a site sets none.
const PATTERN: &str = "{kind}-{year}-{seq}";

/// By a site's `index_pattern`: `{kind}`, `{year}` and `{seq}`, the notice's number among those of its kind that were
/// first posted in its year, from 1.
pub fn index_number(pattern: Option<&str>, kind: &str, year: i16, sequence: u32) -> String {
    let (year, sequence) = (year.to_string(), format!("{sequence:05}"));
    let filled = pattern.unwrap_or(PATTERN).replace("{kind}", kind);
    filled.replace("{year}", &year).replace("{seq}", &sequence)
}
