//! Zhangbang
pub mod check;
pub mod config;
pub mod diagnostic;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod read;
pub mod source;
