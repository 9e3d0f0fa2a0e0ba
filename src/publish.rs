//! Publishing and proving: the guard's story, the log, verification of the live site, the certificate.

pub mod certify;
pub mod words;
