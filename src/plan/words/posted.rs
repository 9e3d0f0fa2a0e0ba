//! A record as it was posted, in reading form: every field that it has, in the order of a notice's page.
//!
//! Records of later programs may have fields that nothing here names: they are shown by their keys, since leaving
//! one out would hide a change.

use super::dates::{chinese, iso_ending};
use crate::model::content::Content;
use crate::model::money::Money;
use crate::model::part::Part;
use jiff::civil::DateTime;
use serde_json::{Map, Value};

/// One field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The top-level key that it belongs to: `project`.
    pub part: String,
    /// `建设地点`
    pub label: String,
    /// What it says; of a list or a text, line by line.
    pub lines: Vec<String>,
}

/// Fields of maps, by part and key, with what they are called.
const NAMES: [(&str, &str, &str); 26] = [
    ("contact", "name", "联系人"),
    ("contact", "phone", "电话"),
    ("contact", "address", "地址"),
    ("contact", "email", "邮箱"),
    ("apply", "until", "报名截止"),
    ("apply", "vacancies", "名额"),
    ("apply", "requirements", "报名条件"),
    ("apply", "how", "报名方式"),
    ("apply", "phone", "报名电话"),
    ("apply", "form", "报名表"),
    ("project", "name", "项目名称"),
    ("project", "category", "项目类型"),
    ("project", "site", "建设地点"),
    ("project", "content", "建设内容"),
    ("project", "period", "实施期限"),
    ("project", "funds", "资金来源和金额"),
    ("project", "total", "资金总额"),
    ("project", "goal", "绩效目标"),
    ("project", "unit", "实施单位"),
    ("project", "responsible", "责任人"),
    ("project", "beneficiaries", "受益对象"),
    ("project", "benefit_link", "联农带农机制"),
    ("project", "subsidy", "补助标准"),
    ("project", "settled", "结算金额"),
    ("project", "surplus", "结余"),
    ("project", "acceptance", "验收"),
];

/// Keys whose numbers are amounts in fen.
const MONEY: [&str; 5] = ["amount", "total", "settled", "surplus", "paid"];

/// Every field of a record but those that say which record it is.
pub fn fields(content: &Content, record: &Map<String, Value>) -> Vec<Field> {
    let known = Part::ALL.iter().map(|part| part.key());
    let own = |key: &str| matches!(key, "format" | "id" | "sort") || Part::of_key(key).is_some();
    let others = record.keys().map(String::as_str).filter(|key| !own(key));
    let there = known.chain(others).filter_map(|key| Some((key, record.get(key)?)));
    there.flat_map(|(key, value)| field(content, key, value)).collect()
}

fn field(content: &Content, key: &str, value: &Value) -> Vec<Field> {
    let label = match Part::of_key(key) {
        Some(part) => part.name_zh(),
        None => key,
    };
    let one = |label: String, lines| Field { part: key.to_owned(), label, lines };
    match (key, value) {
        ("kind", Value::String(kind)) => vec![one(label.into(), vec![kind_name(content, kind)])],
        ("body", Value::String(text)) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            vec![one(label.into(), lines.map(str::to_owned).collect())]
        }
        ("contact" | "project" | "apply", Value::Object(map)) => {
            let ordered = NAMES.iter().filter(|(part, ..)| *part == key);
            let named = ordered.filter_map(|(_, name, label)| Some((*label, *name, map.get(*name)?)));
            let is_named = |name: &str| NAMES.iter().any(|(part, known, _)| *part == key && *known == name);
            let rest = map.iter().filter(|(name, _)| !is_named(name));
            let rest = rest.map(|(name, value)| (name.as_str(), name.as_str(), value));
            named.chain(rest).map(|(label, name, value)| one(label.to_owned(), lines(name, value))).collect()
        }
        _ => vec![one(label.into(), lines(key, value))],
    }
}

fn kind_name(content: &Content, key: &str) -> String {
    content.kinds.find(key).map_or(key, |kind| &kind.name).to_owned()
}

fn lines(key: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) if list.is_empty() => vec!["没有".to_owned()],
        Value::Array(list) if list.iter().all(|one| !one.is_object()) => {
            vec![list.iter().map(|one| words(key, one)).collect::<Vec<_>>().join("、")]
        }
        Value::Array(list) => list.iter().map(|one| words(key, one)).collect(),
        Value::String(text) => text.lines().map(|line| words(key, &line.into())).collect(),
        value => vec![words(key, value)],
    }
}

/// A value in one line.
fn words(key: &str, value: &Value) -> String {
    match value {
        Value::Number(number) if key == "percent" => format!("{number}%"),
        Value::Number(number) if MONEY.contains(&key) => {
            number.as_i64().map_or_else(|| number.to_string(), |fen| format!("{}元", Money::from_fen(fen)))
        }
        Value::String(text) => day(text).or_else(|| moment(text)).unwrap_or_else(|| text.clone()),
        Value::Array(list) => list.iter().map(|one| words(key, one)).collect::<Vec<_>>().join("、"),
        Value::Object(map) => map_words(map),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn day(text: &str) -> Option<String> {
    text.parse().ok().filter(|_| text.len() == "2026-11-02".len()).map(chinese)
}

/// A deadline, as the page says it.
fn moment(text: &str) -> Option<String> {
    let at: DateTime = text.parse().ok().filter(|_| text.contains('T'))?;
    Some(iso_ending(at))
}

/// Maps as people write them: a fund, a period, a file, a remark; anything else key by key.
fn map_words(map: &Map<String, Value>) -> String {
    let get = |key: &str| map.get(key).map(|value| words(key, value));
    let only = |keys: &[&str]| map.keys().all(|key| keys.contains(&key.as_str()));
    if let Some(source) = get("source").filter(|_| only(&["source", "amount"])) {
        return get("amount").map_or_else(|| source.clone(), |amount| format!("{source}：{amount}"));
    }
    if map.contains_key("from") && only(&["from", "until"]) {
        let until = get("until").unwrap_or_else(|| "（未写）".into());
        return format!("{} 至 {until}", get("from").unwrap_or_default());
    }
    if let Some(path) = get("file").filter(|_| only(&["file", "sha256", "title"])) {
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let name = get("title").map_or_else(|| name.clone(), |title| format!("{title}（{name}）"));
        let print: String = get("sha256").unwrap_or_default().chars().take(12).collect();
        return format!("{name}，校验值 {print}");
    }
    if only(&["on", "what", "summary", "reason", "outcome", "authority"]) && !only(&["on", "authority"]) {
        return remark(&get);
    }
    let named = |key: &str| match key {
        "on" => "日期".to_owned(),
        "name" => "名称".to_owned(),
        "township" => "乡镇".to_owned(),
        "village" => "村".to_owned(),
        "category" => "类型".to_owned(),
        "site" => "地点".to_owned(),
        "content" => "建设内容".to_owned(),
        "funds" => "资金".to_owned(),
        "total" => "总额".to_owned(),
        "period" => "实施期限".to_owned(),
        "goal" => "绩效目标".to_owned(),
        "responsible" => "责任人".to_owned(),
        "beneficiaries" => "受益对象".to_owned(),
        "benefit_link" => "联农带农机制".to_owned(),
        "subsidy" => "补助标准".to_owned(),
        "settled" => "结算金额".to_owned(),
        "surplus" => "结余".to_owned(),
        "phone" => "电话".to_owned(),
        "unit" => "单位".to_owned(),
        "result" => "结果".to_owned(),
        "percent" => "完成".to_owned(),
        "paid" => "支出".to_owned(),
        "note" => "说明".to_owned(),
        "authority" => "单位".to_owned(),
        "receipt" => "回执号".to_owned(),
        key => key.to_owned(),
    };
    let said = map.iter().map(|(key, value)| format!("{} {}", named(key), words(key, value)));
    said.collect::<Vec<_>>().join("，")
}

/// A correction, an objection, a withdrawal.
fn remark(get: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = get("on").map(|on| format!("{on} ")).unwrap_or_default();
    text += &get("what").or_else(|| get("summary")).unwrap_or_default();
    for (key, label) in [("reason", "原因"), ("outcome", "处理结果"), ("authority", "批准单位")] {
        text += &get(key).map(|words| format!("（{label}：{words}）")).unwrap_or_default();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_like_a_page_and_leaves_nothing_out() {
        let record = r#"{"format":2,"id":"notices/a","sort":"notice","title":"村路","kind":"x","from":"2026-11-02","boards":["村口","镇口"],
            "contact":{"phone":"0999-1","fax":"2"},"project":{"total":36500050,"name":"路","funds":[{"source":"县财政","amount":100},{"source":"自筹"}],
            "period":{"from":"2026-03-01","until":"2026-10-01"}},"attachments":[{"file":"notices/表.csv","sha256":"0123456789abcdef","title":"明细"}],
            "body":"一。\n\n二。","withdrawn":{"on":"2026-11-03","reason":"错","authority":"县局"},"later":{"a":1,"b":[true]}}"#;
        let record: Map<String, Value> = serde_json::from_str(record).unwrap();
        let said: Vec<String> = fields(&Content::default(), &record)
            .into_iter()
            .map(|field| format!("{} {}", field.label, field.lines.join(" / ")))
            .collect();
        assert_eq!(
            said,
            [
                "标题 村路",
                "类别 x",
                "公示期起 2026年11月2日",
                "张贴地点 村口、镇口",
                "电话 0999-1",
                "fax 2",
                "项目名称 路",
                "实施期限 2026年3月1日 至 2026年10月1日",
                "资金来源和金额 县财政：1元 / 自筹",
                "资金总额 365,000.50元",
                "附件 明细（表.csv），校验值 0123456789ab",
                "正文 一。 / 二。",
                "撤销 2026年11月3日 （原因：错）（批准单位：县局）",
                "later a 1，b true",
            ]
        );
    }
}
