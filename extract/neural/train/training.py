"""The training loop: AdamW, linear decay, checkpoints that lose nothing, and optional teachers.

Everything random is a function of (seed, epoch, step), so a run that was cut and resumed does what
an uncut one does. Call run(); it returns when the last step is done and the model is saved.
"""

import os
import random
import time
from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from batch import IGNORE, Batch, groups


@dataclass
class Plan:
    epochs: int = 5
    size: int = 900  # padded pieces a batch
    encoder_rate: float = 1e-4
    head_rate: float = 1.5e-3
    warm: int = 150  # steps
    seed: int = 1
    half: bool = False  # bfloat16 products, where the processor has them: three times as fast
    save_every: int = 150  # steps
    trust: float = .5  # weight of the teachers where there is gold as well


def half_is_fast():
    """Whether this processor multiplies bfloat16 natively (Linux only; elsewhere no)."""
    try:
        with open("/proc/cpuinfo") as f:
            return any(k in f.read() for k in ("avx512_bf16", "amx_bf16"))
    except OSError:
        return False


def losses(model, batch, soft=None, trust=.5):
    """The parts of the loss on a batch with gold; with soft (the teachers' Soft) also where there is none."""
    words = model.words(batch)
    out, share = {}, 1 if soft is None else 1 - trust
    parsed = (batch.head != IGNORE).any(1)
    here = parsed if soft is None else torch.ones_like(parsed)  # the sentences whose trees are looked at
    if here.any():
        pick = lambda x: x if here.all() else x[here]
        w, real, heads = pick(words), pick(batch.real), pick(batch.head.clamp(min=0) if soft is None else soft.heads)
        tags, arcs, labels = model.tags(w), model.arcs(w, real), model.labels(w, heads)
        for name, scores, gold, smooth in (("tag", tags, pick(batch.tag), .03), ("arc", arcs, pick(batch.head), 0), ("label", labels, pick(batch.label), 0)):
            if (gold != IGNORE).any():
                out[name] = share * parsed.float().mean() * F.cross_entropy(scores[gold != IGNORE], gold[gold != IGNORE], label_smoothing=smooth)
    named = batch.name != IGNORE
    if soft is not None or named.any():
        names = model.names(words, batch.style)
        if named.any():
            out["name"] = share * F.cross_entropy(names[named], batch.name[named])
    if soft is not None:
        for name, gold, scores, aim in (("tag", batch.tag, tags, soft.tags), ("arc", batch.head, arcs, soft.arcs),
                                        ("label", batch.label, labels, soft.labels), ("name", batch.name, names, soft.names)):
            # Where a layer has no gold the teacher is all there is.
            weight = torch.where(gold != IGNORE, trust, 1.)[batch.real]
            apart = F.kl_div(scores.log_softmax(2)[batch.real], aim[batch.real], reduction="none").sum(1)
            out[name + "~"] = (apart * weight).mean()
    return out


class Soft:
    """What the teachers say of a batch: their mean probabilities; heads are gold, or theirs where there is no gold."""

    @torch.no_grad()
    def __init__(self, teachers, batch):
        models = [t.model.eval() for t in teachers]
        words = [m.words(batch) for m in models]
        mean = lambda read: torch.stack([read(m, w).softmax(2) for m, w in zip(models, words)]).mean(0)
        self.tags = mean(lambda m, w: m.tags(w))
        self.arcs = mean(lambda m, w: m.arcs(w, batch.real))
        self.heads = torch.where((batch.head != IGNORE).any(1)[:, None], batch.head.clamp(min=0), self.arcs.argmax(2))
        self.labels = mean(lambda m, w: m.labels(w, self.heads))
        self.names = mean(lambda m, w: m.names(w, batch.style))


def optimizer(model, plan):
    encoder = [p for n, p in model.named_parameters() if p.requires_grad and n.split(".")[0] in ("position", "norm", "layers")]
    inside = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if p.requires_grad and id(p) not in inside]
    return torch.optim.AdamW([dict(params=encoder, base=plan.encoder_rate), dict(params=heads, base=plan.head_rate)],
                             lr=0., weight_decay=.01, betas=(.9, .98), eps=1e-8, fused=True)


def run(bundle, mix, plan, folder, teachers=(), log=print, after_epoch=None, stop_at=None):
    """Trains bundle in place. folder holds resume.pt while training and model.pt in the end.

    after_epoch(epoch) is called with the model as it is then; stop_at ends the run early, as a cut would (for tests).
    """
    model = bundle.model
    for t in teachers:
        if (t.words.table, t.tags, t.labels) != (bundle.words.table, bundle.tags, bundle.labels):
            raise ValueError("a teacher and its student differ in pieces, tags or labels")
    opt = optimizer(model, plan)
    path = os.path.join(folder, "resume.pt")
    step = 0
    if os.path.exists(path):
        s = torch.load(path, weights_only=True)
        if s["pieces"] != bundle.words.table or s["shape"] != model.shape:
            raise ValueError("%s belongs to another run: remove it or choose another folder" % path)
        model.load_state_dict(s["model"])
        opt.load_state_dict(s["optimizer"])
        step = s["step"]
        log("resumed at step %d" % step)
    per_epoch = [None] * plan.epochs
    order = lambda e, sentences: groups(sentences, bundle.words, plan.size, random.Random("%d/%d/order" % (plan.seed, e)))
    # Epochs differ by a few batches, because their samples do.
    for e in range(plan.epochs):
        per_epoch[e] = len(order(e, mix.epoch(e, plan.seed)))
    total, first = sum(per_epoch), 0
    log("%d steps in %d epochs, %.1f M trained of %.1f M parameters" % (
        total, plan.epochs, sum(p.numel() for p in model.parameters() if p.requires_grad) / 1e6, sum(p.numel() for p in model.parameters()) / 1e6))
    for epoch in range(plan.epochs):
        if step >= first + per_epoch[epoch]:
            first += per_epoch[epoch]
            continue
        sentences = mix.epoch(epoch, plan.seed)
        seen, begun = Counter(), time.time()
        model.train()
        for group in order(epoch, sentences)[step - first:]:
            seed(plan.seed, step)
            batch = Batch([sentences[i] for i in group], bundle.words, bundle.tags, bundle.labels, np.random.default_rng([plan.seed, step]))
            pace = min(1, (step + 1) / plan.warm) * (1 - step / total)
            for g in opt.param_groups:
                g["lr"] = g["base"] * pace
            with torch.autocast("cpu", torch.bfloat16, enabled=plan.half):
                soft = Soft(teachers, batch) if teachers else None
                parts = losses(model, batch, soft, plan.trust)
                loss = sum(parts.values())
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_((p for g in opt.param_groups for p in g["params"]), 2.)
            opt.step()
            step += 1
            seen.update({k: v.item() for k, v in parts.items()}, pieces=batch.pieces, steps=1)
            if step % 50 == 0 or step in (1, 10):
                log("epoch %d step %d/%d %s | %d pieces/s" % (epoch + 1, step, total, " ".join("%s %.3f" % (k, seen[k] / seen["steps"]) for k in sorted(parts)),
                                                              seen["pieces"] / (time.time() - begun)))
            if step == stop_at:
                return save(path, bundle, opt, step)
            if step % plan.save_every == 0:
                save(path, bundle, opt, step)
        first += per_epoch[epoch]
        save(path, bundle, opt, step)
        log("epoch %d took %.0f s" % (epoch + 1, time.time() - begun))
        if after_epoch:
            after_epoch(epoch + 1)
    model.eval()
    write(os.path.join(folder, "model.pt"), bundle.state())


def seed(run_seed, step):
    torch.manual_seed(run_seed * 1_000_003 + step)


def save(path, bundle, opt, step):
    write(path, dict(bundle.state(), optimizer=opt.state_dict(), step=step))


def write(path, state):
    """All or nothing: a cut while saving leaves the file before it."""
    torch.save(state, path + ".part")
    os.replace(path + ".part", path)
