//! A small web server on the loopback: a folder's files, and a few ways to misbehave.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

pub(crate) struct Server {
    /// `http://127.0.0.1:PORT`
    pub address: String,
}

impl Server {
    /// Serves a folder for as long as the test runs.
    pub(crate) fn of(folder: &Path) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let folder = folder.to_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let folder = folder.clone();
                std::thread::spawn(move || answer(stream, &folder));
            }
        });
        Server { address }
    }
}

fn answer(mut stream: TcpStream, folder: &Path) {
    let mut first = String::new();
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    lines.read_line(&mut first).unwrap_or_default();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).unwrap_or_default() <= 2 {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or("/");
    let (status, body) = match fs::read(file(folder, path)) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", b"not here".to_vec()),
    };
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

fn file(folder: &Path, path: &str) -> PathBuf {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    let file = folder.join(decoded.trim_start_matches('/'));
    if file.is_dir() { file.join("index.html") } else { file }
}
