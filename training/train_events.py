"""Trains the event heads: `python train_events.py --model run/model.pt --articles gold/train/*.jsonl --annotated train.json …`

Goes on from a trained annotator. The articles come with the annotator's own reading of them (`dateline annotate --format json`). With
`--frozen` only the heads learn; without, the whole network does, and the corpora of train.py are replayed beside the articles so that
the annotator forgets nothing.
"""
import argparse
import time
from pathlib import Path

import torch
import torch.nn.functional as F
import corpora
import event_data
from event_data import MODALITIES, ROLES, TYPES
from event_heads import EventHeads
from examples import Encoder, Inventories, grouped, seeded, tensors
from corpora import Sentence
from network import Annotator, Imitation
from train import LOSS, epoch_windows, evaluate, read_tokenizer
from train import loss_of as base_loss

GROUP = 6  # articles a step
PADDED = 3000  # padded subwords read at once

MODALITY = {m: i for i, m in enumerate(MODALITIES)}


class Events:
    """One document as tensors."""

    def __init__(self, document, encoder, paths):
        self.document = document
        self.rows = [encoder.window([Sentence(forms=[w.form for w in document.words[a:b]])]) for a, b in document.sentences]
        count = len(document.words)
        self.types = torch.zeros(count, len(TYPES))
        for t in document.triggers:
            for name in t.types:
                self.types[t.word, TYPES.index(name)] = 1
        self.triggers = torch.tensor([t.word for t in document.triggers], dtype=torch.long)
        self.denied = torch.tensor([int(t.denied) for t in document.triggers], dtype=torch.long)
        self.modality = torch.tensor([MODALITY[t.modality] for t in document.triggers], dtype=torch.long)
        pairs = [(i, t, c) for i, t in enumerate(document.triggers) for c in event_data.candidates(document, t.word)]
        self.pair_triggers = torch.tensor([t.word for _, t, _ in pairs], dtype=torch.long)
        self.pair_candidates = torch.tensor([c for _, _, c in pairs], dtype=torch.long)
        self.pair_paths = torch.tensor([paths.get(event_data.path(document.words, t.word, c), 0) for _, t, c in pairs], dtype=torch.long)
        self.pair_roles = torch.tensor([[float(c in t.roles[r]) for r in ROLES] for _, t, c in pairs]).reshape(-1, len(ROLES))


def states(net, documents):
    """Word states [words, WIDTH] of each document."""
    rows = [(d, i, r) for d, doc in enumerate(documents) for i, r in enumerate(doc.rows)]
    rows.sort(key=lambda x: len(x[2]["ids"]))
    out = [[None] * len(doc.rows) for doc in documents]
    for group in grouped(rows, PADDED, lambda x: len(x[2]["ids"])):
        batch = tensors([r for _, _, r in group])
        h = net.encode(batch["ids"], batch["shapes"], batch["mask"], batch["first"], batch["sentence"] >= 0)
        for row, (d, i, r) in enumerate(group):
            out[d][i] = h[row, : len(r["first"])]
    return [torch.cat(s) for s in out]


def loss_of(heads, h, doc):
    types, polarity, modality, triggers, candidates = heads(h)
    loss = F.binary_cross_entropy_with_logits(types, doc.types, reduction="sum") / max(1, len(doc.triggers))
    if len(doc.triggers):
        loss = loss + 0.3 * F.cross_entropy(polarity[doc.triggers], doc.denied) + 0.5 * F.cross_entropy(modality[doc.triggers], doc.modality)
    if len(doc.pair_triggers):
        scores = heads.role_scores(triggers[doc.pair_triggers], candidates[doc.pair_candidates], doc.pair_paths)
        loss = loss + F.binary_cross_entropy_with_logits(scores, doc.pair_roles, reduction="sum") / max(1, len(doc.triggers))
    return loss


def f1(right, said, true):
    return 200 * right / max(1, said + true)


@torch.no_grad()
def score(heads, all_states, documents):
    heads.eval()
    out = {}
    best = (0, 0)
    outputs = [heads(h) for h in all_states]
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
        right = said = true = 0
        for (types, *_), doc in zip(outputs, documents):
            p = types.sigmoid() > threshold
            right += (p & (doc.types > 0)).sum().item()
            said += p.sum().item()
            true += doc.types.sum().item()
        best = max(best, (f1(right, said, true), threshold))
    out["triggers"] = (round(best[0], 1), best[1])
    hits = total = mhits = denied = found = 0
    counts = {r: [0, 0, 0] for r in ROLES}
    for (types, polarity, modality, triggers, candidates), doc in zip(outputs, documents):
        total += len(doc.triggers)
        hits += (polarity[doc.triggers].argmax(-1) == doc.denied).sum().item()
        found += ((polarity[doc.triggers].argmax(-1) == 1) & (doc.denied == 1)).sum().item()
        denied += doc.denied.sum().item()
        mhits += (modality[doc.triggers].argmax(-1) == doc.modality).sum().item()
        scores = heads.role_scores(triggers[doc.pair_triggers], candidates[doc.pair_candidates], doc.pair_paths).sigmoid() > 0.4
        for i, role in enumerate(ROLES):
            entity = doc.document.names
            said = {(t, entity.get(c, -c)) for t, c, s in zip(doc.pair_triggers.tolist(), doc.pair_candidates.tolist(), scores[:, i].tolist()) if s}
            true = {(t.word, entity[c]) for t in doc.document.triggers for c in t.roles[role]}
            counts[role][0] += len(said & true)
            counts[role][1] += len(said)
            counts[role][2] += len(true)
    heads.train()
    out["polarity"], out["denied found"], out["modality"] = round(100 * hits / total, 1), round(100 * found / max(1, denied), 1), round(100 * mhits / total, 1)
    out.update({r: round(f1(*c), 1) for r, c in counts.items()})
    return out


def base_batches(data, trees, encoder, rng, options):
    """Batches of the corpora of train.py, without end."""
    parts = {"trees": [data[tuple(part)] for part in trees], "names": data["names"], "articles": data["articles"]}
    while True:
        yield from encoder.batches(epoch_windows(parts, encoder, rng, 0, options), options.batch, rng, lower_rate=0.02)


def all_states(net, documents):
    net.eval()
    with torch.no_grad():
        out = states(net, documents)
    net.train()
    return out


def train_frozen(net, heads, train, dev, rng, epochs, rate):
    """Only the heads learn, from states computed once."""
    train_states, dev_states = all_states(net, train), all_states(net, dev)
    optimizer = torch.optim.AdamW(heads.parameters(), lr=rate, weight_decay=0.02)
    steps = epochs * ((len(train) + GROUP - 1) // GROUP)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 50, max(0.02, 1 - s / steps)))
    for epoch in range(epochs):
        order = rng.sample(range(len(train)), len(train))
        for at in range(0, len(order), GROUP):
            group = order[at: at + GROUP]
            loss = sum(loss_of(heads, train_states[i], train[i]) for i in group) / len(group)
            loss.backward()
            step(optimizer, schedule, heads.parameters())
        if dev and epoch % 5 == 4:
            print(f"epoch {epoch + 1}: loss {loss.item():.3f}, {score(heads, dev_states, dev)}", flush=True)


def step(optimizer, schedule, parameters):
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    schedule.step()
    optimizer.zero_grad(set_to_none=True)


class Average:
    """The running mean of a module's weights over the last steps: steadier than any of them."""

    def __init__(self, *modules):
        self.modules = modules
        self.kept = [{k: v.detach().clone() for k, v in m.state_dict().items()} for m in modules]

    @torch.no_grad()
    def take(self, decay):
        for module, kept in zip(self.modules, self.kept):
            for key, value in module.state_dict().items():
                kept[key].lerp_(value, 1 - decay)

    def put(self):
        for module, kept in zip(self.modules, self.kept):
            module.load_state_dict(kept)


def train_jointly(net, heads, train, dev, base, rng, options):
    """The whole network learns events, and goes on learning what it knows; it ends as the mean of its last steps."""
    optimizer = torch.optim.AdamW(
        [{"params": list(net.encoder_parameters()), "lr": options.encoder_rate}, {"params": net.head_parameters(), "lr": options.head_rate},
         {"params": list(heads.parameters()), "lr": options.event_rate}], weight_decay=0.01, betas=(0.9, 0.98))
    steps = options.epochs * ((len(train) + GROUP - 1) // GROUP)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.08 * steps), max(0.02, (steps - s) / (0.92 * steps))))
    parameters = [*net.parameters(), *heads.parameters()]
    average = Average(net, heads)
    started, done = time.time(), 0
    for epoch in range(options.epochs):
        Imitation.on = epoch >= options.epochs * (1 - options.imitate)
        order = rng.sample(range(len(train)), len(train))
        for at in range(0, len(order), GROUP):
            group = [train[i] for i in order[at: at + GROUP]]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = options.event_loss * sum(loss_of(heads, h, d) for h, d in zip(states(net, group), group)) / len(group)
            loss.backward()
            for _ in range(options.base_batches):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    known = base_loss(net, tensors(next(base)))
                (known / options.base_batches).backward()
            step(optimizer, schedule, parameters)
            average.take(min(options.average, done / (done + 10)))
            done += 1
            if done % 20 == 0:
                print(f"step {done} of {steps}, loss {loss.item():.3f} and {known.item():.3f}, {time.time() - started:.0f} s", flush=True)
        if dev and (epoch % 2 == 1 or epoch == options.epochs - 1):
            print(f"epoch {epoch + 1}: {score(heads, all_states(net, dev), dev)}", flush=True)
    average.put()
    if dev:
        print(f"mean of the last steps: {score(heads, all_states(net, dev), dev)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="a model.pt of train.py")
    parser.add_argument("--articles", nargs="+", required=True, help="annotated articles")
    parser.add_argument("--annotated", nargs="+", required=True, help="the same articles as `dateline annotate --format json` reads them")
    parser.add_argument("--dev", help="articles to score on, never learned from")
    parser.add_argument("--dev-annotated")
    parser.add_argument("--data", help="the folder with ud/ and ner/, to go on learning from")
    parser.add_argument("--gold", help="the folder with the annotated articles, for their names")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--frozen", action="store_true", help="only the heads learn")
    parser.add_argument("--batch", type=int, default=2500)
    parser.add_argument("--windows", default="1,1,40,70,110")
    parser.add_argument("--name-passes", type=float, default=4, help="passes over the corpora of names for `epochs` passes over the treebanks")
    parser.add_argument("--encoder-rate", type=float, default=8e-5)
    parser.add_argument("--head-rate", type=float, default=4e-4)
    parser.add_argument("--event-rate", type=float, default=2e-3)
    parser.add_argument("--event-loss", type=float, default=0.3)
    parser.add_argument("--end-loss", type=float, default=1.0)
    parser.add_argument("--name-loss", type=float, default=3.0)
    parser.add_argument("--base-batches", type=int, default=2, help="batches of the corpora of train.py a step")
    parser.add_argument("--average", type=float, default=0.98, help="how slowly the mean of the weights follows them")
    parser.add_argument("--imitate", type=float, default=0.34)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", default="run-events")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    LOSS.update(end=options.end_loss, name=options.name_loss)
    rng = seeded(1)
    saved = torch.load(options.model, map_location="cpu", weights_only=False)
    inventories = Inventories(saved["inventories"])
    encoder = Encoder(read_tokenizer(), inventories)
    net = Annotator(inventories)
    net.load_state_dict(saved["weights"])
    documents = event_data.load(options.articles, options.annotated)
    paths = saved.get("paths") or event_data.path_inventory(documents)
    heads = EventHeads(paths)
    if "events" in saved:
        heads.load_state_dict(saved["events"])
    train = [Events(d, encoder, heads.paths) for d in documents]
    dev = [Events(d, encoder, heads.paths) for d in event_data.load([options.dev], [options.dev_annotated])] if options.dev else []
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    if options.frozen:
        train_frozen(net, heads, train, dev, rng, options.epochs, options.event_rate)
    else:
        data = corpora.load(options.data, options.gold)
        train_jointly(net, heads, train, dev, base_batches(data, saved["trees"], encoder, rng, options), rng, options)
        evaluate(net, encoder, data, "cpu", out)
    torch.save({**saved, "weights": net.state_dict(), "events": heads.state_dict(), "paths": paths}, out / "model.pt")


if __name__ == "__main__":
    main()
