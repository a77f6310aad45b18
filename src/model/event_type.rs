//! The nineteen types of events.

use std::fmt;

macro_rules! event_types {
    ($($name:ident = $text:literal : $gloss:literal),* $(,)?) => {
        /// A type of event: PLOVER's sixteen, and three more that news needs (MOVE, OFFICE, LOSS).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum EventType { $(#[doc = $gloss] $name),* }

        impl EventType {
            pub const ALL: &[EventType] = &[$(Self::$name),*];

            /// The name as records and frames write it: upper case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// One line that says what the type covers.
            pub fn gloss(self) -> &'static str {
                match self { $(Self::$name => $gloss),* }
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
        }
    }

    /// The type of this name, as [`as_str`](Self::as_str) writes it; `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.as_str() == name)
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
