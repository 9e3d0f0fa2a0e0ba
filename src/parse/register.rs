//! `registers/<id>.yaml` and the sheet that it may name → [`Register`].

use super::faults::Faults;
use super::field::{Shape, Table};
use super::fields::Fields;
use super::yaml::{Node, Value};
use super::{limits, own, schema, settings, sheet, value};
use crate::model::item::Item;
use crate::model::own::Column;
use crate::model::register::{Preset, Register, Row, Rows, Status};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::text;

/// The preset that a file names, by whose fields all of it is read.
pub(super) fn preset(node: &Node) -> Option<Preset> {
    let Value::Map(entries) = &node.value else { return None };
    let written = entries.iter().find(|(key, _)| matches!(key.text.as_ref(), "preset" | "种类"));
    let Value::Scalar { text, .. } = &written?.1.value else { return None };
    let found = schema::PRESETS.iter().position(|preset| value::means(text, preset.words));
    found.map(|at| Preset::ALL[at])
}

/// Tells what is wrong with a file that names no preset: of its rows nothing, since nobody knows their fields.
pub(super) fn unsorted(node: &Node, head: Span, faults: &Faults) {
    if let Some(fields) = Fields::open(node, schema::UNSORTED, head, faults) {
        // a word that is none of them is told
        let _ = fields.choice("preset");
    }
}

/// A register whose rows have the columns of its sort.
pub(super) fn register(item: Item, preset: Preset, fields: &Fields) -> Register {
    let rows = fields.maps("rows", row);
    Register { preset, ..whole(item, fields, rows) }
}

/// A register with columns of its own; `None` where nobody knows what its rows hold, which is told.
pub(super) fn own(item: Item, node: &Node, faults: &Faults) -> Option<Register> {
    let Some(columns) = own::columns(node, faults) else {
        let _ = Fields::open(node, &schema::own_register(&Shape::Text), item.head, faults);
        return None;
    };
    let read = |table: Table| {
        let row = Shape::Map(table);
        let table = schema::own_register(&row);
        let fields = Fields::open(node, &table, item.head, faults)?;
        let rows = fields.maps("rows", |fields| own::row(&columns, fields));
        Some(whole(item.clone(), &fields, rows))
    };
    let register = own::with_table(&columns, read)?;
    Some(Register { preset: Preset::Custom, columns, ..register })
}

/// All but the sort and what goes with it.
fn whole(item: Item, fields: &Fields, rows: Option<Vec<Spanned<Row>>>) -> Register {
    let sheet = fields.text("file");
    report_both(&sheet, &rows, fields);
    if sheet.is_none() && rows.is_none() && fields.unread().is_empty() {
        fields.missing(
            item.head,
            text!("清单里一行也没有", "The register has no rows"),
            text!(
                "写“行:”，下面每行一项；或者写“文件: 台账.xlsx”",
                "Write `rows:` with one entry a line, or `file: x.xlsx`"
            ),
        );
    }
    Register {
        title: fields.text("title").unwrap_or_default(),
        preset: Preset::default(),
        about: fields.text("about"),
        source: fields.text("source"),
        columns: Vec::new(),
        sheet,
        rows: Rows { file: None, list: rows.unwrap_or_default() },
        item,
    }
}

/// Rows of two places: which of them hold?
fn report_both(sheet: &Option<Spanned<String>>, rows: &Option<Vec<Spanned<Row>>>, fields: &Fields) {
    let (Some(sheet), Some(first)) = (sheet, rows.as_ref().and_then(|rows| rows.first())) else { return };
    let name = &sheet.value;
    fields.refuse(
        Span::at(first.span.start as usize),
        text!(
            "“文件”写了“{name}”，“行”下面的各行就不会显示",
            "The rows are those of `{name}`; those of `rows` are not shown"
        ),
        text!("只留一样：要用表格，删去“行”；要用“行”，删去“文件”", "Remove either `rows` or `file`"),
    );
}

/// Rows that lie in a sheet, which is the file of that number.
pub(super) fn rows(
    source: &Source,
    file: SourceId,
    (preset, columns): (Preset, &[Column]),
    faults: &Faults,
) -> Rows {
    if preset == Preset::Custom {
        return own::rows(source, file, columns, faults);
    }
    let table = schema::PRESETS[preset.index()].row;
    let list = sheet::rows(source, table, faults);
    let list = list.map(|list| settings::list(&list, table, limits::LIST, faults, row));
    Rows { file: Some(file), list: list.unwrap_or_default() }
}

/// A row of any preset: fields are taken where its table has them.
fn row(fields: &Fields) -> Row {
    let text =
        |keys: &[&'static str]| keys.iter().find(|key| fields.has(key)).and_then(|key| fields.text(key));
    let date =
        |keys: &[&'static str]| keys.iter().find(|key| fields.has(key)).and_then(|key| fields.date(key));
    let texts = |key| if fields.has(key) { fields.texts(key) } else { Vec::new() };
    let count =
        |keys: &[&'static str]| keys.iter().find(|key| fields.has(key)).and_then(|key| fields.count(key));
    Row {
        what: text(&["item", "problem", "wish", "what", "post", "name"]).unwrap_or_default(),
        units: [texts("owner"), texts("employer"), texts("unit")].concat(),
        found: date(&["found"]),
        due: date(&["due", "until"]),
        done: date(&["done", "closed", "on"]),
        status: fields
            .has("status")
            .then(|| fields.choice("status"))
            .flatten()
            .map(|at| at.map(|at| [Status::Waiting, Status::Taken, Status::Done][at.min(2)])),
        detail: text(&["measure", "note"]),
        quantity: text(&["quantity"]),
        price: text(&["price", "pay"]),
        count: count(&["number", "members"]),
        township: text(&["township"]),
        village: text(&["village"]),
        place: text(&["place"]),
        person: text(&["for", "leader"]),
        by: text(&["by"]),
        role: text(&["role"]),
        phone: fields.has("phone").then(|| fields.phone("phone")).flatten(),
        agreed: fields.has("open_phone").then(|| fields.flag("open_phone")).flatten(),
        own: Vec::new(),
        spots: Vec::new(),
        withheld: 0,
    }
}

/// The tables that a name in a register may belong to.
pub(super) const TABLES: &[Table<'static>] = &[
    schema::PRESETS[0].register,
    schema::PRESETS[1].register,
    schema::PRESETS[2].register,
    schema::PRESETS[3].register,
    schema::PRESETS[4].register,
    schema::PRESETS[5].register,
    schema::PRESETS[6].register,
    schema::PRESETS[7].register,
];

/// Where a register has nothing to show is its first line.
pub(super) fn head(text: &str) -> Span {
    Span::new(0, text.find('\n').unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use crate::model::register::{Preset, Standing};
    use crate::parse::parse;
    use crate::read::Sources;
    use crate::source::{Sheet, Source};
    use jiff::civil::date;
    use std::sync::Arc;

    fn sources(files: &[(&str, &str)]) -> Sources {
        let source = |&(path, text): &(&str, &str)| Source {
            sheet: crate::read::is_sheet(path)
                .then(|| Arc::new(Sheet { name: "表一".into(), ..Sheet::default() })),
            ..Source::new(path, text)
        };
        Sources { texts: files.iter().map(source).collect(), ..Sources::default() }
    }

    /// Faults of a register of these lines, each with its place.
    fn told(lines: &str) -> Vec<String> {
        told_in(&[("content/registers/a.yaml", lines)])
    }

    fn told_in(files: &[(&str, &str)]) -> Vec<String> {
        let sources = sources(files);
        let place = |file: usize, at: usize| match sources.texts[file].cell(at) {
            Some(cell) => cell,
            None => sources.texts[file].position(at).line.to_string(),
        };
        let faults = parse(&sources).diagnostics;
        let line = |fault: &crate::diagnostic::Diagnostic| {
            let at = place(fault.file.0 as usize, fault.span.start as usize);
            format!("{at} {} {}", fault.code.name(), fault.message.zh)
        };
        faults.iter().map(line).collect()
    }

    const TASKS: &str = "标题: 甲\n种类: 任务清单\n行:\n";

    #[test]
    fn every_preset_reads_its_own_columns() {
        let files = [
            (
                "content/registers/1.yaml",
                "标题: 甲\n种类: 任务清单\n行: [{事项: 子, 责任单位: [乙, 丙], 时限: 2026-11-01}]\n",
            ),
            (
                "content/registers/2.yaml",
                "标题: 甲\n种类: 问题台账\n行: [{发现日期: 2026-10-01, 问题: 子, 责任单位: 乙, 整改时限: 2026-11-01, 销号日期: 2026-10-11}]\n",
            ),
            (
                "content/registers/3.yaml",
                "标题: 甲\n种类: 微心愿\n行: [{心愿: 子, 对象: 丁, 状态: 已认领, 认领人: 乙}]\n",
            ),
            (
                "content/registers/4.yaml",
                "标题: 甲\n种类: 供求信息\n行: [{产品: 子, 电话: 13900000000, 公开电话: 是, 有效期: 2026-11-01}]\n",
            ),
            (
                "content/registers/5.yaml",
                "标题: 甲\n种类: jobs\n行: [{employer: 乙, post: 子, number: 3, until: 2026-12-01}]\n",
            ),
            ("content/registers/6.yaml", "标题: 甲\n种类: 志愿队伍\n行: [{名称: 子, 队长: 丁, 人数: 18}]\n"),
            (
                "content/registers/7.yaml",
                "标题: 甲\n种类: 结对驻村\n行: [{姓名: 子, 派出单位: 乙, 村: 上村}]\n",
            ),
        ];
        let parsed = parse(&sources(&files));
        assert_eq!(parsed.diagnostics, []);
        let registers: Vec<_> = parsed.value.registers.iter().collect();
        let today = date(2026, 11, 10);
        let shown: Vec<_> = registers
            .iter()
            .map(|one| {
                let row = &one.rows.list[0];
                assert_eq!(row.what.value, "子");
                (one.preset, row.standing(one.preset, today))
            })
            .collect();
        let wanted = [
            (Preset::Tasks, Standing::Overdue),
            (Preset::Issues, Standing::Done),
            (Preset::Wishes, Standing::Open),
            (Preset::Offers, Standing::Expired),
            (Preset::Jobs, Standing::Current),
            (Preset::Teams, Standing::Listed),
            (Preset::People, Standing::Listed),
        ];
        assert_eq!(shown, wanted);
        assert_eq!(registers[0].rows.list[0].units.len(), 2);
        assert_eq!(registers[1].rows.list[0].days_to_close(), Some(10));
        assert_eq!(registers[4].rows.list[0].count.as_ref().map(|count| count.value), Some(3));
    }

    #[test]
    fn rows_of_a_sheet_are_those_of_the_register_that_names_it() {
        let sheet = "问题台账\n序号\t发现日期\t问题\t责任单位\t整改时限\n1\t2026/10/1\t路\t乙、丙\t2026-11-01\n2\t2026-10-02\t桥\t乙\t2026-13-01\n";
        let files = [
            ("content/registers/a.yaml", "标题: 甲\n种类: 问题台账\n文件: a.csv\n"),
            ("content/registers/a.csv", sheet),
        ];
        assert_eq!(
            told_in(&files),
            [
                "表一!E4 date-invalid “整改时限”写的是“2026-13-01”，要填年、月、日，年写四位，而且日历上有这一天"
            ]
        );
        let content = parse(&sources(&files)).value;
        let register = content.registers.first().expect("read");
        assert_eq!((register.rows.file.map(|file| file.0), register.rows.list.len()), (Some(1), 2));
        assert_eq!(register.rows.list[0].units.len(), 2);
    }

    #[test]
    fn a_clerks_mistakes_are_told_once_each_and_where_they_are() {
        let row = |row: &str| told(&format!("{TASKS}  - {row}\n"));
        assert_eq!(told("种类: 任务清单\n行: []\n"), ["1 field-missing 缺少必填字段“标题”（title）"]);
        assert_eq!(told("标题: 甲\n行: []\n"), ["1 field-missing 缺少必填字段“种类”（preset）"]);
        let slip = "标题: 甲\n种类: 微心意\n行:\n  - {心愿: 书包, 对象: 丁, 状态: 已认领, 认领人: 乙}\n  - {心愿: 台灯, 对象: 戊}\n";
        assert_eq!(
            told(slip),
            [
                "2 field-type “种类”写的是“微心意”，要填其中之一：任务清单、问题台账、微心愿、供求信息、岗位信息、志愿队伍、结对驻村、自定"
            ]
        );
        assert_eq!(
            told(&slip.replace("种类: 微心意\n", "")),
            ["1 field-missing 缺少必填字段“种类”（preset）"]
        );
        assert_eq!(told(&slip.replace("种类: 微心意", "种内: 微心愿")), ["2 field-unknown 不认识字段“种内”"]);
        assert_eq!(told("标题: 甲\n种类: 任务单\n行: []\n").len(), 1);
        assert_eq!(
            told("标题：甲\n种类: 任务清单\n行: []\n"),
            ["1 yaml-fullwidth-colon “标题”后面是全角冒号“：”，程序不认"]
        );
        assert_eq!(row("{事项: 子, 时限: 2026-11-01}"), ["4 field-missing 缺少必填字段“责任单位”（owner）"]);
        assert_eq!(row("{事项: 子, 责任单位: 乙}"), ["4 field-missing 缺少必填字段“时限”（due）"]);
        let wrong_day = ["4 date-invalid “时限”写的是“11月底”，要填年、月、日，年写四位，而且日历上有这一天"];
        assert_eq!(row("{事项: 子, 责任单位: 乙, 时限: 11月底}"), wrong_day);
        assert_eq!(row("{事项: 子, 责任单位: 乙, 时限: 2026-11-31}").len(), 1);
        assert_eq!(row("{事项: 子, 责任单位: 乙, 时限: 2026-11-01, 状态: 办好了}").len(), 1);
        assert_eq!(
            row("{事项: 子, 责任单位: 乙, 时限: 2026-11-01, 备主: 丙}"),
            ["4 field-unknown 不认识字段“备主”"]
        );
        assert_eq!(row("{事项: 子, 责任单位: 乙, 时限: 2026-11-01, 销号日期: 2026-11-01}").len(), 1);
        assert_eq!(row("{事项: 子, 责任单位: 乙, 时限: 2026-11-01, 时限: 2026-11-02}").len(), 1);
        let offer = |row: &str| told(&format!("标题: 甲\n种类: 供求信息\n行:\n  - {row}\n"));
        assert_eq!(offer("{产品: 红薯, 有效期: 长期}").len(), 1);
        assert_eq!(offer("{产品: 红薯, 有效期: 2026-12-01, 公开电话: 同意}").len(), 1);
        assert_eq!(
            offer("{产品: 红薯, 有效期: 2026-12-01, 电话: 1380013800, 公开电话: 是}"),
            ["4 phone-shape “1380013800”不像电话号码"]
        );
        let none = "3 attachment-missing 找不到表格文件“没有.xlsx”";
        assert_eq!(told("标题: 甲\n种类: 问题台账\n文件: 没有.xlsx\n"), [none]);
        let no_sheet = "3 attachment-missing “台账.doc”不是能读的表格";
        assert_eq!(told("标题: 甲\n种类: 问题台账\n文件: 台账.doc\n"), [no_sheet]);
        assert_eq!(told("标题: 甲\n种类: 问题台账\n"), ["1 field-missing 清单里一行也没有"]);
    }

    #[test]
    fn a_slip_in_one_row_hides_nothing_of_the_next() {
        let rows = "  - {事项: 子, 责任单位: 乙, 时限: 11月底}\n  - {事项: 丑, 责任单位: 乙}\n  - {事项: 寅, 责任单位: 乙, 时现: 2026-11-01}\n";
        assert_eq!(
            told(&format!("{TASKS}{rows}")),
            [
                "4 date-invalid “时限”写的是“11月底”，要填年、月、日，年写四位，而且日历上有这一天",
                "5 field-missing 缺少必填字段“时限”（due）",
                "6 field-unknown 不认识字段“时现”",
            ]
        );
    }

    #[test]
    fn rows_stand_in_one_place() {
        let files = [
            (
                "content/registers/a.yaml",
                "标题: 甲\n种类: 任务清单\n文件: a.csv\n行:\n  - {事项: 子, 责任单位: 乙, 时限: 2026-11-01}\n",
            ),
            ("content/registers/a.csv", "事项\t责任单位\t时限\n丑\t乙\t2026-11-02\n"),
        ];
        assert_eq!(told_in(&files), ["5 field-type “文件”写了“a.csv”，“行”下面的各行就不会显示"]);
    }

    #[test]
    fn words_that_a_number_sign_cuts_off_are_told() {
        let cut = "标题: 甲\n种类: 微心愿\n行:\n  - 心愿: 书包 # 3号\n    对象: 丁\n";
        assert_eq!(told(cut), ["4 yaml-syntax 井号后面的字不算内容，这里只剩“书包”"]);
        assert_eq!(told(&cut.replace(" # 3号", "  # 3号")), [""; 0]);
    }
}
