//! Articles and claims built by hand, so that a room is tested without annotator and extractor. Knows nothing of language:
//! the test names the words, this finds their spans.

use super::*;
use jiff::civil::Date;

/// Builds one article with its claims, a sentence at a time.
pub(crate) struct Report {
    article: Article,
    claims: Claims,
}

/// Builds the claim that [`Report::claim`] began.
pub(crate) struct ClaimBuilder<'r> {
    report: &'r mut Report,
    claim: Claim,
}

impl Report {
    pub fn new(id: &str, publisher: &str, published: &str) -> Self {
        let article = Article {
            id: id.to_owned(),
            url: None,
            publisher: Some(publisher.to_owned()),
            title: None,
            published: Some(published.parse().unwrap()),
            text: String::new(),
        };
        Self { article, claims: Claims::default() }
    }

    /// Adds a sentence; the claims that follow are read off it.
    pub fn sentence(&mut self, text: &str) -> &mut Self {
        if !self.article.text.is_empty() {
            self.article.text.push(' ');
        }
        self.article.text.push_str(text);
        self
    }

    /// Declares an entity with its full name first, then the other names.
    pub fn entity(&mut self, kind: EntityKind, names: &[&str]) -> &mut Self {
        self.declare(kind, names, None, true)
    }

    pub fn known(&mut self, key: &str, kind: EntityKind, names: &[&str]) -> &mut Self {
        self.declare(kind, names, Some(key), true)
    }

    pub fn unnamed(&mut self, kind: EntityKind, words: &str) -> &mut Self {
        self.declare(kind, &[words], None, false)
    }

    /// The country of the entity declared last.
    pub fn of_country(&mut self, key: &str) -> &mut Self {
        self.claims.entities.last_mut().expect("an entity was declared").country = Some(key.to_owned());
        self
    }

    fn declare(&mut self, kind: EntityKind, names: &[&str], known_as: Option<&str>, named: bool) -> &mut Self {
        let mut sorted: Vec<String> = if named { names.iter().map(|n| n.to_string()).collect() } else { Vec::new() };
        sorted.sort();
        let known_as = known_as.map(str::to_owned);
        self.claims.entities.push(LocalEntity {
            name: names[0].into(),
            kind,
            names: sorted,
            known_as,
            country: None,
            named,
            mentions: Vec::new(),
        });
        self
    }

    /// Begins a claim of the last sentence.
    pub fn claim(&mut self, event_type: EventType, predicate: &str, trigger: &str) -> ClaimBuilder<'_> {
        let text = &self.article.text;
        let start = text[..text.len() - 1].rfind(". ").map_or(0, |end| end + 2);
        let at = start + text[start..].find(trigger).unwrap_or_else(|| panic!("no {trigger:?} in {:?}", &text[start..]));
        let claim = Claim {
            event_type,
            mode: None,
            predicate: predicate.to_owned(),
            trigger: Span::new(at, at + trigger.len()),
            participants: Vec::new(),
            place: None,
            time: None,
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            said_by: Vec::new(),
            cue: None,
            evidence: Span::new(start, text.len()),
            found_by: format!("frames/{}.toml#{}", event_type.as_str().to_lowercase(), slug(predicate, 30)),
        };
        ClaimBuilder { report: self, claim }
    }

    fn index(&self, name: &str) -> EntityIndex {
        let found = self.claims.entities.iter().position(|e| e.name == name || e.names.iter().any(|n| n == name));
        found.unwrap_or_else(|| panic!("no entity {name:?}"))
    }

    /// The article and its claims, with the mentions of all declared names.
    pub fn build(&self) -> (Article, Claims) {
        let (article, mut claims) = (self.article.clone(), self.claims.clone());
        for entity in &mut claims.entities {
            let words = if entity.named { entity.names.clone() } else { vec![entity.name.clone()] };
            for name in words {
                entity.mentions.extend(article.text.match_indices(&name).map(|(at, _)| Span::new(at, at + name.len())));
            }
            entity.mentions.sort();
        }
        (article, claims)
    }
}

impl ClaimBuilder<'_> {
    fn role(mut self, role: Role, name: &str) -> Self {
        let entity = self.report.index(name);
        let sentence = self.claim.evidence.of(&self.report.article.text);
        let start = self.claim.evidence.start as usize + sentence.find(name).unwrap_or(0);
        self.claim.participants.push(Participant { role, entity, at: Span::new(start, start + name.len()) });
        self
    }
    pub fn agent(self, name: &str) -> Self {
        self.role(Role::Agent, name)
    }
    pub fn recipient(self, name: &str) -> Self {
        self.role(Role::Recipient, name)
    }
    pub fn topic(self, name: &str) -> Self {
        self.role(Role::Topic, name)
    }
    pub fn instrument(self, name: &str) -> Self {
        self.role(Role::Instrument, name)
    }
    pub fn mode(mut self, mode: &str) -> Self {
        self.claim.mode = Some(mode.to_owned());
        self
    }
    pub fn place(mut self, name: &str) -> Self {
        self.claim.place = Some(self.report.index(name));
        self
    }
    /// A day, with the words that name it.
    pub fn day(self, day: &str, words: &str) -> Self {
        self.range(day, day, Granularity::Day, words)
    }
    pub fn range(mut self, earliest: &str, latest: &str, granularity: Granularity, words: &str) -> Self {
        let date = |text: &str| Some(text.parse::<Date>().unwrap());
        self.claim.time = Some(TimeValue { earliest: date(earliest), latest: date(latest), granularity, words: words.to_owned() });
        self
    }
    /// Who says so, outermost first, and the words that attribute.
    pub fn said_by(mut self, chain: &[&str], cue: &str) -> Self {
        self.claim.said_by = chain.iter().map(|name| self.report.index(name)).collect();
        self.claim.cue = Some(cue.to_owned());
        self
    }
    pub fn denied(mut self) -> Self {
        self.claim.polarity = Polarity::Denied;
        self
    }
    pub fn modality(mut self, modality: Modality) -> Self {
        self.claim.modality = modality;
        self
    }
    pub fn add(self) {
        self.report.claims.claims.push(self.claim);
    }
}

/// Four short reports of the last days of February 2022: a telephone call as an agency tells it, an offensive in the article's own
/// voice, a refusal at second hand and its denial, and a later report that tells the offensive again.
pub(crate) fn reports() -> Vec<(Article, Claims)> {
    use EntityKind::*;
    let mut call = Report::new("call", "Example Wire", "2022-02-26");
    call.entity(Person, &["Sergei Lavrov", "Lavrov"])
        .of_country("country:RU")
        .entity(Person, &["Mevlüt Çavuşoğlu", "Çavuşoğlu"])
        .entity(Organization, &["Interfax"])
        .sentence("Sergei Lavrov spoke by telephone with Mevlüt Çavuşoğlu on Saturday, Interfax reported.");
    call.claim(EventType::Consult, "spoke with", "spoke")
        .agent("Sergei Lavrov")
        .recipient("Mevlüt Çavuşoğlu")
        .mode("phone")
        .day("2022-02-26", "on Saturday")
        .said_by(&["Interfax"], "reported")
        .add();

    let mut offensive = Report::new("offensive", "Example Wire", "2022-02-24");
    offensive
        .known("country:RU", Place, &["Russia", "Moscow"])
        .known("country:UA", Place, &["Ukraine"])
        .known("city:Kharkiv", Place, &["Kharkiv"])
        .unnamed(Group, "residents")
        .unnamed(Thing, "missiles")
        .sentence("Russia launched a wide offensive on Ukraine with missiles on Thursday.")
        .claim(EventType::Assault, "launched an offensive on", "offensive")
        .agent("Russia")
        .recipient("Ukraine")
        .instrument("missiles")
        .day("2022-02-24", "on Thursday")
        .add();
    offensive
        .sentence("Hundreds of residents fled Kharkiv.")
        .claim(EventType::Move, "fled", "fled")
        .agent("residents")
        .place("Kharkiv")
        .add();

    let mut talks = Report::new("talks", "Example Daily", "2022-02-26");
    talks
        .known("country:UA", Place, &["Ukraine", "Kyiv"])
        .entity(Person, &["Dmitry Peskov", "Peskov"])
        .entity(Organization, &["Sputnik"])
        .entity(Person, &["Volodymyr Zelenskyy", "Zelenskyy"])
        .unnamed(Thing, "talks")
        .known("country:RU", Place, &["Russia", "Moscow"])
        .sentence("Ukraine had rejected talks, Dmitry Peskov said, according to Sputnik.")
        .claim(EventType::Reject, "rejected", "rejected")
        .agent("Ukraine")
        .topic("talks")
        .said_by(&["Sputnik", "Dmitry Peskov"], "said")
        .add();
    talks
        .sentence("Kyiv never rejected talks, Volodymyr Zelenskyy answered.")
        .claim(EventType::Reject, "rejected", "rejected")
        .agent("Kyiv")
        .topic("talks")
        .denied()
        .said_by(&["Volodymyr Zelenskyy"], "answered")
        .add();
    talks
        .sentence("Zelenskyy said that Kyiv is ready to meet Moscow.")
        .claim(EventType::Consult, "met", "meet")
        .agent("Kyiv")
        .agent("Moscow")
        .modality(Modality::Future)
        .said_by(&["Zelenskyy"], "said")
        .add();

    let mut week = Report::new("week", "Example Daily", "2022-03-01");
    week.known("country:RU", Place, &["Moscow"])
        .known("country:UA", Place, &["Ukraine"])
        .entity(Person, &["Lavrov"])
        .of_country("country:RU")
        .entity(Organization, &["NATO"])
        .sentence("On 24 February Moscow launched an offensive on Ukraine.")
        .claim(EventType::Assault, "launched an offensive on", "launched an offensive")
        .agent("Moscow")
        .recipient("Ukraine")
        .day("2022-02-24", "On 24 February")
        .add();
    week.sentence("Lavrov accused NATO of expansion.")
        .claim(EventType::Accuse, "accused", "accused")
        .agent("Lavrov")
        .recipient("NATO")
        .add();
    vec![call.build(), offensive.build(), talks.build(), week.build()]
}
