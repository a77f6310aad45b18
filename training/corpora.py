"""Reads the corpora into sentences and cuts them into training windows.

Every sentence carries only the layers its corpus has; a layer that is absent is `None` and trains nothing.
"""
import json
import lzma
import re
from dataclasses import dataclass
from pathlib import Path

NAME_TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
NO_LABEL = -100

# CrossNER, WNUT and WikiGold name finer or other types; what is neither a person, an organization nor a place is MISC.
NAME_TYPES = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC",
    "person": "PER", "politician": "PER", "researcher": "PER", "writer": "PER", "musicalartist": "PER", "scientist": "PER",
    "organisation": "ORG", "politicalparty": "ORG", "university": "ORG", "band": "ORG", "corporation": "ORG", "group": "ORG",
    "country": "LOC", "location": "LOC",
}


@dataclass
class Sentence:
    forms: list
    upos: list = None
    xpos: list = None
    feats: list = None
    lemmas: list = None
    heads: list = None
    relations: list = None
    names: list = None
    # Whether a corpus marks names of other kinds too; where it does not, its "O" may hide a MISC.
    has_misc: bool = False
    mentions: list = None
    document: int = 0


def read_conllu(path):
    """Sentences of a .conllu.xz, numbered by document; GUM's `Entity=` gives mention types and names."""
    sentences, rows, document = [], [], 0
    with lzma.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document += 1
            elif line and line[0] != "#":
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
                elif "-" in columns[0] and "Entity=" in columns[9]:
                    raise ValueError(f"{path}: an entity on a multiword token")
            elif not line and rows:
                sentences.append(conllu_sentence(rows, document))
                rows = []
    return sentences


def conllu_sentence(rows, document):
    sentence = Sentence(
        forms=[r[1] for r in rows], upos=[r[3] for r in rows], xpos=[r[4] for r in rows], feats=[r[5] for r in rows], lemmas=[r[2] for r in rows],
        heads=[int(r[6]) for r in rows], relations=[r[7] for r in rows], document=document,
    )
    return sentence


def add_gum_entities(path, sentences):
    """Adds mention types and names from GUM's bracketed `Entity=`, which may open in one sentence and close in it only."""
    misc = []
    with lzma.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                found = re.search(r"Entity=([^|]*)", columns[9])
                misc.append(found.group(1) if found else "")
    position = 0
    for sentence in sentences:
        notes = misc[position: position + len(sentence.forms)]
        position += len(sentence.forms)
        mark_mentions(sentence, notes)


def mark_mentions(sentence, notes):
    open_mentions, mentions = [], []
    for index, note in enumerate(notes):
        for piece in re.findall(r"\([^()]+\)?|[^()]+\)", note):
            if piece.startswith("("):
                kind = piece.strip("()").split("-")
                open_mentions.append((kind[0], kind[1] if len(kind) > 1 else None, index))
                closes = piece.endswith(")")
                name = kind[0]
            else:
                closes, name = True, piece.rstrip(")")
            if closes:
                for at in range(len(open_mentions) - 1, -1, -1):
                    if open_mentions[at][0] == name:
                        _, kind_name, start = open_mentions.pop(at)
                        if kind_name:
                            mentions.append((start, index + 1, kind_name))
                        break
    sentence.mentions = ["none"] * len(sentence.forms)
    sentence.names = ["O"] * len(sentence.forms)
    sentence.has_misc = True
    # "United" in "United Kingdom" is a verb to UPOS, but a proper noun to XPOS.
    proper = [tag.startswith("NNP") and "@" not in form for tag, form in zip(sentence.xpos, sentence.forms)]
    by_head = {}
    for start, end, kind in sorted(mentions, key=lambda m: m[1] - m[0]):
        head = span_head(sentence, start, end)
        by_head[head] = (start, end, kind)
    for head, (start, end, kind) in by_head.items():
        sentence.mentions[head] = kind
    types = {"person": "PER", "organization": "ORG", "place": "LOC"}
    for head, (start, end, kind) in sorted(by_head.items(), key=lambda item: item[1][1] - item[1][0], reverse=True):
        if not proper[head]:
            continue
        first, last = name_run(sentence, proper, head, start, end)
        if any(sentence.names[i] != "O" for i in range(first, last)):
            continue  # an outer name holds this one
        label = types.get(kind, "MISC")
        for i in range(first, last):
            sentence.names[i] = ("B-" if i == first else "I-") + label
    for i, tag in enumerate(sentence.names):
        if tag == "O" and proper[i]:
            sentence.names[i] = None  # a proper noun outside any mention: nothing is known of it


def span_head(sentence, start, end):
    for i in range(start, end):
        head = sentence.heads[i] - 1
        if not start <= head < end:
            return i
    return end - 1


def name_run(sentence, proper, head, start, end):
    """The name around a proper head: proper nouns, and what joins them inside (of, the, hyphens)."""
    joins = {"of", "the", "and", "for", "de", "del", "van", "von", "al", "-", "'s", "&", "."}
    first = head
    while first > start and (proper[first - 1] or (sentence.forms[first - 1].lower() in joins and first - 1 > start and proper[first - 2])):
        first -= 1
    last = head + 1
    while last < end and (proper[last] or (sentence.forms[last].lower() in joins and last + 1 < end and
                                           (proper[last + 1] or (sentence.forms[last + 1].lower() == "the" and last + 2 < end and proper[last + 2])))):
        last += 1
    return first, last


def read_bio(path, has_misc):
    """Sentences of a two-column BIO file, with the types mapped to PER, ORG, LOC and MISC."""
    sentences, forms, tags = [], [], []
    for line in list(open(path, encoding="utf8")) + ["\n"]:
        line = line.rstrip("\n")
        if not line.strip():
            if forms:
                sentences.append(Sentence(forms=forms, names=fix_bio(tags), has_misc=has_misc))
            forms, tags = [], []
            continue
        form, tag = line.split("\t")[0], line.split("\t")[-1]
        forms.append(form)
        tags.append("O" if tag == "O" else tag[:2] + NAME_TYPES.get(tag[2:], "MISC"))
    return sentences


def fix_bio(tags):
    return ["B-" + tag[2:] if tag.startswith("I-") and (i == 0 or tags[i - 1][2:] != tag[2:]) else tag for i, tag in enumerate(tags)]


def add_uner(sentences, path):
    """Lays the names of UNER over the same sentences of EWT."""
    by_forms = {}
    for named in read_bio(path, has_misc=False):
        by_forms.setdefault(tuple(named.forms), named.names)
    found = 0
    for sentence in sentences:
        names = by_forms.get(tuple(sentence.forms))
        if names:
            sentence.names, found = names, found + 1
    return found


WORD = re.compile(r"\d+(?:[.,:]\d+)*|(?:[A-Z]\.){2,}|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]")
# Words that end like a nationality: an adjective of a country stands in the articles' name lists, but is no name of a place.
DEMONYM = re.compile(r".*(?:ish|[ie]an|ese|ch|i|ic)$")


def read_articles(paths):
    """Names in the annotated articles: capitalised names of persons, organizations and places; what is unclear trains nothing."""
    sentences, document = [], 0
    for path in paths:
        for line in open(path, encoding="utf8"):
            article = json.loads(line)
            document += 1
            kinds = {}
            for entity in article["entities"]:
                label = {"person": "PER", "organization": "ORG", "place": "LOC"}.get(entity["kind"])
                for name in entity["names"]:
                    kinds[tuple(WORD.findall(name))] = label
            for paragraph in article["text"].split("\n\n"):
                for text in re.split(r"(?<=[a-z0-9)”\"][.!?])\s+(?=[A-Z“\"])", paragraph):
                    forms = WORD.findall(text)
                    if forms:
                        sentences.append(Sentence(forms=forms, names=article_names(forms, kinds), has_misc=True, document=document))
    return sentences


def is_name(name):
    words = [w for w in name if w[0].isalpha()]
    return bool(words) and words[0][0].isupper() and words[-1][0].isupper() and not (len(words) == 1 and DEMONYM.match(words[0]) and words[0] not in KEEP)


KEEP = {"Iran", "Sudan", "Pakistan", "Afghanistan", "Azerbaijan", "Uzbekistan", "Tajikistan", "Turkmenistan", "Jordan", "Japan", "Taiwan", "Bahrain", "Oman",
        "Vatican", "Haiti", "Mali", "Malawi", "Brunei", "Fiji", "Burundi", "Djibouti", "Greenwich", "Zurich", "Munich", "Erdogan", "Dublin", "Kazakhstan", "Kyrgyzstan"}


def article_names(forms, kinds):
    tags = [None if form[0].isupper() and i > 0 and form.rstrip(".") not in CALENDAR else "O" for i, form in enumerate(forms)]
    longest = max((len(k) for k in kinds), default=0)
    i = 0
    while i < len(forms):
        for size in range(longest, 0, -1):
            name = tuple(forms[i: i + size])
            if len(name) == size and name in kinds:
                label = kinds[name]
                known = label and is_name(name)
                for j in range(size):
                    tags[i + j] = (("B-" if j == 0 else "I-") + label) if known else (None if forms[i + j][0].isupper() else "O")
                i += size
                break
        else:
            if i == 0 and forms[0][0].isupper() and forms[0].lower() not in COMMON_STARTS:
                tags[0] = None
            i += 1
    return tags


CALENDAR = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December "
               "Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec".split())
COMMON_STARTS = {"the", "a", "an", "in", "on", "at", "he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "but", "and", "after", "as", "for",
                 "under", "there", "some", "more", "two", "three", "at", "by", "earlier", "no", "both", "police", "officials", "meanwhile", "since", "while", "when"}


def windows(sentences, sizes, subwords, rng):
    """Cuts documents into windows of consecutive sentences, each window's size drawn from `sizes` (in subwords)."""
    out, current, used, limit = [], [], 0, rng.choice(sizes)
    for sentence in sentences:
        size = subwords(sentence)
        if current and (current[-1].document != sentence.document or used + size > limit):
            out.append(current)
            current, used, limit = [], 0, rng.choice(sizes)
        current.append(sentence)
        used += size
    if current:
        out.append(current)
    return out


def load(data, gold=None):
    """All corpora below `data` (a folder with `ud` and `ner`), and the annotated articles below `gold` when given."""
    data = Path(data)
    corpora = {}
    for treebank in ("ewt", "gumclean"):
        for part in ("train", "dev", "test"):
            path = data / "ud" / f"en_{treebank}-ud-{part}.conllu.xz"
            corpora[treebank, part] = read_conllu(path)
            if treebank == "gumclean":
                add_gum_entities(path, corpora[treebank, part])
            else:
                add_uner(corpora[treebank, part], data / "ner" / f"uner_ewt-{part}.bio")
    ner = data / "ner"
    names = read_bio(ner / "wikigold.bio", True)
    for domain in ("politics", "ai", "literature", "music", "science"):
        for part in ("train", "dev", "test"):
            if (domain, part) != ("politics", "test"):
                names += read_bio(ner / f"crossner_{domain}-{part}.bio", True)
    for part in ("train", "dev", "test"):
        names += read_bio(ner / f"wnut17-{part}.bio", True)
    for i, sentence in enumerate(names):
        sentence.document = -1 - i  # each stands alone
    corpora["names"] = names
    corpora["politics", "test"] = read_bio(ner / "crossner_politics-test.bio", True)
    for i, sentence in enumerate(corpora["politics", "test"]):
        sentence.document = -1 - i
    corpora["articles"] = read_articles(sorted(Path(gold).glob("train/*.jsonl"))) if gold else []
    return corpora
