//! A server's files by SFTP, version 3, over the pipes of the user's own `ssh -s HOST sftp`: keys, known hosts, agents and
//! jump hosts are the user's business, and no password ever passes through here.
//!
//! [`Packet`] makes the bytes and [`Reply`] reads them, without a pipe; a [`Session`] sends many requests before the first is
//! answered, up to a bound; [`files`] says by them what one would say of a disk. A server is a stranger: what it answers is
//! bounded in length and number, silence ends, and every fault has a name.
//!
//! Never here: what a file means, which of them are a site's, and when to try again.

pub mod files;
mod packet;
mod pipe;
mod reply;
mod session;
mod ssh;
#[cfg(test)]
mod tests;
mod trouble;

pub use packet::{How, Packet};
pub use reply::{Attributes, Named, Reply, Room, Status};
pub use session::{Offers, Session};
pub use ssh::{Host, Ssh, Unfit};
pub use trouble::{Action, Garbled, Refusal, Trouble, Unreached};
