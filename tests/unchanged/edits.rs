//! A small site of everything that a page can be made from, and random edits of it, of its theme, of the clock, of the
//! program, and of what lies in the output folder.

use jiff::{Timestamp, ToSpan};
use std::fmt::{self, Display};
use std::fs;
use std::path::{Path, PathBuf};
use zhangbang::fingerprint::Fingerprint;

/// Not for secrets.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
}

/// A site on disk, with the clock and the program that build it.
pub(crate) struct Project {
    folder: tempfile::TempDir,
    dice: Dice,
    pub now: Timestamp,
    pub program: Fingerprint,
}

/// One edit; paths are under `content/` where nothing else is said.
#[derive(Debug)]
pub(crate) enum Edit {
    /// Replaces the first occurrence, if there is one.
    Replace(&'static str, &'static str, String),
    Append(&'static str, &'static str),
    Write(String, String),
    Remove(String),
    Move(String, String),
    /// A picture of another size.
    Picture(&'static str, u32),
    /// Under `themes/`.
    Theme(&'static str, Option<String>),
    /// By so many minutes.
    Clock(i64),
    Program(usize),
    /// In the output, the file of this number: how.
    Output(usize, Harm),
}

/// What is done to a file of the output.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Harm {
    Longer,
    SameLength,
    Emptied,
    Removed,
    Touched,
    /// The folder that it lies in goes with it.
    FolderRemoved,
}

impl Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

const FILES: [(&str, &str); 14] = [
    (
        "site.yaml",
        "name: 试验县\nbase_url: https://shiyan.example\nhost: 甲部\noperator: 乙中心\nid_code: \"1\"\nicp: 丙\npolice: 丁\ncontact: 戊\nhotlines: [{name: 县热线, phone: 0999-0001000}]\ntheme: mine\n",
    ),
    (
        "rules.yaml",
        "news: {name: 动态, source: {title: 意见}}\nplan: {name: 计划, source: {title: 办法}, posting: {min: 4, unit: days}}\n",
    ),
    (
        "places.yaml",
        "- name: 甲镇\n  slug: jia\n  villages:\n    - {name: 甲村, slug: a}\n    - {name: 乙村, slug: b}\n",
    ),
    (
        "notices/甲.md",
        "---\ntitle: 修路\nkind: plan\nissuer: 甲镇政府\nnumber: 甲政〔2026〕1号\ntownship: 甲镇\nvillage: 甲村\nsigned: 2026-11-01\nposting: {from: 2026-11-02, days: 5}\ncontact: {name: 镇办公室, phone: 0999-0001001}\n---\n见[另一份](乙.md#经过)和[表](表.txt)。\n\n## 一\n\n**要点。**后文。\n",
    ),
    (
        "notices/乙.md",
        "---\ntitle: 清渠\nkind: news\nissuer: 乙村委会\ntownship: 甲镇\nvillage: 乙村\nsigned: 2026-11-03\nattachments: [{file: 表.txt, title: 清单}]\n---\n## 经过\n\n![渠](渠.png)\n",
    ),
    ("notices/丙.md", "---\ntitle: 植树\nkind: news\nissuer: 甲镇政府\nsigned: 2026-10-03\n---\n一句。\n"),
    (
        "notices/丁.md",
        "---\ntitle: 装灯\nkind: plan\nissuer: 甲镇政府\nsigned: 2026-11-10\nposting: {from: 2026-11-12, days: 7}\nsupersedes: notices/甲\n---\n灯。\n",
    ),
    ("notices/表.txt", "甲,乙\n1,2\n"),
    (
        "honours/好邻里.md",
        "---\ntitle: 好邻里\naward: 好邻里\nlevel: village\nyear: 2026\nawarded_by: 甲村委会\nrecipients:\n  - {name: 子丑}\n---\n[通知](/notices/乙/)\n",
    ),
    (
        "activities/扫街.md",
        "---\ntitle: 扫街\nfrom: 2026-11-15 08:30\nto: 2026-11-15 10:00\nrisk: 路上有车\n---\n带扫帚。\n",
    ),
    (
        "activities/每周.md",
        "---\ntitle: 晚读\nfrom: 2026-11-04 19:00\nrepeat: FREQ=WEEKLY;COUNT=3\nrisk: 夜路\n---\n来。\n",
    ),
    ("pages/关于.md", "---\ntitle: 关于\n---\n本站。\n"),
    ("pages/说明.md", "---\ntitle: 说明\nnav: 90\n---\n[首页](/) [关于](关于.md)\n"),
    ("../themes/mine/theme.yaml", "name: mine\nextends: gongshi\n"),
];

impl Project {
    pub(crate) fn new(seed: u64) -> Project {
        let project = Project {
            folder: tempfile::tempdir().unwrap(),
            dice: Dice(seed),
            now: "2026-11-10T01:00:00Z".parse().unwrap(),
            program: Fingerprint::of(b"a program"),
        };
        FILES.iter().for_each(|(path, text)| project.write(&project.content(path), text));
        project.draw("notices/渠.png", 40);
        project
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.root().join("public")
    }

    fn content(&self, path: &str) -> PathBuf {
        self.root().join("content").join(path)
    }

    fn write(&self, path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn draw(&self, path: &str, width: u32) {
        let shade = |x: u32, _: u32| image::Rgb([(x % 251) as u8, (width % 255) as u8, 7]);
        image::RgbImage::from_fn(width, 30, shade).save(self.content(path)).unwrap();
    }

    /// Does something to it, and says what.
    pub(crate) fn edit(&mut self, step: usize) -> Edit {
        let edit = self.think(step);
        self.apply(&edit);
        edit
    }

    fn think(&mut self, step: usize) -> Edit {
        let dice = &mut self.dice;
        let word = format!("改{step}");
        let texts = ["notices/甲.md", "notices/乙.md", "notices/丙.md", "notices/丁.md", "pages/关于.md"];
        let drafts = ["notices/丙.md", "notices/丁.md"];
        match dice.roll(18) {
            0 => Edit::Append(
                dice.pick(&texts),
                dice.pick(&["又一句。", "\n\n- 一\n- 二\n", "[丙](/notices/丙.md)", "*字*"]),
            ),
            1 => Edit::Replace(dice.pick(&texts), "title: ", format!("title: {word}")),
            2 => Edit::Replace(
                "notices/甲.md",
                dice.pick(&["2026-11-02", "2026-11-04"]),
                dice.pick(&["2026-11-04", "2026-11-02"]).into(),
            ),
            3 => Edit::Replace(dice.pick(&drafts), "---\ntitle", "---\ndraft: true\ntitle".into()),
            4 => Edit::Replace(dice.pick(&drafts), "draft: true\n", String::new()),
            5 => Edit::Write(
                format!("notices/新{}.md", dice.roll(3)),
                format!(
                    "---\ntitle: {word}\nkind: news\nissuer: 甲\nsigned: 2026-11-0{}\n---\n新。\n",
                    1 + dice.roll(9)
                ),
            ),
            6 => Edit::Remove(format!("notices/新{}.md", dice.roll(3))),
            7 => {
                Edit::Move(format!("notices/新{}.md", dice.roll(3)), format!("notices/新{}.md", dice.roll(3)))
            }
            8 => Edit::Picture("notices/渠.png", 20 + 40 * dice.roll(30) as u32),
            9 => Edit::Append("notices/表.txt", dice.pick(&["3,4\n", "五,六\n"])),
            10 => {
                let (from, to) = dice.pick(&[
                    ("name: ", "name: 新"),
                    ("contact: ", "contact: 新"),
                    ("phone: 0999", "phone: 0998"),
                    ("host: ", "host: 新"),
                ]);
                Edit::Replace("site.yaml", from, to.into())
            }
            11 => {
                let (from, to) =
                    dice.pick(&[("动态", "要闻"), ("要闻", "动态"), ("计划", "规划"), ("规划", "计划")]);
                Edit::Replace("rules.yaml", from, to.into())
            }
            12 => {
                let (from, to) = dice.pick(&[("slug: a", "slug: c"), ("slug: c", "slug: a")]);
                Edit::Replace("places.yaml", from, to.into())
            }
            13 => {
                let file = dice.pick(&[
                    "mine/templates/notice.html",
                    "mine/templates/_pager.html",
                    "mine/templates/page.html",
                    "mine/static/style.css",
                    "mine/static/own.svg",
                ]);
                Edit::Theme(file, (dice.roll(3) > 0).then_some(word))
            }
            14 => Edit::Clock(dice.pick(&[-1440, -7, 1, 90, 600, 1440, 2 * 1440])),
            15 => Edit::Program(dice.roll(3)),
            _ => {
                let harms = [
                    Harm::Longer,
                    Harm::SameLength,
                    Harm::Emptied,
                    Harm::Removed,
                    Harm::Touched,
                    Harm::FolderRemoved,
                ];
                Edit::Output(dice.roll(10_000), dice.pick(&harms))
            }
        }
    }

    pub(crate) fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Replace(path, from, to) => {
                let path = self.content(path);
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, text.replacen(from, to, 1)).unwrap();
            }
            Edit::Append(path, words) => {
                let path = self.content(path);
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, format!("{}\n{words}", text.trim_end())).unwrap();
            }
            Edit::Write(path, text) => self.write(&self.content(path), text),
            Edit::Remove(path) => drop(fs::remove_file(self.content(path))),
            Edit::Move(from, to) => drop(fs::rename(self.content(from), self.content(to))),
            Edit::Picture(path, width) => self.draw(path, *width),
            Edit::Theme(path, word) => self.theme(&self.root().join("themes").join(path), word.as_deref()),
            Edit::Clock(minutes) => self.now = self.now.checked_add(minutes.minutes()).unwrap(),
            Edit::Program(number) => self.program = Fingerprint::of(&[*number as u8]),
            Edit::Output(number, harm) => self.harm(*number, *harm),
        }
    }

    /// A file of the theme with a word in it, or none.
    fn theme(&self, path: &Path, word: Option<&str>) {
        let name = path.file_name().unwrap().to_str().unwrap();
        match word {
            None => drop(fs::remove_file(path)),
            Some(word) if name == "_pager.html" => self.write(path, &format!("<p>{word}</p>")),
            Some(word) if name.ends_with(".html") => self.write(
                path,
                &format!("{{% extends \"gongshi/{name}\" %}}{{% block main %}}<p>{word}</p>{{{{ super() }}}}{{% endblock main %}}"),
            ),
            Some(word) => self.write(path, word),
        }
    }

    fn harm(&self, number: usize, harm: Harm) {
        let found = walkdir::WalkDir::new(self.out()).sort_by_file_name().into_iter().map(Result::unwrap);
        let files: Vec<PathBuf> = found
            .filter(|entry| entry.file_type().is_file())
            .map(walkdir::DirEntry::into_path)
            .filter(|path| !path.components().any(|part| part.as_os_str() == ".zhangbang"))
            .collect();
        let Some(file) = files.get(number % files.len().max(1)) else { return };
        let mut bytes = fs::read(file).unwrap();
        match harm {
            Harm::Longer => fs::write(file, [bytes.as_slice(), b" "].concat()).unwrap(),
            Harm::SameLength => {
                if let Some(last) = bytes.last_mut() {
                    *last ^= 1;
                }
                fs::write(file, bytes).unwrap();
            }
            Harm::Emptied => fs::write(file, "").unwrap(),
            Harm::Removed => fs::remove_file(file).unwrap(),
            Harm::Touched => fs::write(file, bytes).unwrap(),
            Harm::FolderRemoved if file.parent() != Some(&self.out()) => {
                fs::remove_dir_all(file.parent().unwrap()).unwrap();
            }
            Harm::FolderRemoved => {}
        }
    }
}
