"""Reads sentences with a model and counts how often it agrees with gold."""

import os
from collections import Counter, defaultdict
from dataclasses import replace

import torch

from batch import Batch, groups
from data import NAMES, read_bio, read_conllu
from decode import allowed, tree, viterbi

RELATIONS = ["root", "nsubj", "obj", "obl", "nmod", "conj", "appos", "ccomp", "xcomp", "acl", "advcl", "compound", "flat"]


@torch.no_grad()
def read(bundle, sentences, size=1500):
    """The sentences with every layer predicted, in their order."""
    model, cost = bundle.model.eval(), allowed(NAMES)
    out = [None] * len(sentences)
    root = bundle.labels.index("root")
    for group in groups(sentences, bundle.words, size):
        batch = Batch([sentences[i] for i in group], bundle.words)
        words = model.words(batch)
        tags, arcs = model.tags(words).argmax(2), model.arcs(words, batch.real).log_softmax(2).numpy()
        names = model.names(words, batch.style).log_softmax(2).numpy()
        heads = torch.zeros(batch.sentences, batch.words, dtype=torch.int64)
        for k, i in enumerate(group):
            n = len(sentences[i].forms)
            heads[k, :n] = torch.from_numpy(tree(arcs[k, :n, :n + 1]))
        labels = model.labels(words, heads)
        labels[:, :, root] = -1e9  # the root's label follows from its head and no other word may have it
        labels = labels.argmax(2)
        labels[heads == 0] = root
        for k, i in enumerate(group):
            n = len(sentences[i].forms)
            out[i] = replace(sentences[i], tags=tuple(bundle.tags[t] for t in tags[k, :n]), heads=tuple(heads[k, :n].tolist()),
                             labels=tuple(bundle.labels[t] for t in labels[k, :n]),
                             names=tuple(NAMES[t] for t in viterbi(names[k, :n], cost)))
    return out


def tree_scores(gold, guess):
    """Percentages of words; las with subtypes, las18 as CoNLL 2018 counts (main labels only); f: labelled F by main label."""
    c, f, n = Counter(), defaultdict(Counter), 0
    main = lambda label: label.split(":")[0]
    for g, p in zip(gold, guess, strict=True):
        for k in range(len(g.forms)):
            n += 1
            (gu, gx), (pu, px) = g.tags[k].split("|", 1), p.tags[k].split("|", 1)
            arc, gl, pl = g.heads[k] == p.heads[k], main(g.labels[k]), main(p.labels[k])
            c.update(upos=gu == pu, xpos=gx == px, uas=arc, las=arc and g.labels[k] == p.labels[k], las18=arc and gl == pl)
            f[gl]["gold"] += 1
            f[pl]["guess"] += 1
            f[gl]["hit"] += arc and gl == pl
    out = {k: round(100 * v / max(n, 1), 2) for k, v in c.items()}
    out["f"] = {r: round(200 * f[r]["hit"] / max(1, f[r]["gold"] + f[r]["guess"]), 1) for r in RELATIONS}
    return out


def spans(names):
    """{(start, end, type)} of a BIO sequence."""
    out, start = set(), None
    for i, name in enumerate(list(names) + ["O"]):
        if start is not None and name[0] != "I":
            out.add((start, i, names[start][2:]))
            start = None
        if name[0] == "B":
            start = i
    return out


def name_scores(gold, guess, types=("PER", "ORG", "LOC")):
    """F1 of exact spans with type, for each type and for all of types together, with p and r."""
    c = defaultdict(Counter)
    for g, p in zip(gold, guess, strict=True):
        a, b = spans(g.names), spans(p.names)
        for key, found in (("gold", a), ("guess", b), ("hit", a & b)):
            for span in found:
                if span[2] in types:
                    c[span[2]][key] += 1
                    c["all"][key] += 1
    out = {k: round(200 * c[k]["hit"] / max(1, c[k]["gold"] + c[k]["guess"]), 2) for k in ("all",) + tuple(types)}
    out["p"] = round(100 * c["all"]["hit"] / max(1, c["all"]["guess"]), 2)
    out["r"] = round(100 * c["all"]["hit"] / max(1, c["all"]["gold"]), 2)
    return out


TREES = {"dev": {"ewt-dev": ["ewt-dev"], "gum-dev": ["gum-dev"]},
         "test": {"ewt-test": ["ewt-test"], "gumnews dev+test": ["gumnews-dev", "gumnews-test"], "gum-test": ["gum-test"]}}
NAMED = {"dev": {"uner-dev": "uner", "gum-dev": "gum"}, "test": {"uner-test": "uner", "gum-test": "gum"}}


def report(bundle, folder, part, log=print):
    """Scores on the dev or test parts of shared/data, each a line to log and an entry of the result."""
    out = {}
    for name, files in TREES[part].items():
        gold = [s for f in files for s in read_conllu(os.path.join(folder, "ud", f + ".conllu"))]
        out[name] = tree_scores(gold, read(bundle, gold))
        log("%s trees %s" % (name, out[name]))
    for name, style in NAMED[part].items():
        gold = read_bio(os.path.join(folder, "ner", name + ".bio"), style)
        out[name + " names"] = name_scores(gold, read(bundle, gold))
        log("%s names %s" % (name, out[name + " names"]))
    return out
