//! What is offered for download.

/// `128 KB`, `2.4 MB`
pub fn file_size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// `PDF`, `XLSX`; `文件` when a name has no ending.
pub fn file_format(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or_else(|| "文件".to_owned(), |(_, ending)| ending.to_uppercase())
}
