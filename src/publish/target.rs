//! Where a site is published to: one file a target, all behind the same promise.

mod address;
mod around;
mod bucket;
mod crew;
mod dav;
mod directory;
mod http;
mod in_place;
mod lease;
mod order;
mod promise;
mod remote;
mod s3;
mod secrets;
mod sftp;
mod standing;
mod store;
mod tenure;
mod trouble;
mod up;
mod vendor;
mod way;
mod workshop;

pub use address::Address;
pub use around::{Around, Secret, Sending};
pub use directory::Directory;
pub use promise::{Held, Target};
pub use remote::{Asked, Cause, Remote};
pub use store::Traffic;
pub use trouble::{Other, Refusal, Trouble};
pub use up::Up;

use dav::Dav;
use in_place::InPlace;
use s3::S3;
use sftp::Sftp;
use std::path::Path;
use vendor::vendor;
use workshop::Workshop;

/// The target that stands at a path or an address. What is pending names its target the same way.
///
/// # Errors
/// When there can be none.
pub fn named<'d>(name: &str, around: Around<'d>) -> Result<Box<dyn Target + 'd>, Trouble> {
    if !Address::is_one(name) {
        return Ok(Box::new(Directory::new(Path::new(name), around.disk)));
    }
    let address = Address::read(name)?;
    let workshop = Workshop::of(around.root, name, around.disk);
    if let Some(vendor) = vendor(&address.scheme) {
        let store = S3::new(&address, vendor, &around.trust(&address)?, &around)?;
        return Ok(Box::new(InPlace::new(store, workshop, around)));
    }
    match address.scheme.as_str() {
        "sftp" => Ok(Box::new(Sftp::new(&address, workshop, around)?)),
        "webdav" | "webdavs" => {
            let store = Dav::new(&address, &around.trust(&address)?, &around)?;
            Ok(Box::new(InPlace::new(store, workshop, around)))
        }
        _ => Err(Trouble::Refused { path: address.short().into(), refusal: Refusal::Scheme }),
    }
}
