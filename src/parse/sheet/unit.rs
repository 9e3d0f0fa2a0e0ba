//! What the amounts of a sheet are in.

use super::super::value::narrow;

/// A unit of money, with the fen that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// As amounts have it behind them.
    pub name: &'static str,
    pub fen: i64,
}

const UNITS: [Unit; 6] = [
    Unit { name: "亿元", fen: 10_000_000_000 },
    Unit { name: "千万元", fen: 1_000_000_000 },
    Unit { name: "百万元", fen: 100_000_000 },
    Unit { name: "万元", fen: 1_000_000 },
    Unit { name: "千元", fen: 100_000 },
    Unit { name: "元", fen: 100 },
];

impl Unit {
    /// The unit of money among the words of a bracket or behind `单位`: `万元`, `：万元、公里`, `万元，含税`, `人民币万元`.
    pub(super) fn of(text: &str) -> Option<Unit> {
        let text = narrow(text).replace("人民币", "").replace("单位", "");
        let words = text.split(|c: char| !c.is_alphabetic());
        let unit = |word: &str| {
            let short = |unit: &&Unit| unit.name.strip_suffix('元') == Some(word) && !word.is_empty();
            UNITS.iter().find(|unit| unit.name == word).or_else(|| UNITS.iter().find(short)).copied()
        };
        words.filter_map(unit).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_of_money_is_found_among_others() {
        let name = |text| Unit::of(text).map(|unit| unit.name);
        for text in [
            "万元",
            "万",
            "：万元、公里",
            ":公里，万元",
            "万元，含税",
            "人民币万元",
            " 万元 2026年11月",
            "(万元)",
        ] {
            assert_eq!(name(text), Some("万元"), "{text}");
        }
        assert_eq!(["元", "千元", "百万元", "亿元/年"].map(name), ["元", "千元", "百万元", "亿元"].map(Some));
        for text in ["", "：公里", ":元宝村村委会", "含税", "万人"] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
