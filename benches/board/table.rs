//! The figures, for people and for programs.

use super::Plan;
use super::measure::Cost;
use serde_json::json;
use std::fmt::Write;

pub(crate) const COPY: &str = "cp -r of the output";
pub(crate) const HUGO: &str = "Hugo, into an empty folder";

pub(crate) struct Row {
    pub name: String,
    pub cost: Cost,
}

pub(crate) fn text(rows: &[Row], plan: &Plan) -> String {
    let mut text = format!("{} notices, best of {}\n", plan.notices, plan.runs);
    let _ = writeln!(text, "{:>9}{:>10}{:>11}{:>9}{:>9}", "time", "CPU", "peak", "× cp", "of Hugo");
    for row in rows {
        let Cost { seconds, cpu_seconds, peak_mib } = row.cost;
        let ratio = |to: &str| ratio(rows, row, to).map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let _ = writeln!(
            text,
            "{seconds:>7.2} s{cpu_seconds:>8.2} s{peak_mib:>7.0} MiB{:>9}{:>9}  {}",
            ratio(COPY),
            ratio(HUGO),
            row.name
        );
    }
    text
}

pub(crate) fn json(rows: &[Row], plan: &Plan) -> String {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            json!({"name": row.name, "cost": row.cost,
                "to_copy": ratio(rows, row, COPY), "to_hugo": ratio(rows, row, HUGO)})
        })
        .collect();
    format!("{:#}", json!({"notices": plan.notices, "runs": plan.runs, "rows": rows}))
}

/// The time of a row divided by that of the row called `to`, when there is one.
fn ratio(rows: &[Row], row: &Row, to: &str) -> Option<f64> {
    rows.iter().find(|row| row.name == to).map(|other| row.cost.seconds / other.cost.seconds)
}
