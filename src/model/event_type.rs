//! The types of events: nineteen that the program knows, and those that a user's ontology declares.
//!
//! The nineteen are an enum, because rules name them; a declared type carries what the rules ask of any type. Knows nothing of the
//! files in which types are declared, or of how they are written as RDF.

use super::claim::written;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Mutex;

macro_rules! event_types {
    ($($name:ident = $text:literal : $gloss:literal),* $(,)?) => {
        /// A type of event: PLOVER's sixteen, three more that news needs (MOVE, OFFICE, LOSS), and whatever a user declares.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum EventType {
            $(#[doc = $gloss] $name,)*
            /// A type that the program does not know; made by [`EventType::declare`].
            Declared(&'static DeclaredType),
        }

        impl EventType {
            /// The types that the program knows; those that are declared are not among them.
            pub const ALL: &[EventType] = &[$(Self::$name),*];

            /// The name as records and frames write it: upper case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* Self::Declared(declared) => &declared.name }
            }

            /// One line that says what the type covers.
            pub fn gloss(self) -> &'static str {
                match self { $(Self::$name => $gloss,)* Self::Declared(declared) => &declared.description }
            }
        }
    };
}

event_types! {
    Agree = "AGREE": "agree to, sign, accept, promise",
    Consult = "CONSULT": "meet, talk, phone, visit, host, negotiate, mediate",
    Support = "SUPPORT": "express support, praise, recognise, apologise, endorse",
    Concede = "CONCEDE": "yield: ease restrictions, grant a demand, drop charges, reform",
    Cooperate = "COOPERATE": "joint exercise, trade, share intelligence, extradite",
    Aid = "AID": "provide money, arms, relief, asylum",
    Retreat = "RETREAT": "withdraw, release, cease fire, pause an operation, disarm, resign under pressure",
    Request = "REQUEST": "appeal, call for, urge, ask, demand, propose, offer",
    Accuse = "ACCUSE": "accuse, blame, criticise, condemn, investigate, sue",
    Reject = "REJECT": "refuse, reject, rule out, veto, decline",
    Threaten = "THREATEN": "threaten, warn, give an ultimatum",
    Protest = "PROTEST": "demonstrate, strike, boycott, riot",
    Sanction = "SANCTION": "impose sanctions, expel, cut ties, halt talks or aid",
    Mobilize = "MOBILIZE": "raise alert, deploy, mass troops, call up",
    Coerce = "COERCE": "arrest, detain, seize, ban, curfew, deport, censor, blockade",
    Assault = "ASSAULT": "attack, invade, shell, bomb, kill, abduct, clash, destroy",
    Move = "MOVE": "arrive, leave, enter, advance, flee: an actor changes place",
    Office = "OFFICE": "appoint, elect, dismiss, take or leave office",
    Loss = "LOSS": "an actor is said to have lost people or equipment, without a named attacker",
}

impl EventType {
    /// What an edge of this type says when nothing finer is known: "consulted", "assaulted".
    pub fn verb(self) -> &'static str {
        match self {
            Self::Agree => "agreed with",
            Self::Consult => "consulted",
            Self::Support => "supported",
            Self::Concede => "conceded to",
            Self::Cooperate => "cooperated with",
            Self::Aid => "aided",
            Self::Retreat => "retreated from",
            Self::Request => "requested of",
            Self::Accuse => "accused",
            Self::Reject => "rejected",
            Self::Threaten => "threatened",
            Self::Protest => "protested against",
            Self::Sanction => "sanctioned",
            Self::Mobilize => "mobilized against",
            Self::Coerce => "coerced",
            Self::Assault => "assaulted",
            Self::Move => "moved to",
            Self::Office => "changed the office of",
            Self::Loss => "lost",
            Self::Declared(declared) => &declared.verb,
        }
    }

    /// PLOVER's quad class; types that are neither cooperation nor conflict have none.
    pub fn quad_class(self) -> Option<QuadClass> {
        match self {
            Self::Agree | Self::Consult | Self::Support | Self::Concede => Some(QuadClass::VerbalCooperation),
            Self::Cooperate | Self::Aid | Self::Retreat => Some(QuadClass::MaterialCooperation),
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => Some(QuadClass::VerbalConflict),
            Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault => Some(QuadClass::MaterialConflict),
            Self::Move | Self::Office | Self::Loss => None,
            Self::Declared(declared) => declared.quad_class,
        }
    }

    /// Whether several who do it without a recipient do it with one another: they met, they agreed.
    pub fn is_symmetric(self) -> bool {
        match self {
            Self::Consult | Self::Agree | Self::Cooperate => true,
            Self::Declared(declared) => declared.symmetric,
            _ => false,
        }
    }

    /// Whether a thing may be what it is done to: a bridge is bombed, a ship is seized, a brand is bought.
    pub fn befalls_things(self) -> bool {
        match self {
            Self::Declared(declared) => declared.things,
            other => other.is_bodily(),
        }
    }

    /// Whether it happens to bodies at places, so that a capital is the city and not its government.
    pub fn is_bodily(self) -> bool {
        matches!(self, Self::Assault | Self::Move | Self::Coerce | Self::Loss | Self::Mobilize)
    }

    /// The type of this name among those that the program knows; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.as_str() == name)
    }

    /// Makes a type of a declaration. Equal declarations give equal types.
    ///
    /// # Errors
    /// When the declaration cannot be a type: says what is wrong and what to do.
    pub fn declare(declared: DeclaredType) -> Result<Self, String> {
        declared.check()?;
        // A type is copied into every claim, so each distinct declaration is kept for as long as the program runs; they are few.
        static TYPES: Mutex<BTreeSet<&'static DeclaredType>> = Mutex::new(BTreeSet::new());
        let mut types = TYPES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(kept) = types.get(&declared) {
            return Ok(Self::Declared(kept));
        }
        let kept: &'static DeclaredType = Box::leak(Box::new(declared));
        types.insert(kept);
        Ok(Self::Declared(kept))
    }
}

/// What a user's ontology says of a type of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeclaredType {
    /// Upper case, as records and frames write it: "ACQUIRE".
    pub name: String,
    /// What an edge of it says when nothing finer is known: "acquired".
    pub verb: String,
    /// One line that says what it covers.
    pub description: String,
    pub quad_class: Option<QuadClass>,
    /// Whether several who do it without a recipient do it with one another.
    pub symmetric: bool,
    /// Whether a thing may be what it is done to.
    pub things: bool,
}

impl DeclaredType {
    fn check(&self) -> Result<(), String> {
        let name = &self.name;
        let plain = name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        if !plain || !name.starts_with(|c: char| c.is_ascii_uppercase()) || name.len() > 40 || name.ends_with('_') || name.contains("__") {
            return Err(format!("{name:?} is no name of an event type: write it in capital letters, as ACQUIRE or CEASE_TRADING"));
        }
        if EventType::parse(name).is_some() {
            return Err(format!("{name} is a type that the program knows: add frames to it, or choose another name"));
        }
        if self.verb.trim().is_empty() || self.verb.contains(char::is_control) {
            return Err(format!("the verb {:?} of {name} is no verb: write what stands between two names, as \"acquired\"", self.verb));
        }
        Ok(())
    }
}

/// Whether an act is one of words or of deeds, and whether it brings together or sets apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuadClass {
    VerbalCooperation,
    MaterialCooperation,
    VerbalConflict,
    MaterialConflict,
}

written!(QuadClass {
    VerbalCooperation = "verbal cooperation",
    MaterialCooperation = "material cooperation",
    VerbalConflict = "verbal conflict",
    MaterialConflict = "material conflict",
});

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declaration(name: &str, verb: &str) -> DeclaredType {
        DeclaredType {
            name: name.into(),
            verb: verb.into(),
            description: "buy a company".into(),
            quad_class: Some(QuadClass::MaterialCooperation),
            symmetric: true,
            things: false,
        }
    }

    #[test]
    fn equal_declarations_are_one_type() {
        let one = EventType::declare(declaration("ACQUIRE", "acquired")).unwrap();
        let same = EventType::declare(declaration("ACQUIRE", "acquired")).unwrap();
        let other = EventType::declare(declaration("ACQUIRE", "bought")).unwrap();
        assert!(one == same && one != other && one > EventType::Loss);
        assert_eq!((one.as_str(), one.verb(), one.is_symmetric(), one.befalls_things()), ("ACQUIRE", "acquired", true, false));
        assert_eq!(EventType::parse("ACQUIRE"), None, "what is declared is known to its ontology, not to the program");
    }

    #[test]
    fn a_declaration_that_cannot_be_a_type_is_refused() {
        for (name, verb, message) in [
            ("acquire", "acquired", "capital letters"),
            ("", "acquired", "capital letters"),
            ("A-B", "acquired", "capital letters"),
            ("ASSAULT", "acquired", "add frames to it"),
            ("ACQUIRE", " ", "is no verb"),
        ] {
            let error = EventType::declare(declaration(name, verb)).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }
}
