//! Zhangbang
pub mod build;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod plan;
pub mod read;
pub mod render;
pub mod report;
pub mod run;
pub mod source;
pub mod write;
