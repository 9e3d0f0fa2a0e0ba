//! `serve --edit` over real sockets and real files: who may write, what is written and what never is.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "tests touch the world"
)]

#[path = "serve/board.rs"]
#[expect(dead_code, reason = "most of it is for other tests of the server")]
mod board;
#[path = "edit/one_table.rs"]
mod one_table;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use board::{Board, get, raw, site};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

/// With the form.
fn editing() -> Board {
    Board::over(site(), None, false, true)
}

fn token(board: &Board) -> String {
    let page = get(board, "/edit/").body;
    let after = page.split("name=\"zhangbang-token\" content=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// A question as the form's own page sends it: status and answer.
fn ask(board: &Board, question: &Value) -> (u16, Value) {
    let headers = format!(
        "Origin: http://{}\r\nX-Zhangbang-Token: {}\r\nContent-Type: application/json; charset=utf-8\r\n",
        board.host(),
        token(board)
    );
    let reply = send(board, "/edit/api", &board.host(), &headers, &question.to_string());
    let status = reply.split(' ').nth(1).unwrap().parse().unwrap();
    let body = reply.split_once("\r\n\r\n").unwrap().1;
    (status, serde_json::from_str(body).unwrap_or(Value::Null))
}

fn send(board: &Board, target: &str, host: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    raw(
        board,
        &format!(
            "POST {target} HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        ),
    )
}

/// The entry as the form is shown it.
fn entry(board: &Board, path: &str) -> Value {
    let (status, answer) = ask(board, &json!({"action": "getEntry", "params": {"path": path}}));
    assert_eq!(status, 200, "{answer}");
    serde_json::from_str(answer["data"].as_str().unwrap()).unwrap()
}

fn save(board: &Board, path: &str, data: &Value, assets: &Value) -> (u16, Value) {
    let file = json!({"slug": "x", "path": path, "raw": data.to_string()});
    ask(
        board,
        &json!({"action": "persistEntry", "params": {"dataFiles": [file], "assets": assets, "options": {}}}),
    )
}

/// Every file under a folder with its bytes.
fn everything(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() && !path.is_symlink() {
            true => found.extend(everything(&path)),
            false => drop(found.insert(path.clone(), fs::read(&path).unwrap_or_default())),
        }
    }
    found
}

const N1: &str = "notices/content/notices/n1.md";

#[test]
fn without_the_option_there_is_no_form() {
    let board = Board::new();
    assert_eq!(get(&board, "/edit/").status, 404);
    assert_eq!(get(&board, "/edit/config.json").status, 404);
    let headers = format!("Origin: http://{}\r\nContent-Type: application/json\r\n", board.host());
    let reply = send(&board, "/edit/api", &board.host(), &headers, "{\"action\":\"info\"}");
    assert!(reply.starts_with("HTTP/1.1 405"), "{reply}");
}

#[test]
fn only_the_page_of_this_run_can_write() {
    let board = editing();
    let before = everything(board.root());
    let (host, known) = (board.host(), token(&board));
    let mut data = entry(&board, N1);
    data["标题"] = "改了".into();
    let file = json!({"slug": "x", "path": N1, "raw": data.to_string()});
    let body = json!({"action": "persistEntry", "params": {"dataFiles": [file], "assets": []}}).to_string();
    let good =
        format!("Origin: http://{host}\r\nX-Zhangbang-Token: {known}\r\nContent-Type: application/json\r\n");
    let other = editing();
    let cases = [
        ("/edit/api", "evil.example", good.clone(), 403),
        ("/edit/api", "127.0.0.1", good.clone(), 403),
        ("/edit/api", host.as_str(), good.replace(&format!("http://{host}"), "http://evil.example"), 403),
        ("/edit/api", host.as_str(), good.replace(&format!("http://{host}"), "null"), 403),
        ("/edit/api", host.as_str(), good.replace("http://", "https://"), 403),
        ("/edit/api", host.as_str(), good.replace(&format!("Origin: http://{host}\r\n"), ""), 403),
        ("/edit/api", host.as_str(), good.replace(&format!("X-Zhangbang-Token: {known}\r\n"), ""), 403),
        ("/edit/api", host.as_str(), good.replace(&known, &token(&other)), 403),
        ("/edit/api", host.as_str(), good.replace(&known, &known[..63]), 403),
        ("/edit/api", host.as_str(), good.replace(&known, ""), 403),
        ("/edit/api", host.as_str(), good.replace("application/json", "text/plain"), 415),
        ("/edit/", host.as_str(), good.clone(), 405),
        ("/", host.as_str(), good.clone(), 405),
        ("/edit/api/", host.as_str(), good.clone(), 405),
    ];
    for (target, host, headers, status) in cases {
        let reply = send(&board, target, host, &headers, &body);
        assert!(reply.starts_with(&format!("HTTP/1.1 {status}")), "{target} {host} {headers}: {reply}");
        assert!(!reply.to_ascii_lowercase().contains("access-control"), "{reply}");
        assert!(everything(board.root()) == before, "{target} {host} {headers}");
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
        let reply = raw(
            &board,
            &format!("{method} /edit/api HTTP/1.1\r\nHost: {host}\r\n{good}Connection: close\r\n\r\n"),
        );
        assert!(reply.starts_with("HTTP/1.1 405"), "{method}: {reply}");
    }
    let huge =
        format!("POST /edit/api HTTP/1.1\r\nHost: {host}\r\n{good}Content-Length: 99999999999\r\n\r\n");
    assert!(raw(&board, &huge).starts_with("HTTP/1.1 413"));
    let none = format!("POST /edit/api HTTP/1.1\r\nHost: {host}\r\n{good}Connection: close\r\n\r\n");
    assert!(raw(&board, &none).starts_with("HTTP/1.1 411"));
    assert!(everything(board.root()) == before);
    // and the same with everything right
    assert!(send(&board, "/edit/api", &host, &good, &body).starts_with("HTTP/1.1 200"));
    assert_ne!(everything(board.root()), before);
}

#[test]
fn hostile_paths_and_bodies_write_nothing() {
    let board = editing();
    fs::write(board.root().join("secret.md"), "---\ntitle: 秘\n---\n").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(board.root(), board.root().join("content/notices/out")).unwrap();
        std::os::unix::fs::symlink(
            board.root().join("secret.md"),
            board.root().join("content/notices/link.md"),
        )
        .unwrap();
    }
    let before = everything(board.root());
    let data = json!({"标题": "甲", "类别": "动态", "发布单位": "镇"});
    for path in [
        "notices/content/notices/../../secret.md",
        "notices/content/notices/out/secret.md",
        "notices/content/notices/out/new.md",
        "notices/content/notices/link.md",
        "notices/content/site.yaml",
        "notices/content/rules.yaml",
        "notices/content/publication.jsonl",
        "notices//etc/x.md",
        "/etc/x.md",
        "notices/content/notices/a\\b.md",
        "notices/content/notices/.hidden/x.md",
        "notices/content/notices/n1.md/x.md",
        "",
    ] {
        let (status, answer) = save(&board, path, &data, &json!([]));
        assert!((400..=422).contains(&status) && answer["error"].is_string(), "{path}: {status} {answer}");
        let (status, _) = ask(&board, &json!({"action": "getEntry", "params": {"path": path}}));
        assert!(status >= 400, "{path}");
    }
    let file = json!({"slug": "x", "path": N1, "newPath": "notices/content/notices/n9.md", "raw": "{}"});
    for question in [
        json!([]),
        json!("x"),
        json!({"action": "persistEntry", "params": {}}),
        json!({"action": "persistEntry", "params": {"dataFiles": [], "assets": []}}),
        json!({"action": "persistEntry", "params": {"dataFiles": [file], "assets": []}}),
        json!({"action": "deleteFiles", "params": {"paths": [N1]}}),
        json!({"action": "deleteFile", "params": {"path": N1}}),
        json!({"action": "entriesByFolder", "params": {"folder": "notices/../.."}}),
        json!({"action": "getMediaFile", "params": {"path": "notices/content/notices/../../secret.md"}}),
        json!({"action": "getMediaFile", "params": {"path": "notices/content/notices/n1.md"}}),
        json!({"action": "whatever", "params": {}}),
    ] {
        let (status, answer) = ask(&board, &question);
        assert!((400..=422).contains(&status), "{question}: {status} {answer}");
    }
    let (status, files) =
        ask(&board, &json!({"action": "getMedia", "params": {"mediaFolder": "notices/content/notices/out"}}));
    assert!(status == 200 && files.as_array().is_none_or(Vec::is_empty) || status >= 400, "{files}");
    let deep = format!("{{\"action\":\"info\",\"params\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let headers = format!(
        "Origin: http://{}\r\nX-Zhangbang-Token: {}\r\nContent-Type: application/json\r\n",
        board.host(),
        token(&board)
    );
    assert!(send(&board, "/edit/api", &board.host(), &headers, &deep).starts_with("HTTP/1.1 400"));
    assert!(everything(board.root()) == before);
}

#[test]
fn one_value_changes_in_a_file_of_any_kind_and_no_other_byte() {
    let board = editing();
    let text = "---\r\n# 镇里发来的\r\ntitle: 柳湾村清洁公示   # 标题\r\nkind: village_affairs\r\n发布单位: '甲镇人民政府'\r\n文号: 010\r\n成文日期: 2026年11月2日\r\n\
posting: {from: 2026-11-02, until: 2026-11-20}\r\ncontact: {phone: 0999-0001234}\r\n---\r\n\r\n正文，共３公里。\r\n\r\n| 甲 | 乙 |\r\n|---|---|\r\n";
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let file = board.root().join("content/notices/gb.md");
    fs::write(&file, gb(text)).unwrap();
    let path = "notices/content/notices/gb.md";
    let mut data = entry(&board, path);
    assert_eq!(
        (&data["文号"], &data["成文日期"], &data["类别"]),
        (&json!("010"), &json!("2026年11月2日"), &json!("村务公开"))
    );
    // nothing changed, nothing written
    assert_eq!(save(&board, path, &data, &json!([])).0, 200);
    assert_eq!(fs::read(&file).unwrap(), gb(text));
    data["发布单位"] = "乙镇人民政府".into();
    let (status, saved) = save(&board, path, &data, &json!([]));
    assert_eq!(status, 200, "{saved}");
    assert_eq!(fs::read(&file).unwrap(), gb(&text.replace("甲镇", "乙镇")));
    // the same page goes on from where it left off, another one does not
    data["文号"] = "011".into();
    assert_eq!(save(&board, path, &data, &json!([])).0, 409);
    data["版本"] = saved["version"].clone();
    assert_eq!(save(&board, path, &data, &json!([])).0, 200);
    assert_eq!(fs::read(&file).unwrap(), gb(&text.replace("甲镇", "乙镇").replace("010", "011")));
    board.until("the preview shows it", |state| state["faults"].is_array());
}

#[test]
fn a_new_notice_is_a_draft_and_covers_nothing() {
    let board = editing();
    let path = "notices/content/notices/2026/新公告/index.md";
    let data = json!({"标题": "新公告", "类别": "动态", "发布单位": "甲镇人民政府", "正文": "第一段。\n\n第二段。\n", "公示期": {"起": ""}});
    let plan = json!([{"path": "notices/content/notices/2026/新公告/方案.txt", "content": STANDARD.encode("方案"), "encoding": "base64"}]);
    assert_eq!(save(&board, path, &data, &plan).0, 200);
    let folder = board.root().join("content/notices/2026/新公告");
    assert_eq!(
        fs::read_to_string(folder.join("index.md")).unwrap(),
        "---\n标题: 新公告\n类别: 动态\n发布单位: 甲镇人民政府\n草稿: 是\n---\n\n第一段。\n\n第二段。\n"
    );
    assert_eq!(fs::read_to_string(folder.join("方案.txt")).unwrap(), "方案");
    let (status, answer) = save(&board, path, &data, &json!([]));
    assert_eq!(status, 409, "{answer}");
    let (_, list) =
        ask(&board, &json!({"action": "entriesByFolder", "params": {"folder": "notices/content/notices"}}));
    assert!(list.to_string().contains("2026/新公告/index.md"), "{list}");
    board.until("the page of the new notice", |_| get(&board, "/notices/2026/新公告/").status == 200);
}

#[test]
fn attachments_are_of_kinds_that_may_go_out_and_replace_nothing() {
    let board = editing();
    let before = everything(board.root());
    let data = entry(&board, "notices/content/notices/n0/index.md");
    let put = |name: &str, bytes: &[u8]| {
        let path = format!("notices/content/notices/n0/{name}");
        let asset = json!([{"path": path, "content": STANDARD.encode(bytes), "encoding": "base64"}]);
        save(&board, "notices/content/notices/n0/index.md", &data, &asset).0
    };
    assert_eq!(put("x.html", b"<script>"), 422);
    assert_eq!(put("x.exe", b"MZ"), 422);
    assert_eq!(put("x.pdf", b"<html>"), 422);
    assert_eq!(put("x.svg", b"<svg/>"), 422);
    assert_eq!(put("x.md", b"---\n---\n"), 400);
    assert_eq!(put("../n1/x.pdf", b"%PDF-1.7"), 400);
    assert_eq!(put("deep/x.pdf", b"%PDF-1.7"), 400, "beside its entry alone");
    assert_eq!(put("empty.pdf", b""), 422);
    assert_eq!(put("plan.txt", b"another"), 409);
    assert_eq!(put("plan.txt", b"0123456789"), 200, "the same is no harm");
    assert!(everything(board.root()) == before);
    assert_eq!(put("图.pdf", b"%PDF-1.7"), 200);
    assert_eq!(fs::read(board.root().join("content/notices/n0/图.pdf")).unwrap(), b"%PDF-1.7");
}

#[test]
fn what_is_posted_asks_for_a_correction() {
    let board = editing();
    board.publish();
    let before = everything(&board.root().join("content"));
    let mut data = entry(&board, N1);
    data["标题"] = "改了标题".into();
    let (status, answer) = save(&board, N1, &data, &json!([]));
    assert_eq!(status, 422);
    assert!(answer["error"].as_str().unwrap().contains("请在“更正”里加一条"), "{answer}");
    assert!(everything(&board.root().join("content")) == before);
    data["更正"] = json!([{"日期": "2026-11-10", "内容": "标题写错", "原因": "笔误"}]);
    assert_eq!(save(&board, N1, &data, &json!([])).0, 200);
    let text = fs::read_to_string(board.root().join("content/notices/n1.md")).unwrap();
    assert!(
        text.contains("title: 改了标题\n")
            && text.contains("更正:\n  - {日期: 2026-11-10, 内容: 标题写错, 原因: 笔误}\n"),
        "{text}"
    );
    // to stay up longer harms nobody
    let mut data = entry(&board, "notices/content/notices/n2.md");
    data["公示期"]["止"] = "2026-11-25".into();
    assert_eq!(save(&board, "notices/content/notices/n2.md", &data, &json!([])).0, 200);
}

#[test]
fn the_editor_is_the_one_that_its_note_names() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/edit");
    let packed = fs::read(folder.join("decap-cms.js.gz")).unwrap();
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).unwrap();
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let note = fs::read_to_string(folder.join("decap-cms.md")).unwrap();
    assert!(note.contains(&digest), "{digest}");
    assert!(fs::read_to_string(folder.join("decap-cms.LICENSE.txt")).unwrap().contains("MIT License"));
    let board = editing();
    let (status, kind, sent) = board.bytes("/edit/decap-cms.js?v=3.16.3");
    assert_eq!((status, kind.as_str()), (200, "text/javascript; charset=utf-8"));
    assert!(sent == packed, "packed as it is carried");
    let head = board.ask("HEAD", "/edit/decap-cms.js", "");
    assert_eq!(head.header("content-encoding"), "gzip");
    assert!(head.header("content-security-policy").contains("default-src 'none'"));
}

#[test]
fn no_field_of_the_form_has_a_default_and_bodies_are_typed_raw() {
    let board = editing();
    let told: Value = serde_json::from_str(&get(&board, "/edit/config.json").body).unwrap();
    let config = told["config"].to_string();
    assert!(!config.contains("\"default\""));
    assert_eq!(
        config.matches("\"widget\":\"markdown\"").count(),
        config.matches("\"modes\":[\"raw\"]").count()
    );
    let collections = told["config"]["collections"].as_array().unwrap();
    let names: Vec<&str> = collections.iter().map(|one| one["name"].as_str().unwrap()).collect();
    for name in [
        "project-notices",
        "notices",
        "activities",
        "honours",
        "pages",
        "points-households",
        "points-batch",
        "points-redemptions",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(collections.iter().all(|one| one["delete"] == false), "nothing is deleted in the form");
    let kinds = &collections[1]["fields"][1];
    assert_eq!(
        kinds["options"],
        json!([{"value": "村务公开", "label": "村务公开"}, {"value": "动态", "label": "动态"}])
    );
}

/// The form in a real browser, at the width of a desk and of a telephone.
#[test]
fn a_clerk_fills_in_the_form() {
    if std::env::var_os("ZHANGBANG_JUDGES").is_none() {
        println!("skipped: this one runs with ZHANGBANG_JUDGES=1, as in tests/all.sh");
        return;
    }
    let judge = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/edit.mjs");
    let ran = Command::new("node").arg(judge).arg(env!("CARGO_BIN_EXE_zhangbang")).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    println!("{said}");
    assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
}
