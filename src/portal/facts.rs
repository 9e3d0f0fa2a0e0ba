//! What boards say: read from where they publish, held against itself, and made small.
//!
//! [`read`](mod@read) asks a board for its release, log and open data; [`items`] takes the data row by row; [`fault`] is what does
//! not add up; [`told`] what is kept of a board, whatever its size; [`row`] a notice on its way through lanes;
//! [`order`] how they are put one after the other; [`witnessed`] what somebody else saw; [`gather`] goes round all boards.

pub mod fault;
pub mod gather;
pub mod items;
pub mod order;
pub mod read;
pub mod row;
mod sets;
pub mod tally;
pub mod told;
pub mod witnessed;
