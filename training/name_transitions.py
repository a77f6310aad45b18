"""How much more often one name tag follows another than chance would have it: natural logarithms, counted over the train and dev parts of
those name corpora that are sentences, not tweets.

A row a tag before, in the order of `NAME_TAGS`, and a last row for the start of a sentence. `export.py` writes them; run alone, this file puts
them into an annotator.json that is there:

    python3 name_transitions.py --data ../../shared/data --labels ../models/annotator.json
"""
import argparse
import json
import math
from pathlib import Path

from corpora import NAME_TAGS, read_bio

# Pairs that were never seen are as rare as if each tag had been followed so many more times by chance.
SMOOTHING = 5

FILES = ["uner_ewt-train", "wikigold"]
FILES += [f"crossner_{domain}-{part}" for domain in ("politics", "ai", "literature", "music", "science") for part in ("train", "dev")]


def transitions(names):
    """The table, from the corpora's files in the folder `names`."""
    follows = [[0] * len(NAME_TAGS) for _ in range(len(NAME_TAGS) + 1)]
    for sentence in (sentence for file in FILES for sentence in read_bio(Path(names) / f"{file}.bio", has_misc=True)):
        before = len(NAME_TAGS)
        for tag in sentence.names:
            tag = NAME_TAGS.index(tag)
            follows[before][tag] += 1
            before = tag
    totals = [sum(row[tag] for row in follows) for tag in range(len(NAME_TAGS))]
    shares = [total / sum(totals) for total in totals]
    rows = []
    for row in follows:
        seen = sum(row) + SMOOTHING
        rows.append([round(math.log((count + SMOOTHING * share) / seen / share), 3) for count, share in zip(row, shares)])
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="the folder with ner/")
    parser.add_argument("--labels", required=True, help="the annotator.json to write into")
    options = parser.parse_args()
    path = Path(options.labels)
    described = json.loads(path.read_text())
    assert described["labels"]["name"] == NAME_TAGS
    described["name_transitions"] = transitions(Path(options.data) / "ner")
    path.write_text(json.dumps(described, indent=0) + "\n")


if __name__ == "__main__":
    main()
