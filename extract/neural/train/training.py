"""The training loop: AdamW, linear decay, checkpoints that lose nothing, and an optional teacher.

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
    trust: float = .5  # weight of the teacher where there is gold as well


def half_is_fast():
    """Whether this processor multiplies bfloat16 natively (Linux only; elsewhere no)."""
    try:
        with open("/proc/cpuinfo") as f:
            return any(k in f.read() for k in ("avx512_bf16", "amx_bf16"))
    except OSError:
        return False


def losses(model, batch, soft=None, trust=.5):
    """The parts of the loss on a batch with gold; with soft (a teacher's Soft) also where there is none."""
    words = model.words(batch)
    out, share = {}, 1 if soft is None else 1 - trust
    has = (batch.head != IGNORE).any(1)
    heads = batch.head.clamp(min=0) if soft is None else torch.where(has[:, None], batch.head.clamp(min=0), soft.heads)
    if soft is not None:
        has = torch.ones_like(has)
    if has.any():
        pick = lambda x: x if has.all() else x[has]
        w, real = pick(words), pick(batch.real)
        tag, head, label = pick(batch.tag), pick(batch.head), pick(batch.label)
        tags, arcs, labels = model.tags(w), model.arcs(w, real), model.labels(w, pick(heads))
        weight = share * len(w) / len(words)
        for name, scores, gold, smooth in (("tag", tags, tag, .03), ("arc", arcs, head, 0), ("label", labels, label, 0)):
            if (gold != IGNORE).any():
                out[name] = weight * F.cross_entropy(scores[gold != IGNORE], gold[gold != IGNORE], label_smoothing=smooth)
    if soft is not None or (batch.name != IGNORE).any():
        names = model.names(words, batch.style)
        if (batch.name != IGNORE).any():
            out["name"] = share * F.cross_entropy(names[batch.name != IGNORE], batch.name[batch.name != IGNORE])
    if soft is not None:
        for name, scores, aim in (("tag", tags, soft.tags), ("arc", arcs, soft.arcs), ("label", labels, soft.labels), ("name", names, soft.names)):
            # Where a layer has no gold the teacher is all there is.
            gold = getattr(batch, {"arc": "head"}.get(name, name)) != IGNORE
            w = torch.where(gold, trust, 1.)[batch.real]
            apart = F.kl_div(scores.log_softmax(2)[batch.real], aim[batch.real], reduction="none").clamp(min=-1).sum(1)
            out[name + "~"] = (apart * w).mean()
    return out


class Soft:
    """What a teacher says of a batch: its probabilities, and its own heads for sentences without gold."""

    @torch.no_grad()
    def __init__(self, teacher, batch):
        model = teacher.model.eval()
        words = model.words(batch)
        arcs = model.arcs(words, batch.real)
        self.heads = arcs.argmax(2)
        gold = batch.head != IGNORE
        heads = torch.where(gold.any(1)[:, None], batch.head.clamp(min=0), self.heads)
        self.tags, self.arcs = model.tags(words).softmax(2), arcs.softmax(2)
        self.labels, self.names = model.labels(words, heads).softmax(2), model.names(words, batch.style).softmax(2)


def optimizer(model, plan):
    encoder = [p for n, p in model.named_parameters() if p.requires_grad and n.split(".")[0] in ("position", "norm", "layers")]
    inside = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if p.requires_grad and id(p) not in inside]
    return torch.optim.AdamW([dict(params=encoder, base=plan.encoder_rate), dict(params=heads, base=plan.head_rate)],
                             lr=0., weight_decay=.01, betas=(.9, .98), eps=1e-8, fused=True)


def run(bundle, mix, plan, folder, teacher=None, log=print, after_epoch=None, stop_at=None):
    """Trains bundle in place. folder holds resume.pt while training and model.pt in the end.

    after_epoch(epoch) is called with the model as it is then; stop_at ends the run early, as a cut would (for tests).
    """
    model = bundle.model
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
                soft = None if teacher is None else Soft(teacher, batch)
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
