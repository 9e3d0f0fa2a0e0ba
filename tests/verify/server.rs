//! A web server on the loopback that serves a folder, and misbehaves as it is told.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a server is about to answer.
pub(crate) struct Reply {
    pub status: &'static str,
    pub headers: Vec<String>,
    pub body: Vec<u8>,
    /// Only so many bytes of the body are sent, and then the connection is cut.
    pub cut: Option<usize>,
    /// The body goes on without end.
    pub endless: bool,
    pub wait: Duration,
}

pub(crate) struct Server {
    /// `http://127.0.0.1:PORT`
    pub address: String,
    /// Request lines and headers of everything that was asked for.
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves a folder for as long as the test runs; `alter` is given each path and the honest answer.
    pub(crate) fn of(folder: &Path, alter: impl Fn(&str, &mut Reply) + Send + Sync + 'static) -> Server {
        Server::at(0, folder, alter)
    }

    /// The same at a port of one's choice; 0 for any that is free.
    pub(crate) fn at(
        port: u16,
        folder: &Path,
        alter: impl Fn(&str, &mut Reply) + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (folder, alter) = (folder.to_owned(), Arc::new(alter));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, alter, noted) = (folder.clone(), Arc::clone(&alter), Arc::clone(&noted));
                std::thread::spawn(move || answer(stream, &folder, &*alter, &noted));
            }
        });
        Server { address, asked }
    }
}

fn answer(
    mut stream: TcpStream,
    folder: &Path,
    alter: &dyn Fn(&str, &mut Reply),
    asked: &Mutex<Vec<String>>,
) {
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    let mut request = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).unwrap_or_default() <= 2 {
            break;
        }
        request += &line;
    }
    let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
    let path = percent_encoding::percent_decode_str(&path).decode_utf8_lossy().into_owned();
    asked.lock().unwrap().push(request);
    let mut reply = honest(folder, &path);
    alter(&path, &mut reply);
    std::thread::sleep(reply.wait);
    let length = if reply.endless { usize::MAX >> 1 } else { reply.body.len() };
    let headers: String = reply.headers.iter().map(|header| format!("{header}\r\n")).collect();
    let head = format!(
        "HTTP/1.1 {}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n",
        reply.status
    );
    let body = &reply.body[..reply.cut.unwrap_or(reply.body.len())];
    let mut sent = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
    while reply.endless && sent.is_ok() {
        sent = stream.write_all(&[b' '; 4096]);
    }
}

fn honest(folder: &Path, path: &str) -> Reply {
    let file = file(folder, path);
    let (status, body) = match fs::read(&file) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", b"not here".to_vec()),
    };
    let sort = match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        _ => "application/octet-stream",
    };
    let headers = vec![format!("content-type: {sort}"), "date: Tue, 03 Nov 2026 01:00:00 GMT".into()];
    Reply { status, headers, body, cut: None, endless: false, wait: Duration::ZERO }
}

fn file(folder: &Path, path: &str) -> PathBuf {
    let file = folder.join(path.trim_start_matches('/'));
    if file.is_dir() { file.join("index.html") } else { file }
}
