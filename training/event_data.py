"""Reads annotated articles into what the event heads learn from.

Takes the articles (`gold` form) and the same articles as `dateline annotate --format json` reads them, so that words, sentences and
trees are those that the program itself will see; gives a `Document` an article.
"""
import json
import re
from collections import Counter
from dataclasses import dataclass, field

TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
         "MOBILIZE", "COERCE", "ASSAULT", "MOVE", "OFFICE", "LOSS"]
MODALITIES = ["actual", "future", "possible", "hypothetical"]
ROLES = ["agent", "recipient", "place", "speaker"]
NAMED = {"person", "organization", "place", "group"}  # kinds of mentions that may take part
REACH = 2  # sentences before the trigger's own in which a participant may be named
LONGEST_PATH = 5
# Relations whose subtype tells of a role.
KEPT_SUBTYPES = {"nsubj:pass", "obl:agent", "nmod:poss", "aux:pass", "acl:relcl"}


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    head: int  # in the document; -1 for a root
    relation: str
    sentence: int
    start: int
    end: int


@dataclass
class Trigger:
    word: int
    types: set = field(default_factory=set)
    denied: bool = False
    modality: str = "actual"
    # role -> words that name who plays it
    roles: dict = field(default_factory=lambda: {role: set() for role in ROLES})


@dataclass
class Document:
    id: str
    words: list
    sentences: list  # (first word, behind the last)
    triggers: list
    names: dict  # word -> entity: the head words of all occurrences of names
    mentions: set  # words that the annotator takes for the heads of names and nominals


def read_words(annotated):
    words, sentences = [], []
    for number, sentence in enumerate(annotated["sentences"]):
        first = len(words)
        for t in sentence["tokens"]:
            head = t["head"] if t["relation"] != "root" else -1
            words.append(Word(t["form"], t["lemma"], t["upos"], head, t["relation"], number, t["start"], t["end"]))
        sentences.append((first, len(words)))
    return words, sentences


def head_within(words, first, last):
    """The word of a span whose head stands outside it; of several the first verb or noun."""
    outside = [i for i in range(first, last) if not first <= words[i].head < last]
    telling = [i for i in outside if words[i].upos in ("VERB", "NOUN", "PROPN", "ADJ")]
    return (telling or outside or [last - 1])[0]


def words_at(words, start, end):
    inside = [i for i, w in enumerate(words) if w.start < end and w.end > start]
    return (inside[0], inside[-1] + 1) if inside else None


def name_heads(article, words):
    """The head word of each occurrence of each entity's names; an occurrence inside a longer one with the same head is part of it."""
    found = []
    for entity in article["entities"]:
        for name in entity["names"]:
            for match in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", article["text"]):
                span = words_at(words, match.start(), match.end())
                if span:
                    found.append((span[1] - span[0], head_within(words, *span), entity["id"]))
    heads = {}
    for _, head, entity in sorted(found, reverse=True):
        heads.setdefault(head, entity)
    return heads


def read_document(article, annotated):
    words, sentences = read_words(annotated)
    names = name_heads(article, words)
    mentions = {m["head"] for m in annotated["mentions"] if m["form"] != "pronoun" and m["kind"] in NAMED}
    triggers = {}
    for event in article["events"]:
        at = article["text"].find(event["at"])
        inside = event["at"].find(event["trigger"])
        span = words_at(words, at + inside, at + inside + len(event["trigger"])) if at >= 0 and inside >= 0 else None
        if not span:
            continue
        word = head_within(words, *span)
        trigger = triggers.setdefault(word, Trigger(word))
        trigger.types.add(event["type"])
        trigger.denied = event["polarity"] == "denied"
        trigger.modality = event["modality"]
        players = [("agent", e) for e in event["agents"]] + [("recipient", e) for e in event["recipients"]]
        players += [("place", event["place"])] if event.get("place") else []
        players += [("speaker", event["source"][-1])] if event["source"] else []
        for role, entity in players:
            trigger.roles[role] |= naming(words, names, word, entity)
    return Document(article["id"], words, sentences, sorted(triggers.values(), key=lambda t: t.word), names, mentions)


def naming(words, names, trigger, entity):
    """The words that name an entity for a trigger: all in its sentence, else the nearest before it within reach."""
    own = words[trigger].sentence
    occurrences = [w for w, e in names.items() if e == entity]
    here = {w for w in occurrences if words[w].sentence == own}
    before = [w for w in occurrences if own - REACH <= words[w].sentence < own]
    return here or ({max(before)} if before else set())


def candidates(document, trigger):
    """The words that may name a participant of a trigger: heads of mentions in its sentence and in those within reach before it."""
    own = document.words[trigger].sentence
    return [w for w in sorted(document.mentions | document.names.keys()) if own - REACH <= document.words[w].sentence <= own and w != trigger]


def relation_step(relation):
    return relation if relation in KEPT_SUBTYPES else relation.split(":")[0]


def path(words, trigger, candidate):
    """How the tree leads from a trigger to a candidate: "^xcomp nsubj", and the preposition before the candidate ("obl+with").

    Within a sentence; "before 1" and "before 2" stand for candidates of earlier sentences.
    """
    if words[trigger].sentence != words[candidate].sentence:
        return f"before {words[trigger].sentence - words[candidate].sentence}"

    def up(word):
        chain = [word]
        while words[chain[-1]].head >= 0 and len(chain) < 30:
            chain.append(words[chain[-1]].head)
        return chain

    above_trigger, above_candidate = up(trigger), up(candidate)
    meeting = next((w for w in above_trigger if w in above_candidate), None)
    if meeting is None:
        return "far"
    ascent = above_trigger[: above_trigger.index(meeting)]
    descent = above_candidate[: above_candidate.index(meeting)][::-1]
    if len(ascent) + len(descent) > LONGEST_PATH:
        return "far"
    steps = ["^" + relation_step(words[w].relation) for w in ascent] + [relation_step(words[w].relation) for w in descent]
    if descent:
        marker = next((w.lemma.lower() for w in words if w.head == descent[-1] and w.relation.split(":")[0] == "case"), None)
        if marker:
            steps[-1] += "+" + marker
    return " ".join(steps)


def load(articles, annotated):
    """Documents of the articles in a list of files, matched by id with the annotated ones of another list."""
    read = {}
    for file in annotated:
        for line in open(file, encoding="utf8"):
            record = json.loads(line)
            read[record["id"]] = record
    out = []
    for file in articles:
        for line in open(file, encoding="utf8"):
            article = json.loads(line)
            out.append(read_document(article, read[article["id"]]))
    return out


def path_inventory(documents, least=4):
    counts = Counter(path(d.words, t.word, c) for d in documents for t in d.triggers for c in candidates(d, t.word))
    return ["other"] + sorted(p for p, n in counts.items() if n >= least)
