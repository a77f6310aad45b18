"""The trees that tell which mention of an article belongs to which chain: rows of features → models/coreference.txt.

The rows are written by the program itself, so that training and use see the same numbers:

    EXAMPLES=rows cargo test --release --test coreference write_examples -- --ignored
    python training/coreference.py rows models/coreference.txt

A row: document, place of the mention, whether it belongs to the chain, the features. Gradient boosting (LightGBM, MIT), one thread, fixed seed.
"""

import argparse
import pathlib

import lightgbm
import numpy

ASKED = ("news", "interview", "bio")
OTHER_GENRES_WEIGH = 0.5
LEAVES, TREES, RATE, LEAST_IN_LEAF = 24, 160, 0.08, 30


def weight(document):
    """What the rows of a document count."""
    return 1.0 if document.split("_")[1] in ASKED else OTHER_GENRES_WEIGH


def read(path):
    """Features, labels, weights, and a key for each mention."""
    features, labels, weights, mentions = [], [], [], []
    for line in open(path, encoding="utf-8"):
        document, mention, belongs, *numbers = line.rstrip("\n").split("\t")
        features.append(numpy.array(numbers, dtype=numpy.float32))
        labels.append(int(belongs))
        weights.append(weight(document))
        mentions.append((document, int(mention)))
    return numpy.stack(features), numpy.array(labels), numpy.array(weights), mentions


def written(node):
    """A tree as the program reads it: "feature threshold left right", a leaf "=value"."""
    if "leaf_value" in node:
        return f"={node['leaf_value']:.4g}"
    threshold = numpy.float32(node["threshold"])
    return f"{node['split_feature']} {threshold:.4g} {written(node['left_child'])} {written(node['right_child'])}"


def report(model, part, features, labels, mentions):
    """How often the likeliest chain, or none, is the right one."""
    scores, best = model.predict(features), {}
    for mention, score, label in zip(mentions, scores, labels):
        chosen = best.setdefault(mention, [0.5, None, False])
        chosen[2] |= bool(label)
        if score > chosen[0]:
            chosen[0], chosen[1] = score, label
    right = sum(label == 1 if any_right else label is None for _, label, any_right in best.values())
    anaphors = [label for _, label, any_right in best.values() if any_right]
    print(f"{part}: {right / len(best):.4f} of {len(best)} mentions, of those with a chain before them {anaphors.count(1) / len(anaphors):.4f}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rows", type=pathlib.Path)
    arguments.add_argument("model", type=pathlib.Path)
    arguments = arguments.parse_args()
    features, labels, weights, mentions = read(arguments.rows / "train.tsv")
    parameters = dict(
        objective="binary", learning_rate=RATE, num_leaves=LEAVES, min_data_in_leaf=LEAST_IN_LEAF, feature_fraction=0.6, bagging_fraction=0.8,
        bagging_freq=1, lambda_l2=5.0, num_threads=1, seed=1, deterministic=True, verbose=-1,
    )
    model = lightgbm.train(parameters, lightgbm.Dataset(features, labels, weight=weights), TREES)
    report(model, "train", features, labels, mentions)
    dev = read(arguments.rows / "dev.tsv")
    report(model, "dev", dev[0], dev[1], dev[3])
    trees = [written(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    head = "# Boosted trees of training/coreference.py, trained on GUM (CC BY 4.0): see MODEL_CARD.md.\n"
    arguments.model.write_text(head + "\n".join(trees) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
