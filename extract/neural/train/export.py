"""Lays a trained model out for the Go side: what to fuse, what to work out beforehand, what to quantize.

Call write(bundle, path), and write_check for the numbers that a Go test compares its own with.
"""

import json

import numpy as np
import torch

import container
import score
from batch import MAX_PIECES as POSITIONS, Batch
from container import Rows
from data import NAMES, STYLES, Sentence
from model import ARC, FEATURES, HEADS, HIDDEN, INNER, LABEL, WIDTH, WORD, leaky
from words import HASH_ROWS, MAX_PIECES, MAX_RUNES, SLOTS

STYLE = "crossner"  # whose idea of a name parley follows
# Rows of word.hidden, in this order: every head's first layer reads the same word vector.
HIDDEN_ROWS = [("tag", HIDDEN), ("name", HIDDEN), ("dependent.arc", ARC), ("head.arc", ARC), ("dependent.label", LABEL), ("head.label", LABEL)]


def write(bundle, path):
    """Returns the size in bytes."""
    m = bundle.model.eval()
    numbers = dict(layers=len(m.layers), width=WIDTH, heads=HEADS, inner=INNER, word=WORD, features=FEATURES, hidden=HIDDEN, arc=ARC, label=LABEL,
                   slots=SLOTS, hash_rows=HASH_ROWS, positions=POSITIONS, max_runes=MAX_RUNES, max_word_pieces=MAX_PIECES, style=STYLES.index(STYLE))
    lists = dict(pieces=bundle.words.table, tags=bundle.tags, labels=bundle.labels, names=NAMES, styles=STYLES)
    with torch.no_grad():
        return container.write(path, numbers, lists, tensors(m))


def tensors(m):
    f = lambda t: t.detach().numpy().astype(np.float32)
    rows, table = lambda t: Rows.gentle(f(t)), lambda t: Rows.of(f(t))
    out = {"piece": table(m.piece.weight), "position": table(m.position.weight), "case": f(m.case.weight),
           "norm.gain": f(m.norm.weight), "norm.bias": f(m.norm.bias), "mix": f(m.mix.softmax(0))}
    for i, layer in enumerate(m.layers):
        for name in ("qkv", "out", "up", "down"):
            part = getattr(layer, name)
            out["layer.%d.%s" % (i, name)], out["layer.%d.%s.bias" % (i, name)] = rows(part.weight), f(part.bias)
        for name in ("norm1", "norm2"):
            part = getattr(layer, name)
            out["layer.%d.%s.gain" % (i, name)], out["layer.%d.%s.bias" % (i, name)] = f(part.weight), f(part.bias)
    out.update({"hashed": table(m.hashed.weight), "word_case": f(m.word_case.weight), "feature": rows(m.feature.weight), "feature.bias": f(m.feature.bias)})
    own, style = m.name_hidden.weight[:, :WORD], m.name_hidden.weight[:, WORD:]
    parts = [m.tag_hidden, None, m.arc_dependent, m.arc_head, m.label_dependent, m.label_head]
    out["word.hidden"] = rows(torch.cat([own if p is None else p.weight for p in parts]))
    # The bias of the name rows depends on the style and is name.style below.
    out["word.hidden.bias"] = f(torch.cat([torch.zeros(HIDDEN) if p is None else p.bias for p in parts]))
    out.update({"tag": rows(m.tag.weight), "tag.bias": f(m.tag.bias),
                "name.style": f(m.style.weight @ style.T + m.name_hidden.bias), "name": rows(m.name.weight), "name.bias": f(m.name.bias),
                "arc.pair": rows(m.arc_pair.weight), "arc.prior": f(m.arc_prior.weight[0]), "arc.root": f(leaky(m.arc_head(m.root))),
                "label.pair": rows(m.label_pair.weight), "label.dependent": rows(m.label_of_dependent.weight),
                "label.bias": f(m.label_of_dependent.bias), "label.head": rows(m.label_of_head.weight)})
    return out


# Invented; they hold what goes wrong first: curly quotes, accents, capitals, a rune without a piece, one word, digits.
CHECK = ["Foreign Minister Ana Varga met her Danish counterpart in Geneva on 5 February .",
         "“ We can n’t accept this , ” Ms. Ólafsdóttir told reporters — again .",
         "SUMMIT IN OSLO ENDS WITHOUT A DEAL",
         "Yes",
         "The Karelian - Baltic Council ( KBC ) , the unions and 1,200 delegates ☂☂ backed mid-level talks , and Lindqvist did not .",
         "If they , whom nobody had asked , leave before the vote that the assembly in Port Moresby called , the treaty that took nine years to write fails ."]


def write_check(reader, path):
    """reader: a bundle whose model is quantize.Quantized, so that the numbers are those of the file in integer arithmetic."""
    r = lambda t, digits=4: [[round(float(x), digits) for x in row] for row in t]
    out = []
    sentences = [Sentence(tuple(t.split()), STYLES.index(STYLE)) for t in CHECK]
    for s, read in zip(sentences, score.read(reader, sentences)):
        with torch.no_grad():
            batch = Batch([s], reader.words)
            mixed = reader.model.encode(batch)
            words = reader.model.words(batch)
            labels = reader.model.labels(words, torch.tensor([read.heads]))
            out.append(dict(
                forms=s.forms, pieces=[[reader.words.table[p] for p in reader.words.encode(f)[0]] for f in s.forms],
                piece_rows=batch.piece[0].tolist(), case=batch.case[0].tolist(), hashed=batch.hashed[0].tolist(),
                encoded_first_16=r(mixed[0, :, :16]), word_last_16=r(words[0, :, -16:]), tag_scores=r(reader.model.tags(words)[0]),
                name_scores=r(reader.model.names(words, batch.style)[0]), arc_scores=r(reader.model.arcs(words, batch.real)[0]), label_scores=r(labels[0]),
                tags=read.tags, heads=read.heads, labels=read.labels, names=read.names))
    with open(path, "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(s, ensure_ascii=False, separators=(",", ":")) for s in out) + "\n]\n")
