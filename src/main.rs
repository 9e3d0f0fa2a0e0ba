//! The binary: reads arguments and the clock, calls the library, prints, and says how it went.

use std::process::ExitCode;

/// A build makes and drops small strings and maps by the million, in many threads at once; the system's
/// allocator is slow at that, and under musl very slow.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    zhangbang::run::main()
}
