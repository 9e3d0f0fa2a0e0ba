//! A value → bytes that tell it from every other value of its type, and of other types by their names: each piece says
//! what sort it is and, where it may be of any length, how long. Quicker than a text that people could read, since
//! nothing has to be escaped or looked through.

use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};
use serde::{Serialize, Serializer};
use std::fmt::{Display, Error, Write};

/// The bytes of what has been written so far.
#[derive(Default)]
pub(super) struct Tagged(pub Vec<u8>);

/// Behind the last piece of a list, a map or a struct; no piece begins with it.
const END: u8 = b']';

impl Tagged {
    fn put(&mut self, sort: u8, bytes: &[u8]) -> Result<(), Error> {
        self.0.push(sort);
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn sized(&mut self, sort: u8, bytes: &[u8]) -> Result<(), Error> {
        self.put(sort, &(bytes.len() as u64).to_le_bytes())?;
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn open(&mut self, sort: u8, name: &'static str) -> Result<&mut Tagged, Error> {
        self.sized(sort, name.as_bytes())?;
        Ok(self)
    }

    fn close(&mut self) -> Result<(), Error> {
        self.0.push(END);
        Ok(())
    }
}

impl Write for Tagged {
    fn write_str(&mut self, text: &str) -> Result<(), Error> {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

macro_rules! numbers {
    ($($method:ident $number:ty, $sort:literal;)*) => {
        $(fn $method(self, number: $number) -> Result<(), Error> {
            self.put($sort, &number.to_le_bytes())
        })*
    };
}

impl Serializer for &mut Tagged {
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
        serialize_i8 i8, 1;
        serialize_i16 i16, 2;
        serialize_i32 i32, 3;
        serialize_i64 i64, 4;
        serialize_i128 i128, 5;
        serialize_u8 u8, 6;
        serialize_u16 u16, 7;
        serialize_u32 u32, 8;
        serialize_u64 u64, 9;
        serialize_u128 u128, 10;
        serialize_f32 f32, 11;
        serialize_f64 f64, 12;
    }

    /// What a value can leave to be worked out from the rest of it need not be written.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, it: bool) -> Result<(), Error> {
        self.put(b'?', &[u8::from(it)])
    }

    fn serialize_char(self, c: char) -> Result<(), Error> {
        self.put(b'c', &u32::from(c).to_le_bytes())
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.sized(b's', text.as_bytes())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Error> {
        self.sized(b'b', bytes)
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
        self.sized(b'.', name.as_bytes())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.sized(b'v', variant.as_bytes())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self.open(b'n', name)?)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self.open(b'N', variant)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.open(b'[', "")
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        self.open(b'(', "")
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self, Error> {
        self.open(b'(', name)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Error> {
        self.open(b'(', variant)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.open(b'{', "")
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Error> {
        self.open(b'{', name)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Error> {
        self.open(b'{', variant)
    }

    /// In place, behind its length.
    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.put(b's', &[0; 8])?;
        let start = self.0.len();
        write!(self, "{value}")?;
        let length = (self.0.len() - start) as u64;
        self.0[start - 8..start].copy_from_slice(&length.to_le_bytes());
        Ok(())
    }
}

macro_rules! pieces {
    ($($of:ident $method:ident;)*) => {
        $(impl $of for &mut Tagged {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })*
    };
}

pieces! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

impl SerializeMap for &mut Tagged {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

/// Fields come in one order, and one that is left out is said to be: their names need not be written.
macro_rules! fields {
    ($($of:ident)*) => {
        $(impl $of for &mut Tagged {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Error> {
                value.serialize(&mut **self)
            }

            fn skip_field(&mut self, _: &'static str) -> Result<(), Error> {
                self.put(b'~', &[])
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })*
    };
}

fields! { SerializeStruct SerializeStructVariant }
