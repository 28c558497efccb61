//! Circles: files of which each needs the others, so that none can be read alone.

use std::collections::{BTreeMap, BTreeSet};

/// The sets of more than one node that all lead to each other.
pub fn of<T: Ord + Clone>(arrows: &BTreeMap<T, BTreeSet<T>>) -> Vec<BTreeSet<T>> {
    let reached: BTreeMap<&T, BTreeSet<&T>> =
        arrows.keys().map(|node| (node, reached_from(node, arrows))).collect();
    let mut circles: Vec<BTreeSet<T>> = Vec::new();
    for node in arrows.keys().filter(|node| reached[node].contains(node)) {
        let circle: BTreeSet<T> = reached[node]
            .iter()
            .filter(|other| reached[*other].contains(node))
            .map(|other| (*other).clone())
            .collect();
        if circle.len() > 1 && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

fn reached_from<'a, T: Ord>(node: &'a T, arrows: &'a BTreeMap<T, BTreeSet<T>>) -> BTreeSet<&'a T> {
    let mut reached = BTreeSet::new();
    let mut open = vec![node];
    while let Some(next) = open.pop() {
        for other in arrows.get(next).into_iter().flatten() {
            if reached.insert(other) {
                open.push(other);
            }
        }
    }
    reached
}

#[test]
fn a_circle_is_found_and_a_way_is_none() {
    let arrows = |pairs: &[(&'static str, &'static str)]| {
        let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, to) in pairs {
            arrows.entry(from).or_default().insert(to);
            arrows.entry(to).or_default();
        }
        arrows
    };
    assert!(of(&arrows(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
    let found = of(&arrows(&[("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("e", "f"), ("f", "e")]));
    assert_eq!(found, [BTreeSet::from(["b", "c"]), BTreeSet::from(["e", "f"])]);
}
