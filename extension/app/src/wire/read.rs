//! Reads the protocol's types from a parsed JSON object of the browser.
//!
//! The browser's own `JSON.parse` is there already; what is left is to fetch the fields. A struct is
//! read as the sequence of its fields in the order of their declaration, each by name, so that the
//! derived code for maps, unknown fields and their error texts is never compiled in: that alone takes
//! a third off the module that every tab loads. A field that is absent takes its default; the
//! protocol writes every field that has none.

use crate::browser::chrome::field;
use js_sys::{Array, Object};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, SeqAccess,
    VariantAccess, Visitor,
};
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};

/// Reads a value; `None` when it has not the shape of the type.
pub(crate) fn read<'de, T: Deserialize<'de>>(value: JsValue) -> Option<T> {
    T::deserialize(Value(value)).ok()
}

/// The value has another shape. Where and why is of no use to a rep; the engine is of another version.
#[derive(Debug)]
pub(crate) struct Mismatch;

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("mismatch")
    }
}

impl std::error::Error for Mismatch {}

impl Error for Mismatch {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, Mismatch>;

struct Value(JsValue);

impl Value {
    fn number(&self) -> Result<f64> {
        self.0.as_f64().ok_or(Mismatch)
    }
    fn text(&self) -> Result<String> {
        self.0.as_string().ok_or(Mismatch)
    }
}

macro_rules! numbers {
    ($($ask:ident $give:ident $kind:ty),*) => {
        // JSON in the browser has one sort of number; `as` keeps to the bounds of the goal.
        $(fn $ask<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            visitor.$give(self.number()? as $kind)
        })*
    };
}

macro_rules! never {
    ($($ask:ident)*) => {
        $(fn $ask<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
            Err(Mismatch)
        })*
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = Mismatch;

    numbers!(
        deserialize_i64 visit_i64 i64, deserialize_u64 visit_u64 u64,
        deserialize_u32 visit_u32 u32, deserialize_u16 visit_u16 u16, deserialize_u8 visit_u8 u8,
        deserialize_f64 visit_f64 f64, deserialize_f32 visit_f32 f32,
        deserialize_i32 visit_i32 i32, deserialize_i16 visit_i16 i16, deserialize_i8 visit_i8 i8
    );
    never!(deserialize_any deserialize_char deserialize_bytes deserialize_byte_buf deserialize_map
        deserialize_ignored_any deserialize_unit);

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_bool(self.0.as_bool().ok_or(Mismatch)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.0.is_null() || self.0.is_undefined() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, _: V) -> Result<V::Value> {
        Err(Mismatch)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let array = self.0.dyn_into::<Array>().map_err(|_| Mismatch)?;
        visitor.visit_seq(Items { array, next: 0 })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        if !self.0.is_object() {
            return Err(Mismatch);
        }
        visitor.visit_seq(Fields {
            object: self.0,
            names: names.iter(),
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        if let Some(name) = self.0.as_string() {
            return visitor.visit_enum(Variant {
                name,
                content: JsValue::UNDEFINED,
            });
        }
        let object = self.0.dyn_into::<Object>().map_err(|_| Mismatch)?;
        let name = Object::keys(&object).get(0).as_string().ok_or(Mismatch)?;
        let content = field(&object, &name);
        visitor.visit_enum(Variant { name, content })
    }
}

/// The items of an array.
struct Items {
    array: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if self.next >= self.array.length() {
            return Ok(None);
        }
        let item = self.array.get(self.next);
        self.next += 1;
        seed.deserialize(Value(item)).map(Some)
    }
}

/// The fields of a struct, in the order of their declaration.
struct Fields {
    object: JsValue,
    names: std::slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let name = self.names.next().ok_or(Mismatch)?;
        let value = field(&self.object, name);
        if value.is_undefined() {
            // The derived code takes the field's default, or refuses where it has none.
            return Ok(None);
        }
        seed.deserialize(Value(value)).map(Some)
    }
}

/// A variant with what stands under its name.
struct Variant {
    name: String,
    content: JsValue,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Mismatch;
    type Variant = Value;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Value)> {
        let name: serde::de::value::StringDeserializer<Mismatch> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, Value(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_struct("", names, visitor)
    }
}
