//! Telling whether two things are the same without keeping either.

mod tagged;

use serde::{Serialize, Serializer};
use std::fmt::{self, Display};
use std::io::{self, Read};
use std::num::NonZeroU128;
use tagged::Tagged;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// XXH3 with 128 bits. It tells versions of a page apart; it is no defence against anybody, nor need it be: whoever
/// can choose the bytes of a page can change the page.
// never zero, so that to have none takes no room in a list of a hundred thousand
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(NonZeroU128);

/// Bytes that most values come to, and more.
const USUAL: usize = 1 << 15;

impl Fingerprint {
    /// Of bytes.
    pub fn of(bytes: &[u8]) -> Fingerprint {
        Fingerprint::from(xxh3_128(bytes))
    }

    /// Of all that a value serialises, so that a field which somebody adds is in it by itself. `None` for what cannot
    /// be serialised, which is then like nothing.
    pub fn of_value<T: Serialize + ?Sized>(value: &T) -> Option<Fingerprint> {
        let mut tagged = Tagged(Vec::with_capacity(USUAL));
        value.serialize(&mut tagged).ok()?;
        Some(Fingerprint::of(&tagged.0))
    }

    /// Of everything that is to be read.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_all(mut from: impl Read) -> io::Result<Fingerprint> {
        let (mut state, mut piece) = (Xxh3::new(), vec![0; 1 << 18]);
        loop {
            match from.read(&mut piece)? {
                0 => return Ok(Fingerprint::from(state.digest128())),
                read => state.update(&piece[..read]),
            }
        }
    }

    /// As [`Display`] writes it.
    pub fn parse(text: &str) -> Option<Fingerprint> {
        u128::from_str_radix(text, 16).ok().map(Fingerprint::from)
    }
}

impl From<u128> for Fingerprint {
    fn from(bits: u128) -> Fingerprint {
        Fingerprint(NonZeroU128::new(bits).unwrap_or(NonZeroU128::MIN))
    }
}

impl Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// What stands for a value within another's fingerprint.
impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u128(self.0.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_same_bytes_have_the_same_fingerprint_however_they_come() {
        let bytes = b"abc".repeat(200_000);
        assert_eq!(Fingerprint::of_all(&bytes[..]).unwrap(), Fingerprint::of(&bytes));
        assert_ne!(Fingerprint::of(&bytes), Fingerprint::of(&bytes[1..]));
        let one = Fingerprint::of(b"x");
        assert_eq!(Fingerprint::parse(&one.to_string()), Some(one));
        assert_eq!(Fingerprint::parse("not one"), None);
    }

    #[test]
    fn what_differs_has_another_fingerprint() {
        fn print<T: Serialize>(value: T) -> String {
            Fingerprint::of_value(&value).map_or_else(String::new, |print| print.to_string())
        }
        let prints = [
            print(("ab", "c")),
            print(("a", "bc")),
            print((vec!["ab"], vec!["c"])),
            print((vec!["ab", "c"], Vec::<&str>::new())),
            print((None::<&str>, Some(""))),
            print((Some(""), None::<&str>)),
            print(("", "")),
            print((1_u8, -1_i64, true)),
            print((1_u8, -1_i64, false)),
            print((1_u8, 1.5_f64, '一')),
            print(BTreeMap::from([("a", 1), ("b", 2)])),
            print(BTreeMap::from([("a", 2), ("b", 1)])),
            print(Fingerprint::of(b"x")),
            print(()),
        ];
        let different: std::collections::BTreeSet<&String> =
            prints.iter().filter(|it| !it.is_empty()).collect();
        assert_eq!(different.len(), prints.len());
        assert_eq!(print(("ab", 1_u64)), print((String::from("ab"), 1_u64)));
    }

    #[test]
    fn values_of_different_types_or_with_different_fields_left_out_are_told_apart() {
        #[derive(Serialize)]
        struct One {
            #[serde(skip_serializing_if = "Option::is_none")]
            a: Option<&'static str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            b: Option<&'static str>,
        }
        #[derive(Serialize)]
        struct Other {
            a: Option<&'static str>,
            b: Option<&'static str>,
        }
        #[derive(Serialize)]
        #[serde(untagged)]
        enum Either {
            One(One),
            Other(Other),
        }
        #[derive(Serialize)]
        enum Named {
            First,
            Second,
            With(u8),
            Too(u8),
            Pair(u8, u8),
            Field { a: u8 },
        }
        let print = |either: &Either| Fingerprint::of_value(either).unwrap();
        let (some, none) = (Some("x"), None);
        let prints = [
            print(&Either::One(One { a: some, b: none })),
            print(&Either::One(One { a: none, b: some })),
            print(&Either::One(One { a: some, b: some })),
            print(&Either::Other(Other { a: some, b: none })),
            print(&Either::Other(Other { a: some, b: some })),
        ];
        let named = [
            Named::First,
            Named::Second,
            Named::With(1),
            Named::Too(1),
            Named::Pair(1, 1),
            Named::Field { a: 1 },
        ];
        let all = prints.into_iter().chain(named.iter().map(|one| Fingerprint::of_value(one).unwrap()));
        let different: std::collections::BTreeSet<String> = all.map(|print| print.to_string()).collect();
        assert_eq!(different.len(), prints.len() + named.len());
    }

    #[test]
    fn what_is_written_as_it_is_shown_is_a_text() {
        let day = jiff::civil::date(2026, 11, 29);
        assert_eq!(Fingerprint::of_value(&day), Fingerprint::of_value("2026-11-29"));
        assert_eq!(Fingerprint::of_value(&format_args!("{}-{}", 1, "一")), Fingerprint::of_value("1-一"));
    }

    #[test]
    fn to_have_none_takes_no_room() {
        assert_eq!(size_of::<Option<Fingerprint>>(), 16);
    }
}
