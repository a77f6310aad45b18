//! The functions of GeoSPARQL in queries: those of the crate spargeo, kept from shapes that it does not bear.

use oxigraph::model::{Literal, NamedNode, Term};
use spargeo::GEOSPARQL_EXTENSION_FUNCTIONS;

/// Every function with its name.
pub(super) fn functions() -> impl Iterator<Item = (NamedNode, impl Fn(&[Term]) -> Option<Term> + Send + Sync + 'static)> {
    GEOSPARQL_EXTENSION_FUNCTIONS.into_iter().map(|(name, function)| {
        let guarded = move |arguments: &[Term]| if arguments.iter().all(is_borne) { function(arguments) } else { None };
        (name.into_owned(), guarded)
    })
}

/// Whether no line in the shape is without an end: the relations of shapes panic at a line of one point.
fn is_borne(argument: &Term) -> bool {
    let has_line = |literal: &Literal| literal.value().to_ascii_uppercase().contains("LINESTRING");
    !matches!(argument, Term::Literal(literal) if has_line(literal)) || is_valid(argument)
}

/// Whether a shape is valid as the standard for simple features has it: spargeo answers that as `geof:isSimple`.
fn is_valid(shape: &Term) -> bool {
    let (_, is_simple) =
        GEOSPARQL_EXTENSION_FUNCTIONS.iter().find(|(name, _)| name.as_str().ends_with("/isSimple")).expect("spargeo has it");
    is_simple(std::slice::from_ref(shape)) == Some(Literal::from(true).into())
}
