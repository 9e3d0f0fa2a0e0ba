//! The form, the JSON Schema, the sheets and the drafts of `new` are made of one table of fields: whatever one of them
//! knows, the others call by the same name. (The handbook is held to the table by `tests/handbook.rs`.)

use super::board::{Board, get};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

type Names = BTreeSet<String>;

/// What the form has beside the fields of the file: its text, its version, a map said in words, a list without a name.
const OF_THE_FORM: [&str; 3] = ["正文", "版本", "一句话"];
const LIST: &str = "逐项";

/// Names that an editor offers below a part of the schema: `公示期.起`.
fn offered(part: &Value, before: &str, into: &mut Names) {
    for (name, inner) in part["properties"].as_object().into_iter().flatten() {
        if inner["doNotSuggest"] != true {
            into.insert(format!("{before}{name}"));
            offered(inner, &format!("{before}{name}."), into);
        }
    }
    for ways in ["anyOf", "allOf", "oneOf"] {
        part[ways].as_array().into_iter().flatten().for_each(|way| offered(way, before, into));
    }
    if part["items"].is_object() {
        offered(&part["items"], before, into);
    }
}

/// The same of fields of the form.
fn filled_in(fields: &Value, before: &str, into: &mut Names) {
    for field in fields.as_array().into_iter().flatten() {
        let name = field["name"].as_str().unwrap();
        if name == LIST {
            filled_in(&field["fields"], before, into);
        } else if !OF_THE_FORM.contains(&name) {
            into.insert(format!("{before}{name}"));
            filled_in(&field["fields"], &format!("{before}{name}."), into);
        }
    }
}

/// The part of the schema that a form fills in.
fn part(form: &str) -> &str {
    match form {
        "project-notices" | "notices" | "calls" => "notice",
        "activities" => "activity",
        "honours" => "honour",
        "pages" => "page",
        same => same,
    }
}

fn schema(board: &Board) -> BTreeMap<String, Names> {
    let told = board.command(&["schema"]);
    assert!(told.status.success());
    let schema: Value = serde_json::from_slice(&told.stdout).unwrap();
    let of = |(name, part): (&String, &Value)| {
        let mut names = Names::new();
        offered(part, "", &mut names);
        (name.clone(), names)
    };
    schema["$defs"].as_object().unwrap().iter().map(of).collect()
}

/// A copy of the demonstration, which has some of everything, with the form.
fn demonstration() -> Board {
    let (copy, from) = (tempfile::tempdir().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")));
    for entry in walkdir::WalkDir::new(from.join("content")).into_iter().map(Result::unwrap) {
        let to = copy.path().join(entry.path().strip_prefix(from).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(to).unwrap(),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
    Board::over(copy, None, false, true)
}

#[test]
fn the_form_asks_for_all_that_the_schema_offers_and_nothing_else() {
    let board = demonstration();
    let config: Value = serde_json::from_str(&get(&board, "/edit/config.json").body).unwrap();
    let mut forms: BTreeMap<&str, Names> = BTreeMap::new();
    for form in config["config"]["collections"].as_array().unwrap() {
        let fields = if form["fields"].is_array() { &form["fields"] } else { &form["files"][0]["fields"] };
        filled_in(fields, "", forms.entry(part(form["name"].as_str().unwrap())).or_default());
    }
    let schema = schema(&board);
    assert!(forms.len() > 12 && forms["notice"].len() > 90, "{forms:?}");
    for (name, mut asked) in forms {
        if schema[name].contains("行") {
            // which sort of register it is, is said by the form that was chosen
            asked.insert("种类".to_owned());
        }
        assert_eq!(asked, schema[name], "{name}");
    }
}

#[test]
fn sheets_and_drafts_use_the_names_of_the_schema() {
    let board = demonstration();
    let schema = schema(&board);
    for (sort, part, list) in [("积分户", "points-households", ""), ("积分批次", "points-batch", "明细")]
    {
        let path = board.root().join("表.xlsx");
        let made = board.command(&["template", sort, "--out", &path.to_string_lossy()]);
        assert!(made.status.success(), "{made:?}");
        let leaves = schema[part].iter().map(|name| name.rsplit('.').next().unwrap().to_owned());
        let wanted: Names = leaves.filter(|name| name != list).collect();
        assert_eq!(headings(&path), wanted, "{sort}");
        fs::remove_file(path).unwrap();
    }
    for (sort, part) in
        [("notice", "notice"), ("honour", "honour"), ("activity", "activity"), ("page", "page")]
    {
        let made = board.command(&["new", sort, "试一试"]);
        assert!(made.status.success(), "{made:?}");
        let said = String::from_utf8([made.stdout, made.stderr].concat()).unwrap();
        let path = said.lines().find_map(|line| line.split_once("content/")).unwrap().1;
        let draft = fs::read_to_string(board.root().join("content").join(path.trim())).unwrap();
        let head = draft.split("---\n").nth(1).unwrap();
        let names =
            head.lines().filter(|line| !line.starts_with([' ', '#'])).map(|line| line.split(':').next());
        for name in names.flatten() {
            assert!(schema[part].contains(name), "{sort}: {name}");
        }
    }
}

/// What stands in the first sheet of a form, which is headings alone.
fn headings(path: &Path) -> Names {
    let mut book = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let shared: Vec<String> = read("xl/sharedStrings.xml").split("<si>").skip(1).map(words).collect();
    let sheet = read("xl/worksheets/sheet1.xml");
    let numbers =
        sheet.split("t=\"s\"").skip(1).filter_map(|cell| cell.split("<v>").nth(1)?.split('<').next());
    numbers.map(|number| shared[number.parse::<usize>().unwrap()].clone()).collect()
}

/// The words of a shared string.
fn words(item: &str) -> String {
    let texts = item.split("<t").skip(1).filter_map(|text| text.split_once('>')?.1.split('<').next());
    texts.collect()
}
