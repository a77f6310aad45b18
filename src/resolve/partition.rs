//! Parts into entities: what somebody decided first, then what the names propose, as far as no decision forbids it.

use super::cast::{Cast, PartIndex};
use super::joins::Proposal;
use crate::model::{Decision, JoinReason, Judgement};
use std::collections::{BTreeMap, BTreeSet};

/// The sets of parts that are one, and what joined or might join them.
pub(super) struct Partition {
    /// For each part, the number of its set.
    set: Vec<usize>,
    /// For each set's number, the sets that it must not be joined with.
    enemies: BTreeMap<usize, BTreeSet<usize>>,
    members: BTreeMap<usize, Vec<PartIndex>>,
    /// What joined them.
    pub joined: Vec<Proposal>,
    /// What might have, and did not.
    pub apart: Vec<Proposal>,
}

/// Replays the decisions, then takes the proposals in their order. Of two decisions on the same two the later one counts; what is to be
/// kept apart is, and of joins that cannot all be the earlier ones happen, so that no decision undoes an earlier one unseen.
pub(super) fn settle(cast: &Cast, proposals: Vec<Proposal>, decisions: &[Decision]) -> Partition {
    let mut partition = Partition {
        set: (0..cast.parts.len()).collect(),
        enemies: BTreeMap::new(),
        members: (0..cast.parts.len()).map(|part| (part, vec![part])).collect(),
        joined: Vec::new(),
        apart: Vec::new(),
    };
    let last = last_decisions(cast, decisions);
    for (&(one, other), _) in last.iter().filter(|(_, (_, decision))| decision.judgement != Judgement::Same) {
        partition.forbid(one, other);
    }
    let mut in_order: Vec<_> = last.iter().map(|(&two, &decision)| (two, decision)).collect();
    in_order.sort_by_key(|(_, (place, _))| *place);
    for ((from, to), (_, decision)) in in_order {
        let by = decision.who.as_ref().map(|who| format!("decided by {who}"));
        let evidence = by.into_iter().chain(decision.why.clone()).collect();
        let mut proposal = Proposal { from, to, reason: JoinReason::Decision, evidence, against: Vec::new() };
        match decision.judgement {
            Judgement::Same => partition.join(proposal),
            Judgement::Unsure => {
                proposal.against.push("decided to be unsure".to_owned());
                partition.apart.push(proposal);
            }
            Judgement::NotSame => {}
        }
    }
    for proposal in proposals {
        match proposal.against.is_empty() {
            true => partition.join(proposal),
            false => partition.apart.push(proposal),
        }
    }
    let (set, decided) = (&partition.set, |p: &Proposal| last.contains_key(&(p.from.min(p.to), p.from.max(p.to))));
    // Whom a surname means is no question where somebody has answered it.
    let answered: BTreeSet<PartIndex> =
        partition.joined.iter().filter(|p| p.reason == JoinReason::Decision).flat_map(|p| [p.from, p.to]).collect();
    let open = |p: &Proposal| !(decided(p) || p.reason == JoinReason::Surname && answered.contains(&p.from));
    partition.apart.retain(|p| set[p.from] != set[p.to] && (p.reason == JoinReason::Decision || open(p)));
    partition
}

/// The last decision on each two parts that are there, with its place among all.
fn last_decisions<'d>(cast: &Cast, decisions: &'d [Decision]) -> BTreeMap<(PartIndex, PartIndex), (usize, &'d Decision)> {
    if decisions.is_empty() {
        return BTreeMap::new();
    }
    let ids = cast.ids();
    let mut last = BTreeMap::new();
    for (place, decision) in decisions.iter().enumerate() {
        let Some((&one, &other)) = ids.get(decision.one.as_str()).zip(ids.get(decision.other.as_str())) else { continue };
        if one != other {
            last.insert((one.min(other), one.max(other)), (place, decision));
        }
    }
    last
}

impl Partition {
    /// The sets, each with its parts in order.
    pub fn sets(&self) -> impl Iterator<Item = &[PartIndex]> {
        self.members.values().map(Vec::as_slice)
    }

    fn forbid(&mut self, one: PartIndex, other: PartIndex) {
        let (one, other) = (self.set[one], self.set[other]);
        self.enemies.entry(one).or_default().insert(other);
        self.enemies.entry(other).or_default().insert(one);
    }

    fn join(&mut self, proposal: Proposal) {
        let (from, to) = (self.set[proposal.from], self.set[proposal.to]);
        if from == to {
            return;
        }
        if self.enemies.get(&from).is_some_and(|enemies| enemies.contains(&to)) {
            return;
        }
        let (small, large) = if self.members[&from].len() > self.members[&to].len() { (to, from) } else { (from, to) };
        let moving = self.members.remove(&small).expect("every set has members");
        moving.iter().for_each(|&part| self.set[part] = large);
        self.members.get_mut(&large).expect("every set has members").extend(moving);
        for enemy in self.enemies.remove(&small).unwrap_or_default() {
            if let Some(theirs) = self.enemies.get_mut(&enemy) {
                theirs.remove(&small);
                theirs.insert(large);
            }
            self.enemies.entry(large).or_default().insert(enemy);
        }
        self.joined.push(proposal);
    }
}
