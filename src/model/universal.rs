//! The closed sets of Universal Dependencies: parts of speech and relations.

/// Declares an enum whose variants have a written name in CoNLL-U.
macro_rules! conllu_set {
    ($(#[$doc:meta])* $set:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $set { $($variant),* }

        impl $set {
            pub const ALL: &[$set] = &[$(Self::$variant),*];

            /// The name as CoNLL-U writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The value of this CoNLL-U name; `None` for any other word.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

conllu_set! {
    /// Universal part of speech.
    UPos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN", Num = "NUM",
        Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

conllu_set! {
    /// Dependency relation, with the subtypes that English treebanks use.
    Relation {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod",
        Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp",
        Clf = "clf", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
        CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det", DetPredet = "det:predet",
        Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith",
        Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass", Nummod = "nummod",
        Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan",
        Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative",
        Xcomp = "xcomp",
    }
}

impl Relation {
    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn universal(self) -> Relation {
        let name = self.as_str();
        name.split_once(':').and_then(|(universal, _)| Relation::parse(universal)).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_has_its_universal_one() {
        for &relation in Relation::ALL {
            assert!(!relation.universal().as_str().contains(':'), "{relation:?}");
            assert_eq!(Relation::parse(relation.as_str()), Some(relation));
        }
        assert_eq!(Relation::NsubjPass.universal(), Relation::Nsubj);
    }
}
