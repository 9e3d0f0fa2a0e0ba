//! A time stamp (RFC 3161) over the log's head, from an authority that the site names: proof by somebody
//! else that this log existed then.
//!
//! What is stamped is the log's last line, so that anybody can verify the token with OpenSSL:
//! `openssl ts -verify -data LAST_LINE -in TOKEN.tsr -CAfile CA.pem`.

use crate::model::digest::Digest;
use crate::model::log::Head;
use crate::publish::disk::Disk;
use cms::cert::x509::spki::AlgorithmIdentifier;
use cms::signed_data::SignedData;
use der::asn1::{Null, ObjectIdentifier, OctetString};
use der::{Any, Decode, Encode};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const LIMIT: Duration = Duration::from_secs(15);
/// A token with its certificates has some kilobytes.
const TOKEN_LIMIT: u64 = 1 << 20;

/// Gets a token over the head and stores it beside the log; gives where.
///
/// # Errors
/// Why there is none, in English: the authority's fault, not the content's.
pub fn stamp(address: &str, root: &Path, head: Head, disk: &Disk) -> Result<PathBuf, String> {
    let question = request(head.hash)?;
    let answer = ask(address, &question)?;
    confirm(&answer, head.hash)?;
    let folder = root.join("content/timestamps");
    let path = folder.join(format!("{:06}-{}.tsr", head.line, head.hash.short()));
    disk.create_dir_all(&folder)
        .and_then(|()| disk.put(&path, &answer))
        .map_err(|error| error.to_string())?;
    Ok(path)
}

/// The question, in DER: which time was this digest shown to you?
///
/// # Errors
/// When it cannot be encoded.
pub fn request(digest: Digest) -> Result<Vec<u8>, String> {
    let words = |error: der::Error| error.to_string();
    let imprint = MessageImprint {
        hash_algorithm: AlgorithmIdentifier {
            oid: SHA_256,
            parameters: Some(Any::encode_from(&Null).map_err(words)?),
        },
        hashed_message: OctetString::new(digest.bytes().as_slice()).map_err(words)?,
    };
    let request = TimeStampReq {
        version: TspVersion::V1,
        message_imprint: imprint,
        req_policy: None,
        nonce: None,
        cert_req: true,
        extensions: None,
    };
    request.to_der().map_err(words)
}

fn ask(address: &str, question: &[u8]) -> Result<Vec<u8>, String> {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(Some(LIMIT)).max_redirects(0).build().into();
    let call = agent.post(address).header("content-type", "application/timestamp-query").send(question);
    let mut answer = call.map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let read = answer.body_mut().as_reader().take(TOKEN_LIMIT).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| error.to_string())
}

/// Looks whether an answer grants a token, and for this digest. The signature is for OpenSSL to verify,
/// with the authority's certificate at hand.
///
/// # Errors
/// What is wrong with it.
pub fn confirm(answer: &[u8], digest: Digest) -> Result<(), String> {
    let words = |error: der::Error| error.to_string();
    let answer = TimeStampResp::from_der(answer).map_err(words)?;
    let token = answer.time_stamp_token.ok_or("the authority granted no token")?;
    let signed: SignedData = token.content.decode_as().map_err(words)?;
    let content = signed.encap_content_info.econtent.ok_or("the token is empty")?;
    let content: OctetString = content.decode_as().map_err(words)?;
    let info = TstInfo::from_der(content.as_bytes()).map_err(words)?;
    let same = info.message_imprint.hashed_message.as_bytes() == digest.bytes().as_slice();
    same.then_some(()).ok_or_else(|| "the token is for another digest".to_owned())
}
