//! Which links are worth comparing, where a unit has several.

use std::collections::BTreeMap;

use super::Link;
use crate::settings::Settings;

/// The links worth comparing, and the others: those on a unit for which another link is far surer, or nearly the same words
/// while this one's are not.
pub(super) fn worth(
    links: &[Link],
    likeness: &dyn Fn(&Link) -> f64,
    settings: &Settings,
) -> (Vec<Link>, Vec<Link>) {
    let alike: Vec<(Link, f64)> = links.iter().map(|l| (*l, likeness(l))).collect();
    let mut by_left: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_right: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, (l, _)) in alike.iter().enumerate() {
        by_left.entry(l.left).or_default().push(i);
        by_right.entry(l.right).or_default().push(i);
    }
    let near = settings.finding.near;
    let beats = |own: &(Link, f64), other: &(Link, f64)| {
        let surer = other.0.given || other.0.score > own.0.score + RIVAL;
        let nearer = other.1 >= near && other.1 > own.1 + settings.finding.rival;
        !own.0.given && (surer || nearer)
    };
    let beaten = |own: &(Link, f64)| {
        let rivals = [by_left.get(&own.0.left), by_right.get(&own.0.right)];
        rivals
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|i| alike.get(*i))
            .any(|other| beats(own, other))
    };
    let (lost, mut kept): (Vec<Link>, Vec<Link>) = {
        let (lost, kept): (Vec<_>, Vec<_>) = alike.iter().partition(|l| beaten(l));
        let links = |all: Vec<&(Link, f64)>| all.into_iter().map(|l| l.0).collect();
        (links(lost), links(kept))
    };
    kept.sort_by_key(|l| (l.left, l.right));
    (kept, lost)
}

/// By how much a rival's score has to be higher for a link not to be compared: odds of about five to one.
const RIVAL: f64 = 1.6;
