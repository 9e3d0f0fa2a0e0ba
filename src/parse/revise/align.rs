//! Two states of a list, laid side by side: what stayed, what is another, what came and what went.

/// What became of an item, by its place before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Keep(usize),
    Change(usize, usize),
    Remove(usize),
    Add(usize),
}

/// Comparisons that are made at most; longer lists are compared place by place.
const MOST: usize = 4_000_000;

/// The steps in order.
pub(super) fn align<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Step> {
    let (mut steps, mut from) = (Vec::new(), (0, 0));
    for (i, j) in common(old, new).into_iter().chain([(old.len(), new.len())]) {
        gap((from.0, i), (from.1, j), &mut steps);
        if i < old.len() {
            steps.push(Step::Keep(i));
        }
        from = (i + 1, j + 1);
    }
    steps
}

/// Between two that stayed, one stands for the other as far as they go.
fn gap(old: (usize, usize), new: (usize, usize), steps: &mut Vec<Step>) {
    let both = (old.1 - old.0).min(new.1 - new.0);
    steps.extend((0..both).map(|at| Step::Change(old.0 + at, new.0 + at)));
    steps.extend((old.0 + both..old.1).map(Step::Remove));
    steps.extend((new.0 + both..new.1).map(Step::Add));
}

/// Pairs of places that hold the same, in order: as many as there can be.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (inner_old, inner_new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let inside = if inner_old.len().saturating_mul(inner_new.len()) > MOST {
        Vec::new()
    } else {
        longest(inner_old, inner_new)
    };
    let heads = (0..head).map(|at| (at, at));
    let tails = (0..tail).map(|at| (old.len() - tail + at, new.len() - tail + at));
    heads.chain(inside.into_iter().map(|(i, j)| (head + i, head + j))).chain(tails).collect()
}

fn longest<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = match old[i] == new[j] {
                true => lengths[(i + 1) * width + j + 1] + 1,
                false => lengths[(i + 1) * width + j].max(lengths[i * width + j + 1]),
            };
        }
    }
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::Step::{Add, Change, Keep, Remove};
    use super::*;

    fn steps(old: &str, new: &str) -> Vec<Step> {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        align(&letters(old), &letters(new))
    }

    #[test]
    fn what_stayed_is_found_around_what_did_not() {
        assert_eq!(steps("abc", "abc"), [Keep(0), Keep(1), Keep(2)]);
        assert_eq!(steps("abc", "axc"), [Keep(0), Change(1, 1), Keep(2)]);
        assert_eq!(steps("abc", "ac"), [Keep(0), Remove(1), Keep(2)]);
        assert_eq!(steps("ac", "abc"), [Keep(0), Add(1), Keep(1)]);
        assert_eq!(steps("abc", "bcd"), [Remove(0), Keep(1), Keep(2), Add(2)]);
        assert_eq!(steps("ab", "xyz"), [Change(0, 0), Change(1, 1), Add(2)]);
        assert_eq!(steps("", "a"), [Add(0)]);
        assert_eq!(steps("a", ""), [Remove(0)]);
    }
}
