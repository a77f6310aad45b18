//! The IRIs that the RDF view is written in. Own terms are declared in `ontology/dateline.ttl`, all but the predicates of events,
//! which the view itself declares.

use crate::model::{ContradictionReason, EntityKind, EventType, Granularity, QuadClass, RelationProperty};
use oxigraph::model::{NamedNode, NamedNodeRef};

/// The declarations of the own terms.
pub(super) const DECLARATIONS: &str = include_str!("../../ontology/dateline.ttl");

pub(super) const DL: &str = "https://w3id.org/dateline/ns#";

/// Every prefix that queries and exports know, without that of the data.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dl", DL),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("geof", "http://www.opengis.net/def/function/geosparql/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("uom", "http://www.opengis.net/def/uom/OGC/1.0/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => {
        $(pub(super) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*

        /// Every term that the view writes as it stands here.
        pub(super) const TERMS: &[NamedNodeRef<'static>] = &[$($name),*];
    };
}

terms! {
    CLAIM = "https://w3id.org/dateline/ns#Claim";
    STATEMENT = "https://w3id.org/dateline/ns#Statement";
    RULE = "https://w3id.org/dateline/ns#Rule";
    GROUP = "https://w3id.org/dateline/ns#Group";
    THING = "https://w3id.org/dateline/ns#Thing";
    QUANTITY = "https://w3id.org/dateline/ns#Quantity";
    CONTRADICTION = "https://w3id.org/dateline/ns#Contradiction";
    CONTRADICTION_REASON = "https://w3id.org/dateline/ns#ContradictionReason";
    CAMEO = "https://w3id.org/dateline/ns#cameo";
    EVENT_TYPE = "https://w3id.org/dateline/ns#EventType";
    QUAD_CLASS = "https://w3id.org/dateline/ns#quadClass";
    PROPERTY_OF_TYPE = "https://w3id.org/dateline/ns#property";
    AGENT = "https://w3id.org/dateline/ns#agent";
    RECIPIENT = "https://w3id.org/dateline/ns#recipient";
    TOPIC = "https://w3id.org/dateline/ns#topic";
    INSTRUMENT = "https://w3id.org/dateline/ns#instrument";
    MODE = "https://w3id.org/dateline/ns#mode";
    STANDING = "https://w3id.org/dateline/ns#standing";
    ORIGIN_COUNT = "https://w3id.org/dateline/ns#originCount";
    EARLIEST = "https://w3id.org/dateline/ns#earliest";
    LATEST = "https://w3id.org/dateline/ns#latest";
    GRANULARITY = "https://w3id.org/dateline/ns#granularity";
    WORDS = "https://w3id.org/dateline/ns#words";
    STATES = "https://w3id.org/dateline/ns#states";
    SAYS = "https://w3id.org/dateline/ns#says";
    OF_EVENT = "https://w3id.org/dateline/ns#ofEvent";
    CLAIMANT = "https://w3id.org/dateline/ns#claimant";
    VIA = "https://w3id.org/dateline/ns#via";
    CUE = "https://w3id.org/dateline/ns#cue";
    POLARITY = "https://w3id.org/dateline/ns#polarity";
    MODALITY = "https://w3id.org/dateline/ns#modality";
    INFERRED = "https://w3id.org/dateline/ns#inferred";
    CONTRADICTS = "https://w3id.org/dateline/ns#contradicts";
    BETWEEN = "https://w3id.org/dateline/ns#between";
    REASON = "https://w3id.org/dateline/ns#reason";
    EVIDENCE = "https://w3id.org/dateline/ns#evidence";
    TRIGGER = "https://w3id.org/dateline/ns#trigger";
    QUANTITY_OF_EVENT = "https://w3id.org/dateline/ns#quantity";
    GIVEN_BY = "https://w3id.org/dateline/ns#givenBy";
    COUNTED = "https://w3id.org/dateline/ns#counted";
    COUNTED_ROLE = "https://w3id.org/dateline/ns#countedRole";
    AFFILIATION = "https://w3id.org/dateline/ns#affiliation";
    KNOWN_AS = "https://w3id.org/dateline/ns#knownAs";
    TEXT_HASH = "https://w3id.org/dateline/ns#textHash";
    SEM_EVENT = "http://semanticweb.cs.vu.nl/2009/11/sem/Event";
    SEM_HAS_PLACE = "http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace";
    SEM_HAS_TIME = "http://semanticweb.cs.vu.nl/2009/11/sem/hasTime";
    PROV_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom";
    PROV_GENERATED = "http://www.w3.org/ns/prov#wasGeneratedBy";
    TIME_ENTITY = "http://www.w3.org/2006/time#TemporalEntity";
    TIME_UNIT_TYPE = "http://www.w3.org/2006/time#unitType";
    SKOS_PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
    SKOS_ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
    SKOS_CLOSE_MATCH = "http://www.w3.org/2004/02/skos/core#closeMatch";
    OWL_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs";
    NEWS_ARTICLE = "https://schema.org/NewsArticle";
    HEADLINE = "https://schema.org/headline";
    PUBLISHER = "https://schema.org/publisher";
    DATE_PUBLISHED = "https://schema.org/datePublished";
    URL = "https://schema.org/url";
    VALUE = "https://schema.org/value";
    MIN_VALUE = "https://schema.org/minValue";
    MAX_VALUE = "https://schema.org/maxValue";
    ORG_MEMBERSHIP = "http://www.w3.org/ns/org#Membership";
    ORG_MEMBER = "http://www.w3.org/ns/org#member";
    ORG_ORGANIZATION = "http://www.w3.org/ns/org#organization";
    ORG_ROLE = "http://www.w3.org/ns/org#Role";
    ORG_HAS_ROLE = "http://www.w3.org/ns/org#role";
    GEO_FEATURE = "http://www.opengis.net/ont/geosparql#Feature";
    GEO_GEOMETRY = "http://www.opengis.net/ont/geosparql#Geometry";
    GEO_HAS_GEOMETRY = "http://www.opengis.net/ont/geosparql#hasGeometry";
    GEO_AS_WKT = "http://www.opengis.net/ont/geosparql#asWKT";
    GEO_WKT_LITERAL = "http://www.opengis.net/ont/geosparql#wktLiteral";
    OA_SPECIFIC_RESOURCE = "http://www.w3.org/ns/oa#SpecificResource";
    OA_HAS_SOURCE = "http://www.w3.org/ns/oa#hasSource";
    OA_HAS_SELECTOR = "http://www.w3.org/ns/oa#hasSelector";
    OA_POSITION_SELECTOR = "http://www.w3.org/ns/oa#TextPositionSelector";
    OA_QUOTE_SELECTOR = "http://www.w3.org/ns/oa#TextQuoteSelector";
    OA_START = "http://www.w3.org/ns/oa#start";
    OA_END = "http://www.w3.org/ns/oa#end";
    OA_EXACT = "http://www.w3.org/ns/oa#exact";
    OA_PREFIX = "http://www.w3.org/ns/oa#prefix";
    OA_SUFFIX = "http://www.w3.org/ns/oa#suffix";
}

/// The class of an event type: ASSAULT is `dl:Assault`, CEASE_TRADING would be `dl:CeaseTrading`.
pub(super) fn event_class(event_type: EventType) -> NamedNode {
    let word = |word: &str| word[..1].to_owned() + &word[1..].to_lowercase();
    let name: String = event_type.as_str().split('_').map(word).collect();
    // A declared type may have the name of a class with another meaning.
    NamedNode::new_unchecked(format!("{DL}{name}{}", if is_taken(&name) { "Event" } else { "" }))
}

/// The property above those of the event types of a quad class.
pub(super) fn quad_class(class: QuadClass) -> NamedNodeRef<'static> {
    NamedNodeRef::new_unchecked(match class {
        QuadClass::VerbalCooperation => "https://w3id.org/dateline/ns#verbalCooperation",
        QuadClass::MaterialCooperation => "https://w3id.org/dateline/ns#materialCooperation",
        QuadClass::VerbalConflict => "https://w3id.org/dateline/ns#verbalConflict",
        QuadClass::MaterialConflict => "https://w3id.org/dateline/ns#materialConflict",
    })
}

pub(super) fn entity_class(kind: EntityKind) -> NamedNodeRef<'static> {
    NamedNodeRef::new_unchecked(match kind {
        EntityKind::Person => "https://schema.org/Person",
        EntityKind::Organization => "https://schema.org/Organization",
        EntityKind::Place => "https://schema.org/Place",
        EntityKind::Group => return GROUP,
        EntityKind::Thing => return THING,
    })
}

/// The property of a standing relation: `dl:holdsOffice`.
pub(super) fn relation_property(property: RelationProperty) -> NamedNode {
    NamedNode::new_unchecked(format!("{DL}{}", property.as_str()))
}

/// The concept of a reason: `dl:oppositePolarity`.
pub(super) fn reason_concept(reason: ContradictionReason) -> NamedNode {
    NamedNode::new_unchecked(format!("{DL}{}", local_name(reason.as_str())))
}

/// Words as one name: "opposite polarity" is `oppositePolarity`.
fn local_name(words: &str) -> String {
    let mut name = String::new();
    for word in words.split([' ', '-']).filter(|word| !word.is_empty()) {
        if name.is_empty() {
            name.push_str(word);
        } else {
            name.push_str(&word[..1].to_uppercase());
            name.push_str(&word[1..]);
        }
    }
    name
}

/// OWL-Time's unit, for the granularities that have one.
pub(super) fn time_unit(granularity: Granularity) -> Option<NamedNodeRef<'static>> {
    Some(NamedNodeRef::new_unchecked(match granularity {
        Granularity::Day => "http://www.w3.org/2006/time#unitDay",
        Granularity::Week => "http://www.w3.org/2006/time#unitWeek",
        Granularity::Month => "http://www.w3.org/2006/time#unitMonth",
        Granularity::Year => "http://www.w3.org/2006/time#unitYear",
        Granularity::PartOfDay | Granularity::Season | Granularity::Decade | Granularity::Range => return None,
    }))
}

/// The property of a predicate: "launched an offensive on" is `dl:launchedOffensiveOn`.
///
/// A predicate that would take the name of a term with another meaning ("via") gets "did" before it.
pub(super) fn property(predicate: &str) -> NamedNode {
    let words = crate::model::slug(predicate, 80);
    let kept: Vec<&str> = words.split('-').filter(|word| !matches!(*word, "a" | "an" | "the")).collect();
    let mut name = local_name(&kept.join(" "));
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) || is_taken(&name) {
        let first = name.get(..1).unwrap_or("x").to_uppercase();
        name = format!("did{first}{}", name.get(1..).unwrap_or_default());
    }
    NamedNode::new_unchecked(format!("{DL}{name}"))
}

/// Whether a name means something else already.
fn is_taken(name: &str) -> bool {
    let fixed = TERMS.iter().filter_map(|term| term.as_str().strip_prefix(DL));
    let relations = RelationProperty::ALL.iter().map(|relation| relation.as_str());
    let reasons = ContradictionReason::ALL.iter().map(|reason| local_name(reason.as_str()));
    fixed.chain(relations).any(|term| term == name) || reasons.into_iter().any(|term| term == name) || name == "plover"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DeclaredType;

    #[test]
    fn predicates_become_properties() {
        for (predicate, name) in [
            ("launched an offensive on", "launchedOffensiveOn"),
            ("spoke with", "spokeWith"),
            ("rejected", "rejected"),
            ("co-hosted the talks with", "coHostedTalksWith"),
            ("via", "didVia"),
            ("the", "didX"),
        ] {
            assert_eq!(property(predicate).as_str(), format!("{DL}{name}"));
        }
    }

    #[test]
    fn types_become_classes() {
        let declared = |name: &str| {
            let (name, verb, description) = (name.to_owned(), "did".to_owned(), String::new());
            EventType::declare(DeclaredType { name, verb, description, quad_class: None, symmetric: false, things: false }).unwrap()
        };
        for (event_type, name) in
            [(EventType::Assault, "Assault"), (declared("CEASE_TRADING"), "CeaseTrading"), (declared("CLAIM"), "ClaimEvent")]
        {
            assert_eq!(event_class(event_type).as_str(), format!("{DL}{name}"));
        }
    }
}
