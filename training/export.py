"""Writes the shipped annotator: `python export.py --model run/model.pt --data ../../shared/data --out ../models/`

The ONNX graph is put together node by node, because what it computes is a contract with `src/annotate`. It reads one passage of an
article: the two marks, then windows whose pieces stand one after the other, without padding; attention stays within a window, but for
the marks, which all see. It multiplies in int8, and has three entries:

    words     piece_ids, piece_shapes, piece_positions [pieces], first_pieces [words],
              seen_pieces [pieces, pieces], seen_words [words, words] (1 where the first sees the second, else 0)
              -> tags [words, all word-wise choices side by side], names [words, name tags],
                 arcs [words, 1 + words] (column 0 is the root), label_dependents [words, L], label_heads [1 + words, L],
              events [words, types, affirmed and denied, modalities], event_views [words, V as a trigger and V as a participant]
    labels    dependents, heads [arcs, L] (rows of the two above, chosen by the tree) -> relations [arcs, relations]
    parts     asked [triggers, V], answering [mentions, V] (of the views above) -> roles [parts x triggers, mentions]

Beside it go annotator.json (the label inventories, in the order of `tags`' columns, the longest window, what ways through the
tree add to the scores of parts, and which tag of a name follows which), vocabulary.txt (the encoder's subwords) and lemmas.txt
(what the treebanks say of the lemmas of words they hold).
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

import corpora
from event_data import MODALITIES, ROLES, TYPES
from event_heads import VIEW, EventHeads
from lemma_scripts import lexicon_of
from name_transitions import transitions
from network import HEADS, WEIGHT_MAX, WIDTH, WORD_LAYERS, Annotator
from train import encoder_folder

LONGEST_WINDOW = 256
LARGEST_SCORE = 60  # exp(60) times 256 is far from the largest float; scores stay below 20


class Graph:
    """Collects nodes and weights; every method returns the name of what it makes."""

    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0

    def weight(self, array, name=None):
        self.count += 1
        name = name or f"w{self.count}"
        self.weights.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def node(self, kind, inputs, outputs=1, names=None, **attributes):
        self.count += 1
        names = names or [f"{kind}_{self.count}" + (f"_{i}" if outputs > 1 else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=f"{kind}_{self.count}", **attributes))
        return names[0] if outputs == 1 else names

    def quantised(self, x):
        """x in 256 steps between its extremes: (steps, scale, zero)."""
        return self.node("DynamicQuantizeLinear", [x], 3)

    def linear(self, quantised, module, name=None):
        """`module` applied to a quantised input."""
        product = self.product(quantised, module.weight.detach().numpy())
        return self.node("Add", [product, self.weight(module.bias.detach().numpy())], names=[name] if name else None)

    def product(self, quantised, weight, scale_rows=None):
        """A quantised input times a weight; `scale_rows` multiplies output channels, at no cost at run time."""
        steps, scale, zero = quantised
        channel = np.maximum(np.abs(weight).max(1) / WEIGHT_MAX, 1e-8).astype(np.float32)
        rounded = np.clip(np.round(weight / channel[:, None]), -WEIGHT_MAX, WEIGHT_MAX).astype(np.int8)
        if scale_rows is not None:
            channel = channel * scale_rows
        product = self.node("MatMulInteger", [steps, self.weight(rounded.T), zero, self.weight(np.array(0, np.int8))])
        cast = self.node("Cast", [product], to=TensorProto.FLOAT)
        scales = self.node("Mul", [scale, self.weight(channel.astype(np.float32))])
        return self.node("Mul", [cast, scales])

    def norm(self, x, module):
        return self.node("LayerNormalization", [x, self.weight(module.weight.detach().numpy()), self.weight(module.bias.detach().numpy())],
                         axis=-1, epsilon=1e-12)

    def reshape(self, x, shape):
        return self.node("Reshape", [x, self.weight(np.array(shape, np.int64))])


def embeddings(graph, net):
    table = net.words.weight.detach().numpy()
    scale = np.maximum(np.abs(table).max(1) / 127, 1e-8).astype(np.float32)
    rounded = np.round(table / scale[:, None]).astype(np.int8)
    pieces = graph.node("Cast", [graph.node("Gather", [graph.weight(rounded), "piece_ids"], axis=0)], to=TensorProto.FLOAT)
    words = graph.node("Mul", [pieces, graph.node("Gather", [graph.weight(scale[:, None]), "piece_ids"], axis=0)])
    positions = net.positions.weight.detach().numpy()[:LONGEST_WINDOW] + net.token_type.detach().numpy()
    placed = graph.node("Add", [words, graph.node("Gather", [graph.weight(positions), "piece_positions"], axis=0)])
    shaped = graph.node("Add", [placed, graph.node("Gather", [graph.weight(net.shapes.weight.detach().numpy()), "piece_shapes"], axis=0)])
    return graph.norm(shaped, net.embedding_norm)


def attention(graph, quantised, module, seen):
    """Softmax attention within windows, in the form that runs fastest on short rows: all exponentials at once, those across windows
    multiplied by zero, and the division by their sums last. Scores are cut off where their exponentials would grow too large.

    The keys' bias is left out, for it adds the same to all scores of a row; the values' comes with the bias of the output.
    """
    size = WIDTH // HEADS
    # The softmax's 1/sqrt(size) goes into the queries' channels.
    rows = np.concatenate([np.full(WIDTH, size ** -0.5), np.ones(2 * WIDTH)]).astype(np.float32)
    joined = graph.product(quantised, module.query_key_value.weight.detach().numpy(), rows)
    joined = graph.reshape(joined, [0, 3 * HEADS, size])
    query, key, value = graph.node("Split", [joined, graph.weight(np.array([HEADS] * 3, np.int64))], 3, axis=1)
    bias = module.query_key_value.bias.detach().numpy()[:WIDTH].reshape(HEADS, size) * size ** -0.5
    query = graph.node("Transpose", [graph.node("Add", [query, graph.weight(bias.astype(np.float32))])], perm=[1, 0, 2])
    key = graph.node("Transpose", [key], perm=[1, 2, 0])
    value = graph.node("Transpose", [value], perm=[1, 0, 2])
    scores = graph.node("Clip", [graph.node("MatMul", [query, key]), "", graph.weight(np.array(LARGEST_SCORE, np.float32))])
    weights = graph.node("Mul", [graph.node("Exp", [scores]), seen])
    sums = graph.node("ReduceSum", [weights, graph.weight(np.array([-1], np.int64))], keepdims=1)
    attended = graph.node("Div", [graph.node("MatMul", [weights, value]), sums])
    attended = graph.quantised(graph.reshape(graph.node("Transpose", [attended], perm=[1, 0, 2]), [-1, WIDTH]))
    output = module.attention_output
    bias = output.bias + output.weight @ module.query_key_value.bias[2 * WIDTH:]
    return graph.node("Add", [graph.product(attended, output.weight.detach().numpy()), graph.weight(bias.detach().numpy())])


def layer(graph, x, module, seen):
    attended = attention(graph, graph.quantised(x), module, seen)
    x = graph.norm(graph.node("Add", [x, attended]), module.attention_norm)
    inner = graph.node("Gelu", [graph.linear(graph.quantised(x), module.inner)])
    return graph.norm(graph.node("Add", [x, graph.linear(graph.quantised(inner), module.output)]), module.output_norm)


def heads(graph, words, net):
    quantised = graph.quantised(words)
    graph.linear(quantised, net.tags, "tags")
    hidden = graph.node("Relu", [graph.linear(quantised, net.name_hidden)])
    graph.linear(graph.quantised(hidden), net.name_tags, "names")
    views = graph.linear(quantised, net.views)
    sizes = [net.ARC, net.ARC, net.LABEL, net.LABEL]
    dependent, head, label_dependent, label_head = graph.node("Split", [views, graph.weight(np.array(sizes, np.int64))], 4, axis=1)
    with torch.no_grad():
        root = net.views(net.root).split(sizes)
    head = graph.node("Concat", [graph.weight(torch.relu(root[1])[None].numpy()), graph.node("Relu", [head])], axis=0)
    graph.node("Concat", [graph.weight(root[3][None].numpy()), label_head], axis=0, names=["label_heads"])
    graph.node("Identity", [label_dependent], names=["label_dependents"])
    arc = net.arc.detach().numpy()  # the last row scores a head alone
    through = graph.node("Add", [graph.node("MatMul", [graph.node("Relu", [dependent]), graph.weight(arc[:-1])]), graph.weight(arc[-1])])
    graph.node("MatMul", [through, graph.node("Transpose", [head], perm=[1, 0])], names=["arcs"])
    both = graph.node("Relu", [graph.node("Add", ["dependents", "heads"])])
    graph.linear(graph.quantised(both), net.labels, "relations")


def event_heads(graph, words, events):
    hidden = graph.node("Gelu", [graph.linear(graph.quantised(words), events.hidden)])
    scores = graph.linear(graph.quantised(hidden), events.words)
    told = sum(events.sizes) - 2 * VIEW
    _, views = graph.node("Split", [scores, graph.weight(np.array([told, 2 * VIEW], np.int64))], 2, names=["events", "event_scores"], axis=1)
    graph.node("Relu", [views], names=["event_views"])
    table = events.roles.detach().numpy()  # the last row and column score one side alone
    parts = len(ROLES)
    both = graph.weight(table[:, :VIEW, :VIEW].transpose(1, 0, 2).reshape(VIEW, parts * VIEW))
    asked = graph.node("Add", [graph.node("MatMul", ["asked", both]), graph.weight(table[:, VIEW, :VIEW].reshape(parts * VIEW))])
    asked = graph.node("Transpose", [graph.reshape(asked, [0, parts, VIEW])], perm=[1, 0, 2])
    pairs = graph.node("MatMul", [asked, graph.node("Transpose", ["answering"], perm=[1, 0])])
    alone = graph.node("Add", [graph.node("MatMul", ["asked", graph.weight(table[:, :VIEW, VIEW].T)]), graph.weight(table[:, VIEW, VIEW])])
    alone = graph.node("Unsqueeze", [graph.node("Transpose", [alone], perm=[1, 0]), graph.weight(np.array([2], np.int64))])
    graph.node("Flatten", [graph.node("Add", [pairs, alone])], names=["roles"], axis=2)


def build(net, events):
    graph = Graph()
    x = embeddings(graph, net)
    for module in net.layers[:-WORD_LAYERS]:
        x = layer(graph, x, module, "seen_pieces")
    words = graph.node("Gather", [x, "first_pieces"], axis=0)
    for module in net.layers[-WORD_LAYERS:]:
        words = layer(graph, words, module, "seen_words")
    heads(graph, words, net)
    event_heads(graph, words, events)

    def value(name, kind, shape):
        return helper.make_tensor_value_info(name, kind, shape)

    whole, real = TensorProto.INT64, TensorProto.FLOAT
    inputs = [value(n, whole, ["pieces"]) for n in ("piece_ids", "piece_shapes", "piece_positions")]
    inputs += [value("first_pieces", whole, ["words"]), value("seen_pieces", real, ["pieces", "pieces"])]
    inputs += [value("seen_words", real, ["words", "words"])]
    inputs += [value(n, real, ["arcs", net.LABEL]) for n in ("dependents", "heads")]
    inputs += [value("asked", real, ["triggers", VIEW]), value("answering", real, ["mentions", VIEW])]
    outputs = [value("tags", real, ["words", sum(net.sizes)]), value("names", real, ["words", net.name_tags.out_features]),
               value("arcs", real, ["words", "columns"]), value("label_dependents", real, ["words", net.LABEL]),
               value("label_heads", real, ["columns", net.LABEL]), value("relations", real, ["arcs", net.labels.out_features]),
               value("events", real, ["words", sum(events.sizes) - 2 * VIEW]), value("event_views", real, ["words", 2 * VIEW]),
               value("roles", real, ["askings", "mentions"])]
    model = helper.make_model(helper.make_graph(graph.nodes, "annotator", inputs, outputs, graph.weights),
                              opset_imports=[helper.make_opsetid("", 20)], producer_name="dateline training/export.py", ir_version=9)
    onnx.checker.check_model(model)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--data", required=True, help="the folder with ud/ and ner/")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    saved = torch.load(options.model, map_location="cpu", weights_only=False)
    net = Annotator(saved["inventories"])
    net.load_state_dict(saved["weights"])
    net.eval()
    events = EventHeads(saved["paths"])
    events.load_state_dict(saved["events"])
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    model = build(net, events)
    onnx.save(model, str(out / "annotator.onnx"))
    inventories = {layer: saved["inventories"][layer] for layer in net.choices + ["name", "relation"]}
    ways = {way: [round(score, 3) for score in events.path.weight[number].tolist()] for way, number in events.paths.items()}
    labels = {"types": TYPES, "modalities": MODALITIES, "parts": ROLES, "ways": ways}
    described = {"longest_window": LONGEST_WINDOW, "tags": net.choices, "labels": inventories, "events": labels,
                 "name_transitions": transitions(Path(options.data) / "ner")}
    (out / "annotator.json").write_text(json.dumps(described, indent=0) + "\n")
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    pieces = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().get)
    (out / "vocabulary.txt").write_text("\n".join(pieces) + "\n")
    data = corpora.load(options.data)
    trees = [s for part in saved.get("trees", [("ewt", "train"), ("gumclean", "train")]) for s in data[tuple(part)]]
    lemmas = [f"{upos}\t{form}\t{lemma}" for (upos, form), lemma in lexicon_of(trees).items()]
    (out / "lemmas.txt").write_text("\n".join(lemmas) + "\n")
    print(f"{(out / 'annotator.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
