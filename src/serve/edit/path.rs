//! Paths that the form says → files under the root: never outside of what the form is for.

use super::forms::{Form, Lies};
use super::refused::Refused;
use crate::disk::{self, Found, path};
use crate::model::file_name;
use crate::read;
use std::path::Path;

/// The form of a path and the file that it means, under the root: `notices/content/notices/2026/x.md`.
pub(super) fn file<'f, 'p>(forms: &'f [Form], path: &'p str) -> Result<(&'f Form, &'p str), Refused> {
    let (form, real) = within(forms, path)?;
    let fits = match form.lies {
        Lies::File(file) => real == file,
        Lies::Folder { ending, .. } => real.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')),
    };
    if fits { Ok((form, real)) } else { Err(Refused::Path) }
}

/// The folder of a file that may be put beside an entry, and the file.
pub(super) fn asset<'p>(forms: &[Form], path: &'p str) -> Result<&'p str, Refused> {
    let (form, real) = within(forms, path)?;
    let text = real.rsplit_once('.').is_some_and(|(_, ending)| ["md", "yaml", "yml"].contains(&ending));
    if text || !form.has_body { Err(Refused::Path) } else { Ok(real) }
}

fn within<'f, 'p>(forms: &'f [Form], path: &'p str) -> Result<(&'f Form, &'p str), Refused> {
    let (name, real) = path.split_once('/').ok_or(Refused::Path)?;
    let form = forms.iter().find(|form| form.name == name).ok_or(Refused::Path)?;
    let inside = match form.lies {
        Lies::File(file) => real == file,
        // what lies right in the folder of the points bank are its lists
        Lies::Folder { folder, .. } => {
            let below =
                real.strip_prefix("content/").and_then(|rest| rest.strip_prefix(folder)?.strip_prefix('/'));
            below.is_some_and(|below| folder != "points" || below.contains('/'))
        }
    };
    let fine = path::is_plain(real) && file_name::fault_in(real).is_none() && read::is_ours(real);
    if inside && fine { Ok((form, real)) } else { Err(Refused::Path) }
}

/// Whether nothing on the way to a file under `content/`, nor the file itself, is a link or a thing of another kind.
pub(super) fn is_clear(root: &Path, real: &str) -> Result<bool, Refused> {
    for folder in path::folders(real).filter(|folder| *folder != "content") {
        if !matches!(disk::look(&root.join(folder))?, Found::Folder | Found::Nothing) {
            return Ok(false);
        }
    }
    Ok(matches!(disk::look(&root.join(real))?, Found::File(_) | Found::Nothing))
}

#[cfg(test)]
mod tests {
    use super::super::forms::forms;
    use super::*;

    fn real(path: &str) -> Option<String> {
        file(&forms(), path).ok().map(|(_, real)| real.to_owned())
    }

    #[test]
    fn a_path_stays_in_the_folder_of_its_form() {
        let good = "notices/content/notices/2026/上村 公告/index.md";
        assert_eq!(real(good).as_deref(), Some("content/notices/2026/上村 公告/index.md"));
        assert_eq!(
            real("points-batch/content/points/上村/11月.yaml").as_deref(),
            Some("content/points/上村/11月.yaml")
        );
        assert_eq!(
            real("points-goods/content/points/goods.yaml").as_deref(),
            Some("content/points/goods.yaml")
        );
        for bad in [
            "",
            "content/notices/x.md",
            "notices",
            "notices/",
            "notices/content/notices/",
            "notices/content/notices/../site.md",
            "notices/content/notices/../../../etc/x.md",
            "notices/content/notices/./x.md",
            "notices/content/notices//x.md",
            "notices//content/notices/x.md",
            "notices/content/pages/x.md",
            "notices/content/noticesx/x.md",
            "notices/content/notices/x.yaml",
            "notices/content/notices/.md",
            "notices/content/notices/.git/x.md",
            "notices/content/notices/x.md/",
            "notices/content/notices/x\\..\\y.md",
            "notices/content/notices/x:y.md",
            "notices/content/notices/con.md",
            "notices/content/notices/x\n.md",
            "notices/content/notices/x\0.md",
            "notices/content/site.yaml",
            "points-batch/content/points/rules.yaml",
            "points-batch/content/points/x.md",
            "points-goods/content/points/rules.yaml",
            "nothing/content/notices/x.md",
        ] {
            assert_eq!(real(bad), None, "{bad:?}");
        }
        let long = format!("notices/content/notices/{}.md", "长".repeat(90));
        assert_eq!(real(&long), None);
    }

    #[test]
    fn what_is_put_beside_an_entry_is_no_entry() {
        let beside = |path: &str| asset(&forms(), path).is_ok();
        assert!(beside("notices/content/notices/2026/x/表.xlsx"));
        for bad in [
            "notices/content/notices/x.md",
            "notices/content/site.yaml",
            "points-batch/content/points/a/b.xlsx",
            "notices/content/x.pdf",
        ] {
            assert!(!beside(bad), "{bad}");
        }
    }
}
