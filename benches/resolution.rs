//! How long it takes to join what articles say: `pipeline::knowledge` on 6,250, 25,000 and 100,000 mentions of 20,000 actors.
//!
//! `cargo bench --bench resolution` makes the articles up, the same in every run: ten entities and five claims an article, actors of
//! whom few are spoken of often and many seldom, full names, surnames alone, two spellings of one name, namesakes, organizations with
//! their abbreviations, and countries. It prints one line a size, with the ratio to the first. `DATELINE_BENCH_ROUNDS` sets of how many
//! rounds the quickest counts. Figures are for comparing within one run: machines are noisy.

use dateline::model::{
    Article, Claim, Claims, EntityKind, EventType, Granularity, LocalEntity, Modality, Participant, Polarity, Quantity, QuantityRole,
    RelationObject, RelationProperty, Role, Span, StatedRelation, TimeValue,
};
use dateline::pipeline::knowledge;
use jiff::civil::{Date, date};
use std::time::Instant;

const ACTORS: usize = 20_000;
const COUNTRIES: usize = 190;
const OF_ARTICLE: usize = 10;
const SIZES: [usize; 3] = [6_250, 25_000, 100_000];
/// Articles that tell one story, and so speak of the same people.
const OF_STORY: usize = 8;

fn main() {
    let rounds: usize = std::env::var("DATELINE_BENCH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let mut first = None;
    for mentions in SIZES {
        let articles = World::new().articles(mentions / OF_ARTICLE);
        let claims: usize = articles.iter().map(|(_, claims)| claims.claims.len()).sum();
        let once = || {
            let articles = articles.clone();
            let started = Instant::now();
            let knowledge = knowledge(articles, &[]);
            (started.elapsed().as_secs_f64(), knowledge.entities.len(), knowledge.events.len())
        };
        let (seconds, entities, events) =
            (0..rounds.max(1)).map(|_| once()).min_by(|one, other| one.0.total_cmp(&other.0)).expect("a round");
        let (of_mentions, of_seconds) = *first.get_or_insert((mentions, seconds));
        println!(
            "{mentions} mentions, {claims} claims in {} articles: {entities} entities, {events} events in {seconds:.2} s; \
             {:.1} times the time for {} times the mentions",
            articles.len(),
            seconds / of_seconds,
            mentions / of_mentions
        );
    }
}

/// Numbers from a seed, the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// Small numbers often, great ones seldom.
    fn skewed(&mut self, limit: usize) -> usize {
        let share = self.below(1 << 20) as f64 / (1 << 20) as f64;
        (share.powi(3) * limit as f64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// Somebody or something that articles speak of.
struct Actor {
    kind: EntityKind,
    name: String,
    /// What an article may call it instead.
    other: Option<String>,
    known_as: Option<String>,
    country: String,
}

struct World {
    numbers: Numbers,
    actors: Vec<Actor>,
    words: Vec<String>,
}

impl World {
    fn new() -> Self {
        let mut numbers = Numbers(20_261_127);
        let mut invent = |count: usize, syllables: usize| -> Vec<String> { (0..count).map(|_| word(&mut numbers, syllables)).collect() };
        let (given, surnames, places, words) = (invent(300, 2), invent(6_000, 3), invent(COUNTRIES, 3), invent(3_000, 2));
        let actors = (0..ACTORS).map(|at| actor(at, &given, &surnames, &places, &mut numbers)).collect();
        Self { numbers, actors, words: words.iter().map(|word| word.to_lowercase()).collect() }
    }

    fn articles(&mut self, count: usize) -> Vec<(Article, Claims)> {
        let mut story = Vec::new();
        let article = |at: usize| {
            if at.is_multiple_of(OF_STORY) {
                story = (0..2 * OF_ARTICLE).map(|_| self.numbers.skewed(ACTORS)).collect();
            }
            self.article(at, &story)
        };
        (0..count).map(article).collect()
    }

    fn article(&mut self, at: usize, story: &[usize]) -> (Article, Claims) {
        let published = date(2022, 1, 1).checked_add(jiff::Span::new().days((at / 40) as i64)).expect("a day of this century");
        let mut claims = Claims::default();
        let mut cast: Vec<usize> = (0..OF_ARTICLE).map(|_| story[self.numbers.below(story.len())]).collect();
        cast.iter_mut().skip(OF_ARTICLE - 2).for_each(|actor| *actor = self.numbers.skewed(ACTORS));
        cast.sort_unstable();
        cast.dedup();
        claims.entities = cast.iter().map(|&actor| self.local(actor)).collect();
        let mut text = String::new();
        for _ in 0..OF_ARTICLE / 2 {
            let claim = self.claim(&mut text, &claims.entities, published);
            if self.numbers.chance(20) {
                let value = self.numbers.below(50) as f64;
                let (claim, affiliation, at) = (claims.claims.len(), Some(0), claim.trigger);
                let counted = "soldiers".to_owned();
                claims.quantities.push(Quantity { claim, role: QuantityRole::Recipient, value, bound: None, counted, affiliation, at });
            }
            claims.claims.push(claim);
        }
        claims.relations = cast.iter().enumerate().filter_map(|(place, &actor)| self.relation(place, actor, &claims.entities)).collect();
        let publisher = Some(format!("Paper {}", self.numbers.below(30)));
        (Article { id: format!("a{at:06}"), url: None, publisher, title: None, published: Some(published), text }, claims)
    }

    fn local(&mut self, actor: usize) -> LocalEntity {
        let (short, told) = (self.numbers.chance(15), self.numbers.chance(40));
        let actor = &self.actors[actor];
        let name = actor.other.as_ref().filter(|_| short).unwrap_or(&actor.name).clone();
        let mut names = vec![name.clone()];
        if !short {
            names.extend(actor.other.clone());
            names.sort();
        }
        let country = (told && actor.known_as.is_none()).then(|| actor.country.clone());
        LocalEntity { name, kind: actor.kind, names, known_as: actor.known_as.clone(), country, named: true, mentions: Vec::new() }
    }

    /// A sentence, and what it claims.
    fn claim(&mut self, text: &mut String, entities: &[LocalEntity], published: Date) -> Claim {
        let types = [EventType::Assault, EventType::Consult, EventType::Accuse, EventType::Agree, EventType::Aid];
        let event_type = types[self.numbers.below(types.len())];
        let (agent, recipient) = (self.numbers.below(entities.len()), self.numbers.below(entities.len()));
        let start = text.len();
        text.push_str(&entities[agent].name);
        let agent_at = Span::new(start, text.len());
        text.push(' ');
        let trigger = Span::new(text.len(), text.len() + event_type.verb().len());
        text.push_str(event_type.verb());
        text.push(' ');
        let recipient_at = Span::new(text.len(), text.len() + entities[recipient].name.len());
        text.push_str(&entities[recipient].name);
        (0..20).for_each(|_| {
            text.push(' ');
            text.push_str(&self.words[self.numbers.skewed(self.words.len())]);
        });
        text.push('.');
        let evidence = Span::new(start, text.len());
        // A sentence that claims nothing.
        (0..30).for_each(|_| {
            text.push(' ');
            text.push_str(&self.words[self.numbers.skewed(self.words.len())]);
        });
        text.push_str(". ");
        let day = published.checked_sub(jiff::Span::new().days(self.numbers.below(3) as i64)).ok();
        let time = TimeValue { earliest: day, latest: day, granularity: Granularity::Day, words: "on that day".to_owned() };
        Claim {
            event_type,
            mode: None,
            predicate: event_type.verb().to_owned(),
            trigger,
            participants: vec![
                Participant { role: Role::Agent, entity: agent, at: agent_at },
                Participant { role: Role::Recipient, entity: recipient, at: recipient_at },
            ],
            place: self.numbers.chance(20).then(|| self.numbers.below(entities.len())),
            time: self.numbers.chance(60).then_some(time),
            polarity: if self.numbers.chance(8) { Polarity::Denied } else { Polarity::Affirmed },
            modality: if self.numbers.chance(15) { Modality::Future } else { Modality::Actual },
            said_by: if self.numbers.chance(40) { vec![self.numbers.below(entities.len())] } else { Vec::new() },
            cue: None,
            evidence,
            found_by: "bench".to_owned(),
        }
    }

    /// An office in a country that the article names.
    fn relation(&mut self, place: usize, actor: usize, entities: &[LocalEntity]) -> Option<StatedRelation> {
        let own = &self.actors[actor].country;
        let of = entities.iter().position(|other| other.known_as.as_ref() == Some(own));
        let office = ["minister", "spokesman", "senator"][self.numbers.below(3)].to_owned();
        (entities[place].kind == EntityKind::Person && of.is_some()).then_some(StatedRelation {
            subject: place,
            property: RelationProperty::HoldsOffice,
            object: RelationObject::Words(office),
            of,
            at: Span::new(0, 1),
            found_by: "bench".to_owned(),
            inferred: false,
            sole: false,
        })
    }
}

fn word(numbers: &mut Numbers, syllables: usize) -> String {
    let consonants = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "sh", "ch"];
    let syllable = |numbers: &mut Numbers| [consonants[numbers.below(16)], ["a", "e", "i", "o", "u"][numbers.below(5)]].concat();
    let word: String = (0..syllables).map(|_| syllable(numbers)).collect();
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// Countries first; then of ten actors seven people, two organizations and a place. Few surnames are borne by many, many by few.
fn actor(at: usize, given: &[String], surnames: &[String], places: &[String], numbers: &mut Numbers) -> Actor {
    let home = numbers.skewed(COUNTRIES);
    let country = format!("country:{}", places[home].to_uppercase());
    if at < COUNTRIES {
        let own = format!("country:{}", places[at].to_uppercase());
        return Actor { kind: EntityKind::Place, name: places[at].clone(), other: None, known_as: Some(own.clone()), country: own };
    }
    // The most frequent one is borne by a hundredth or so of all.
    let surname = |numbers: &mut Numbers| {
        let (one, other) = (numbers.below(surnames.len()), numbers.below(surnames.len()));
        surnames[one * other / surnames.len()].clone()
    };
    match at % 10 {
        0..7 => {
            let last = surname(numbers);
            // Some have a middle name, some a surname with an ending that is written in two ways.
            let last = if numbers.chance(10) { format!("{last}sk{}", ["y", "yy"][numbers.below(2)]) } else { last };
            let middle = if numbers.chance(10) { format!(" {}", given[numbers.below(given.len())]) } else { String::new() };
            let name = format!("{}{middle} {last}", given[numbers.skewed(given.len())]);
            Actor { kind: EntityKind::Person, name, other: Some(last), known_as: None, country }
        }
        7..9 => {
            let words = [surname(numbers), surname(numbers), "Council".to_owned()];
            let short = words.iter().map(|word| word[..1].to_owned()).collect();
            Actor { kind: EntityKind::Organization, name: words.join(" "), other: Some(short), known_as: None, country }
        }
        _ => Actor { kind: EntityKind::Place, name: surname(numbers), other: None, known_as: None, country },
    }
}
