"""Reads a model file back and computes with it as the Go side does: the reference for both its accuracy and its numbers.

Weights are int8 rows with one scale each. The input of every matrix product is rounded to int8 with
one scale a token, found on the spot: s = max|x|/127, q = round(x/s), ties to even. Products are summed
as integers, then multiplied by both scales; biases, norms, softmax, GELU and everything between are
float32. Call load(path); what it returns reads like a trained bundle.
"""

import torch
import torch.nn.functional as F
from torch import nn

import container
from container import Rows
from export import HIDDEN_ROWS
from model import leaky
from words import Words


class Reader:
    """Stands in for bundle.Bundle."""

    def __init__(self, model, lists):
        self.model, self.words, self.tags, self.labels = model, Words(lists["pieces"]), lists["tags"], lists["labels"]


def load(path):
    numbers, lists, tensors = container.read(path)
    return Reader(Quantized(numbers, tensors), lists)


class Quantized(nn.Module):
    """The methods of model.Model that reading needs, over the tensors of a file."""

    def __init__(self, numbers, tensors):
        super().__init__()
        self.n = numbers
        self.t = {k: (torch.tensor(t.q.astype("f4")), torch.tensor(t.scale)) if isinstance(t, Rows) else torch.tensor(t) for k, t in tensors.items()}
        self.part, at = {}, 0
        for name, size in HIDDEN_ROWS:
            self.part[name] = slice(at, at + size)
            at += size

    def rows(self, name, index):
        q, scale = self.t[name]
        return q[index] * scale[index][..., None]

    def product(self, x, name, bias=None, rows=slice(None)):
        q, scale = self.t[name]
        step = x.abs().amax(-1, keepdim=True) / 127
        step = torch.where(step > 0, step, 1.)  # a zero vector stays one
        whole = (x / step).round()
        # Sums of products of bytes stay near 2^24, so that float32 holds them but for the last bit.
        y = (whole @ q[rows].T) * (step * scale[rows])
        return y if bias is None else y + self.t[bias][rows]

    def norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self.t[name + ".gain"], self.t[name + ".bias"], 1e-12)

    def encode(self, batch):
        t, n = self.t, self.n
        positions = torch.arange(batch.piece.shape[1])
        x = self.norm(self.rows("piece", batch.piece) + self.rows("position", positions) + t["case"][batch.case], "norm")
        y = t["mix"][0] * x
        for i in range(n["layers"]):
            p = "layer.%d." % i
            b, l, d = x.shape
            q, k, v = self.product(x, p + "qkv", p + "qkv.bias").view(b, l, 3, n["heads"], -1).permute(2, 0, 3, 1, 4)
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=batch.attend).transpose(1, 2).reshape(b, l, d)
            x = self.norm(x + self.product(a, p + "out", p + "out.bias"), p + "norm1")
            x = self.norm(x + self.product(F.gelu(self.product(x, p + "up", p + "up.bias")), p + "down", p + "down.bias"), p + "norm2")
            y = y + t["mix"][i + 1] * x
        return y

    def words(self, batch):
        x, (b, n) = self.encode(batch), (batch.sentences, batch.words)
        total = torch.zeros(b * (n + 1), x.shape[2]).index_add_(0, batch.owner.view(-1), x.reshape(-1, x.shape[2]))
        mean = total.view(b, n + 1, -1)[:, 1:] / batch.count[:, :, None]
        f = torch.cat([self.rows("hashed", batch.hashed).flatten(2), self.t["word_case"][batch.word_case]], 2)
        return torch.cat([mean, F.relu(self.product(f, "feature", "feature.bias"))], 2)

    def hidden(self, words, part):
        return self.product(words, "word.hidden", "word.hidden.bias", self.part[part])

    def tags(self, words):
        return self.product(leaky(self.hidden(words, "tag")), "tag", "tag.bias")

    def names(self, words, style):
        return self.product(leaky(self.hidden(words, "name") + self.t["name.style"][style][:, None]), "name", "name.bias")

    def arcs(self, words, real):
        d, h = leaky(self.hidden(words, "dependent.arc")), leaky(self.hidden(words, "head.arc"))
        h = torch.cat([self.t["arc.root"].expand(len(h), 1, -1), h], 1)
        score = self.product(d, "arc.pair") @ h.transpose(1, 2) + (h @ self.t["arc.prior"])[:, None]
        open_ = torch.cat([torch.ones(len(real), 1, dtype=torch.bool), real], 1)
        return score.masked_fill(~open_[:, None], -1e9)

    def labels(self, words, heads):
        """The scores of words under the root mean nothing: their label is root."""
        d, h = leaky(self.hidden(words, "dependent.label")), leaky(self.hidden(words, "head.label"))
        h = h.gather(1, (heads - 1).clamp(min=0)[:, :, None].expand(-1, -1, h.shape[2]))
        pair = self.product(h, "label.pair").view(*h.shape[:2], -1, h.shape[2])
        return (pair @ d[..., None])[..., 0] + self.product(d, "label.dependent", "label.bias") + self.product(h, "label.head")
