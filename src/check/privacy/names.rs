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

/// What no given name has: such a word is a thing, a place or an office with a family name's character before it.
const NOT_GIVEN: &str = "某村镇县乡市省组局办部队厂站所校院社区委员户病症癌炎瘤压费款路桥渠房车点厕度值的了是为与及或在无不未已被将额案效件间期边末多少可以规复工贴列类型项目种位称量数时日年个次人名公司店场园塘沟坝井电草粮菜鸡猪牛羊鱼养殖植物品资补助贫困残疾低收入支出合计总共其他它等级证号码表单册簿档籍址话机网线管务政策法条章节教师医药护理环治控检查验评审核对照片图像声说告示范例如何者么们这那哪什很最更太都也还又再就只能够会应该须要请使给把从往到至由于因此但而且则若虽即除非关系相互经过知报登记申短好坏旧左右上下前后内外西北旁隔临附近处";
/// Given names have these, and so have words.
const MORE_OFTEN_A_WORD: &str =
    "和业地月家水田林金保全学生安卫明才通大高长新东南中文书开放达顺利有元万小道让向";
/// Family names that begin as many words as names.
const DOUBTFUL: &str = "于应计和时单关相项成包连平安农党边常万全尚路车危终满信公那能是有因初通何任方文严曾周高金林田黄马白石水毛牛米谷苗花温江海云谢";

/// Family names that begin hardly a word.
const IN_FEW_WORDS: &str =
    "王李张刘陈杨赵吴徐孙朱胡郭罗郑韩冯邓彭肖董袁潘蒋蔡杜魏吕丁沈姚卢姜崔谭汪范廖贾邹熊孟秦邱尹薛顾";
/// Those that they do begin.
const WORDS: [&str; 14] = [
    "李子", "孙子", "孙女", "张榜", "范围", "董事", "徐徐", "朱红", "汪汪", "罗盘", "胡同", "郭庄", "杜绝",
    "顾客",
];

/// Whether a word is a person's whole name, as far as characters can tell without a heading or a role beside it.
pub(super) fn is_sure_name(word: &str) -> bool {
    let mut characters = word.chars();
    let first = characters.next();
    let compound = COMPOUND.iter().find(|family| word.starts_with(*family));
    let given = compound.map_or(characters.as_str(), |family| &word[family.len()..]);
    let count = given.chars().count();
    let given_only = |c| is_chinese(c) && !NOT_GIVEN.contains(c);
    // two characters are as often a word; only families that begin few are taken, and none of those words
    if count == 1 && compound.is_none() {
        return first.is_some_and(|c| IN_FEW_WORDS.contains(c))
            && given.chars().all(given_only)
            && !WORDS.contains(&word);
    }
    let clear = count == 2 && !given.contains(|c| MORE_OFTEN_A_WORD.contains(c));
    let family =
        compound.is_some() || first.is_some_and(|c| is_family_name(c) && (!DOUBTFUL.contains(c) || clear));
    family && matches!(count, 1 | 2) && given.chars().all(given_only)
}

/// Whether a word may be a person's whole name, where a heading or a role says that one stands there. A masked one is
/// none.
pub(super) fn is_name(word: &str) -> bool {
    if word.contains('某') || !word.chars().all(is_chinese) {
        return false;
    }
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
    fn sure_names_are_no_things() {
        for word in ["顾国林", "王小林", "李梅", "欧阳春华", "方志远"] {
            assert!(is_sure_name(word), "{word}");
        }
        for word in [
            "高血压",
            "白血病",
            "云砚镇",
            "党支部",
            "项目",
            "金额",
            "时间",
            "马铃薯地",
            "石材厂",
            "边缘户",
            "方案",
            "王",
        ] {
            assert!(!is_sure_name(word), "{word}");
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
