"""The network: word pieces -> transformer -> one vector a word -> tags, arcs, labels, names.

    piece row + position + type + case -> layer norm -> L transformer layers (12 heads of 32, GELU)
    m = softmax-weighted sum of the embedding and the L layer outputs     (pieces, 384)
    word = mean of m over its pieces, joined with 128 features            (words, 512)
    tags:   512 -> 256 leaky -> T           names: 512 (+ style) -> 256 leaky -> 9
    arcs:   h = 512 -> 256 leaky (also of the root vector), d = 512 -> 256 leaky; score = (W d)·h + u·h
    labels: h, d = 512 -> 128 leaky; score_r = d·(U_r h) + a_r·d + b_r·h + c_r for the chosen head

Encoder: Devlin et al. 2019 with the weights of MiniLM (Wang et al. 2020); layer mix: Peters et al. 2018;
biaffine heads: Dozat and Manning 2017. Leaky is max(x, x/10). The model knows nothing of decoding.
"""

import torch
import torch.nn.functional as F
from torch import nn

from batch import MAX_PIECES
from data import NAMES, STYLES
from words import CASES, HASH_ROWS, SLOTS

WIDTH, HEADS, INNER = 384, 12, 1536
FEATURE, CASE_WIDTH, FEATURES = 48, 32, 128
WORD = WIDTH + FEATURES
HIDDEN, ARC, LABEL, STYLE = 256, 256, 128, 32


def drop(x, p, on):
    """Dropout with one mask a sentence (or a row): as good as a fresh one for each word, and cheaper."""
    if not on or p == 0:
        return x
    if x.dim() < 3:
        return F.dropout(x, p)
    return x * (torch.rand(x.shape[0], 1, x.shape[2]) >= p).to(x.dtype).div_(1 - p)


def leaky(x):
    return F.leaky_relu(x, .1)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out, self.norm1 = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down, self.norm2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, attend):
        b, l, d = x.shape
        q, k, v = self.qkv(x).view(b, l, 3, HEADS, d // HEADS).permute(2, 0, 3, 1, 4)
        with torch.autocast("cpu", enabled=False):  # in bfloat16 this one product is slower, not faster
            a = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=attend)
        x = self.norm1(x + drop(self.out(a.transpose(1, 2).reshape(b, l, d)), .1, self.training))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x))), .1, self.training))


class Model(nn.Module):
    """layers: depth; pieces: rows of the piece table; tags, labels: sizes of the inventories."""

    def __init__(self, layers, pieces, tags, labels):
        super().__init__()
        self.shape = dict(layers=layers, pieces=pieces, tags=tags, labels=labels)
        self.piece, self.position = nn.Embedding(pieces, WIDTH), nn.Embedding(MAX_PIECES, WIDTH)
        self.case, self.norm = nn.Embedding(CASES, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.mix = nn.Parameter(torch.cat([torch.zeros(layers + 1), torch.tensor([.5, 1, 2])])[-layers - 1:])
        self.hashed, self.word_case = nn.Embedding(HASH_ROWS, FEATURE), nn.Embedding(CASES - 1, CASE_WIDTH)
        self.feature = nn.Linear(SLOTS * FEATURE + CASE_WIDTH, FEATURES)
        self.root = nn.Parameter(torch.randn(WORD) * .1)
        self.tag_hidden, self.tag = nn.Linear(WORD, HIDDEN), nn.Linear(HIDDEN, tags)
        self.arc_head, self.arc_dependent = nn.Linear(WORD, ARC), nn.Linear(WORD, ARC)
        self.arc_pair, self.arc_prior = nn.Linear(ARC, ARC, bias=False), nn.Linear(ARC, 1, bias=False)
        self.label_head, self.label_dependent = nn.Linear(WORD, LABEL), nn.Linear(WORD, LABEL)
        self.label_pair = nn.Linear(LABEL, labels * LABEL, bias=False)
        self.label_of_dependent, self.label_of_head = nn.Linear(LABEL, labels), nn.Linear(LABEL, labels, bias=False)
        self.style, self.name_hidden, self.name = nn.Embedding(len(STYLES), STYLE), nn.Linear(WORD + STYLE, HIDDEN), nn.Linear(HIDDEN, len(NAMES))
        nn.init.zeros_(self.case.weight)
        nn.init.normal_(self.hashed.weight, std=.1)
        nn.init.normal_(self.label_pair.weight, std=.01)
        with torch.no_grad():
            self.arc_pair.weight.copy_(torch.eye(ARC) * .1)
        self.piece.weight.requires_grad_(False)

    def encode(self, batch):
        """(sentences, pieces, 384): the mixed layers."""
        x = self.norm(self.piece(batch.piece) + self.position.weight[:batch.piece.shape[1]] + self.case(batch.case))
        x = drop(x, .1, self.training)
        share = self.mix.softmax(0)
        y = share[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, batch.attend)
            y = y + share[i + 1] * x
        return y

    def words(self, batch):
        """(sentences, words, 512)."""
        x = self.encode(batch).float()
        b, n = batch.sentences, batch.words
        total = torch.zeros(b * (n + 1), WIDTH).index_add_(0, batch.owner.view(-1), x.reshape(-1, WIDTH))
        mean = total.view(b, n + 1, WIDTH)[:, 1:] / batch.count[:, :, None]
        f = torch.cat([self.hashed(batch.hashed).flatten(2), self.word_case(batch.word_case)], 2)
        return torch.cat([drop(mean, .1, self.training), drop(F.relu(self.feature(f)).float(), .2, self.training)], 2)

    def hidden(self, x, layer):
        return drop(leaky(layer(x)), .33, self.training).float()

    def tags(self, words):
        return self.tag(self.hidden(words, self.tag_hidden)).float()

    def names(self, words, style):
        s = self.style(style)[:, None].expand(-1, words.shape[1], -1)
        return self.name(self.hidden(torch.cat([words, s], 2), self.name_hidden)).float()

    def arcs(self, words, real):
        """(sentences, dependents, 1 + heads): column 0 is the root; padding is shut off."""
        d, h = self.hidden(words, self.arc_dependent), self.hidden(self.rooted(words), self.arc_head)
        with torch.autocast("cpu", enabled=False):
            score = self.arc_pair(d) @ h.transpose(1, 2) + self.arc_prior(h).transpose(1, 2)
        open_ = torch.cat([torch.ones(len(real), 1, dtype=torch.bool), real], 1)
        return score.masked_fill(~open_[:, None], -1e9)

    def labels(self, words, heads):
        """(sentences, words, labels) for the given head of each word (0 the root)."""
        d, h = self.hidden(words, self.label_dependent), self.hidden(self.rooted(words), self.label_head)
        h = h.gather(1, heads[:, :, None].expand(-1, -1, LABEL))
        pair = self.label_pair(h).view(*h.shape[:2], -1, LABEL)
        pair = torch.matmul(pair, d[:, :, :, None].to(pair.dtype))[..., 0].float()
        return pair + self.label_of_dependent(d).float() + self.label_of_head(h).float()

    def rooted(self, words):
        return torch.cat([self.root.expand(len(words), 1, -1), words], 1)


def pretrained(model, weights, rows, keep):
    """Copies MiniLM's tensors into model: rows of its piece table, and the layers keep (a list as long as the model is deep)."""
    w = {k.removeprefix("bert."): v.float() for k, v in weights.items()}
    put = lambda parameter, name: parameter.data.copy_(w[name])
    model.piece.weight.data.copy_(w["embeddings.word_embeddings.weight"][torch.tensor(rows)])
    # Only one segment type is ever used, so it is added to the positions for good.
    model.position.weight.data.copy_(w["embeddings.position_embeddings.weight"][:MAX_PIECES] + w["embeddings.token_type_embeddings.weight"][0])
    put(model.norm.weight, "embeddings.LayerNorm.weight")
    put(model.norm.bias, "embeddings.LayerNorm.bias")
    for layer, k in zip(model.layers, keep, strict=True):
        p = "encoder.layer.%d." % k
        for t in ("weight", "bias"):
            getattr(layer.qkv, t).data.copy_(torch.cat([w[p + "attention.self.%s.%s" % (x, t)] for x in ("query", "key", "value")]))
            put(getattr(layer.out, t), p + "attention.output.dense." + t)
            put(getattr(layer.norm1, t), p + "attention.output.LayerNorm." + t)
            put(getattr(layer.up, t), p + "intermediate.dense." + t)
            put(getattr(layer.down, t), p + "output.dense." + t)
            put(getattr(layer.norm2, t), p + "output.LayerNorm." + t)
