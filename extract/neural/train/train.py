#!/usr/bin/env python3
"""Trains parley's reader and writes the file that the Go side embeds. README.md has the one command."""

import argparse
import datetime
import json
import os

import torch

import bundle as bundles
import data
import score
import training

HERE = os.path.dirname(os.path.abspath(__file__))


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("steps", nargs="*", default=["train", "score", "quantize", "export"], metavar="STEP",
                   help="train, score, quantize, export; all four by default")
    p.add_argument("--data", default=os.path.join(HERE, "../../../../shared/data"), help="folder with ud/ and ner/")
    p.add_argument("--run", default="/tmp/neural", help="folder of this run: log, checkpoints, results")
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--pieces", type=int, default=20000, help="word pieces to keep")
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--products", choices=["auto", "float32", "bfloat16"], default="auto", help="how matrices are multiplied in training")
    p.add_argument("--without", nargs="*", default=[], metavar="CORPUS", help="name corpora (files of ner/) to leave out, to be scored on")
    p.add_argument("--teacher", help="model.pt to distil from; its layers also start this model")
    p.add_argument("--text", nargs="*", default=[], metavar="FILE", help="with --teacher: tokenised text, one sentence a line, read as the teacher reads it")
    return p.parse_args()


def main():
    o = options()
    unknown = set(o.steps) - {"train", "score", "quantize", "export"}
    if unknown:
        raise SystemExit("train.py: no such step: %s" % ", ".join(sorted(unknown)))
    os.makedirs(o.run, exist_ok=True)
    torch.set_num_threads(o.threads)
    torch.set_flush_denormal(True)
    with open(os.path.join(o.run, "pid"), "w") as f:
        f.write("%d\n" % os.getpid())
    with open(os.path.join(o.run, "log"), "a") as out:
        def log(line):
            line = "%s %s" % (datetime.datetime.now().strftime("%H:%M:%S"), line)
            print(line, flush=True)
            print(line, file=out, flush=True)
        log("options %s" % vars(o))
        if "train" in o.steps:
            train(o, log)
        trained = bundles.load(os.path.join(o.run, "model.pt"))
        if "score" in o.steps:
            scores = score.report(trained, o.data, "test", log)
            with open(os.path.join(o.run, "scores.json"), "w") as f:
                json.dump(scores, f, indent=1)
        if "quantize" in o.steps:
            import quantize
            log("the same in int8")
            score.report(quantize.simulated(trained), o.data, "test", log)
        if "export" in o.steps:
            import export
            size = export.write(trained, os.path.join(o.run, "model.bin"))
            export.write_check(quantized_check(trained), os.path.join(o.run, "check.json"))
            log("%s: %.2f MB" % (os.path.join(o.run, "model.bin"), size / 1e6))


def train(o, log):
    mix, forms = data.load(o.data, without=o.without)
    teacher = bundles.load(o.teacher) if o.teacher else None
    torch.manual_seed(o.seed)
    if teacher:
        student = bundles.shrunk(teacher, o.layers)
        mix.far += [data.Sentence(tuple(l.split()), data.STYLES.index("crossner")) for f in o.text for l in data.read_lines(f)]
    else:
        student = bundles.fresh(forms, *mix.inventories(), o.layers, o.pieces)
    plan = training.Plan(epochs=o.epochs, seed=o.seed, half=o.products == "bfloat16" or o.products == "auto" and training.half_is_fast())
    log("%s, sentences with trees %d, politics %d, other names %d" % (plan, len(mix.trees), len(mix.near), len(mix.far)))
    training.run(student, mix, plan, o.run, teacher, log, lambda epoch: score.report(student, o.data, "dev", log))


if __name__ == "__main__":
    main()
