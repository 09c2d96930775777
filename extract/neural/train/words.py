"""Turns one token's form into what the network reads: word pieces, a case class and hashed features.

The Go side must do exactly the same, so nothing here depends on a locale, on Python's idea of upper
case or on a library: only on Unicode categories (Lu, Ll, L*, P*, Z*, Mn, Cc, Cf) and the canonical decomposition.
Call Words(pieces).encode(form). It knows nothing of sentences.
"""

import unicodedata

# Treebanks are nearly all ASCII; news is not. These stand for their plain forms everywhere below.
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "´": "'",
                       "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "…": ".", "\u00a0": " "})
PAD, UNKNOWN, START, END, MASK = range(5)  # rows of the pruned table, in this order
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
MAX_RUNES = 64  # of the normalised form: longer tokens are cut, so that garbage costs linear time
MAX_PIECES = 12
CASES = 11  # 0-9 of case_class, 10 for the sentence marks
SLOTS = 4  # hashed features of a word
HASH_ROWS = 8000


def category(c):
    return unicodedata.category(c)


def is_punctuation(c):
    """What BERT's basic tokenizer splits off: every P* and the ASCII symbols."""
    return ("!" <= c <= "~" and not c.isalnum()) if c < "\x7f" else category(c)[0] == "P"


def lowered(form):
    """Plain quotes and dashes, canonical decomposition, no combining marks, each rune in lower case."""
    text = unicodedata.normalize("NFD", form.translate(PLAIN))
    return "".join(c.lower() for c in text if category(c) != "Mn")[:MAX_RUNES]


def case_class(form):
    """0 lower, 1 UPPER, 2 one capital, 3 Title, 4 miXed letters, 5 digits, 6 neither, 7 digits among others, 8 Capital first, 9 rest."""
    form = form.translate(PLAIN)
    kinds = [category(c) for c in form]
    letters, digits = [k[0] == "L" for k in kinds], ["0" <= c <= "9" for c in form]
    if form and all(letters):
        if all(k == "Ll" for k in kinds):
            return 0
        if all(k == "Lu" for k in kinds):
            return 1 if len(form) > 1 else 2
        if kinds[0] == "Lu" and all(k == "Ll" for k in kinds[1:]):
            return 3
        return 4
    if form and all(digits):
        return 5
    if not any(letters) and not any(digits):
        return 6
    if any(digits):
        return 7
    return 8 if kinds[0] == "Lu" else 9


def fnv(text):
    """32-bit FNV-1a of the UTF-8 bytes, folded into rows 1..HASH_ROWS-1; row 0 stands for a hidden feature."""
    h = 2166136261
    for b in text.encode("utf-8", "surrogatepass"):
        h = (h ^ b) * 16777619 & 0xFFFFFFFF
    return h % (HASH_ROWS - 1) + 1


def features(form):
    """Rows of the last 2, 3 and 4 runes (digits as 0) and of the shape (runs cut at two, twelve runes at most)."""
    form = "".join("0" if "0" <= c <= "9" else c for c in form.translate(PLAIN))
    shape = []
    for c in form:
        k = category(c)
        s = "X" if k == "Lu" else "x" if k == "Ll" else c
        if len(shape) < 2 or shape[-1] != s or shape[-2] != s:
            shape.append(s)
        if len(shape) == 12:
            break
    return (fnv("s2" + form[-2:]), fnv("s3" + form[-3:]), fnv("s4" + form[-4:]), fnv("sh" + "".join(shape)))


class Words:
    """A piece table with a cache. table lists the pieces in row order and starts with SPECIAL."""

    def __init__(self, table):
        if table[:len(SPECIAL)] != SPECIAL:
            raise ValueError("piece table does not start with %s" % SPECIAL)
        self.table = list(table)
        self.row = {p: i for i, p in enumerate(table)}
        self.longest = max(len(p) for p in table)
        self.cache = {}

    def encode(self, form):
        """(rows of the pieces, case class, feature rows): at least one piece, at most MAX_PIECES."""
        found = self.cache.get(form)
        if found is None:
            found = self.cache[form] = (self.pieces(form), case_class(form), features(form))
        return found

    def pieces(self, form):
        """Greedy longest match per unit; a rune that no piece covers becomes one UNKNOWN (a run of them, one)."""
        out = []
        for unit in units(lowered(form)):
            at = 0
            while at < len(unit) and len(out) < MAX_PIECES:
                mark = "##" if at else ""
                for end in range(min(len(unit), at + self.longest), at, -1):
                    row = self.row.get(mark + unit[at:end])
                    if row is not None:
                        break
                else:
                    row, end = UNKNOWN, at + 1
                if row != UNKNOWN or not out or out[-1] != UNKNOWN:
                    out.append(row)
                at = end
        return out[:MAX_PIECES] or [UNKNOWN]


def is_space(c):
    """Z*, and the control characters that set text apart."""
    return c in "\t\n\v\f\r\x85" or category(c)[0] == "Z"


def units(text):
    """Splits at white space and around each punctuation mark; other control and format characters vanish."""
    unit = ""
    for c in text:
        alone = is_punctuation(c)
        if alone or is_space(c):
            if unit:
                yield unit
            unit = ""
            if alone:
                yield c
        elif category(c) not in ("Cc", "Cf"):
            unit += c
    if unit:
        yield unit


def choose_pieces(full, forms, size):
    """The rows of the pretrained table to keep, in their order: SPECIAL first, then up to size in all.

    forms counts the tokens of the corpora. All single ASCII runes stay (so that any Latin word can
    still be spelled), then the pieces that the corpora use most; what is left of size goes to the
    first of the rest, because the pretrained table is sorted by frequency.
    Returns (pieces, their rows in full).
    """
    names = {p: i for i, p in enumerate(full)}
    words = Words(SPECIAL + [p for p in full if p not in SPECIAL])
    uses = dict.fromkeys(full, 0)
    for form, n in forms.items():
        for row in words.encode(form)[0]:
            uses[words.table[row]] += n
    letters = {mark + chr(c) for c in range(33, 127) for mark in ("", "##")}
    plain = lambda p: p.isascii() and not p.startswith("[unused")
    rank = sorted((p for p in full if p not in SPECIAL and (uses[p] or plain(p))),
                  key=lambda p: (p not in letters, -uses[p], names[p]))
    chosen = SPECIAL + sorted(rank[:size - len(SPECIAL)], key=names.get)
    return chosen, [names[p] for p in chosen]
