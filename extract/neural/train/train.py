#!/usr/bin/env python3
"""Trains parley's reader and writes the file that the Go side embeds. README.md has the one command."""

import argparse
import datetime
import json
import os

# Threads that wait must not spin: on a shared machine that costs more than the work. Read when torch loads.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("GOMP_SPINCOUNT", "0")

import torch

import bundle as bundles
import data
import export
import quantize
import score
import training

HERE = os.path.dirname(os.path.abspath(__file__))


def options():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("steps", nargs="*", default=["train", "score", "export"], metavar="STEP",
                   help="train, score, export; all three by default")
    p.add_argument("--data", default=os.path.join(HERE, "../../../../shared/data"), help="folder with ud/ and ner/")
    p.add_argument("--run", default="/tmp/neural", help="folder of this run: log, checkpoints, results")
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--pieces", type=int, default=20000, help="word pieces to keep")
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--products", choices=["auto", "float32", "bfloat16"], default="auto", help="how matrices are multiplied in training")
    p.add_argument("--without", nargs="*", default=[], metavar="CORPUS", help="name corpora (files of ner/) to leave out, to be scored on")
    p.add_argument("--teacher", nargs="*", default=[], metavar="FILE", help="model.pt to distil from (several: their mean); the first one's layers also start this model")
    p.add_argument("--news", type=int, default=20000, metavar="N", help="with --teacher: news sentences that they read to the student, a share each epoch")
    return p.parse_args()


def main():
    o = options()
    unknown = set(o.steps) - {"train", "score", "export"}
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
        scores = {}
        if "score" in o.steps:
            scores["float32"] = score.report(trained, o.data, "test", log)
        if "export" in o.steps:
            path = os.path.join(o.run, "model.bin")
            log("%s: %.2f MB" % (path, export.write(trained, path) / 1e6))
            reader = quantize.load(path)
            export.write_check(reader, os.path.join(o.run, "check.json"))
            log("the file in integer arithmetic:")
            scores["int8"] = score.report(reader, o.data, "test", log)
        if scores:
            with open(os.path.join(o.run, "scores.json"), "w") as f:
                json.dump(scores, f, indent=1)


def train(o, log):
    mix, forms = data.load(o.data, without=o.without)
    teachers = [bundles.load(path) for path in o.teacher]
    torch.manual_seed(o.seed)
    if teachers:
        student = bundles.shrunk(teachers[0], o.layers)
        mix.far += data.news(o.data, o.news)
    else:
        student = bundles.fresh(forms, *mix.inventories(), o.layers, o.pieces)
    plan = training.Plan(epochs=o.epochs, seed=o.seed, half=o.products == "bfloat16" or o.products == "auto" and training.half_is_fast())
    log("%s, sentences with trees %d, politics %d, other names %d" % (plan, len(mix.trees), len(mix.near), len(mix.far)))
    training.run(student, mix, plan, o.run, teachers, log, lambda epoch: score.report(student, o.data, "dev", log))


if __name__ == "__main__":
    main()
