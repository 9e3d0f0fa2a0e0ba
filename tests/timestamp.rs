//! Time stamps over the log's head, from a local authority made with OpenSSL.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use zhangbang::disk::Disk;
use zhangbang::evidence::timestamp;
use zhangbang::model::digest::Digest;
use zhangbang::model::log::Head;

fn openssl(folder: &Path, arguments: &[&str]) -> bool {
    let output = Command::new("openssl").args(arguments).current_dir(folder).output();
    output.is_ok_and(|output| output.status.success())
}

const CONFIG: &str = "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=Test TSA\n[ext]\nextendedKeyUsage=critical,timeStamping\nbasicConstraints=critical,CA:TRUE\n[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_cert=cert.pem\nsigner_key=key.pem\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1\n";

/// A certificate for time stamping; `None` where there is no OpenSSL.
fn authority(folder: &Path) -> Option<()> {
    fs::write(folder.join("tsa.cnf"), CONFIG).unwrap();
    fs::write(folder.join("serial"), "01\n").unwrap();
    openssl(
        folder,
        &[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
            "-days",
            "2",
            "-config",
            "tsa.cnf",
            "-extensions",
            "ext",
        ],
    )
    .then_some(())
}

/// Answers one request on the loopback.
fn serve(folder: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        let question = loop {
            let read = stream.read(&mut buffer).unwrap();
            bytes.extend_from_slice(&buffer[..read]);
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            let length = text
                .split("content-length:")
                .nth(1)
                .and_then(|rest| rest.split("\r\n").next()?.trim().parse::<usize>().ok());
            if let (Some(end), Some(length)) = (bytes.windows(4).position(|four| four == b"\r\n\r\n"), length)
                && bytes.len() >= end + 4 + length
            {
                break bytes[end + 4..end + 4 + length].to_vec();
            }
        };
        fs::write(folder.join("question.tsq"), question).unwrap();
        assert!(openssl(
            &folder,
            &[
                "ts",
                "-reply",
                "-config",
                "tsa.cnf",
                "-section",
                "t",
                "-queryfile",
                "question.tsq",
                "-out",
                "answer.tsr"
            ]
        ));
        let answer = fs::read(folder.join("answer.tsr")).unwrap();
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/timestamp-reply\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", answer.len()).unwrap();
        stream.write_all(&answer).unwrap();
    });
    address
}

#[test]
fn a_token_is_granted_stored_and_verified_by_openssl() {
    let work = tempfile::tempdir().unwrap();
    if authority(work.path()).is_none() {
        assert!(std::env::var_os("ZHANGBANG_JUDGES").is_none(), "OpenSSL is needed");
        println!("skipped: no OpenSSL here");
        return;
    }
    let line = b"{\"the last line\":\"of a log\"}";
    let head = Head { line: 7, hash: Digest::of(line) };
    let address = serve(work.path().to_owned());
    let path = timestamp::stamp(&address, work.path(), head, &Disk::new()).unwrap();
    assert!(path.ends_with(format!("content/timestamps/000007-{}.tsr", head.hash.short())));
    fs::write(work.path().join("line"), line).unwrap();
    let token = path.to_string_lossy().into_owned();
    assert!(openssl(work.path(), &["ts", "-verify", "-data", "line", "-in", &token, "-CAfile", "cert.pem"]));
    assert!(timestamp::confirm(&fs::read(&path).unwrap(), Digest::of(b"another line")).is_err());
}

#[test]
fn an_authority_that_does_not_answer_is_no_harm() {
    let work = tempfile::tempdir().unwrap();
    let head = Head { line: 1, hash: Digest::of(b"x") };
    assert!(timestamp::stamp("http://127.0.0.1:9/", work.path(), head, &Disk::new()).is_err());
    assert!(timestamp::confirm(b"nonsense", head.hash).is_err());
}
