//! 文明银行: balances by village and household, accounts and rankings by period, rules, and the shop.
//!
//! The public sees masked household names, balances, positive entries, and deductions as one sum. Every
//! number is the ledger's.

mod balances;
mod household;
mod period;
mod rows;
mod shop;
mod tabs;
#[cfg(test)]
mod tests;

pub(in crate::plan) use balances::{county, village, villages};
pub use household::household;
pub use period::period;
pub use shop::{rules, shop};
pub(in crate::plan) use tabs::{all_links, village_link};
