"""Turns windows of sentences into padded tensors."""
import random
from collections import Counter

import torch

from corpora import NAME_TAGS, NO_LABEL
from lemma_scripts import script_of
from network import shape_of

LONGEST_WORD, LONGEST_WINDOW = 8, 500
UNKNOWN, START, END = 100, 101, 102


class Inventories(dict):
    """The closed sets of labels, by the name of their layer."""

    @classmethod
    def of(cls, sentences):
        counts = {k: Counter() for k in ("upos", "feats", "lemma", "relation", "mention")}
        for s in sentences:
            counts["upos"].update(s.upos)
            counts["relation"].update(s.relations)
            counts["feats"].update(s.feats)
            counts["lemma"].update(map(script_of, s.forms, s.lemmas))
            if s.mentions:
                counts["mention"].update(s.mentions)
        out = cls()
        least = {"feats": 2, "lemma": 2}
        for layer, count in counts.items():
            out[layer] = sorted(label for label, n in count.items() if n >= least.get(layer, 1))
        out["name"] = NAME_TAGS
        out["end"] = ["inside", "end"]
        return out


class Encoder:
    """Windows of sentences -> tensors, for one tokenizer and one set of inventories."""

    def __init__(self, tokenizer, inventories):
        self.tokenizer, self.inventories = tokenizer, inventories
        self.index = {layer: {label: i for i, label in enumerate(labels)} for layer, labels in inventories.items()}
        self.pieces = {}

    def word_pieces(self, form):
        if form not in self.pieces:
            self.pieces[form] = self.tokenizer.encode(form, add_special_tokens=False).ids[:LONGEST_WORD] or [UNKNOWN]
        return self.pieces[form]

    def subwords(self, sentence):
        return sum(len(self.word_pieces(form)) for form in sentence.forms)

    def labels(self, layer, values, count):
        index = self.index[layer]
        return [index.get(v, NO_LABEL) for v in values] if values else [NO_LABEL] * count

    def window(self, sentences, lower=False):
        """One window as plain lists; `heads` count 1 + the word's place in the window, 0 is the root."""
        out = {k: [] for k in ("first", "sentence", "heads", "relation", "upos", "feats", "lemma", "mention", "name", "end", "misc")}
        ids, shapes = [START, END], [0, 0]
        for number, s in enumerate(sentences):
            count, offset = len(s.forms), len(out["first"])
            for form in s.forms:
                pieces = self.word_pieces(form)
                out["first"].append(len(ids))
                ids += pieces
                shapes += [shape_of(form.lower() if lower else form)] * len(pieces)
            out["sentence"] += [number] * count
            out["heads"] += [h + offset if h else 0 for h in s.heads] if s.heads else [NO_LABEL] * count
            for layer, values in (("relation", s.relations), ("upos", s.upos), ("feats", s.feats), ("mention", s.mentions), ("name", s.names)):
                out[layer] += self.labels(layer, values, count)
            out["lemma"] += self.labels("lemma", list(map(script_of, s.forms, s.lemmas)) if s.lemmas else None, count)
            known_end = s.heads is not None
            out["end"] += [0] * (count - 1) + [1] if known_end else [NO_LABEL] * count
            out["misc"] += [s.has_misc] * count
        # A window ends with a sentence anyhow, and the shipped annotator does not ask.
        out["end"][-1] = NO_LABEL
        return {"ids": ids, "shapes": shapes, **out}

    def batches(self, windows, limit, rng=None, lower_rate=0.0):
        """Tensors of windows of like length, at most `limit` padded subwords a batch; shuffled when `rng` is given."""
        rows = [self.window(w, lower=bool(rng) and rng.random() < lower_rate) for w in windows]
        rows = [r for r in rows if len(r["ids"]) <= LONGEST_WINDOW]
        rows.sort(key=lambda r: len(r["ids"]) + (rng.random() * 6 if rng else 0))
        groups = grouped(rows, limit, lambda row: len(row["ids"]))
        if rng:
            rng.shuffle(groups)
        return groups


def grouped(rows, limit, size):
    """Cuts rows, sorted by size or nearly so, into groups that take at most `limit` when each row is padded to the last one's size."""
    groups, current = [], []
    for row in rows:
        if current and (len(current) + 1) * size(row) > limit:
            groups.append(current)
            current = []
        current.append(row)
    if current:
        groups.append(current)
    return groups


def tensors(rows):
    length = max(len(r["ids"]) for r in rows)
    count = max(len(r["first"]) for r in rows)

    def padded(key, size, value):
        return torch.tensor([r[key] + [value] * (size - len(r[key])) for r in rows])

    out = {key: padded(key, count, NO_LABEL) for key in ("heads", "relation", "upos", "feats", "lemma", "mention", "name", "end")}
    out["ids"], out["shapes"] = padded("ids", length, 0), padded("shapes", length, 0)
    out["mask"] = torch.tensor([[True] * len(r["ids"]) + [False] * (length - len(r["ids"])) for r in rows])
    out["first"] = padded("first", count, 0)
    out["sentence"] = padded("sentence", count, -1)
    out["misc"] = padded("misc", count, True).bool()
    return out


def arc_mask(sentence):
    """[window, word, 1 + word]: an arc may come from the root or from another word of the same sentence."""
    same = sentence[:, :, None] == sentence[:, None, :]
    same = same & ~torch.eye(sentence.shape[1], dtype=torch.bool, device=sentence.device)
    return torch.cat([torch.ones_like(same[:, :, :1]), same], 2)


def seeded(seed):
    torch.manual_seed(seed)
    return random.Random(seed)
