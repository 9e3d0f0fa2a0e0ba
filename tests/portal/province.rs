//! Small boards with a bit of everything, made and published by the program itself.

use jiff::Timestamp;
use std::fs;
use std::path::{Path, PathBuf};
use zhangbang::build::Silent;
use zhangbang::commands::{self, Ending, Surroundings};
use zhangbang::disk::Disk;
use zhangbang::model::moment::Clock;
use zhangbang::publish::{Ended, Request, publish};

const SITE: &str = "host: 甲\noperator: 乙\nid_code: \"1\"\nicp: 丙\npolice: 丁\ncontact: 戊\nhotlines: [{name: 己, phone: 12345}]\ncolumns: [{id: all, name: 公示, kinds: [project, village, news]}]\n";
const RULES: &str = "project:\n  name: 项目公示\n  project: true\n  posting: {min: 10}\n  file_within: 5\n  source: {title: 办法}\nvillage:\n  name: 村务公开\n  posting: {min: 3}\n  source: {title: 办法}\nnews: {name: 工作动态}\n";

pub(crate) struct Province {
    work: tempfile::TempDir,
    counties: Vec<&'static str>,
}

impl Province {
    /// Three counties, published on the second of November.
    pub(crate) fn new() -> Province {
        let province = Province {
            work: tempfile::tempdir().unwrap(),
            counties: vec!["鹿渚县", "篱影县", "松醪县"],
        };
        for county in 0..3 {
            province.fill(county);
            province.publish(county, "2026-11-02T01:00:00Z");
        }
        province.list("");
        province
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.work.path().join(name)
    }

    /// What visitors of a county get.
    pub(crate) fn shown(&self, county: usize) -> PathBuf {
        fs::canonicalize(self.path(&format!("www/{county}/current"))).unwrap()
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The list, with more at its top.
    pub(crate) fn list(&self, more: &str) {
        let board = |(number, name): (usize, &&str)| {
            format!(
                "- {{名称: {name}, 网址: \"https://{number}.example/gongshi\", 发布文件夹: www/{number}}}\n"
            )
        };
        let boards: String = self.counties.iter().enumerate().map(board).collect();
        self.put(
            "boards.yaml",
            &format!("名称: 云岭省公示公告总览\n主办单位: 云岭省某厅\n{more}公开栏:\n{boards}"),
        );
    }

    fn fill(&self, county: usize) {
        let put = |path: &str, text: &str| self.put(&format!("sites/{county}/content/{path}"), text);
        let name = self.counties[county];
        put("site.yaml", &format!("name: {name}公示\nbase_url: https://{county}.example/gongshi\n{SITE}"));
        put("rules.yaml", RULES);
        put("calendar/2026.yaml", zhangbang::commands::starter::file("calendar/2026.yaml").unwrap());
        let total = 100_000 * (county + 1);
        put(
            "notices/村道.md",
            &format!(
                "---\ntitle: {name}柳湾村道路硬化\nkind: project\nnumber: 试〔2026〕{county}号\nissuer: 镇政府\ntownship: 青石镇\nvillage: 柳湾村\nposting: {{from: 2026-11-02, until: 2026-11-{}}}\ncontact: {{name: 某, phone: 0999-0001234}}\nproject: {{name: 柳湾村道路, category: 道路, site: 柳湾村, content: 一公里, funds: [{{source: 财政, amount: {total}}}], total: {total}, unit: 某公司}}\n---\n全长一公里。\n",
                16 + county
            ),
        );
        put(
            "notices/低保.md",
            "---\ntitle: 第三季度村务公开\nkind: village\nissuer: 村委会\nvillage: 柳湾村\nposting: {from: 2026-11-02, until: 2026-11-06}\n---\n账目见村口。\n",
        );
        put(
            "notices/冬修.md",
            "---\ntitle: 冬修<b>开工</b>\nkind: news\nissuer: 水利局\nsigned: 2026-11-02\n---\n今天开工。\n",
        );
        put(
            "honours/star.md",
            "---\ntitle: 2026年度文明家庭\naward: 文明家庭\nlevel: village\nyear: 2026\nawarded_by: 柳湾村\ndecision: {on: 2026-11-01}\nrecipients: [{name: 顾家}, {name: 陆家}]\n---\n",
        );
        put(
            "activities/sao.md",
            "---\ntitle: 村口清扫\norganiser: 村委会\nfrom: 2026-11-08 14:00\nto: 2026-11-08 16:00\nvillage: 柳湾村\nplace: 村口\nrisk: 注意车辆\ninsurance: 已买\n---\n带扫帚。\n",
        );
    }

    pub(crate) fn publish(&self, county: usize, now: &str) {
        let clock = Clock { instant: now.parse::<Timestamp>().unwrap(), given: None };
        let (root, www, disk) =
            (self.path(&format!("sites/{county}")), self.path(&format!("www/{county}")), Disk::new());
        let request = Request {
            program: None,
            root: &root,
            target_name: &www.to_string_lossy(),
            clock,
            allow_demo: false,
            dry_run: false,
            moved: false,
            secret: |_| None,
        };
        match publish(&request, &disk, &Silent).unwrap() {
            (_, Ended::Done(_)) => {}
            (site, Ended::Refused(faults)) => panic!("{faults:#?} {:#?}", site.texts().len()),
        }
    }

    /// The portal, as it is called.
    pub(crate) fn portal(&self, now: fn() -> Timestamp) -> Ending {
        let list = self.path("boards.yaml");
        let out = self.path("portal");
        let words =
            ["zhangbang", "portal", list.to_str().unwrap(), "--out", out.to_str().unwrap(), "--quiet"];
        let surroundings =
            Surroundings { now, locale: None, source_date_epoch: None, no_color: true, secret: |_| None };
        commands::run(words.map(Into::into).to_vec(), surroundings)
    }

    /// A page of the portal: its text, tags and all, with blanks made one.
    pub(crate) fn page(&self, path: &str) -> String {
        let path = self.path("portal").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// What a reader reads of a page, with a blank between pieces but none beside a sign.
    pub(crate) fn read(&self, path: &str) -> String {
        let page = scraper::Html::parse_document(&self.page(path));
        let main = page.select(&scraper::Selector::parse("main").unwrap()).next().unwrap();
        let words = main.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        ["，", "：", "。"].iter().fold(words, |words, sign| {
            words.replace(&format!(" {sign}"), sign).replace(&format!("{sign} "), sign)
        })
    }
}

/// Every file below a folder, with its bytes.
pub(crate) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let all = all.filter(|entry| {
        entry.file_type().is_file() && !entry.path().to_string_lossy().contains("/.zhangbang/")
    });
    all.map(|file| (file.path().to_owned(), fs::read(file.path()).unwrap())).collect()
}
