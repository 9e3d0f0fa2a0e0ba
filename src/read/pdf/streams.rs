//! Unpacking data, up to a limit.

use super::parser::{Value, is_blank};
use crate::model::download::Unread;
use flate2::read::ZlibDecoder;
use std::io::{ErrorKind, Read};

/// What comes out of the filters, one after another. `None` where one is not for words, such as that of a photograph.
pub(super) fn unpack(data: &[u8], filters: &[Value], most: usize) -> Result<Option<Vec<u8>>, Unread> {
    if filters.len() > 4 {
        return Err(Unread::TooMuch);
    }
    let mut data = data.to_vec();
    for filter in filters {
        let Value::Name(name) = filter else { return Ok(None) };
        data = match name.as_slice() {
            b"FlateDecode" | b"Fl" => inflated(&data, most)?,
            b"ASCII85Decode" | b"A85" => of_base_85(&data),
            b"ASCIIHexDecode" | b"AHx" => of_hex(&data),
            _ => return Ok(None),
        };
    }
    Ok(Some(data))
}

/// As far as it can be unpacked: a damaged end hides nothing of what stands before it.
fn inflated(data: &[u8], most: usize) -> Result<Vec<u8>, Unread> {
    let mut out = Vec::new();
    let mut unpacked = ZlibDecoder::new(data).take(most as u64 + 1);
    match unpacked.read_to_end(&mut out) {
        Err(fault) if fault.kind() == ErrorKind::OutOfMemory => Err(Unread::TooMuch),
        _ if out.len() > most => Err(Unread::TooMuch),
        // other programs may guess what is meant, and show it
        Err(_) if out.is_empty() && !data.is_empty() => Err(Unread::Broken),
        _ => Ok(out),
    }
}

fn of_base_85(data: &[u8]) -> Vec<u8> {
    let (mut out, mut group) = (Vec::new(), Vec::new());
    for &byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            out.extend(four(&group));
            group.clear();
        }
    }
    let rest = group.len();
    if rest > 1 {
        group.resize(5, 84);
        out.extend(&four(&group)[..rest - 1]);
    }
    out
}

fn four(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0u32, |sum, &digit| sum.wrapping_mul(85).wrapping_add(u32::from(digit))).to_be_bytes()
}

fn of_hex(data: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = data
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter(|byte| !is_blank(**byte))
        .filter_map(digit)
        .collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
}
