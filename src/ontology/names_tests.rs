//! Tests of the names: the files as they are shipped, and what their reader refuses.

use super::*;

fn shipped() -> Names {
    let files = [
        ("names/countries.toml", include_str!("../../ontology/names/countries.toml")),
        ("names/organizations.toml", include_str!("../../ontology/names/organizations.toml")),
    ];
    Names::read(&files).unwrap_or_else(|error| panic!("{error}"))
}

/// Key and sense of a form, as text.
fn found(names: &Names, surface: &str) -> Option<(String, Sense)> {
    names.lookup(surface).map(|name| (name.key.to_string(), name.sense))
}

#[test]
fn forms_stand_for_their_entries() {
    use Sense::*;
    let names = shipped();
    let expected = [
        ("Ukraine", "country:UA", Name),
        ("Ukrainians", "country:UA", Demonym),
        ("Kyiv", "country:UA", Capital),
        ("Kiev", "country:UA", Capital),
        ("the Kremlin", "country:RU", Seat),
        ("The White House", "country:US", Seat),
        ("Élysée", "country:FR", Seat),
        ("Elysee Palace", "country:FR", Seat),
        ("Côte d’Ivoire", "country:CI", Name),
        ("Cote d'Ivoire", "country:CI", Name),
        ("Turkiye", "country:TR", Name),
        ("Turks", "country:TR", Demonym),
        ("The Hague", "country:NL", Capital),
        ("N’Djamena", "country:TD", Capital),
        ("St. Lucia", "country:LC", Name),
        ("Washington, D.C.", "country:US", Capital),
        ("Kosovo", "country:XK", Name),
        ("Gaza Strip", "territory:gaza", Name),
        ("Crimean", "territory:crimea", Demonym),
        ("NATO", "org:nato", Name),
        ("al-Shabaab", "org:al-shabaab", Name),
        ("Al Shabaab", "org:al-shabaab", Name),
        ("Al-Jazeera", "org:al-jazeera", Name),
        ("al-Qaida", "org:al-qaeda", Name),
        ("RIA Novosti", "org:ria-novosti", Name),
    ];
    for (surface, key, sense) in expected {
        assert_eq!(found(&names, surface), Some((key.to_string(), sense)), "{surface}");
    }
}

#[test]
fn a_country_name_says_what_it_stands_for() {
    let names = shipped();
    let russians = names.lookup("Russians").unwrap();
    assert_eq!((russians.name, russians.kind, russians.section), ("Russia", EntityKind::Place, None));
    let interfax = names.lookup("Interfax").unwrap();
    assert_eq!((interfax.kind, interfax.country, interfax.section), (EntityKind::Organization, Some("country:RU"), Some(Section::Medium)));
    assert_eq!(names.lookup("Peshmerga").unwrap().country, Some("territory:kurdistan-region"));
    assert_eq!(names.entry("country:SS").unwrap().name, "South Sudan");
}

#[test]
fn abbreviations_keep_their_case_but_not_their_dots() {
    let names = shipped();
    for surface in ["US", "U.S.", "U.S", "the US", "the U.S.'s", "US’s"] {
        assert_eq!(found(&names, surface), Some(("country:US".to_string(), Sense::Name)), "{surface}");
    }
    for surface in ["us", "Us", "who", "Who", "it", "turkey", "polish", "is", "Is", "china", "the", "", "'s", "."] {
        assert_eq!(names.lookup(surface), None, "{surface}");
    }
}

#[test]
fn acronyms_may_be_written_as_words_and_names_in_capitals() {
    let names = shipped();
    for (surface, key) in [("Nato", "org:nato"), ("Unicef", "org:unicef"), ("Ecowas", "org:ecowas"), ("UKRAINE", "country:UA")] {
        assert_eq!(names.lookup(surface).map(|n| n.key), Some(key), "{surface}");
    }
    assert_eq!(names.lookup("AL-SHABAAB").map(|n| n.key), Some("org:al-shabaab"));
    assert_eq!(names.lookup("DOWNING STREET").map(|n| n.sense), Some(Sense::Seat));
}

#[test]
fn possessives_are_tolerated() {
    let names = shipped();
    for surface in ["Ukraine's", "Ukraine’s", "Ukraine 's", "UKRAINE'S"] {
        assert_eq!(names.lookup(surface).map(|n| n.key), Some("country:UA"), "{surface}");
    }
    assert_eq!(names.lookup("the Philippines'").map(|n| n.key), Some("country:PH"));
}

#[test]
fn every_member_of_the_united_nations_is_there() {
    let names = shipped();
    // Codes of ISO 3166 that the files leave out: uninhabited or hardly ever named.
    let left_out = ["BL", "BQ", "BV", "CC", "CX", "GS", "HM", "MF", "NF", "PM", "PN", "TF", "TK", "UM", "WF"];
    for code in rust_iso3166::ALL_ALPHA2 {
        assert!(left_out.contains(code) || names.entry(&format!("country:{code}")).is_some(), "{code} is missing");
    }
}

#[test]
fn mistakes_name_the_file_and_the_line() {
    let good = "[country]\nUA = { name = \"Ukraine\", capital = [\"Kyiv\"] }\n";
    let cases = [
        ("[country]\nUA = { name = \"Ukraine\", demonym = [] }\n", 2, "demonym"),
        ("[country]\n\nZZ = { name = \"Nowhere\" }\n", 3, "ISO 3166 has no code"),
        ("[country]\nUK = { name = \"Britain\" }\n", 2, "ISO 3166 has no code"),
        ("[country]\nFR = { name = \"France\", iso = false }\n", 2, "gives \"FR\" to a country"),
        ("[country]\nfra = { name = \"France\" }\n", 2, "no alpha-2 code"),
        (
            "[country]\nFR = { name = \"France\" }\nMC = { name = \"Monaco\",\n  variants = [\"the France\"] }\n",
            4,
            "\"country:FR\" already",
        ),
        ("[party]\nUp = { name = \"Up\" }\n", 2, "small letters"),
        ("[party]\nup = { name = \"Up\", country = \"XX\" }\n", 2, "no country or territory"),
        ("[armed]\nup = { name = \"Up\" }\n[party]\nup = { name = \"Down\" }\n", 4, "stands twice"),
        ("[religion]\n", 1, "religion"),
        ("[party]\nup = { name = \"Up\", state_owned = true }\n", 2, "only a medium"),
        ("[party]\nup = { variants = [] }\n", 2, "name"),
    ];
    for (source, line, says) in cases {
        let error = Names::read(&[("good.toml", good), ("bad.toml", source)]).expect_err(source);
        assert_eq!((error.file.as_str(), error.line), ("bad.toml", Some(line)), "{source}: {error}");
        assert!(error.message.contains(says), "{source}: {error}");
    }
}

#[test]
fn a_form_in_two_files_is_a_mistake() {
    let countries = "[country]\nGE = { name = \"Georgia\" }\n";
    let error = Names::read(&[("a.toml", countries), ("b.toml", "[medium]\ngeorgia = { name = \"Georgia\" }\n")]).unwrap_err();
    assert_eq!((error.file.as_str(), error.line), ("b.toml", Some(2)));
}

#[test]
fn what_a_state_owns_is_known_of_media() {
    let names = &crate::ontology::Ontology::embedded().names;
    for (medium, owned) in [("TASS", true), ("Xinhua", true), ("BBC", true), ("Anadolu", true), ("Reuters", false), ("Kommersant", false)] {
        assert_eq!(names.lookup(medium).map(|name| name.state_owned), Some(owned), "{medium}");
    }
}

#[test]
fn organizations_of_every_sort_are_known() {
    let names = &crate::ontology::Ontology::embedded().names;
    for (form, key, country) in [
        ("NYPD", "org:new-york-police-department", Some("country:US")),
        ("RSS", "org:rashtriya-swayamsevak-sangh", Some("country:IN")),
        ("Lockheed Martin", "org:lockheed-martin", Some("country:US")),
        ("the PBOC", "org:peoples-bank-of-china", Some("country:CN")),
        ("Red Brigades", "org:red-brigades", Some("country:IT")),
        ("La Nación", "org:la-nacion", Some("country:AR")),
        ("UNAMA", "org:unama", None),
    ] {
        let found = names.lookup(form).map(|name| (name.key, name.country));
        assert_eq!(found, Some((key, country)), "{form}");
    }
    // Names of people and words that an acronym would look like are left out.
    for form in ["Olaf", "Irena", "Kanu", "Swift", "Jane", "Kellogg", "Kan", "Zara", "Reprieve"] {
        assert_eq!(names.lookup(form).map(|name| name.key), None, "{form}");
    }
    assert!(names.entries().count() > 3_000);
}
