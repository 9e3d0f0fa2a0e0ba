//! Files that pages show or offer: pictures at the sizes in which they are published, and what is offered
//! for download. Nothing else of a folder is published.

use super::pictures::{Make, Size, sizes};
use super::versions::{self, OwnFile};
use crate::collection::Collection;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::facets::{Entry, Facet, Use};
use crate::model::item::{Item, LinkKind};
use crate::model::link::{Target, resolve};
use crate::model::picture::PictureFault;
use crate::plan::facts::Facts;
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use std::collections::BTreeMap;

/// A file to be made from one of the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedAsset {
    /// Relative to the output folder.
    pub path: String,
    /// Under `content/`.
    pub source: String,
    /// What is done to the source on its way.
    pub make: Make,
    /// Where it is first named, for faults that show only when it is made.
    pub named: (SourceId, Span),
}

/// A file that a page names, and how.
struct Named {
    source: String,
    shown: bool,
    place: (SourceId, Span),
}

fn named(facts: &Facts) -> Vec<Named> {
    let content = facts.content;
    let mut found = Vec::new();
    let mut add = |item: &Item, file: &Spanned<String>, shown: bool| {
        if let Target::Asset(source) = resolve(content, item, &file.value) {
            found.push(Named { source, shown, place: (item.file, file.span) });
        }
    };
    for entry in shown(facts) {
        let item = entry.item();
        let shown = |kind: LinkKind| matches!(kind, LinkKind::Picture { .. });
        item.body.links.iter().for_each(|link| add(item, &link.target, shown(link.kind)));
        entry.facets(&mut |facet| {
            let Facet::File(file, purpose) = facet else { return };
            match purpose {
                Use::Shown => add(item, file, true),
                Use::Offered => add(item, file, false),
                Use::Proof => {}
            }
        });
    }
    found
}

/// Every entry that has a page.
fn shown<'a>(facts: &Facts<'a>) -> impl Iterator<Item = &'a dyn Entry> {
    Collection::ALL.into_iter().flat_map(move |collection| {
        let entries = collection.entries(facts.content);
        (0..entries.count()).filter(move |&i| facts.is_shown(collection, i)).map(|i| entries.at(i))
    })
}

/// Every file to be made, once, in order of path, and the faults of pictures.
pub fn assets(facts: &Facts) -> (Vec<PlannedAsset>, Vec<Diagnostic>) {
    let mut planned: BTreeMap<String, PlannedAsset> = BTreeMap::new();
    let mut faults = Vec::new();
    for named in named(facts) {
        let Some(asset) = facts.content.assets.get(&named.source) else { continue };
        match asset.picture {
            // what may not be offered is told by a rule
            _ if !named.shown && asset.refused.is_some() => {}
            Some(Err(fault)) if named.shown || fault == PictureFault::Broken => {
                faults.push(picture_fault(fault, &named.source, named.place));
            }
            Some(Ok(picture)) if named.shown => {
                for size in sizes(facts.content, &named.source, &picture) {
                    let Size { path, width, height } = size;
                    let (format, cost) = (picture.published, picture.cost);
                    let make = Make::Picture { width, height, format, cost };
                    add(&mut planned, path, &named, make);
                }
            }
            _ => add(&mut planned, named.source.clone(), &named, Make::Copy),
        }
    }
    for OwnFile { path, source, place } in versions::files(facts) {
        let named = Named { source, shown: false, place };
        add(&mut planned, path, &named, Make::Copy);
    }
    (planned.into_values().collect(), faults)
}

fn add(planned: &mut BTreeMap<String, PlannedAsset>, path: String, from: &Named, make: Make) {
    let asset = PlannedAsset { path: path.clone(), source: from.source.clone(), make, named: from.place };
    planned.entry(path).or_insert(asset);
}

/// What is wrong with a picture, said where it is named.
pub fn picture_fault(fault: PictureFault, source: &str, (file, span): (SourceId, Span)) -> Diagnostic {
    let name = source.rsplit('/').next().unwrap_or(source);
    let (message, hint) = words(fault, name);
    Diagnostic::new(Code::PictureInvalid, file, span, message).hint(hint)
}

fn words(fault: PictureFault, name: &str) -> (Text, Text) {
    match fault {
        PictureFault::Format => (
            text!("图片“{name}”不是 JPG、PNG 或 WebP", "The picture `{name}` is no JPEG, PNG or WebP"),
            text!(
                "用看图软件打开，另存为 JPG；只改文件名的后缀没有用",
                "Open it in a picture program and save it as JPEG; a new ending alone does not help"
            ),
        ),
        PictureFault::Script => (
            text!(
                "“{name}”是 SVG 一类的文件，里面可以带脚本，不能放到网站上",
                "`{name}` is SVG or the like, which can carry scripts, and cannot be published"
            ),
            text!("把它另存为 PNG 再用", "Save it as PNG and use that"),
        ),
        PictureFault::TooLarge { width, height } => (
            text!(
                "图片“{name}”太大：{width}×{height} 像素",
                "The picture `{name}` is too large: {width}×{height} pixels"
            ),
            text!(
                "缩小到 1600 万像素以内，例如长边 4000 像素",
                "Make it smaller than 16 million pixels, for instance 4000 along its longer side"
            ),
        ),
        PictureFault::Broken => (
            text!("图片“{name}”是坏的，打不开", "The picture `{name}` is damaged and cannot be opened"),
            text!("从相机或手机里重新复制一份", "Copy it from the camera or phone again"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::content::Asset;
    use crate::model::picture::{Format, Picture};
    use crate::plan::tests::{NO_LOG, SITE, content};
    use crate::plan::{Audience, Settings, plan};
    use jiff::civil::{Time, date};

    const ACTIVITY: &str = "---\ntitle: 扫街\nfrom: 2026-11-08 08:30\nrecord: {photos: [现场.JPG, 图.svg, 旧.gif]}\n---\n\
        ![路](现场.JPG)[原图](现场.JPG)[表](明细.csv)\n";

    fn asset(picture: Option<Result<Picture, PictureFault>>) -> Asset {
        Asset { size: 9, picture, ..Asset::default() }
    }

    #[test]
    fn pictures_are_published_in_sizes_and_offered_as_they_are() {
        let mut content = content(&[SITE, ("activities/a/index.md", ACTIVITY)]);
        let photo = Picture { width: 3000, height: 4000, published: Format::Jpeg, cost: 7 };
        content.assets.extend([
            ("activities/a/现场.JPG".into(), asset(Some(Ok(photo)))),
            ("activities/a/现场-JPG-480.jpg".into(), asset(None)),
            ("activities/a/图.svg".into(), asset(Some(Err(PictureFault::Script)))),
            ("activities/a/旧.gif".into(), asset(Some(Err(PictureFault::Format)))),
            ("activities/a/明细.csv".into(), asset(None)),
        ]);
        let now = date(2026, 11, 10).to_datetime(Time::midnight());
        let planned = plan(&content, &NO_LOG, Settings { now, pinned: true, audience: Audience::Public });
        let paths: Vec<_> =
            planned.value.assets().iter().map(|asset| (asset.path.as_str(), asset.make)).collect();
        let jpeg = |width, height| Make::Picture { width, height, format: Format::Jpeg, cost: 7 };
        assert_eq!(
            paths,
            [
                ("activities/a/明细.csv", Make::Copy),
                ("activities/a/现场-JPG-1200.jpg", jpeg(1200, 1600)),
                ("activities/a/现场-JPG-480_.jpg", jpeg(480, 640)),
                ("activities/a/现场.JPG", Make::Copy),
            ]
        );
        let faults: Vec<_> = planned.diagnostics.iter().map(|fault| fault.message.en.as_str()).collect();
        assert!(
            faults[0].contains("图.svg") && faults[1].contains("旧.gif") && faults.len() == 2,
            "{faults:?}"
        );
    }
}
