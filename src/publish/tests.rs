//! Publishing under every fault that can be made, on a small site with pages that a program can read.

mod afterwards;
mod batches;
mod books;
mod crashes;
mod destructive;
mod findings;
mod harmless;
mod hints;
mod histories;
mod lost;
mod planted;
mod points;
mod reader;
mod rounds;
mod shared;
mod signs;
mod steps;
mod store;
mod toy;
mod versions;
mod windows;
