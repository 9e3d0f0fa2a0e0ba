//! Circles: sets of things each of which can be reached from each other one.

use crate::arrows::Arrows;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) type Graph = BTreeMap<String, BTreeSet<String>>;

/// The graph of some arrows.
pub(crate) fn graph<'a>(arrows: impl Iterator<Item = (&'a str, &'a str)>) -> Graph {
    let mut graph = Graph::new();
    for (from, to) in arrows.filter(|(from, to)| from != to) {
        graph.entry(from.to_owned()).or_default().insert(to.to_owned());
        graph.entry(to.to_owned()).or_default();
    }
    graph
}

/// Every circle, the nodes of each in order: the strongly connected components of more than one node.
pub(crate) fn circles(graph: &Graph) -> Vec<BTreeSet<String>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        graph.keys().map(|node| (node.as_str(), reachable(graph, node))).collect();
    let mut found = BTreeSet::new();
    for node in graph.keys().map(String::as_str).filter(|node| reach[node].contains(node)) {
        let both = reach[node].iter().filter(|other| reach[**other].contains(node));
        found.insert(both.map(|other| (*other).to_owned()).collect());
    }
    found.into_iter().collect()
}

/// Circles among what stands in one folder, for every folder: a file, or a file with the folder of its name.
pub(crate) fn circles_by_folder(arrows: &Arrows) -> impl Iterator<Item = (String, BTreeSet<String>)> {
    let mut graphs = BTreeMap::<String, Graph>::new();
    for (from, to) in arrows.pairs() {
        if let Some((folder, from, to)) = apart(from, to) {
            let graph = graphs.entry(folder).or_default();
            graph.entry(from).or_default().insert(to.clone());
            graph.entry(to).or_default();
        }
    }
    graphs
        .into_iter()
        .flat_map(|(folder, graph)| circles(&graph).into_iter().map(move |circle| (folder.clone(), circle)))
}

/// The folder in which two files part, and the names by which they stand there.
fn apart(from: &str, to: &str) -> Option<(String, String, String)> {
    let (mut from, mut to) = (parts(from), parts(to));
    let mut folder = String::new();
    while from.first() == to.first() {
        folder = format!("{folder}{}/", from.remove(0));
        to.remove(0);
        // the file of a folder's name stands beside it, not in it
        if from.is_empty() || to.is_empty() {
            return None;
        }
    }
    Some((folder, from.remove(0), to.remove(0)))
}

fn parts(file: &str) -> Vec<String> {
    file.trim_end_matches(".rs").split('/').map(str::to_owned).collect()
}

fn reachable<'a>(graph: &'a Graph, from: &str) -> BTreeSet<&'a str> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(node) = open.pop() {
        for next in &graph[node] {
            if seen.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    seen
}
