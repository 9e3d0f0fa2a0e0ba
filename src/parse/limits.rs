//! How much one file may hold. A stranger's file must not cost seconds or hundreds of megabytes, and an
//! honest one stays far below.
//!
//! Depth of YAML and what aliases may add are `yaml`'s; bytes of a whole text, of pictures and attachments
//! `read`'s; of pixels `picture`'s. The handbook tells them all (`content/pages/handbook/limits.md`).

/// Bytes of front matter: more is data that belongs elsewhere.
pub(super) const FRONT_MATTER: usize = 16 << 10;

/// Bytes of a Markdown body; an honest one has some thousands of characters.
pub(super) const BODY: usize = 512 << 10;

/// Entries of a list. A county's register of households has some tens of thousands.
pub(super) const LIST: usize = 100_000;

/// Columns that a register may declare. A sheet of paper has room for a dozen.
pub(super) const COLUMNS: usize = 40;

/// Townships: each is looked for in all that names a place. A province has fewer than two thousand.
pub(super) const TOWNSHIPS: usize = 2_000;

/// Words of the county's list: each is looked for in every text.
pub(super) const WORDS: usize = 300;

/// Bytes of site.yaml, rules.yaml, theme.yaml and a calendar.
pub(super) const SETTINGS: usize = 128 << 10;

/// Bytes of places.yaml, the points rules and the goods.
pub(super) const LISTS: usize = 1 << 20;

/// Bytes of a points batch or a file of redemptions.
pub(super) const RECORD: usize = 2 << 20;

/// Bytes of the register of households.
pub(super) const REGISTER: usize = 4 << 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::bounded;
    use crate::memory;
    use crate::model::content::ASSET_LIMIT;
    use crate::read::TEXT_LIMIT;

    const PAGE: &str = include_str!("../../content/pages/handbook/limits.md");

    #[test]
    fn the_handbook_tells_these_limits() {
        let size = |bytes: u64| match bytes >> 20 {
            0 => format!("{} KB", bytes >> 10),
            megabytes => format!("{megabytes} MB"),
        };
        let sizes = [
            ("信息栏", FRONT_MATTER as u64),
            ("| 正文", BODY as u64),
            ("`site.yaml`", SETTINGS as u64),
            ("`places.yaml`", LISTS as u64),
            ("积分批次", RECORD as u64),
            ("积分户名册", REGISTER as u64),
            ("别的文字文件", TEXT_LIMIT),
            ("一个附件", ASSET_LIMIT),
            ("摊开以后", memory::MOST),
        ];
        let counts = [
            ("条数", LIST.to_string()),
            ("自定清单的列", COLUMNS.to_string()),
            ("乡镇个数", TOWNSHIPS.to_string()),
            ("同一种毛病", format!("{} 处", bounded::MOST)),
        ];
        let told = sizes.map(|(what, bytes)| (what, size(bytes))).into_iter().chain(counts);
        for (what, most) in told {
            let row = PAGE.lines().find(|line| line.starts_with('|') && line.contains(what));
            assert!(
                row.is_some_and(
                    |row| row.contains(&format!(" {most} ")) || row.contains(&format!("列出 {most}"))
                ),
                "{what}: {most}"
            );
        }
    }
}
