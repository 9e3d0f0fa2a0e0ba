//! A value that many pages show.

use crate::fingerprint::Fingerprint;
use serde::{Serialize, Serializer};
use tera::Value;

/// Turned into a template value once; in the fingerprint of what shows it stands its own.
pub(super) struct Shared {
    value: Value,
    print: Option<Fingerprint>,
}

impl Shared {
    pub(super) fn new<T: Serialize + ?Sized>(view: &T) -> Shared {
        Shared { value: Value::from_serializable(view), print: Fingerprint::of_value(view) }
    }

    /// Another handle on the same value.
    pub(super) fn value(&self) -> Value {
        self.value.clone()
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.print {
            Some(print) => print.serialize(serializer),
            None => Err(serde::ser::Error::custom("a value without a fingerprint")),
        }
    }
}
