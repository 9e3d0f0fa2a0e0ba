//! The open data of a board, row by row. It comes from somebody else: no row and no text is taken without a bound, and
//! what has another type than the schema says is no row.

use serde::de::{DeserializeOwned, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

/// More rows than any county has.
pub const ROWS: usize = 1_000_000;
/// A text of a row is no longer, in bytes.
const TEXT: usize = 8 << 10;

/// A text within bounds and without what would steer a terminal or turn a line round.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told(pub String);

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Told, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
        if text.len() > TEXT {
            return Err(D::Error::custom("a text is too long"));
        }
        let turns = |c: char| matches!(c, '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        Ok(Told(text.chars().filter(|&c| !c.is_control() && !turns(c)).collect()))
    }
}

/// A row of `notices.json`.
#[derive(Debug, Deserialize)]
pub struct Notice {
    /// Its id on the board.
    pub id: Told,
    /// Its title.
    pub title: Told,
    /// A key of rules.yaml.
    pub kind: Told,
    /// The same in words.
    pub kind_name: Told,
    /// Of the document.
    pub number: Told,
    /// One or several, joined.
    pub township: Told,
    /// One or several, joined.
    pub village: Told,
    /// When it was posted.
    pub date: Told,
    /// The key of its state on the day of the data.
    pub state: Told,
    /// What its project is about.
    pub category: Told,
}

/// A row of `projects.json`.
#[derive(Debug, Deserialize)]
pub struct Project {
    /// Of the notice that it stands in.
    pub id: Told,
    /// In yuan.
    pub total: Option<f64>,
}

/// A row of `honours.json`: one recipient.
#[derive(Debug, Deserialize)]
pub struct Honour {
    /// The same for all recipients of one honour.
    pub id: Told,
    /// Its title.
    pub title: Told,
    /// What they are called now.
    pub award: Told,
    /// The year that it is for.
    pub year: Option<i16>,
    /// The day of the decision.
    pub decided: Told,
    /// Who has it.
    pub name: Told,
    /// The day on which it was taken back.
    pub revoked: Told,
}

/// A row of `activities.json`.
#[derive(Debug, Deserialize)]
pub struct Activity {
    /// Its id on the board.
    pub id: Told,
    /// Its title.
    pub title: Told,
    /// What people come for.
    pub type_name: Told,
    /// The key of its state on the day of the data.
    pub state: Told,
    /// The same in words.
    pub state_name: Told,
    /// `YYYY-MM-DDTHH:MM`, of the first time.
    pub from: Told,
    /// When it ends.
    pub to: Told,
    /// How it repeats.
    pub repeat: Told,
    /// Where.
    pub township: Told,
    /// Where.
    pub village: Told,
    /// Where.
    pub place: Told,
}

/// Gives every row to `each`; how many there are.
///
/// # Errors
/// Where the file is none of ours, or tells another number of rows than it has.
pub fn rows<T: DeserializeOwned>(bytes: &[u8], each: impl FnMut(T)) -> Result<usize, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let rows = json.deserialize_map(File { each, sort: PhantomData })?;
    json.end()?;
    Ok(rows)
}

struct File<T, F> {
    each: F,
    sort: PhantomData<T>,
}

impl<'de, T: DeserializeOwned, F: FnMut(T)> Visitor<'de> for File<T, F> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a file of open data")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<usize, A::Error> {
        let (mut told, mut found) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "count" => told = Some(map.next_value::<usize>()?),
                "items" => {
                    found = Some(map.next_value_seed(Items { each: &mut self.each, sort: PhantomData })?)
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match (told, found) {
            (Some(told), Some(found)) if told == found => Ok(found),
            _ => Err(A::Error::custom("another number of rows than it says")),
        }
    }
}

struct Items<'f, T, F> {
    each: &'f mut F,
    sort: PhantomData<T>,
}

impl<'de, T: DeserializeOwned, F: FnMut(T)> DeserializeSeed<'de> for Items<'_, T, F> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: DeserializeOwned, F: FnMut(T)> Visitor<'de> for Items<'_, T, F> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<usize, A::Error> {
        let mut found = 0;
        while let Some(row) = rows.next_element::<T>()? {
            found += 1;
            if found > ROWS {
                return Err(A::Error::custom("too many rows"));
            }
            (self.each)(row);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, String> {
        let mut all = Vec::new();
        rows(text.as_bytes(), |row: Project| all.push(row.id.0)).map_err(|error| error.to_string())?;
        Ok(all)
    }

    #[test]
    fn rows_are_taken_one_by_one() {
        let text = "{\"site\":\"甲\",\"more\":[{}],\"count\":2,\"items\":[{\"id\":\"a\",\"total\":1.5,\"x\":0},{\"id\":\"b\\u202E\",\"total\":null}]}";
        assert_eq!(read(text), Ok(vec!["a".into(), "b".into()]));
    }

    #[test]
    fn what_strangers_send_is_refused() {
        let long = "长".repeat(3_000);
        let deep = "[".repeat(100_000);
        for text in [
            "",
            "[]",
            "{}",
            "{\"count\":1,\"items\":[]}",
            "{\"count\":1,\"items\":{\"id\":\"a\"}}",
            "{\"count\":1,\"items\":[{\"id\":7,\"total\":1}]}",
            "{\"count\":1,\"items\":[{\"id\":\"a\",\"total\":\"1\"}]}",
            "{\"count\":1,\"items\":[{\"id\":\"a\",\"total\":1}]} more",
            &format!("{{\"count\":1,\"items\":[{{\"id\":\"{long}\",\"total\":1}}]}}"),
            &format!("{{\"x\":{deep}"),
        ] {
            assert!(read(text).is_err(), "{}", text.chars().take(60).collect::<String>());
        }
    }
}
