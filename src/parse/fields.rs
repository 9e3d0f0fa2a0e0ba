//! Reading the fields of one map: every fault of it, none hiding the next.
//!
//! [`Fields::open`] reports what the table alone can tell (unknown keys, a key twice, missing fields); the getters
//! report what is wrong with a value and then behave as if it were absent.

use super::faults::Faults;
use super::field::{self, Field, Shape, Table};
use super::misread::{
    first_line, report_absent, report_missing, report_no_map, report_twice, report_unknown, unspaced,
};
use super::nodes::{self, items, scalar, words};
use super::value;
use super::yaml::{Key, Node, Value};
use crate::diagnostic::{Code, Text};
use crate::model::money::Money;
use crate::source::{Span, Spanned};
use jiff::civil::{Date, DateTime};

/// The known entries of one map.
pub(super) struct Fields<'a> {
    table: Table<'a>,
    entries: Vec<(&'a Field<'a>, &'a Node<'a>)>,
    /// Keys of fields that are there with a full-width colon or a slip in their name: reported as that, and so
    /// not as missing.
    miswritten: Vec<&'a str>,
    faults: &'a Faults,
    pub span: Span,
}

impl<'a> Fields<'a> {
    /// Sorts a map's entries by the table. `at` is where a missing field is reported.
    /// A node that is no map is reported and gives `None`.
    pub(super) fn open(
        node: &'a Node<'a>,
        table: Table<'a>,
        at: Span,
        faults: &'a Faults,
    ) -> Option<Fields<'a>> {
        let Value::Map(map) = &node.value else {
            report_no_map(node, table, faults);
            return None;
        };
        let (entries, miswritten) = (Vec::with_capacity(map.len()), Vec::new());
        let mut fields = Fields { table, entries, miswritten, faults, span: node.span };
        for (key, value) in map {
            fields.admit(key, value);
        }
        fields.report_missing(at);
        Some(fields)
    }

    fn admit(&mut self, key: &Key<'a>, value: &'a Node<'a>) {
        match field::find(self.table, &key.text) {
            None => {
                let meant = || field::find(self.table, field::nearest(self.table, &key.text)?);
                if let Some(field) = unspaced(self.table, &key.text).or_else(meant) {
                    self.miswritten.push(field.key);
                    self.faults.unread(field.key, key.span);
                }
                report_unknown(key, self.table, self.faults);
            }
            Some(known) if self.entries.iter().any(|(field, _)| field.key == known.key) => {
                report_twice(known, key.span, self.faults);
            }
            Some(known) => self.entries.push((known, value)),
        }
    }

    fn report_missing(&self, at: Span) {
        let unread = self.unread_here();
        let told = |key: &str| self.faults.lacks_column(key) || unread.iter().any(|unread| unread == key);
        for field in self.table.iter().filter(|field| field.required && !told(field.key)) {
            let given = self.entries.iter().find(|(known, _)| known.key == field.key);
            if given.is_some_and(|(_, node)| !matches!(node.value, Value::Null)) {
                continue;
            }
            report_absent(field, given.map(|(_, node)| node.span), at, self.faults);
        }
    }

    /// Reports a field as missing that must be there unless another stands in its place.
    pub(super) fn require_unless(&self, key: &str, other: &str, at: Span) {
        let Some(field) = self.table.iter().find(|field| field.key == key) else { return };
        let written = |key| self.node(key).is_some() || self.miswritten.contains(&key);
        if !written(key) && !written(other) {
            report_missing(field, at, self.faults);
        }
    }

    /// Whether there is such a field at all.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.iter().any(|field| field.key == key)
    }

    fn node(&self, key: &str) -> Option<(&'a Field<'a>, &'a Node<'a>)> {
        debug_assert!(self.table.iter().any(|field| field.key == key), "{key} is not in its table");
        let entry = self.entries.iter().find(|(field, _)| field.key == key);
        entry.filter(|(_, node)| !matches!(node.value, Value::Null)).copied()
    }

    pub(super) fn scalar<T>(&self, key: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Spanned<T>> {
        let (field, node) = self.node(key)?;
        scalar(field, node, self.faults, read)
    }

    pub(super) fn text(&self, key: &str) -> Option<Spanned<String>> {
        self.scalar(key, |text| Some(text.trim().to_owned())).filter(|text| !text.value.is_empty())
    }

    pub(super) fn date(&self, key: &str) -> Option<Spanned<Date>> {
        self.scalar(key, value::date)
    }

    /// A moment at which something begins; a day alone means its 0:00.
    pub(super) fn beginning(&self, key: &str) -> Option<Spanned<DateTime>> {
        self.scalar(key, value::beginning)
    }

    /// A moment at which something ends; a day alone means its 24:00, which is 0:00 of the next.
    pub(super) fn ending(&self, key: &str) -> Option<Spanned<DateTime>> {
        self.scalar(key, value::ending)
    }

    /// The 24:00 of a day that stands alone; `None` where a time stands, too.
    pub(super) fn end_of_day(&self, key: &str) -> Option<Spanned<DateTime>> {
        let (_, node) = self.node(key)?;
        let Value::Scalar { text, .. } = &node.value else { return None };
        let end = value::ending(text).filter(|_| value::date_time(text).is_none())?;
        Some(Spanned::new(end, node.span))
    }

    /// First and last day, both included, of a period given as a year or month alone. `None` where a map stands.
    pub(super) fn period(&self, key: &str) -> Option<Spanned<(Date, Date)>> {
        let (_, node) = self.node(key)?;
        matches!(node.value, Value::Scalar { .. }).then(|| self.scalar(key, value::period)).flatten()
    }

    /// A length from the day on which it is posted, where one stands alone in words.
    pub(super) fn window(&self, key: &str) -> Option<Spanned<(u16, bool)>> {
        let (_, node) = self.node(key)?;
        matches!(node.value, Value::Scalar { .. }).then(|| self.scalar(key, value::window)).flatten()
    }

    pub(super) fn count(&self, key: &str) -> Option<Spanned<u32>> {
        self.scalar(key, value::whole)
    }

    /// A count of days, which must fit 16 bits.
    pub(super) fn small_count(&self, key: &str) -> Option<Spanned<u16>> {
        self.scalar(key, |text| value::whole(text).and_then(|n| u16::try_from(n).ok()))
    }

    pub(super) fn number(&self, key: &str) -> Option<Spanned<i32>> {
        self.scalar(key, value::signed)
    }

    pub(super) fn tenths(&self, key: &str) -> Option<Spanned<u32>> {
        self.scalar(key, value::tenths)
    }

    pub(super) fn money(&self, key: &str) -> Option<Spanned<Money>> {
        self.scalar(key, Money::parse)
    }

    pub(super) fn flag(&self, key: &str) -> Option<Spanned<bool>> {
        self.scalar(key, value::flag)
    }

    /// A telephone number, as written; a wrong shape is reported, the text still given.
    pub(super) fn phone(&self, key: &str) -> Option<Spanned<String>> {
        let phone = self.text(key)?;
        nodes::judge_phone(&phone, self.faults);
        Some(phone)
    }

    /// Telephone numbers; a single one is a list of one.
    pub(super) fn phones(&self, key: &str) -> Vec<Spanned<String>> {
        let phones = self.texts(key);
        phones.iter().for_each(|phone| nodes::judge_phone(phone, self.faults));
        phones
    }

    /// The index of the chosen word in the field's choices.
    pub(super) fn choice(&self, key: &str) -> Option<Spanned<usize>> {
        let (field, _) = self.node(key)?;
        let Shape::Choice(choices) = field.shape else { return None };
        self.scalar(key, |text| choices.iter().position(|&choice| value::means(text, choice)))
    }

    /// A nested map; missing fields in it are reported at the map.
    pub(super) fn map(&self, key: &str) -> Option<Fields<'a>> {
        let (field, node) = self.node(key)?;
        match field.shape {
            Shape::PeriodOr(_) | Shape::WindowOr(_) if matches!(node.value, Value::Scalar { .. }) => None,
            Shape::Map(table) | Shape::NumberOr(table) | Shape::PeriodOr(table) | Shape::WindowOr(table) => {
                if !matches!(node.value, Value::Map(_)) {
                    self.faults.unread(field.key, node.span);
                }
                Fields::open(node, table, first_line(node.span), self.faults)
            }
            Shape::Short(table) => self.short(node, table),
            _ => None,
        }
    }

    /// A map, or a scalar that is the value of its first field; a text with a full-width colon is no value but a
    /// field written wrongly.
    fn short(&self, node: &'a Node<'a>, table: Table<'a>) -> Option<Fields<'a>> {
        let is_field = |text: &str| unspaced(table, text).is_some();
        match (&node.value, table.first()) {
            (Value::Scalar { text, .. }, Some(first)) if !is_field(text) => {
                let entries = vec![(first, node)];
                Some(Fields { table, entries, miswritten: Vec::new(), faults: self.faults, span: node.span })
            }
            _ => Fields::open(node, table, first_line(node.span), self.faults),
        }
    }

    /// True when a nested map was given where a number might stand instead.
    pub(super) fn is_map(&self, key: &str) -> bool {
        self.node(key).is_some_and(|(_, node)| matches!(node.value, Value::Map(_)))
    }

    /// Indices of the chosen words in the field's choices, where several may be chosen. A word that is none of
    /// them is told with the one that is meant; a single word is a list of one.
    pub(super) fn choices(&self, key: &str) -> Vec<Spanned<usize>> {
        let Some((field, node)) = self.node(key) else { return Vec::new() };
        let Shape::List(Shape::Choice(choices)) = field.shape else { return Vec::new() };
        words(field, node, self.faults)
            .into_iter()
            .filter_map(|word| nodes::choice(field, word, choices, self.faults))
            .collect()
    }

    /// A list of maps, each read by `read`; `None` when the field is absent.
    pub(super) fn maps<T>(&self, key: &str, read: impl Fn(&Fields<'a>) -> T) -> Option<Vec<Spanned<T>>> {
        let (field, node) = self.node(key)?;
        let open = |item: &'a Node<'a>| match field.shape {
            Shape::List(&Shape::Map(table)) | Shape::Sheet(table) => {
                Fields::open(item, table, first_line(item.span), self.faults)
            }
            Shape::Shorts(table) => self.short(item, table),
            _ => None,
        };
        let items = match (field.shape, &node.value) {
            (Shape::Shorts(_), Value::Scalar { .. }) => std::slice::from_ref(node),
            _ => items(field, node, self.faults)?,
        };
        Some(items.iter().filter_map(open).map(|fields| Spanned::new(read(&fields), fields.span)).collect())
    }

    /// The name of a sheet, where one stands for a list.
    pub(super) fn sheet(&self, key: &str) -> Option<Spanned<String>> {
        let (_, node) = self.node(key)?;
        matches!(node.value, Value::Scalar { .. }).then(|| self.text(key)).flatten()
    }

    /// A list of maps that may also be said to be empty in a word: `异议: 无`.
    pub(super) fn maps_or_none<T>(&self, key: &str, read: impl Fn(&Self) -> T) -> Option<Vec<Spanned<T>>> {
        match &self.node(key)?.1.value {
            Value::Scalar { text, .. } if value::is_none(text) => Some(Vec::new()),
            _ => self.maps(key, read),
        }
    }

    /// A list of texts; a single text is a list of one.
    pub(super) fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        let Some((field, node)) = self.node(key) else { return Vec::new() };
        words(field, node, self.faults)
    }

    /// A list of dates.
    pub(super) fn dates(&self, key: &str) -> Vec<Spanned<Date>> {
        let Some((field, node)) = self.node(key) else { return Vec::new() };
        let items = items(field, node, self.faults).unwrap_or_default();
        let date = Field { shape: Shape::Date, ..*field };
        items.iter().filter_map(|item| scalar(&date, item, self.faults, value::date)).collect()
    }

    /// Keys of the fields in this map that could not be read so far.
    pub(super) fn unread_here(&self) -> Vec<String> {
        self.faults.unread_in(self.span)
    }

    /// Keys of the file's fields that could not be read so far.
    pub(super) fn unread(&self) -> Vec<String> {
        self.faults.all_unread()
    }

    /// Reports that what one of several fields should say is said by none.
    pub(super) fn missing(&self, at: Span, message: Text, hint: Text) {
        self.faults.add(Code::FieldMissing, at, message, hint);
    }

    /// Reports a value that its own grammar refuses.
    pub(super) fn refuse(&self, at: Span, message: Text, hint: Text) {
        self.faults.add(Code::FieldType, at, message, hint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Collection;
    use crate::model::activity::Change;
    use crate::model::item::Item;
    use crate::parse::{activity, notice, schema, yaml};
    use crate::source::SourceId;

    /// What `read` makes of a map, and the faults told.
    fn read<T>(table: Table<'static>, text: &str, read: impl FnOnce(Item, &Fields) -> T) -> (T, Vec<String>) {
        let faults = Faults::new(SourceId::default());
        let document = yaml::read(text, 0).expect("well-formed");
        let fields = Fields::open(&document.root, table, Span::default(), &faults).expect("a map");
        let value = read(Item::default(), &fields);
        let told =
            faults.into_list().into_iter().map(|fault| format!("{} {}", fault.code.name(), fault.message.zh));
        (value, told.collect())
    }

    #[test]
    fn what_is_clear_in_a_word_needs_no_map() {
        let text = "标题: 甲\n类别: project\n发布单位: 乙\n附件: 预算表.xlsx\n异议: 无\n项目: {名称: 丙, 实施期限: 2026年}\n";
        let (notice, told) = read(schema::NOTICE, text, notice::notice);
        assert_eq!(told, [""; 0]);
        assert_eq!(notice.attachments[0].value.file.value, "预算表.xlsx");
        assert_eq!(notice.objections.map(|list| list.len()), Some(0));
        let period = notice.project.and_then(|project| project.value.period).expect("read");
        let day = |day: &Option<Spanned<Date>>| day.as_ref().map(|day| day.value.to_string());
        assert_eq!(day(&period.value.from).as_deref(), Some("2026-01-01"));
        assert_eq!(day(&period.value.until).as_deref(), Some("2026-12-31"));
    }

    #[test]
    fn a_list_of_attachments_may_mix_names_and_maps() {
        let text = "标题: 甲\n类别: news\n发布单位: 乙\n附件:\n- 一.xlsx\n- {文件: 二.pdf, 名称: 图纸}\n";
        let (notice, told) = read(schema::NOTICE, text, notice::notice);
        let files: Vec<&str> = notice.attachments.iter().map(|a| a.value.file.value.as_str()).collect();
        assert_eq!((files, told), (vec!["一.xlsx", "二.pdf"], vec![]));
    }

    #[test]
    fn an_activity_is_called_off_in_a_word() {
        let text = "标题: 甲\n开始: 2026-12-04\n状态: 已取消\n报名: {截止: 2026-12-03}\n";
        let (activity, told) = read(schema::of(Collection::Activities), text, activity::activity);
        assert_eq!(told, [""; 0]);
        assert!(matches!(activity.status.map(|status| status.value.change), Some(Change::Cancelled)));
        let until =
            activity.signup.and_then(|signup| signup.value.until).map(|until| until.value.to_string());
        assert_eq!(until.as_deref(), Some("2026-12-04T00:00:00"));
    }

    #[test]
    fn a_word_that_is_no_choice_and_a_colon_of_full_width_are_told_once_each() {
        let with = |status: &str| format!("标题: 甲\n开始: 2026-12-04 08:30\n状态: {status}\n");
        let told =
            |status: &str| read(schema::of(Collection::Activities), &with(status), activity::activity).1;
        assert_eq!(told("再说"), ["field-type “状态”写的是“再说”，要填其中之一：取消、延期"]);
        assert_eq!(told("状态：取消"), ["yaml-fullwidth-colon “状态”后面是全角冒号“：”，程序不认"]);
    }

    #[test]
    fn a_slip_in_the_name_of_a_required_field_is_told_once() {
        let (_, told) = read(schema::NOTICE, "标提: 甲\n类别: news\n发布单位: 乙\n", notice::notice);
        assert_eq!(told, ["field-unknown 不认识字段“标提”"]);
    }
}
