//! A log and a store that get lost in random histories, and `log restore`.
//!
//! The law: a restored log is the one that was lost, but for rounds of visits after its last release, which nobody
//! outside has; and whoever goes on with it publishes, is refused and is served the very same as with the log that
//! was kept.

use super::histories::Dice;
use super::rounds::CLIENT;
use super::toy::Toy;
use crate::disk::Disk;
use crate::evidence::restore::{Restored, restore};
use crate::evidence::verify::carried;
use crate::evidence::visit::place::Place;
use crate::publish::{Ended, pending, record};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// Loses the log, the store or both, and gets the log back from the site. Gives what there is to complain of, or
/// nothing where there was nothing to be restored.
pub(super) fn lose(toy: &Toy, dice: &mut Dice) -> Option<Vec<String>> {
    let log = toy.log_text();
    if log.is_empty() || !toy.target().join("current").exists() {
        return None;
    }
    let settled = !toy.root.join("content/.publication.pending").exists();
    let twin = toy.copy();
    let kind = dice.roll(4);
    if kind != 1 {
        let kept = if kind == 2 { dice.roll(log.lines().count() as u64) } else { 0 };
        let kept: String = log.split_inclusive('\n').take(usize::try_from(kept).unwrap()).collect();
        match kept.is_empty() {
            true => fs::remove_file(toy.log_path()).unwrap(),
            false => fs::write(toy.log_path(), kept).unwrap(),
        }
    }
    if kind != 0 {
        let _ = fs::remove_dir_all(toy.root.join("content/posted"));
    }
    let restored = match back(toy) {
        // what was cut short is for `publish` to settle
        Err(_) if !settled => {
            let _ = toy.publish();
            back(toy)
        }
        restored => restored,
    };
    Some(match restored {
        Err(why) => vec![format!("the log does not come back: {why}")],
        Ok(()) => {
            let mut wrong = cut(&log, &toy.log_text());
            if settled && wrong.is_empty() {
                wrong.extend(apart(&twin, &toy.copy()));
            }
            wrong
        }
    })
}

/// `log restore`, as the command does it.
fn back(toy: &Toy) -> Result<(), String> {
    let place = Place::Folder(toy.target().join("current"));
    let carried = carried(&place, &CLIENT).map_err(|fault| format!("{fault:?}"))?;
    let local = pending::read_log(&toy.root).map_err(|error| format!("{error:?}"))?;
    let back = match restore(&local, &carried).map_err(|refusal| format!("{refusal:?}"))? {
        Restored::Nothing { .. } => record::let_go(&toy.root, &local, &Disk::new()),
        Restored::Becomes { text, .. } => record::put_back(&toy.root, &local, &text, &Disk::new()),
    };
    back.map_err(|error| format!("{error:?}"))
}

/// What a restored log lacks besides rounds of visits after the last release.
fn cut(kept: &str, restored: &str) -> Vec<String> {
    let Some(rest) = kept.strip_prefix(restored) else {
        // the site may be ahead of a log that was not completed
        return match restored.starts_with(kept) {
            true => Vec::new(),
            false => vec![format!("another log came back: {kept}\n{restored}")],
        };
    };
    let lost = rest.lines().filter(|line| !matches!(key(line).as_str(), "checked" | "clock"));
    lost.map(|line| format!("the restored log lacks {line}")).collect()
}

fn key(line: &str) -> String {
    let line: Value = serde_json::from_str(line).unwrap();
    line["event"].as_str().unwrap_or_default().to_owned()
}

/// Goes on with both: what is different afterwards.
fn apart(kept: &Toy, restored: &Toy) -> Vec<String> {
    let whole = kept.log_text() == restored.log_text();
    let [one, other] = [kept, restored].map(|toy| {
        let before = toy.log_text().len();
        let ended = match toy.publish().map_err(|error| format!("{error:?}")) {
            Ok(Ended::Done(report)) => Ok(report.mended),
            Ok(Ended::Refused(faults)) => {
                let errors = faults.iter().filter(|fault| fault.is_error());
                Err(errors.map(|fault| fault.code.name().to_owned()).collect())
            }
            Err(error) => Err(vec![error]),
        };
        let told = toy.log_text()[before..].lines().map(|line| told(line, whole)).collect::<Vec<_>>();
        (ended, told, served(toy, whole))
    });
    // a round that was lost held the clock
    if !whole && one.0 == Err(vec!["log-clock".to_owned()]) {
        return Vec::new();
    }
    let mut wrong = Vec::new();
    if one.0 != other.0 {
        wrong.push(format!("a restored log ends otherwise: {:?} -> {:?}", one.0, other.0));
    } else if one.1 != other.1 {
        wrong.push(format!("a restored log goes on otherwise: {:#?} -> {:#?}", one.1, other.1));
    } else if one.2 != other.2 {
        let differ = one.2.iter().filter(|(path, bytes)| other.2.get(*path) != Some(bytes));
        wrong.push(format!(
            "a restored log serves otherwise: {:?}",
            differ.map(|(path, _)| path).collect::<Vec<_>>()
        ));
    }
    wrong
}

/// A line as it was told; where rounds were lost, without what follows from its place in the chain.
fn told(line: &str, whole: bool) -> String {
    let mut line: Value = serde_json::from_str(line).unwrap();
    if !whole {
        (line["prev"], line["sum"]) = (Value::Null, Value::Null);
        if line["event"] == "released" {
            return "released".into();
        }
    }
    line.to_string()
}

fn served(toy: &Toy, whole: bool) -> BTreeMap<String, Vec<u8>> {
    let mut served = toy.served();
    if !whole {
        served.retain(|path, _| !matches!(path.as_str(), "release.json" | "log/publication.jsonl"));
    }
    served
}
