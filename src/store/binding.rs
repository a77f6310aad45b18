//! Variables of a query and what a user sets them to: as terms in SPARQL's algebra, never as text, so that a value is only a value.
//!
//! A query offers a variable to be set by a block of its own, `VALUES ?actor { UNDEF }`: what stands in it is the default, and UNDEF
//! means any. Its rows are replaced. A variable without such a block is joined to them inside the query's group.

use oxigraph::model::Variable;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::GroundTerm;

/// Sets a variable to one of these terms; false if the query has no such variable.
pub(super) fn bind(query: &mut Query, variable: &str, terms: &[GroundTerm]) -> bool {
    let Ok(variable) = Variable::new(variable) else { return false };
    let rows: Vec<Vec<Option<GroundTerm>>> = terms.iter().map(|term| vec![Some(term.clone())]).collect();
    let pattern = pattern_mut(query);
    let mut found = false;
    blocks(pattern, &variable, &mut |bindings| {
        bindings.clone_from(&rows);
        found = true;
    });
    if found {
        return true;
    }
    let group = group(pattern, false);
    if !mentions(group, &variable) {
        return false;
    }
    let values = GraphPattern::Values { variables: vec![variable], bindings: rows };
    let whole = std::mem::replace(group, GraphPattern::Values { variables: Vec::new(), bindings: Vec::new() });
    *group = GraphPattern::Join { left: Box::new(values), right: Box::new(whole) };
    true
}

/// What the query's own block sets a variable to: none without a block, an empty list for UNDEF.
pub(super) fn default(query: &mut Query, variable: &str) -> Option<Vec<GroundTerm>> {
    let variable = Variable::new(variable).ok()?;
    let mut default = None;
    blocks(pattern_mut(query), &variable, &mut |bindings| default = Some(bindings.iter().flatten().flatten().cloned().collect()));
    default
}

fn pattern_mut(query: &mut Query) -> &mut GraphPattern {
    match query {
        Query::Select { pattern, .. } | Query::Construct { pattern, .. } | Query::Describe { pattern, .. } | Query::Ask { pattern, .. } => {
            pattern
        }
    }
}

type Rows = Vec<Vec<Option<GroundTerm>>>;

/// Visits every block of VALUES for this variable alone, outside of filters.
fn blocks(pattern: &mut GraphPattern, variable: &Variable, visit: &mut impl FnMut(&mut Rows)) {
    match pattern {
        GraphPattern::Values { variables, bindings } if *variables == [variable.clone()] => visit(bindings),
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            blocks(left, variable, visit);
            blocks(right, variable, visit);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Service { inner, .. } => blocks(inner, variable, visit),
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
    }
}

/// The query's group of patterns with its filters: below what is made of its rows.
fn group(pattern: &mut GraphPattern, inside: bool) -> &mut GraphPattern {
    // A projection in a projection is a subquery.
    if inside && matches!(pattern, GraphPattern::Project { .. }) {
        return pattern;
    }
    match pattern {
        GraphPattern::Project { inner, .. } => group(inner, true),
        GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. } => group(inner, inside),
        whole => whole,
    }
}

fn mentions(pattern: &GraphPattern, variable: &Variable) -> bool {
    let mut found = false;
    pattern.on_in_scope_variable(|seen| found |= seen == variable);
    found
}
