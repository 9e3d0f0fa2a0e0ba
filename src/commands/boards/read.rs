//! The list, for every command that goes by it.

use super::super::desk::{Desk, trouble};
use super::super::output::tell;
use crate::boards::{self, List, Unread};
use crate::diagnostic::Text;
use crate::text;
use std::path::Path;

/// A list with which all is well; `None` when what is wrong with it was told.
///
/// # Errors
/// When it cannot be read.
pub(in crate::commands) fn read(desk: &Desk, file: &Path) -> Result<Option<List>, Text> {
    let list = boards::read(file).map_err(|unread| match unread {
        Unread::Disk(lost) => trouble(&lost),
        Unread::NotText(path) => {
            let path = path.display();
            text!("{path} 不是文字文件", "{path} is no text")
        }
    })?;
    if list.faults.is_empty() {
        return Ok(Some(list));
    }
    tell(desk, &list.faults, std::slice::from_ref(&list.source));
    Ok(None)
}
