//! A time stamp (RFC 3161) over the log's head, from an authority that the site names: proof by somebody
//! else that this log existed then.
//!
//! What is stamped is the log's last line, so that anybody can verify the token with OpenSSL:
//! `openssl ts -verify -data LAST_LINE -in TOKEN.tsr -CAfile CA.pem`.

use crate::disk::{self, Disk};
use crate::model::digest::Digest;
use crate::model::log::Head;
use cms::cert::x509::spki::AlgorithmIdentifier;
use cms::signed_data::SignedData;
use der::asn1::{Null, ObjectIdentifier, OctetString};
use der::{Any, Decode, Encode};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const LIMIT: Duration = Duration::from_secs(15);
/// A token with its certificates has some kilobytes.
const TOKEN_LIMIT: u64 = 1 << 20;

/// Why there is no token: the authority's fault or the disk's, never the content's.
#[derive(Debug)]
pub enum Fault {
    /// Nothing in the form of RFC 3161 was had.
    Form(der::Error),
    /// The authority could not be asked.
    Unreachable(Box<ureq::Error>),
    /// Its answer broke off.
    Cut(io::Error),
    /// It granted no token.
    NotGranted,
    /// The token holds nothing.
    Empty,
    /// The token is for another digest.
    OtherDigest,
    /// It could not be stored.
    Disk(disk::Trouble),
}

impl From<der::Error> for Fault {
    fn from(error: der::Error) -> Fault {
        Fault::Form(error)
    }
}

impl From<disk::Trouble> for Fault {
    fn from(trouble: disk::Trouble) -> Fault {
        Fault::Disk(trouble)
    }
}

/// Gets a token over the head and stores it beside the log; gives where.
///
/// # Errors
/// Why there is none.
pub fn stamp(address: &str, root: &Path, head: Head, disk: &Disk) -> Result<PathBuf, Fault> {
    let question = request(head.hash)?;
    let answer = ask(address, &question)?;
    confirm(&answer, head.hash)?;
    let folder = root.join("content/timestamps");
    let path = folder.join(format!("{:06}-{}.tsr", head.line, head.hash.short()));
    disk.make_folders(&root.join("content"))?;
    disk.own_folder(&folder)?;
    disk.replace(&path, &answer)?;
    Ok(path)
}

/// The question, in DER: which time was this digest shown to you?
///
/// # Errors
/// When it cannot be encoded.
pub fn request(digest: Digest) -> Result<Vec<u8>, Fault> {
    let imprint = MessageImprint {
        hash_algorithm: AlgorithmIdentifier { oid: SHA_256, parameters: Some(Any::encode_from(&Null)?) },
        hashed_message: OctetString::new(digest.bytes().as_slice())?,
    };
    let request = TimeStampReq {
        version: TspVersion::V1,
        message_imprint: imprint,
        req_policy: None,
        nonce: None,
        cert_req: true,
        extensions: None,
    };
    Ok(request.to_der()?)
}

fn ask(address: &str, question: &[u8]) -> Result<Vec<u8>, Fault> {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().proxy(None).timeout_global(Some(LIMIT)).max_redirects(0).build().into();
    let call = agent.post(address).header("content-type", "application/timestamp-query").send(question);
    let mut answer = call.map_err(|error| Fault::Unreachable(Box::new(error)))?;
    let mut bytes = Vec::new();
    let read = answer.body_mut().as_reader().take(TOKEN_LIMIT).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(Fault::Cut)
}

/// Looks whether an answer grants a token, and for this digest. The signature is for OpenSSL to verify,
/// with the authority's certificate at hand.
///
/// # Errors
/// What is wrong with it.
pub fn confirm(answer: &[u8], digest: Digest) -> Result<(), Fault> {
    let answer = TimeStampResp::from_der(answer)?;
    let token = answer.time_stamp_token.ok_or(Fault::NotGranted)?;
    let signed: SignedData = token.content.decode_as()?;
    let content = signed.encap_content_info.econtent.ok_or(Fault::Empty)?;
    let content: OctetString = content.decode_as()?;
    let info = TstInfo::from_der(content.as_bytes())?;
    let same = info.message_imprint.hashed_message.as_bytes() == digest.bytes().as_slice();
    same.then_some(()).ok_or(Fault::OtherDigest)
}
