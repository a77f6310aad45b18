"""Lemmas as edit scripts: a small closed set of ways to turn a word into its lemma, so that a classifier can choose one.

A script is "<case><cut>|<suffix>": `case` is `l` (work on the lower-cased word) or `k` (keep the word's case), `cut` the number of
characters taken off the end, `suffix` what is put in their place. "went" -> "go" is `l4|go`, "cities" -> "city" is `l3|y`,
"London" -> "London" is `k0|`. A word with a typographic apostrophe is edited as if it had a straight one.
"""
from collections import Counter, defaultdict


def straight(form):
    return form.replace("\u2019", "'").replace("\u2018", "'")


def script_of(form, lemma):
    """The script that turns `form` into `lemma`; lower-casing is preferred wherever both readings work."""
    best = None
    for case, base in (("l", straight(form).lower()), ("k", straight(form))):
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        cost = len(base) - shared + len(lemma) - shared
        if best is None or cost < best[0]:
            best = (cost, f"{case}{len(base) - shared}|{lemma[shared:]}")
    return best[1]


def apply_script(script, form):
    """The lemma of `form`; the lower-cased form itself where the script cuts more than there is."""
    base = straight(form).lower() if script[0] == "l" else straight(form)
    cut, suffix = script[1:].split("|", 1)
    cut = int(cut)
    if cut > len(base) or (cut == len(base) and not suffix):
        return straight(form).lower()
    return base[: len(base) - cut] + suffix


def lexicon_of(sentences):
    """(upos, form) -> lemma for every word whose readings in the treebanks agree to four fifths; sorted."""
    seen = defaultdict(Counter)
    for sentence in sentences:
        for form, upos, lemma in zip(sentence.forms, sentence.upos, sentence.lemmas):
            if lemma != "_":
                seen[upos, form][lemma] += 1
    out = {}
    for key in sorted(seen):
        (lemma, count), total = seen[key].most_common(1)[0], sum(seen[key].values())
        if count >= 0.8 * total:
            out[key] = lemma
    return out
