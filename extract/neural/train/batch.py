"""Packs sentences into padded arrays of about equal length, and hides a little of the input in training."""

import numpy as np
import torch

from data import NAMES
from words import CASES, END, MASK, SLOTS, START

MAX_PIECES = 256  # of a sentence with its two marks: the position table that the model carries
IGNORE = -100  # gold that is missing or too rare to be learned


class Batch:
    """Tensors for B sentences of up to N words and L pieces; see the constructor for the shapes."""

    def __init__(self, sentences, words, tags=None, labels=None, hide=None):
        """tags and labels: inventories, where gold is wanted; hide: a numpy Generator, in training."""
        read = [[words.encode(f) for f in s.forms] for s in sentences]
        lengths = [2 + sum(len(p) for p, _, _ in r) for r in read]
        b, n, l = len(sentences), max(len(r) for r in read), max(lengths)
        if l > MAX_PIECES:
            raise ValueError("sentence of %d pieces, at most %d fit: %s…" % (l, MAX_PIECES, " ".join(sentences[int(np.argmax(lengths))].forms[:8])))
        piece, case = np.zeros((b, l), np.int64), np.full((b, l), CASES - 1, np.int64)
        owner = np.zeros((b, l), np.int64)  # word of each piece, counted from 1 within the flat (b, n+1); 0 of each row takes marks and padding
        count, hashed, word_case = np.ones((b, n), np.float32), np.zeros((b, n, SLOTS), np.int64), np.zeros((b, n), np.int64)
        real = np.zeros((b, n), bool)
        for i, r in enumerate(read):
            at = 1
            piece[i, 0], owner[i] = START, i * (n + 1)
            for k, (rows, c, f) in enumerate(r):
                end = at + len(rows)
                piece[i, at:end], case[i, at:end], owner[i, at:end] = rows, c, i * (n + 1) + k + 1
                count[i, k], hashed[i, k], word_case[i, k] = len(rows), f, c
                at = end
            piece[i, at], real[i, :len(r)] = END, True
        mask = np.arange(l)[None] < np.array(lengths)[:, None]
        if hide is not None:
            piece[(hide.random((b, l)) < .04) & (piece > MASK)] = MASK
            hashed[hide.random(hashed.shape) < .1] = 0
        t = torch.from_numpy
        self.sentences, self.words, self.pieces = b, n, int(sum(lengths))
        self.piece, self.case, self.owner = t(piece), t(case), t(owner)
        self.count, self.hashed, self.word_case, self.real = t(count), t(hashed), t(word_case), t(real)
        self.style = torch.tensor([s.style for s in sentences])
        self.attend = None if mask.all() else torch.zeros(b, 1, 1, l).masked_fill_(~t(mask)[:, None, None], -1e9)
        if tags is not None:
            self.gold(sentences, {x: i for i, x in enumerate(tags)}, {x: i for i, x in enumerate(labels)})

    def gold(self, sentences, tag_row, label_row):
        shape = (self.sentences, self.words)
        tag, head, label, name = (np.full(shape, IGNORE, np.int64) for _ in range(4))
        names = {x: i for i, x in enumerate(NAMES)}
        for i, s in enumerate(sentences):
            n = len(s.forms)
            if s.heads is not None:
                tag[i, :n] = [tag_row.get(x, IGNORE) for x in s.tags]
                label[i, :n] = [label_row.get(x, IGNORE) for x in s.labels]
                head[i, :n] = s.heads
            if s.names is not None:
                name[i, :n] = [names[x] for x in s.names]
        self.tag, self.head, self.label, self.name = map(torch.from_numpy, (tag, head, label, name))


def groups(sentences, words, size, rng=None):
    """Index lists of sentences of like length, each at most size padded pieces (or one sentence); in random order with rng."""
    lengths = [2 + sum(len(words.encode(f)[0]) for f in s.forms) for s in sentences]
    jitter = [rng.random() * 3 if rng else 0 for _ in sentences]
    out, current, widest = [], [], 0
    for i in sorted(range(len(sentences)), key=lambda i: lengths[i] + jitter[i]):
        widest = max(widest, lengths[i])
        if current and widest * (len(current) + 1) > size:
            out.append(current)
            current, widest = [], lengths[i]
        current.append(i)
    if current:
        out.append(current)
    if rng:
        rng.shuffle(out)
    return out
