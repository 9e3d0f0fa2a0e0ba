use super::*;

#[test]
fn first_bytes_and_endings_decide_how_a_file_is_read() {
    let hidden = |path: &str, bytes: &[u8]| words(path, bytes).map(|words| words.hidden);
    assert_eq!(words("a.txt", "顾\n".as_bytes()), Ok(Words::of("顾\n".into())));
    assert_eq!(hidden("a.docx", OLE), Err(Unread::Format));
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(hidden("a.xlsx", &[OLE, &name].concat()), Err(Unread::Locked));
    assert_eq!(hidden("a.rar", b"Rar!\x1A\x07"), Err(Unread::Format));
    assert_eq!(hidden("a.zip", b"PK\x03\x04"), Err(Unread::Format));
    assert_eq!(hidden("a.docx", b"PK\x03\x04"), Err(Unread::Broken));
    assert_eq!(hidden("a.pdf", b"%PDF-1.7"), Err(Unread::Broken));
}
