//! The record of what is posted: its typed content, exactly as anybody can check it.

pub mod part;
