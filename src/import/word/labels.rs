//! What is written behind a label: 联系人：范云楼.

use super::lines::Line;

/// The value behind a label in a line, up to the next label or mark. `，` ends it only where it is asked to.
pub(super) fn behind<'l>(line: &'l Line, labels: &[&str]) -> Option<&'l str> {
    let (_, rest) = found(line, labels)?;
    let end = rest.find(['。', ';', '；', ',', '，', '\t']).unwrap_or(rest.len());
    let value = &rest[..end];
    // the next label begins behind a blank
    let next = value.match_indices([' ', '\u{3000}']).map(|(at, _)| at);
    let cut = next.filter(|&at| value[at..].contains(':')).min().unwrap_or(value.len());
    let value = value[..cut].trim();
    (!value.is_empty()).then_some(value)
}

/// All that stands behind a label in a line.
pub(super) fn found<'l>(line: &'l Line, labels: &[&str]) -> Option<(usize, &'l str)> {
    labels.iter().find_map(|label| {
        let at = line.text.find(label)?;
        let behind = line.text[at + label.len()..].trim_start();
        Some((at, behind.strip_prefix(':')?.trim_start()))
    })
}

/// The words before a label in its clause, with the label.
pub(super) fn clause(line: &Line, at: usize, label: &str) -> String {
    let before = &line.text[..at];
    let start = before
        .rfind(['。', ';', '；', ',', '，', '、', ' ', ':', '('])
        .map_or(0, |mark| mark + before[mark..].chars().next().map_or(0, char::len_utf8));
    format!("{}{label}", before[start..].trim())
}
