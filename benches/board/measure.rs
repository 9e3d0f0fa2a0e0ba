//! The cost of a whole process, start to end: wall time, processor time, peak memory.
//!
//! A child's peak memory is known to its parent alone, as the highest of all its children, and counts what the
//! parent itself held when it forked. So this program starts itself again, small, for every process that it measures.

use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::io;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What one process took.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Cost {
    pub seconds: f64,
    /// Of all its threads, user and system.
    pub cpu_seconds: f64,
    pub peak_mib: f64,
}

impl Cost {
    /// The lower of each.
    pub(crate) fn better(self, other: Cost) -> Cost {
        Cost {
            seconds: self.seconds.min(other.seconds),
            cpu_seconds: self.cpu_seconds.min(other.cpu_seconds),
            peak_mib: self.peak_mib.min(other.peak_mib),
        }
    }
}

/// The argument that makes this program the one in between.
const MEASURE: &str = "--measure";

/// Runs `program` and tells what it cost.
///
/// # Errors
/// When it cannot be started, or fails.
pub(crate) fn run<A: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: &[A]) -> io::Result<Cost> {
    let own = std::env::current_exe()?;
    let out = Command::new(own)
        .arg(MEASURE)
        .arg(program.as_ref())
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()?;
    serde_json::from_slice(&out.stdout).map_err(io::Error::other)
}

/// Runs a part of this program itself, in a process of its own.
///
/// # Errors
/// When it fails.
pub(crate) fn run_part<A: AsRef<OsStr>>(arguments: &[A]) -> io::Result<Cost> {
    run(std::env::current_exe()?, arguments)
}

/// The other side: when the arguments say that this process is a measured part, or the one in between, does
/// its work.
pub(crate) fn as_child(arguments: &[String]) -> Option<io::Result<()>> {
    match (arguments.get(1)?.as_str(), &arguments[2..]) {
        (MEASURE, [program, rest @ ..]) => Some(measure(program, rest)),
        (super::boards::PUBLISH, [root, target, minute]) => {
            Some(super::boards::published(root, target, minute))
        }
        (super::floor::PART, [root]) => Some(super::floor::least(root.as_ref())),
        _ => None,
    }
}

fn measure(program: &str, arguments: &[String]) -> io::Result<()> {
    let start = Instant::now();
    let ended = Command::new(program).args(arguments).stdout(Stdio::null()).status()?;
    let seconds = start.elapsed().as_secs_f64();
    if !ended.success() {
        return Err(io::Error::other(format!("{program} failed: {ended}")));
    }
    let (cpu_seconds, peak_mib) = children()?;
    println!("{}", serde_json::to_string(&Cost { seconds, cpu_seconds, peak_mib })?);
    Ok(())
}

/// Processor seconds and peak memory of the children that have ended.
#[cfg(unix)]
fn children() -> io::Result<(f64, f64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    // kilobytes on Linux, bytes on macOS
    let unit = if cfg!(target_os = "macos") { 1024.0 * 1024.0 } else { 1024.0 };
    Ok((seconds(usage.user_time()) + seconds(usage.system_time()), usage.max_rss() as f64 / unit))
}

#[cfg(not(unix))]
fn children() -> io::Result<(f64, f64)> {
    Ok((f64::NAN, f64::NAN))
}
