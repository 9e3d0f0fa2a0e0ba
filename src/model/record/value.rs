//! Values of the model → JSON, in the spelling of RFC 8785.

use crate::model::honour::Level;
use crate::model::money::Money;
use crate::source::Spanned;
use jiff::civil::{Date, DateTime};
use serde_json::{Map, Value};

/// What a value is in a record.
pub(super) trait Plain {
    fn plain(&self) -> Value;
}

impl Plain for String {
    fn plain(&self) -> Value {
        self.as_str().into()
    }
}

impl Plain for i16 {
    fn plain(&self) -> Value {
        (*self).into()
    }
}

impl Plain for u16 {
    fn plain(&self) -> Value {
        (*self).into()
    }
}

impl Plain for u32 {
    fn plain(&self) -> Value {
        (*self).into()
    }
}

impl Plain for i32 {
    fn plain(&self) -> Value {
        (*self).into()
    }
}

/// `2026-11-02`
impl Plain for Date {
    fn plain(&self) -> Value {
        self.to_string().into()
    }
}

/// `2026-11-02T17:00`
impl Plain for DateTime {
    fn plain(&self) -> Value {
        self.strftime("%Y-%m-%dT%H:%M").to_string().into()
    }
}

/// In fen.
impl Plain for Money {
    fn plain(&self) -> Value {
        self.fen().into()
    }
}

impl Plain for Level {
    fn plain(&self) -> Value {
        match self {
            Level::Village => "village",
            Level::Township => "township",
            Level::County => "county",
        }
        .into()
    }
}

impl<T: Plain> Plain for Spanned<T> {
    fn plain(&self) -> Value {
        self.value.plain()
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn plain(&self) -> Value {
        self.iter().map(Plain::plain).collect()
    }
}

/// A field that is always there.
pub(super) fn must<T: Plain>(value: &T) -> Option<Value> {
    Some(value.plain())
}

/// A field that may be absent.
pub(super) fn may<T: Plain>(value: &Option<T>) -> Option<Value> {
    value.as_ref().map(Plain::plain)
}

/// A list that is absent when it is empty.
pub(super) fn some<T: Plain>(list: &[T]) -> Option<Value> {
    (!list.is_empty()).then(|| list.iter().map(Plain::plain).collect())
}

/// What was one for long and may now be several: one stands alone, as it always did, and none is absent.
pub(super) fn few<T: Plain>(list: &[T]) -> Option<Value> {
    match list {
        [one] => Some(one.plain()),
        list => some(list),
    }
}

/// A map of the fields that are there.
pub(super) fn object(fields: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    let there = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(there.collect::<Map<_, _>>())
}

/// The bytes of a value by RFC 8785.
pub(super) fn canonical(value: &Value) -> Vec<u8> {
    // texts and whole numbers, lists and maps of them: nothing here can fail to be written
    serde_json_canonicalizer::to_vec(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(json: &str) -> String {
        String::from_utf8(canonical(&serde_json::from_str(json).unwrap())).unwrap()
    }

    #[test]
    fn the_examples_of_rfc_8785_come_out_as_it_says() {
        // section 3.2.2 and 3.2.3
        let input = r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#;
        let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
        assert_eq!(spelled(input), expected);
        // section 3.2.3: keys in the order of their UTF-16 code units
        let input = r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}"#;
        let order = ["Carriage Return", "One", "Control", "Latin", "Euro Sign", "Emoji", "Hebrew"];
        let spelled = spelled(input);
        let places: Vec<usize> = order.iter().map(|name| spelled.find(name).unwrap()).collect();
        assert!(places.is_sorted(), "{spelled}");
    }

    #[test]
    fn numbers_are_spelled_as_appendix_b_of_rfc_8785_lists_them() {
        for (bits, spelled) in [
            (0x0000_0000_0000_0000_u64, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] {
            assert_eq!(canonical(&f64::from_bits(bits).into()), spelled.as_bytes());
        }
    }

    #[test]
    fn amounts_are_whole_and_exact_up_to_the_largest_that_is_read() {
        let largest = Money::parse("90071992547409.91").unwrap();
        assert_eq!(canonical(&largest.plain()), b"9007199254740991");
        assert_eq!(Money::parse("90071992547409.92"), None);
    }

    #[test]
    fn absent_fields_are_absent() {
        let fields = [("b", may::<String>(&None)), ("a", must(&"x".to_owned())), ("c", some::<String>(&[]))];
        assert_eq!(canonical(&object(fields)), br#"{"a":"x"}"#);
    }
}
