//! Names of people in running text: masked ones (顾*林, 顾某某), and whole ones right before a word that only
//! a person can be the subject of.

/// The commonest family names of one character. Source: the national name report, first two hundred or so.
const FAMILY: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由";
const COMPOUND: [&str; 12] =
    ["欧阳", "上官", "皇甫", "令狐", "诸葛", "司徒", "司马", "申屠", "夏侯", "尉迟", "慕容", "东方"];

pub(super) fn is_family_name(c: char) -> bool {
    FAMILY.contains(c)
}

/// Whether a text has a masked name.
pub(super) fn has_masked(text: &str) -> bool {
    let masks = text.match_indices(|c| MASKS.contains(&c));
    let family = |at: usize| text[..at].chars().next_back().is_some_and(is_family_name);
    masks.into_iter().any(|(at, _)| family(at) && is_mask(&text[at..]))
}

/// What hides a character of a name, and the backslash that Markdown wants before a star.
const MASKS: [char; 7] = ['某', '*', '＊', '×', '○', '□', '\\'];

/// A mask follows a family name: 某 or 某某 that is no 某日 or 某村, or signs that hide characters.
fn is_mask(rest: &str) -> bool {
    const NOT_A_NAME: &str = "日地些年月村镇乡县市省局种个类项单公";
    if let Some(after) = rest.strip_prefix('某') {
        return !after.starts_with(|c| NOT_A_NAME.contains(c));
    }
    let signs = rest.trim_start_matches(['*', '＊', '×', '○', '□', '\\']);
    let hidden = rest.len() - signs.len();
    let count = rest[..hidden].chars().filter(|&c| c != '\\').count();
    match count {
        0 => false,
        // one sign stands inside a name; two close it, where they do not open bold text
        1 => signs.starts_with(is_chinese) || !signs.starts_with(|c: char| c.is_alphanumeric()),
        _ => !signs.starts_with(|c: char| c.is_alphanumeric() && !rest[..hidden].contains('\\')),
    }
}

/// Whether a text ends with a whole name of two to four characters, before which nothing of a word stands.
pub(super) fn ends_with_name(text: &str) -> bool {
    let last: Vec<char> = text.chars().rev().take(5).take_while(|&c| is_chinese(c)).collect();
    let word: String = last.iter().rev().collect();
    let ends = |role: &str| word.strip_prefix(role).is_some_and(is_name);
    is_name(&word) && last.len() < 5 || ["村民", "农户", "户主", "党员", "学生", "同志"].into_iter().any(ends)
}

fn is_name(word: &str) -> bool {
    let count = word.chars().count();
    let compound = COMPOUND.iter().any(|family| word.starts_with(family));
    match count {
        2 | 3 => compound || word.starts_with(is_family_name),
        4 => compound,
        _ => false,
    }
}

pub(super) fn is_chinese(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_names_are_known_by_their_family_name() {
        for text in ["顾*林", "顾\\*林", "顾**", "顾某某，", "的顾某", "欧阳*华", "| 顾＊林 |", "王×× "]
        {
            assert!(has_masked(text), "{text}");
        }
        for text in ["于某日", "某某局", "高**质量**", "村*民", "对某人", "2*3", "", "王小林", "孟某村"]
        {
            assert!(!has_masked(text), "{text}");
        }
    }

    #[test]
    fn whole_names_stand_alone() {
        for text in ["王小林", "，张三", "村民李四", "欧阳春华", "一、赵大海"] {
            assert!(ends_with_name(text), "{text}");
        }
        for text in ["", "乡村振兴局", "部分群众", "因为", "困难家庭", "王", "该县张三"] {
            assert!(!ends_with_name(text), "{text}");
        }
    }
}
