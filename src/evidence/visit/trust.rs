//! Whose certificates are trusted: those that the system trusts, or Mozilla's list where it has none, and more.

use crate::disk;
use std::path::{Path, PathBuf};
use ureq::tls::{Certificate, PemItem, RootCerts, parse_pem};

/// Authorities whose certificates are taken.
#[derive(Clone, Debug)]
pub struct Trust(RootCerts);

/// Why a file of authorities is no use.
#[derive(Debug)]
pub enum Fault {
    /// It cannot be read.
    Disk(disk::Trouble),
    /// It holds no certificate in PEM.
    NoCertificate(PathBuf),
}

impl Trust {
    /// With the authorities in a PEM file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no certificate.
    pub fn with(file: Option<&Path>) -> Result<Trust, Fault> {
        let Some(file) = file else { return Ok(Trust::of_system(Vec::new())) };
        let pem = disk::read(file).map_err(Fault::Disk)?;
        let certificate = |item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        };
        let authorities: Vec<Certificate> = parse_pem(&pem).filter_map(certificate).collect();
        if authorities.is_empty() {
            return Err(Fault::NoCertificate(file.to_owned()));
        }
        Ok(Trust::of_system(authorities))
    }

    fn of_system(mut authorities: Vec<Certificate<'static>>) -> Trust {
        let system = rustls_native_certs::load_native_certs().certs;
        if system.is_empty() && authorities.is_empty() {
            return Trust(RootCerts::WebPki);
        }
        authorities.extend(system.iter().map(|der| Certificate::from_der(der).to_owned()));
        Trust(RootCerts::from(authorities))
    }

    /// For the client that connects.
    pub fn roots(&self) -> RootCerts {
        self.0.clone()
    }
}
