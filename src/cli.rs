//! The command line: what can be asked, in Chinese and English.

pub mod arguments;
pub mod deadline;
pub mod due;
pub mod log;
pub mod new;
pub mod schema;
pub mod starter;

pub use arguments::{Action, Common, command, parse};
