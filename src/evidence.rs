//! Proving: what visitors get, held against what the log says is posted; the sheet for filing; time stamps.
//!
//! [`verify`] visits every open notice and what is [`shared`] by them, with the means of [`visit`]; [`clock`] holds
//! every writer's clock to the log; [`anchor`] holds the log against what a published site carries, and [`restore`]
//! gets it back from there; [`certify`] fills in the certificate, a [`sheet`], from what [`looks`] saw and what [`doubts`]
//! the log has of it, and [`photos`] its pictures; [`resting`] tells which faults of the content speak against one;
//! [`witness`] is somebody else's look at many boards; [`timestamp`] has the log's head stamped. Nothing here
//! publishes, and nothing says more than was seen.

pub mod anchor;
pub mod certify;
pub mod clock;
pub mod doubt;
mod doubt_words;
pub mod doubts;
pub mod looks;
pub mod photos;
pub mod refusal;
pub mod resting;
pub mod restore;
pub mod shared;
pub mod sheet;
pub mod timestamp;
pub mod verify;
pub mod visit;
pub mod witness;
pub mod words;

pub use anchor::disagreement;
