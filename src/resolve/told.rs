//! A claim with its participants' global ids: what events and contradictions are made of.

use super::entities::Entities;
use crate::model::{Article, Claim, Claims, EntityId, Quantity, Role};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Told<'a> {
    /// The place of its article.
    pub article: usize,
    /// The place of the claim in it.
    pub number: usize,
    pub claim: &'a Claim,
    pub place: Option<&'a EntityId>,
    pub participants: BTreeSet<(Role, &'a EntityId)>,
    /// Outermost first.
    pub said_by: Vec<&'a EntityId>,
    pub quantities: Vec<&'a Quantity>,
}

/// All claims, article by article in their order.
pub(super) fn told<'a>(articles: &'a [(Article, Claims)], entities: &'a Entities) -> Vec<Told<'a>> {
    let of_article = |(article, (_, claims)): (usize, &'a (Article, Claims))| {
        let mut quantities: BTreeMap<usize, Vec<&Quantity>> = BTreeMap::new();
        claims.quantities.iter().for_each(|quantity| quantities.entry(quantity.claim).or_default().push(quantity));
        let told = move |(number, claim): (usize, &'a Claim)| Told {
            article,
            number,
            claim,
            place: claim.place.map(|place| entities.id(article, place)),
            participants: claim.participants.iter().map(|p| (p.role, entities.id(article, p.entity))).collect(),
            said_by: claim.said_by.iter().map(|&speaker| entities.id(article, speaker)).collect(),
            quantities: quantities.remove(&number).unwrap_or_default(),
        };
        claims.claims.iter().enumerate().map(told)
    };
    articles.iter().enumerate().flat_map(of_article).collect()
}

impl Told<'_> {
    pub fn fillers(&self, wanted: Role) -> BTreeSet<&EntityId> {
        self.participants.iter().filter(|(role, _)| *role == wanted).map(|(_, id)| *id).collect()
    }

    /// Who says so in the end; `None` is the article's own voice.
    pub fn speaker(&self) -> Option<&EntityId> {
        self.said_by.last().copied()
    }
}
