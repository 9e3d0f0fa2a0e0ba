//! How much one page may be: a template of a stranger counts without end, or prints without end, as easily as any
//! other, and neither shall take the machine with it.

use std::cell::Cell;
use std::io::{self, Write};
use tera::{Error, Kwargs, State, TeraResult};

/// Bytes of a page. The longest honest ones have some hundred kilobytes.
pub(super) const PAGE: usize = 16 << 20;

/// Numbers that all `range`s of a page may give together.
const NUMBERS: usize = 100_000;

thread_local! {
    static LEFT: Cell<usize> = const { Cell::new(NUMBERS) };
}

/// A page under way.
pub(super) struct Page {
    pub bytes: Vec<u8>,
    /// It would have been longer than a page may be.
    pub is_too_long: bool,
}

impl Page {
    /// Begins one on this thread.
    pub(super) fn begin() -> Page {
        LEFT.set(NUMBERS);
        Page { bytes: Vec::with_capacity(32 << 10), is_too_long: false }
    }
}

impl Write for &mut Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > PAGE {
            self.is_too_long = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// As Tera's own, which has a bound for each call and none for calls within calls.
pub(super) fn range(kwargs: Kwargs, _: &State) -> TeraResult<Vec<i128>> {
    let start = i128::from(kwargs.get::<i64>("start")?.unwrap_or_default());
    let end = i128::from(kwargs.must_get::<i64>("end")?);
    let step = i128::from(kwargs.get::<i64>("step_by")?.unwrap_or(1));
    if step == 0 {
        return Err(Error::message("Function `range` was called with a `step_by` of 0"));
    }
    let is_before = |number: &i128| if step > 0 { *number < end } else { *number > end };
    let numbers = (0..).map(|i: i128| start + i * step).take_while(is_before);
    let numbers: Vec<i128> = numbers.take(LEFT.get() + 1).collect();
    match LEFT.get().checked_sub(numbers.len()) {
        Some(left) => {
            LEFT.set(left);
            Ok(numbers)
        }
        None => {
            Err(Error::message(format!("Function `range` gives more than {NUMBERS} numbers in one page")))
        }
    }
}
