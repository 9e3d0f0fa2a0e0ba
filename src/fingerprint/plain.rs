//! A value written down as bytes, for its fingerprint alone: nobody ever reads them, so nothing is escaped or put into
//! digits, as JSON would do for half of the time that fingerprints took. No two different values of a type give the
//! same bytes: every value has a mark, every text its length, and every list, struct and map an end.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt::Error;

/// Ends a list, a struct or a map.
const END: u8 = b')';

#[derive(Default)]
pub(super) struct Plain(Vec<u8>);

impl Plain {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn put(&mut self, mark: u8, bytes: &[u8]) -> Result<(), Error> {
        self.0.push(mark);
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn text(&mut self, mark: u8, text: &[u8]) -> Result<(), Error> {
        self.put(mark, &(text.len() as u64).to_le_bytes())?;
        self.0.extend_from_slice(text);
        Ok(())
    }

    fn begin(&mut self, mark: u8, name: &str) -> Result<&mut Plain, Error> {
        self.text(mark, name.as_bytes())?;
        Ok(self)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.text(b'f', name.as_bytes())?;
        value.serialize(self)
    }
}

macro_rules! numbers {
    ($($method:ident: $type:ty, $mark:literal;)*) => {
        $(fn $method(self, number: $type) -> Result<(), Error> {
            self.put($mark, &number.to_le_bytes())
        })*
    };
}

impl Serializer for &mut Plain {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8: i8, b'1';
        serialize_i16: i16, b'2';
        serialize_i32: i32, b'3';
        serialize_i64: i64, b'4';
        serialize_i128: i128, b'5';
        serialize_u8: u8, b'6';
        serialize_u16: u16, b'7';
        serialize_u32: u32, b'8';
        serialize_u64: u64, b'9';
        serialize_u128: u128, b'a';
        serialize_f32: f32, b'b';
        serialize_f64: f64, b'c';
    }

    fn serialize_bool(self, yes: bool) -> Result<(), Error> {
        self.put(b'?', &[u8::from(yes)])
    }

    fn serialize_char(self, c: char) -> Result<(), Error> {
        self.put(b'C', &u32::from(c).to_le_bytes())
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.text(b's', text.as_bytes())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Error> {
        self.text(b'x', bytes)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.put(b'-', &[])
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.put(b'+', &[])?;
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.put(b'.', &[])
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Error> {
        self.text(b'U', name.as_bytes())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.text(b'V', variant.as_bytes())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self.begin(b'N', name)?)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self.begin(b'W', variant)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.put(b'[', &[])?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        self.put(b'(', &[])?;
        Ok(self)
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self, Error> {
        self.begin(b'T', name)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Error> {
        self.begin(b'Y', variant)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.put(b'{', &[])?;
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Error> {
        self.begin(b'S', name)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Error> {
        self.begin(b'Z', variant)
    }
}

macro_rules! parts {
    ($($what:ident::$part:ident;)*) => {
        $(impl $what for &mut Plain {
            type Ok = ();
            type Error = Error;

            fn $part<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Error> {
                self.put(END, &[])
            }
        })*
    };
}
parts! {
    SerializeSeq::serialize_element;
    SerializeTuple::serialize_element;
    SerializeTupleStruct::serialize_field;
    SerializeTupleVariant::serialize_field;
}

macro_rules! fields {
    ($($what:ident;)*) => {
        $(impl $what for &mut Plain {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Error> {
                self.put(END, &[])
            }
        })*
    };
}
fields! {
    SerializeStruct;
    SerializeStructVariant;
}

impl SerializeMap for &mut Plain {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        self.put(END, &[])
    }
}
