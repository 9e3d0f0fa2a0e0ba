//! What a server would not do, in words: what it means to whoever publishes, and what to do about it.

use super::target::{Asked, Cause, Remote};
use crate::diagnostic::Text;
use crate::text;

/// Trouble with a server.
pub(super) fn remote(Remote { asked, of, cause }: &Remote) -> Text {
    let (Text { zh: asked_zh, en: asked_en }, Text { zh, en }) = (asked_words(*asked), cause_words(cause));
    text!("{of}：{asked_zh}没有成功：{zh}", "{of}: could not {asked_en}: {en}")
}

fn asked_words(asked: Asked) -> Text {
    match asked {
        Asked::Connect => text!("连接服务器", "connect to the server"),
        Asked::SignIn => text!("登录", "sign in"),
        Asked::Look => text!("查看服务器上的文件", "look at what the server has"),
        Asked::Read => text!("从服务器读取", "read it from the server"),
        Asked::Write => text!("上传", "upload it"),
        Asked::MakeFolder => text!("在服务器上建文件夹", "make the folder on the server"),
        Asked::Show => text!("在服务器上换成新的", "put it in place on the server"),
        Asked::Remove => text!("从服务器删除", "remove it from the server"),
        Asked::Lock => text!("占用发布位置", "take the target for this publication"),
    }
}

fn cause_words(cause: &Cause) -> Text {
    match cause {
        Cause::Unreachable => {
            text!("连不上，检查地址和网络", "nobody answers; check the address and the network")
        }
        Cause::Timeout => text!("服务器迟迟不回答，稍后再运行一次", "no answer in time; run it again later"),
        Cause::Tls => text!(
            "服务器的证书不可信（过期、域名不符，或签发者不明）",
            "the server's certificate is not trusted: expired, for another name, or of an unknown authority"
        ),
        Cause::Cut => text!("连接中途断了，再运行一次", "the connection broke off; run it again"),
        Cause::Unknown => text!(
            "服务器不认这个账号或密钥，核对后再运行",
            "the server does not know this account or key; check them and run it again"
        ),
        Cause::Denied => text!(
            "这个账号没有权限，请管理员开通",
            "this account may not do that; ask the administrator for leave"
        ),
        Cause::NoSecret(names) => {
            let (zh, en) = (names.join("、"), names.join(" and "));
            text!(
                "没有找到账号密钥；设置环境变量 {zh}，或写进 ZHANGBANG_SECRETS 指明的文件",
                "no key was found; set {en} in the environment or in the file that ZHANGBANG_SECRETS names"
            )
        }
        Cause::Lost => text!(
            "发布途中另有人占用了这里，已停下；等对方发布完，再运行一次",
            "somebody else took the target meanwhile, so this was stopped; run it again when they are done"
        ),
        Cause::NoPlace => text!(
            "存储桶或文件夹不存在，先在服务商那里建好",
            "the bucket or folder is not there; make it first"
        ),
        Cause::Clock => text!(
            "这台电脑的时钟和服务器差得太多，校准时钟再运行",
            "this machine's clock is too far from the server's; set it right and run it again"
        ),
        Cause::Full => text!("空间或额度用完了", "there is no room or quota left"),
        Cause::Overloaded(status) => text!(
            "服务器一直忙（{status}），稍后再运行一次，会接着办",
            "the server stayed busy ({status}); run it again later, and it goes on from here"
        ),
        Cause::Status(status, word) => {
            text!("服务器回答 {status} {word}", "the server answered {status} {word}")
        }
        Cause::Differs => text!(
            "读回来的和传上去的不一样，再运行一次；还不行，找服务商",
            "what it gives back is not what it was given; run it again, and if that does not help, ask the provider"
        ),
        Cause::Said(words) => text!("{words}", "{words}"),
    }
}
