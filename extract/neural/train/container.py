"""The model file: numbers, lists of words and tensors in one little-endian file. README.md documents it byte by byte.

Call write and read; they know nothing of what the tensors mean.
"""

import struct
import zlib

import numpy as np

MAGIC, VERSION, ALIGN = b"PARLEYNN", 1, 64
FLOAT, ROWS = 0, 1  # float32, or int8 rows with one float32 scale each


class Rows:
    """An int8 matrix with one scale a row: value = scale * q, q in -127..127."""

    def __init__(self, q, scale):
        self.q, self.scale = q, scale

    @classmethod
    def of(cls, matrix):
        """A table that is looked up."""
        matrix = np.asarray(matrix, np.float32)
        return cls.at(matrix, np.abs(matrix).max(1) / np.float32(127))

    @classmethod
    def gentle(cls, matrix):
        """A matrix to multiply with: where two neighbours have the same sign, they add up to 128 at most. Processors
        that add two products of bytes in 16 bits can then do so (kernel/weights.go); it costs a quarter of a bit."""
        matrix = np.asarray(matrix, np.float32)
        scale = np.maximum(np.abs(matrix).max(1) / np.float32(127), pairs(matrix) / np.float32(128))
        out = cls.at(matrix, scale)
        while True:  # rounding may lead out again, by one
            loud = pairs(out.q.astype(np.float32)) > 128
            if not loud.any():
                return out
            scale = np.where(loud, scale * np.float32(1.002), scale)
            out = cls.at(matrix, scale)

    @classmethod
    def at(cls, matrix, scale):
        scale = np.maximum(scale, np.float32(1e-8) / np.float32(127))
        return cls(np.clip(np.rint(matrix / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32))

    def floats(self):
        return self.q * self.scale[:, None]


def pairs(matrix):
    """Of each row the largest sum of a pair's parts of one sign; a pair is the inputs 2i and 2i+1."""
    if matrix.shape[1] % 2:
        matrix = np.pad(matrix, ((0, 0), (0, 1)))
    a, b = matrix[:, 0::2], matrix[:, 1::2]
    up, down = (np.maximum(s * a, 0) + np.maximum(s * b, 0) for s in (1, -1))
    return np.maximum(up, down).max(1)


def write(path, numbers, lists, tensors):
    """numbers: {name: int}; lists: {name: [str]}; tensors: {name: Rows or float32 array}. Returns the size."""
    out = bytearray(MAGIC + struct.pack("<I", VERSION))

    def string(s):
        b = s.encode("utf-8")
        out.extend(struct.pack("<H", len(b)) + b)

    def align():
        out.extend(bytes(-len(out) % ALIGN))

    out.extend(struct.pack("<I", len(numbers)))
    for name, n in numbers.items():
        string(name)
        out.extend(struct.pack("<I", n))
    out.extend(struct.pack("<I", len(lists)))
    for name, words in lists.items():
        string(name)
        out.extend(struct.pack("<I", len(words)))
        for w in words:
            string(w)
    out.extend(struct.pack("<I", len(tensors)))
    for name, t in tensors.items():
        string(name)
        shape = t.q.shape if isinstance(t, Rows) else t.shape
        out.extend(struct.pack("<BB%dI" % len(shape), ROWS if isinstance(t, Rows) else FLOAT, len(shape), *shape))
        if isinstance(t, Rows):
            align()
            out.extend(t.scale.astype("<f4").tobytes())
            align()
            out.extend(t.q.tobytes())
        else:
            align()
            out.extend(np.ascontiguousarray(t, "<f4").tobytes())
    out.extend(struct.pack("<I", zlib.crc32(out)))
    with open(path, "wb") as f:
        f.write(out)
    return len(out)


def read(path):
    """(numbers, lists, tensors) as they were written; ValueError for anything else."""
    with open(path, "rb") as f:
        data = f.read()
    if data[:8] != MAGIC:
        raise ValueError("%s: not a model file" % path)
    if zlib.crc32(data[:-4]) != struct.unpack("<I", data[-4:])[0]:
        raise ValueError("%s: damaged (checksum differs)" % path)
    at = 8

    def take(form):
        nonlocal at
        values = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def string():
        nonlocal at
        n = take("H")
        at += n
        return data[at - n:at].decode("utf-8")

    def array(kind, shape):
        nonlocal at
        at += -at % ALIGN
        a = np.frombuffer(data, kind, int(np.prod(shape)), at).reshape(shape)
        at += a.nbytes
        return a

    version = take("I")
    if version != VERSION:
        raise ValueError("%s: version %d, this code reads %d" % (path, version, VERSION))
    numbers = {string(): take("I") for _ in range(take("I"))}
    lists = {string(): [string() for _ in range(take("I"))] for _ in range(take("I"))}
    tensors = {}
    for _ in range(take("I")):
        name = string()
        kind, dims = take("BB")
        shape = tuple(take("I") for _ in range(dims))
        if kind == ROWS:
            scale = array("<f4", shape[:1])
            tensors[name] = Rows(array("i1", shape), scale)
        elif kind == FLOAT:
            tensors[name] = array("<f4", shape)
        else:
            raise ValueError("%s: tensor %s is of unknown kind %d" % (path, name, kind))
    return numbers, lists, tensors
