//! The binary: reads the arguments, the environment and the clock, hands them to the library, and says by its
//! exit code how it went.

use jiff::Timestamp;
use std::env;
use std::process::ExitCode;
use zhangbang::commands::{self, Ending, Surroundings};

/// A build makes and drops small strings and maps by the million, in many threads at once; the system's
/// allocator is slow at that, and under musl very slow.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let surroundings = Surroundings {
        now: now(),
        locale: set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")),
        source_date_epoch: set("SOURCE_DATE_EPOCH"),
        secret: set,
        no_color: env::var_os("NO_COLOR").is_some(),
    };
    ExitCode::from(match commands::run(env::args_os().collect(), surroundings) {
        Ending::Done => 0,
        Ending::Refused => 1,
        Ending::Failed => 2,
    })
}

#[expect(clippy::disallowed_methods, reason = "the one place that knows the clock")]
fn now() -> fn() -> Timestamp {
    Timestamp::now
}

/// A variable of the environment that says something.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
