//! The binary: reads arguments and the clock, calls the library, prints, and says how it went.

use std::process::ExitCode;

fn main() -> ExitCode {
    zhangbang::run::main()
}
