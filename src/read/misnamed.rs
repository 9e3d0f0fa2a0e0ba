//! Names that somebody meant as content and that nothing would read: `x.md.txt`, `.MD`, `.markdown`, `Index.md`; and
//! sheets in other formats, where sheets are data.

use super::ours::is_data;

/// What a file was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A Markdown file.
    Markdown,
    /// A YAML file.
    Yaml,
    /// The `index.md` of a folder.
    Index,
    /// A sheet of data, in a format that is not read.
    Sheet,
}

/// Endings of sheets that are not read.
const OTHER_SHEETS: [&str; 8] = ["xls", "et", "ett", "ods", "xlsm", "xlsb", "tsv", "numbers"];

/// What a file under `content/` was meant to be, when it is not what its name says.
pub(super) fn meant(path: &str) -> Option<Meant> {
    let name = path.strip_prefix("content/")?.rsplit('/').next()?;
    let small = name.to_lowercase().replace(['．', '。'], ".");
    let small = small.strip_suffix(".txt").unwrap_or(&small);
    if name.ends_with(".md") {
        return (small == "index.md" && name != "index.md").then_some(Meant::Index);
    }
    if name.ends_with(".yaml") || name.ends_with(".yml") {
        return None;
    }
    match small.rsplit_once('.')?.1 {
        "md" | "markdown" | "mdown" | "mkd" => Some(Meant::Markdown),
        "yaml" | "yml" => Some(Meant::Yaml),
        ending if OTHER_SHEETS.contains(&ending) && is_data(path) => Some(Meant::Sheet),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_known_by_the_name() {
        for (name, wanted) in [
            ("notices/x.md.txt", Some(Meant::Markdown)),
            ("notices/x.MD", Some(Meant::Markdown)),
            ("notices/x．md", Some(Meant::Markdown)),
            ("notices/x.markdown", Some(Meant::Markdown)),
            ("calendar/2027.yaml.txt", Some(Meant::Yaml)),
            ("calendar/2027.YAML", Some(Meant::Yaml)),
            ("notices/x/Index.md", Some(Meant::Index)),
            ("notices/x/index.md", None),
            ("notices/x.md", None),
            ("notices/x.txt", None),
            ("site.yml", None),
            ("points/甲/2026-10.et", Some(Meant::Sheet)),
            ("points/甲/2026-10.XLS", Some(Meant::Sheet)),
            ("registers/a.ods", Some(Meant::Sheet)),
            ("points/甲/2026-10.xlsx", None),
            ("notices/2026/预算.xls", None),
        ] {
            assert_eq!(meant(&format!("content/{name}")), wanted, "{name}");
        }
        assert_eq!(meant("themes/a/static/README.MD"), None);
    }
}
