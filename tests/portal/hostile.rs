//! Boards of strangers, served over the network: nothing that they answer hurts, and each is named.

use super::province::Province;
use super::then;
use std::fs;
use zhangbang::commands::Ending;
use zhangbang::model::digest::Digest;
use zhangbang::model::release::{self, Release};

#[path = "../verify/server.rs"]
#[expect(dead_code, reason = "visits need more of it")]
mod server;

use server::Server;

/// The list with one board that is read at an address.
fn read_at(province: &Province, address: &str) {
    province.put("boards.yaml", &format!("名称: 总览\n公开栏:\n- {{名称: 鹿渚县, 网址: \"{address}\"}}\n"));
}

#[test]
fn a_board_is_read_over_the_network_as_from_a_folder() {
    let province = Province::new();
    let server = Server::of(&province.shown(0), |_, _| ());
    read_at(&province, &server.address);
    assert_eq!(province.portal(then), Ending::Done);
    assert!(province.read("open/index.html").contains("鹿渚县柳湾村道路硬化"));
    assert!(province.page("open/index.html").contains(&format!("{}/notices/", server.address)));
}

#[test]
fn one_that_cannot_be_reached_or_answers_something_else_is_named() {
    let province = Province::new();
    read_at(&province, "http://127.0.0.1:9/");
    assert_eq!(province.portal(then), Ending::Refused);
    assert!(
        province.read("index.html").contains("鹿渚县 没有采用 网站连不上"),
        "{}",
        province.read("index.html")
    );
    for body in ["<html>", "{}", &"[".repeat(1_000_000), "{\"at\":7}"] {
        let body = body.as_bytes().to_vec();
        let server = Server::of(&province.shown(0), move |path, reply| {
            if path.ends_with("release.json") {
                reply.body.clone_from(&body);
            }
        });
        read_at(&province, &server.address);
        assert_eq!(province.portal(then), Ending::Refused);
        assert!(province.read("checks/index.html").contains("网址上不是张榜发布的网站"));
    }
    let endless =
        Server::of(&province.shown(0), |path, reply| reply.endless = path.ends_with("release.json"));
    read_at(&province, &endless.address);
    assert_eq!(province.portal(then), Ending::Refused);
    assert!(province.read("checks/index.html").contains("大得不像真的"));
}

/// Open data of the board's own making, with digests that fit.
fn with_data(province: &Province, name: &str, text: &str) -> String {
    let (path, release) = (format!("data/{name}.json"), province.shown(0).join("release.json"));
    let mut read = Release::read(&fs::read(&release).unwrap()).unwrap();
    let print = read.contents.get_mut(&path).unwrap();
    (print.sha256, print.size) = (Digest::of(text.as_bytes()), text.len() as u64);
    read.digest = release::digest(&read.contents);
    for (path, bytes) in [(release, read.bytes()), (province.shown(0).join(&path), text.as_bytes().to_vec())]
    {
        fs::remove_file(&path).unwrap();
        fs::write(path, bytes).unwrap();
    }
    assert_eq!(province.portal(then), Ending::Refused);
    province.read("counties/鹿渚县/index.html")
}

#[test]
fn data_with_digests_that_fit_and_no_sense_is_named() {
    let province = Province::new();
    for text in [
        "[]",
        "{\"count\":1,\"items\":[7]}",
        &format!("{{\"items\":{}", "[".repeat(300_000)),
        "{\"count\":0,\"items\":[]} x",
    ] {
        let page = with_data(&province, "activities", text);
        assert!(page.contains("data/activities.json 读不懂，不是张榜做的开放数据"), "{text:.40}: {page}");
        assert!(!page.contains("村口清扫") && page.contains("鹿渚县柳湾村道路硬化"), "{page}");
    }
    let huge = format!("{{\"count\":1,\"items\":[{{\"id\":\"{}\"}}]}}", "长".repeat(200_000));
    assert!(with_data(&province, "honours", &huge).contains("data/honours.json 读不懂"));
}

#[test]
fn a_name_that_would_be_markup_is_shown_as_it_is_written() {
    let province = Province::new();
    let name = "<script>alert(1)</script>\\\"'&<img src=x onerror=alert(1)>";
    let data = fs::read_to_string(province.shown(0).join("data/activities.json")).unwrap();
    let data = data.replace("村口清扫", name).replace("\"volunteer\"", "\"\\u003c/script>\"");
    let release = province.shown(0).join("release.json");
    let mut read = Release::read(&fs::read(&release).unwrap()).unwrap();
    let print = read.contents.get_mut("data/activities.json").unwrap();
    (print.sha256, print.size) = (Digest::of(data.as_bytes()), data.len() as u64);
    read.digest = release::digest(&read.contents);
    for (path, bytes) in
        [(release, read.bytes()), (province.shown(0).join("data/activities.json"), data.into_bytes())]
    {
        fs::remove_file(&path).unwrap();
        fs::write(path, bytes).unwrap();
    }
    assert_eq!(province.portal(then), Ending::Done, "whoever publishes may call an activity as he likes");
    let page = province.page("activities/index.html");
    let shown = province.read("activities/index.html");
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
    assert!(shown.contains("<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"), "{shown}");
}
