//! Claims: what one passage says, who says it, and the passage. Each stands in the graph of its article.

use super::View;
use crate::model::{Article, Byte, Event, Provenance, Span};
use crate::store::vocabulary::*;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode};

/// How many characters before and after a quoted sentence help to find it again.
const QUOTE_CONTEXT: usize = 32;

impl View<'_> {
    /// The claim that tells of an event.
    pub(super) fn telling(&mut self, event: &Event, telling: &Provenance) {
        self.in_article(&telling.article, |view| {
            let node = view.naming.claim(&event.id, telling);
            view.claim(&node, &telling.article, &telling.rule, telling.evidence);
            view.add(&node, STATES, view.naming.node(&event.id));
            if let Some((claimant, chain)) = telling.said_by.split_last() {
                view.add(&node, CLAIMANT, view.naming.node(claimant));
                chain.iter().for_each(|speaker| view.add(&node, VIA, view.naming.node(speaker)));
            }
            if let Some(cue) = &telling.cue {
                view.text(&node, CUE, cue);
            }
            view.text(&node, POLARITY, telling.polarity.as_str());
            view.text(&node, MODALITY, telling.modality.as_str());
            if let Some(article) = view.articles.get(telling.article.as_str()) {
                view.text(&node, TRIGGER, telling.trigger.of(&article.text));
            }
        });
    }

    /// What every claim has: its article, its rule, its passage.
    pub(super) fn claim(&mut self, node: &NamedNode, article: &str, rule: &str, evidence: Span<Byte>) {
        self.add(node, rdf::TYPE, CLAIM);
        self.add(node, PROV_DERIVED, self.naming.article(article));
        self.add(node, PROV_GENERATED, self.naming.rule(rule));
        if let Some(article) = self.articles.get(article).copied() {
            let span = self.span(article, evidence);
            self.add(node, EVIDENCE, span);
        }
    }

    /// A stretch of text as Web Annotation selects it: by position, and by its words.
    fn span(&mut self, article: &Article, span: Span<Byte>) -> NamedNode {
        let points = span.to_code_points(&article.text);
        let node = self.naming.span(article, &points);
        let [position, quote] = ["position", "quote"].map(|kind| NamedNode::new_unchecked(format!("{}-{kind}", node.as_str())));
        self.add(&node, rdf::TYPE, OA_SPECIFIC_RESOURCE);
        self.add(&node, OA_HAS_SOURCE, self.naming.article(&article.id));
        self.add(&node, OA_HAS_SELECTOR, position.clone());
        self.add(&node, OA_HAS_SELECTOR, quote.clone());
        self.add(&position, rdf::TYPE, OA_POSITION_SELECTOR);
        self.add(&position, OA_START, Literal::from(points.start as u64));
        self.add(&position, OA_END, Literal::from(points.end as u64));
        self.add(&quote, rdf::TYPE, OA_QUOTE_SELECTOR);
        self.text(&quote, OA_EXACT, span.of(&article.text));
        let (before, after) = (&article.text[..span.start as usize], &article.text[span.end as usize..]);
        let from = before.char_indices().rev().nth(QUOTE_CONTEXT - 1).map_or(0, |(at, _)| at);
        self.text(&quote, OA_PREFIX, &before[from..]);
        self.text(&quote, OA_SUFFIX, &after.chars().take(QUOTE_CONTEXT).collect::<String>());
        node
    }
}
