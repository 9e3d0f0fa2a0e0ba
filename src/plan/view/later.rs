//! A text that is worked out from another only when a template shows it.

use serde::{Serialize, Serializer};
use std::fmt::{self, Debug};
use std::sync::Arc;

/// How one text is made of another, the same each time.
pub type Maker = Arc<dyn Fn(&str) -> String + Send + Sync>;

/// The text. Where nobody is to read it, the one that it is made of stands for it.
#[derive(Clone, Default)]
pub struct Later {
    of: String,
    maker: Option<Maker>,
}

impl Later {
    /// What `maker` will make of a text.
    pub fn new(of: &str, maker: Maker) -> Later {
        Later { of: of.to_owned(), maker: Some(maker) }
    }
}

impl Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "made of {:?}", self.of)
    }
}

impl Serialize for Later {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.maker {
            Some(maker) if serializer.is_human_readable() => serializer.serialize_str(&maker(&self.of)),
            _ => serializer.serialize_str(&self.of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Fingerprint;

    #[test]
    fn it_is_made_for_those_who_show_it_and_for_no_fingerprint() {
        let never = Later::new("甲", Arc::new(|_| unreachable!("nobody shows it")));
        let other = Later::new("甲", Arc::new(|of| format!("{of}的码")));
        assert_eq!(Fingerprint::of_value(&never), Fingerprint::of_value(&other));
        assert_eq!(serde_json::to_value(&other).unwrap(), "甲的码");
        assert_eq!(serde_json::to_value(Later::default()).unwrap(), "");
        assert_ne!(Fingerprint::of_value(&never), Fingerprint::of_value(&Later::default()));
    }
}
