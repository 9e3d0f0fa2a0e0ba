//! A target on a server is held by a lease: a small file with the holder's mark, which nobody else can put there at the same
//! time. It is renewed while a publication runs. One that was not renewed for two minutes, by the server's own clock, belongs
//! to a run that died, and may be taken over; a run that was asleep for so long finds out before it writes anything more.

use super::remote::{Asked, Cause, Remote};
use super::trouble::Trouble;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So long a lease holds without being renewed.
pub(super) const LIFE: Duration = Duration::from_secs(120);
/// After so long it is renewed.
const RENEWED: Duration = Duration::from_secs(30);

/// The file that a server is held by.
pub(super) trait LeaseFile {
    /// What stands in it; `None` when it is not there.
    ///
    /// # Errors
    /// When it cannot be told.
    fn look(&self) -> Result<Option<Seen>, Trouble>;

    /// Makes it with this mark. False when somebody else was there before.
    ///
    /// # Errors
    /// When it can be neither made nor told.
    fn make(&self, mark: &str) -> Result<bool, Trouble>;

    /// Puts this mark in the place of one that was seen. False when another has come there since.
    ///
    /// # Errors
    /// When it can be neither put there nor told.
    fn replace(&self, seen: &Seen, mark: &str) -> Result<bool, Trouble>;

    /// Removes it.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn clear(&self) -> Result<(), Trouble>;
}

/// A lease as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// Whose it is.
    pub(super) mark: String,
    /// For how long it has not been renewed, by the server's clock; `None` where that does not tell.
    pub(super) age: Option<Duration>,
    /// The server's own name for these bytes.
    pub(super) tag: String,
}

impl Seen {
    /// Whoever had it is gone. One whose age nobody tells is not.
    fn is_over(&self, earlier: Option<&str>) -> bool {
        self.age.is_some_and(|age| age > LIFE) || earlier == Some(self.mark.as_str())
    }
}

/// A lease that is held.
#[derive(Debug)]
pub(super) struct Lease {
    mark: String,
    renewed: Mutex<Instant>,
}

impl Lease {
    /// Takes a target. `earlier` is the mark of a run of this very place, which is known to be over.
    ///
    /// # Errors
    /// [`Trouble::Busy`] when somebody else has it; otherwise why it cannot be had.
    pub(super) fn take(
        file: &impl LeaseFile,
        name: &str,
        mark: String,
        earlier: Option<&str>,
    ) -> Result<Lease, Trouble> {
        let begun = ticks();
        let taken = match file.look()? {
            None => file.make(&mark)?,
            Some(seen) => seen.is_over(earlier) && file.replace(&seen, &mark)?,
        };
        // an answer may have been lost on its way: what stands there tells
        if taken || file.look()?.is_some_and(|seen| seen.mark == mark) {
            return Ok(Lease { mark, renewed: Mutex::new(begun) });
        }
        Err(Trouble::Busy(PathBuf::from(name)))
    }

    /// Whether somebody has it who may still be at work; takes nothing.
    ///
    /// # Errors
    /// When it cannot be told.
    pub(super) fn is_taken(file: &impl LeaseFile, earlier: Option<&str>) -> Result<bool, Trouble> {
        Ok(file.look()?.is_some_and(|seen| !seen.is_over(earlier)))
    }

    /// Renews it when it is time; `now` when nothing may be written on trust.
    ///
    /// # Errors
    /// When somebody else has it by now, or that cannot be told.
    pub(super) fn hold(&self, file: &impl LeaseFile, name: &str, now: bool) -> Result<(), Trouble> {
        let mut renewed = self.renewed.lock().unwrap_or_else(PoisonError::into_inner);
        if !now && renewed.elapsed() < RENEWED {
            return Ok(());
        }
        let begun = ticks();
        let is_ours = |seen: &Seen| seen.mark == self.mark;
        let held = match file.look()?.filter(is_ours) {
            Some(seen) => file.replace(&seen, &self.mark)? || file.look()?.is_some_and(|seen| is_ours(&seen)),
            None => false,
        };
        if !held {
            return Err(Remote::new(Asked::Lock, name, Cause::Lost).into());
        }
        *renewed = begun;
        Ok(())
    }

    /// Lets go of it, if it is still ours; it would run out by itself.
    pub(super) fn release(&self, file: &impl LeaseFile) {
        if let Ok(Some(seen)) = file.look()
            && seen.mark == self.mark
        {
            let _ = file.clear();
        }
    }
}

/// A name for a run that no other has.
pub(super) fn mark() -> String {
    use std::hash::{BuildHasher, RandomState};
    let random = || RandomState::new().hash_one(std::process::id());
    format!("{:016x}{:016x}", random(), random())
}

#[expect(clippy::disallowed_methods, reason = "how long a lease was held: no time of day")]
fn ticks() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server with one file, on which others may be quicker.
    #[derive(Default)]
    struct One {
        there: Mutex<Option<Seen>>,
        /// Answers are lost, though what was asked is done.
        silent: bool,
    }

    impl One {
        fn with(mark: &str, age: u64) -> One {
            let age = Some(Duration::from_secs(age));
            One { there: Mutex::new(Some(Seen { mark: mark.into(), age, tag: mark.into() })), silent: false }
        }

        fn put(&self, mark: &str) -> bool {
            let age = Some(Duration::ZERO);
            *self.there.lock().unwrap() = Some(Seen { mark: mark.into(), age, tag: mark.into() });
            !self.silent
        }
    }

    impl LeaseFile for One {
        fn look(&self) -> Result<Option<Seen>, Trouble> {
            Ok(self.there.lock().unwrap().clone())
        }

        fn make(&self, mark: &str) -> Result<bool, Trouble> {
            Ok(self.there.lock().unwrap().is_none() && self.put(mark))
        }

        fn replace(&self, seen: &Seen, mark: &str) -> Result<bool, Trouble> {
            let same = self.there.lock().unwrap().as_ref().is_some_and(|now| now.tag == seen.tag);
            Ok(same && self.put(mark))
        }

        fn clear(&self) -> Result<(), Trouble> {
            *self.there.lock().unwrap() = None;
            Ok(())
        }
    }

    fn take(one: &One, mark: &str, earlier: Option<&str>) -> Result<Lease, Trouble> {
        Lease::take(one, "s3://board/", mark.to_owned(), earlier)
    }

    #[test]
    fn one_has_it_and_the_other_is_told() {
        let one = One::default();
        let held = take(&one, "a", None).unwrap();
        assert!(matches!(take(&one, "b", None), Err(Trouble::Busy(_))));
        assert!(Lease::is_taken(&one, None).unwrap());
        held.hold(&one, "", true).unwrap();
        held.release(&one);
        assert!(!Lease::is_taken(&one, None).unwrap());
        take(&one, "b", None).unwrap();
        held.release(&one);
        assert!(Lease::is_taken(&one, None).unwrap(), "that of another is left alone");
    }

    #[test]
    fn that_of_a_run_that_died_is_taken_over() {
        assert!(matches!(take(&One::with("a", 119), "b", None), Err(Trouble::Busy(_))));
        take(&One::with("a", 121), "b", None).unwrap();
        take(&One::with("a", 1), "b", Some("a")).unwrap();
        assert!(matches!(take(&One::with("a", 1), "b", Some("c")), Err(Trouble::Busy(_))));
        let ageless = One::with("a", 0);
        ageless.there.lock().unwrap().as_mut().unwrap().age = None;
        assert!(matches!(take(&ageless, "b", None), Err(Trouble::Busy(_))));
    }

    #[test]
    fn whoever_slept_too_long_finds_out_before_writing() {
        let one = One::default();
        let held = take(&one, "a", None).unwrap();
        one.put("b");
        held.hold(&one, "", false).unwrap();
        let Err(Trouble::Remote(told)) = held.hold(&one, "", true) else { panic!() };
        assert!(matches!(told.cause, Cause::Lost));
    }

    #[test]
    fn a_lost_answer_is_no_lost_lease() {
        let one = One { silent: true, ..One::default() };
        take(&one, "a", None).unwrap().hold(&one, "", true).unwrap();
    }
}
