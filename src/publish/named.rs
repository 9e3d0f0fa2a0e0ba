//! What somebody calls a target: a path, an address, or a name that site.yaml gives to one of the two.

use super::target::{Address, Refusal, Trouble};
use super::trouble::Error;
use crate::build;
use crate::disk::{self, Action};
use crate::model::site::PublishTarget;
use crate::read;
use std::path::{Path, PathBuf};

/// The same target in the spelling by which it is found again from wherever: an absolute path, or an address with its
/// options.
///
/// # Errors
/// When it cannot be published to, whatever is there.
pub(super) fn named(root: &Path, name: &str) -> Result<String, Error> {
    let known = if Address::is_one(name) { None } else { listed(root, name)? };
    let (place, options) = match &known {
        Some(PublishTarget { name: _, url, options }) => (url.value.as_str(), options.as_slice()),
        None => (name, [].as_slice()),
    };
    if Address::is_one(place) {
        return Ok(Address::read(place)?.with(options.iter().cloned()).to_string());
    }
    // a path in site.yaml is seen from the site
    let path = if known.is_some() { root.join(place) } else { PathBuf::from(place) };
    if read::is_among_sources(root, &path)? {
        return Err(Trouble::Refused { path, refusal: Refusal::Sources }.into());
    }
    let absolute = std::path::absolute(&path).map_err(disk::Trouble::failed(&path, Action::Inspect))?;
    Ok(absolute.to_string_lossy().into_owned())
}

/// The target that site.yaml has under this name.
fn listed(root: &Path, name: &str) -> Result<Option<PublishTarget>, Error> {
    let site = build::site_alone(root).map_err(build::Error::Read)?;
    Ok(site.targets.into_iter().find(|target| target.name.value == name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const SITE: &str = "名称: 县\n网址: https://a.example\n发布到:\n  - {名称: 云, 地址: \"oss://board/web/\", 选项: {接口: \"https://oss.example\", 钥匙: CLOUD}}\n  - {名称: 练习, 地址: ../练习}\n  - {名称: 家, 地址: content/www}\n  - {名称: 密, 地址: \"webdavs://a:geheim@b.example/\"}\n";

    #[test]
    fn a_target_is_called_by_its_name_its_path_or_its_address() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("content")).unwrap();
        fs::write(root.join("content/site.yaml"), SITE).unwrap();
        let called = |name: &str| named(&root, name);
        assert_eq!(called("云").unwrap(), "oss://board/web?endpoint=https://oss.example&keys=CLOUD");
        assert_eq!(called("S3://board?region=x").unwrap(), "s3://board/?region=x");
        let practice = root.join("../练习").display().to_string();
        assert_eq!(called("练习").unwrap(), practice);
        let www = folder.path().join("www").display().to_string();
        assert_eq!(called(&www).unwrap(), www);
        let refused = |name: &str| match called(name) {
            Err(Error::Target(Trouble::Refused { refusal, .. })) => refusal,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused("家"), Refusal::Sources);
        assert_eq!(refused("密"), Refusal::Secret);
        assert_eq!(refused("s3://"), Refusal::Address);
        // what site.yaml does not know is a folder beside the caller
        assert!(called("没有").unwrap().ends_with("/没有"));
    }
}
