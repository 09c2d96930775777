"""Reads treebanks (CoNLL-U) and name corpora (BIO) and mixes them into what one training epoch sees.

Call load(folder) once and Mix.epoch(n) for each epoch. Test parts are read by score.py only.
"""

import os
import random
from collections import Counter
from dataclasses import dataclass, replace

STYLES = ["uner", "gum", "wikigold", "crossner", "gmb"]  # whose annotation habits a sentence's names follow
NAME_TYPES = ["PER", "ORG", "LOC", "MISC"]
NAMES = ["O"] + [mark + kind for kind in NAME_TYPES for mark in ("B-", "I-")]
AS_TYPE = {"NORP": "MISC"}  # GMB keeps nationalities apart, CrossNER and wikigold call them MISC


@dataclass(frozen=True)
class Sentence:
    """Gold layers are None where the corpus lacks them; heads count from 1, 0 is the root."""
    forms: tuple
    style: int
    tags: tuple = None
    heads: tuple = None
    labels: tuple = None
    names: tuple = None


def blocks(path):
    """Yields the blank-line separated blocks of a file as lists of lines."""
    lines = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line:
                lines.append(line)
            elif lines:
                yield lines
                lines = []
    if lines:
        yield lines


def read_conllu(path, style="uner"):
    out = []
    for lines in blocks(path):
        rows = [r for r in (l.split("\t") for l in lines if l[0] != "#") if r[0].isdigit()]
        if not rows:
            continue
        out.append(Sentence(tuple(r[1] for r in rows), STYLES.index(style), tuple(r[3] + "|" + r[4] for r in rows),
                            tuple(int(r[6]) for r in rows), tuple(r[7] for r in rows)))
    return out


def read_bio(path, style, titles=()):
    """titles: words stripped from the front of person names (GMB counts "President Bush" as one name)."""
    out = []
    for lines in blocks(path):
        forms, names = zip(*(l.rsplit("\t", 1) for l in lines))
        out.append(Sentence(tuple(forms), STYLES.index(style), names=clean_names(forms, names, titles)))
    return out


def clean_names(forms, names, titles=()):
    """Maps types, drops unknown ones and titles, and makes every name start with B."""
    out = []
    for form, name in zip(forms, names):
        mark, _, kind = name.partition("-")
        kind = AS_TYPE.get(kind, kind)
        before = out[-1] if out else "O"
        if kind not in NAME_TYPES or kind == "PER" and form in titles and (mark == "B" or before == "O"):
            out.append("O")
        else:
            out.append(("I-" if mark == "I" and before[2:] == kind else "B-") + kind)
    return tuple(out)


def with_names(trees, named):
    """Joins the two layers of one corpus by text; sentences that the name layer lacks keep none."""
    by_text = {s.forms: s.names for s in named}
    return [replace(s, names=by_text.get(s.forms)) for s in trees]


def read_list(name):
    """A word list beside this file."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), encoding="utf-8") as f:
        return frozenset(l.strip() for l in f if l.strip() and l[0] != "#")


def split_hyphens(forms, prefixes):
    """The treebanks' tokens from GMB's: "Franco-German" becomes three, "mid-level" stays."""
    out = []
    for form in forms:
        parts = form.split("-")
        if len(parts) > 1 and all(parts) and any(c.isalpha() for c in form) and parts[0].lower() not in prefixes:
            out.extend(x for p in parts for x in (p, "-"))
            out.pop()
        else:
            out.append(form)
    return tuple(out)


def news(folder, count, longest=60):
    """count different sentences of GMB's news as bare tokens, for a teacher to read."""
    prefixes, found = read_list("prefixes.txt"), {}
    for s in read_bio(os.path.join(folder, "ner", "gmb.bio"), "gmb"):
        if 4 <= len(s.forms) <= longest:
            found.setdefault(split_hyphens(s.forms, prefixes))
    found = list(found)
    return [Sentence(forms, STYLES.index("crossner")) for forms in random.Random(5).sample(found, min(count, len(found)))]


class Mix:
    """trees: parsed sentences (names where known); near: politics, seen twice; far: other names, a share each epoch."""

    def __init__(self, trees, near, far, share, longest):
        short = lambda ss: [s for s in ss if len(s.forms) <= longest]
        self.trees, self.near, self.far, self.share = short(trees), short(near), short(far), share

    def inventories(self):
        """(tags, labels) seen at least three times, the most frequent first; equal counts by name."""
        tags, labels = Counter(), Counter()
        for s in self.trees:
            tags.update(s.tags)
            labels.update(s.labels)
        rank = lambda c: [k for k, n in sorted(c.items(), key=lambda e: (-e[1], e[0])) if n >= 3]
        return rank(tags), rank(labels)

    def epoch(self, n, seed):
        """The sentences of epoch n: a function of its arguments alone, so that a resumed run sees the same."""
        rng = random.Random("%d/%d" % (seed, n))
        out = self.trees + self.near * 2 + rng.sample(self.far, int(len(self.far) * self.share))
        return [disguise(s, rng) for s in out]


def disguise(s, rng):
    """Now and then sets a sentence as headlines are: Title Case, CAPITALS, or without its full stop."""
    r = rng.random()
    if r < .03:
        return replace(s, forms=tuple(f[:1].upper() + f[1:] if len(f) > 3 or i == 0 else f for i, f in enumerate(s.forms)))
    if r < .05:
        return replace(s, forms=tuple(f.upper() for f in s.forms))
    if r < .08 and len(s.forms) > 3 and s.forms[-1] == "." and (s.heads is None or len(s.forms) not in s.heads):
        cut = lambda layer: None if layer is None else layer[:-1]
        return Sentence(s.forms[:-1], s.style, cut(s.tags), cut(s.heads), cut(s.labels), cut(s.names))
    return s


def load(folder, gmb=8000, share=.35, longest=110, without=()):
    """Reads shared/data; without names files of folder/ner to leave out. Returns (Mix, counts of all forms in the corpora)."""
    titles = read_list("titles.txt")
    ner = lambda name, style: [] if name in without else read_bio(os.path.join(folder, "ner", name + ".bio"), style, titles if style == "gmb" else ())
    tree = lambda name, style: read_conllu(os.path.join(folder, "ud", name + ".conllu"), style)
    trees = with_names(tree("ewt-train", "uner"), ner("uner-train", "uner")) + with_names(tree("gum-train", "gum"), ner("gum-train", "gum"))
    near = ner("pol-train", "crossner") + ner("pol-dev", "crossner")
    gmb_all = ner("gmb", "gmb")
    far = [s for k in ("ai", "literature", "music", "science") for s in ner("x-" + k, "crossner")] + ner("wikigold", "wikigold")
    forms = Counter(f for s in trees + near + far + gmb_all for f in s.forms)
    far += random.Random(7).sample(gmb_all, min(gmb, len(gmb_all)))
    return Mix(trees, near, far, share, longest), forms
