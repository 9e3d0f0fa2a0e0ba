//! `serve`: a preview that follows every save, until it is interrupted; with `--edit`, a form to write in beside it.

use super::desk::{Command, Desk, Ending, Ran};
use super::help::Words;
use super::output::{complain, remark, say};
use crate::serve::{self, Told};
use crate::text;
use clap::Args;
use std::sync::mpsc;

/// Where it is found, unless another port is asked for or this one is taken.
const PORT: u16 = 8026;

#[derive(Args)]
#[group(skip)]
pub(super) struct Serve {
    /// The port to try first.
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Look at the files every second, for drives that report no changes.
    #[arg(long)]
    poll: bool,
    /// Open a browser.
    #[arg(long)]
    open: bool,
    /// Offer the form at `/edit/`, which writes into `content/`.
    #[arg(long)]
    edit: bool,
}

impl Command for Serve {
    const NAME: &'static str = "serve";

    fn told(command: clap::Command, words: Words) -> clap::Command {
        let port = words.help(
            "端口，默认 8026；已被占用就用后面空着的",
            "Port, 8026 by default; the next free one if taken",
        );
        let poll =
            words.help("每秒查看一次文件，用于网络盘", "Look at the files every second, for network drives");
        command
            .about(words.say(
                "预览：保存后浏览器立刻更新，毛病显示在页面上",
                "Preview: the browser follows every save and shows faults",
            ))
            .mut_arg("port", port)
            .mut_arg("poll", poll)
            .mut_arg("open", words.help("打开浏览器", "Open a browser"))
            .mut_arg(
                "edit",
                words.help(
                    "在 /edit/ 提供网页表单，保存就写进 content/",
                    "Offer a form at /edit/, which writes into content/",
                ),
            )
    }

    fn run(self, desk: &Desk) -> Ran {
        let (first, timed, told) = (desk.clock()?, desk.clone(), desk.clone());
        desk.has_content()?;
        let server = serve::start(serve::Options {
            root: desk.options.root.clone(),
            port: self.port.unwrap_or(PORT),
            poll: self.poll,
            edit: self.edit,
            language: desk.language,
            clock: Box::new(move || timed.clock().unwrap_or(first)),
            tell: Box::new(move |news| pass_on(&told, &news)),
        })
        .map_err(|error| error.words())?;
        let (interrupt, interrupted) = mpsc::channel();
        let handler = ctrlc::set_handler(move || {
            let _ = interrupt.send(());
        });
        handler.map_err(|error| text!("{error}", "{error}"))?;
        let mut url = server.url();
        say(desk, &text!("预览：{url}（按 Ctrl-C 结束）\n", "Preview: {url} (Ctrl-C ends it)\n"));
        if self.edit {
            url.push_str("edit/");
            say(desk, &text!("编写：{url}\n", "Form: {url}\n"));
        }
        if self.open && open::that_detached(&url).is_err() {
            remark(
                desk,
                &text!("打不开浏览器，请自己打开 {url}\n", "No browser could be opened; go to {url}\n"),
            );
        }
        let _ = interrupted.recv();
        drop(server);
        Ok(Ending::Done)
    }
}

fn pass_on(desk: &Desk, news: &Told) {
    match news {
        Told::Changed { files, took } => {
            let (first, count) = (files.first().map_or("", String::as_str), files.len());
            let took = took.as_millis();
            say(
                desk,
                &match count {
                    1 => text!("已更新 {first}（{took} 毫秒）\n", "Updated {first} ({took} ms)\n"),
                    _ => text!(
                        "已更新 {first} 等 {count} 个文件（{took} 毫秒）\n",
                        "Updated {first} and others, {count} files ({took} ms)\n"
                    ),
                },
            );
        }
        Told::Faults(report) if report.is_empty() => {
            say(desk, &text!("毛病都改好了，可以发布\n", "No faults are left; it can be published\n"));
        }
        Told::Faults(report) => complain(report),
        Told::Trouble(words) => complain(&format!("{words}\n")),
    }
}
