//! The files of `ontology/` that are part of the program. A test compares the list with the folder.

macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        /// (name, content) of each file, by name.
        pub(super) const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../ontology/", $name)))),*];
    };
}

embed! {
    "bodies.toml", "frames/accuse.toml", "frames/agree.toml", "frames/aid.toml", "frames/assault.toml", "frames/coerce.toml", "frames/concede.toml",
    "frames/consult.toml", "frames/cooperate.toml", "frames/loss.toml", "frames/mobilize.toml", "frames/move.toml", "frames/office.toml",
    "frames/protest.toml", "frames/reject.toml", "frames/request.toml", "frames/retreat.toml", "frames/sanction.toml",
    "frames/support.toml", "frames/threaten.toml", "given_names.toml", "governors.toml", "irregular_verbs.toml", "links.toml",
    "names/agencies.toml", "names/armed_groups.toml", "names/companies.toml", "names/countries.toml", "names/international.toml",
    "names/media.toml", "names/organizations.toml", "names/parties.toml", "names/places.tsv", "names/services.toml", "nouns.toml", "offices.toml",
    "quantities.toml", "references.toml", "relations.toml", "spellings.toml",
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology");
        let mut found = Vec::new();
        for part in ["", "frames", "names"] {
            for entry in std::fs::read_dir(folder.join(part)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if name.ends_with(".toml") || name.ends_with(".tsv") {
                    found.push(if part.is_empty() { name } else { format!("{part}/{name}") });
                }
            }
        }
        found.sort();
        let listed: Vec<&str> = super::FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, found, "list the files of `ontology/` here");
    }
}
