"""Scores on gold words: UPOS, FEATS, lemma, UAS, LAS (universal relations), sentence ends, and exact name spans."""
import torch

from corpora import NO_LABEL, windows
from examples import arc_mask, tensors
from lemma_scripts import apply_script


def spans(tags):
    """(start, end, type) of a BIO sequence; an I- that continues nothing opens a name."""
    out, start, kind = [], None, None
    for i, tag in enumerate(tags + ["O"]):
        if start is not None and (tag == "O" or tag[0] == "B" or tag[2:] != kind):
            out.append((start, i, kind))
            start = None
        if tag != "O" and start is None:
            start, kind = i, tag[2:]
    return {s for s in out if s[2] != "MISC"}


@torch.no_grad()
def score(net, encoder, sentences, rng, device, size=1):
    """A dict of figures over `sentences`, read in windows of at most `size` subwords (or of one sentence)."""
    net.eval()
    inventories = encoder.inventories
    universal = [r.split(":")[0] for r in inventories["relation"]]
    hits = dict.fromkeys(("upos", "feats", "lemma", "uas", "las"), 0)
    words = 0
    ends = [0, 0, 0]
    names = [0, 0, 0]
    cut = windows(sentences, [size], encoder.subwords, rng)
    pairs = [(encoder.window(w), w) for w in cut]
    pairs.sort(key=lambda p: len(p[0]["ids"]))
    for at in range(0, len(pairs), 16):
        group = pairs[at: at + 16]
        batch = {k: v.to(device) for k, v in tensors([r for r, _ in group]).items()}
        tags, arcs, dependents, label_heads = net(batch["ids"], batch["shapes"], batch["mask"], batch["first"], batch["sentence"] >= 0)
        arcs = arcs.float().masked_fill(~arc_mask(batch["sentence"]), -1e9)
        heads = arcs.argmax(-1)
        labels = net.label_scores(dependents, label_heads, heads).argmax(-1).tolist()
        best = {layer: scores.argmax(-1).tolist() for layer, scores in tags.items()}
        heads = heads.tolist()
        for b, (row, window) in enumerate(group):
            i = 0
            for s in window:
                start = i
                for w, form in enumerate(s.forms):
                    if s.heads:
                        words += 1
                        hits["upos"] += inventories["upos"][best["upos"][b][i]] == s.upos[w]
                        hits["feats"] += inventories["feats"][best["feats"][b][i]] == s.feats[w]
                        hits["lemma"] += s.lemmas[w] == "_" or apply_script(inventories["lemma"][best["lemma"][b][i]], form) == s.lemmas[w]
                        right = heads[b][i] == row["heads"][i]
                        hits["uas"] += right
                        hits["las"] += right and universal[labels[b][i]] == s.relations[w].split(":")[0]
                        said, true = best["end"][b][i] == 1, w == len(s.forms) - 1
                        asked = row["end"][i] != NO_LABEL
                        ends[0] += asked and said and true
                        ends[1] += asked and said
                        ends[2] += asked and true
                    i += 1
                if s.names and None not in s.names:
                    predicted = spans([inventories["name"][t] for t in best["name"][b][start:i]])
                    true = spans(s.names)
                    names[0] += len(predicted & true)
                    names[1] += len(predicted)
                    names[2] += len(true)
    net.train()
    out = {k: round(100 * v / words, 2) for k, v in hits.items()} if words else {}
    if ends[2]:
        out["ends F1"] = round(100 * 2 * ends[0] / max(1, ends[1] + ends[2]), 2)
    if names[2]:
        out["names F1"] = round(100 * 2 * names[0] / (names[1] + names[2]), 2)
    return out
