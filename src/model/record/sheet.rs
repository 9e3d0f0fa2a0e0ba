//! One record: its keys, each with its value in canonical JSON.

use super::value::canonical;
use crate::model::digest::Digest;
use crate::model::part::FORMAT;
use serde_json::Value;

/// One record. What it says of itself are strings and whole numbers, lists and maps of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Keys with their canonical values, in canonical order.
    fields: Vec<(&'static str, Vec<u8>)>,
}

impl Record {
    pub(super) fn new(
        sort: &'static str,
        id: &str,
        fields: impl IntoIterator<Item = (&'static str, Option<Value>)>,
    ) -> Record {
        let own = [("format", Some(FORMAT.into())), ("id", Some(id.into())), ("sort", Some(sort.into()))];
        let there = own.into_iter().chain(fields).filter_map(|(key, value)| Some((key, canonical(&value?))));
        let mut fields: Vec<_> = there.collect();
        // keys are ASCII: their order by bytes is the one by UTF-16 that RFC 8785 asks for
        fields.sort_unstable_by_key(|&(key, _)| key);
        Record { fields }
    }

    /// The file's bytes: one line, without a line end.
    pub fn bytes(&self) -> Vec<u8> {
        let length: usize = self.fields.iter().map(|(key, value)| key.len() + value.len() + 4).sum();
        let mut bytes = Vec::with_capacity(length + 1);
        for (key, value) in &self.fields {
            bytes.extend(if bytes.is_empty() { b"{\"" } else { b",\"" });
            bytes.extend(key.as_bytes());
            bytes.extend(b"\":");
            bytes.extend(value);
        }
        bytes.push(b'}');
        bytes
    }

    /// SHA-256 of [`Record::bytes`].
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes())
    }

    /// The parts that it has: key and canonical value.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        let own = |key: &str| matches!(key, "format" | "id" | "sort");
        self.fields.iter().filter(move |(key, _)| !own(key)).map(|(key, value)| (*key, value.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record<const N: usize>(fields: [(&'static str, Option<Value>); N]) -> Record {
        Record::new("notice", "notices/a", fields)
    }

    #[test]
    fn a_field_that_is_absent_leaves_no_trace() {
        let old = record([("title", Some("甲".into())), ("body", Some("".into()))]);
        let new = record([("title", Some("甲".into())), ("apply", None), ("body", Some("".into()))]);
        assert_eq!(new.bytes(), old.bytes());
        assert_eq!(new.digest(), old.digest());
        assert_eq!(
            new.parts().collect::<Vec<_>>(),
            [("body", b"\"\"".as_slice()), ("title", "\"甲\"".as_bytes())]
        );
    }

    #[test]
    fn the_whole_is_spelled_as_rfc_8785_spells_it() {
        let record = record([("title", Some("\u{1}\"甲\\".into())), ("year", Some(2026.into()))]);
        let value: Value = serde_json::from_slice(&record.bytes()).unwrap();
        assert_eq!(record.bytes(), canonical(&value));
        assert_eq!(
            String::from_utf8(record.bytes()).unwrap(),
            r#"{"format":2,"id":"notices/a","sort":"notice","title":"\u0001\"甲\\","year":2026}"#
        );
    }
}
