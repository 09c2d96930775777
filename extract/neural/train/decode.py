"""From scores to answers: a tree with one root (Chu-Liu/Edmonds) and names without impossible steps (Viterbi).

Ties go to the lowest index everywhere: numpy's argmax.
"""

import numpy as np

NEVER = -1e9


def tree(scores):
    """The best single-rooted tree. scores[d, h] is that of word h (0 the root) heading word d+1; returns the heads."""
    n = len(scores)
    full = np.full((n + 1, n + 1), NEVER, np.float64)
    full[1:] = scores
    np.fill_diagonal(full, NEVER)
    heads = full[1:].argmax(1)
    if (heads == 0).sum() == 1 and not cycle(np.concatenate([[0], heads])):
        return heads
    # A toll on root arcs, larger than any sum of scores, leaves exactly one of them.
    full[1:, 0] -= 1e5
    return spanning(full)[1:]


def cycle(heads):
    """The words of one cycle, or an empty list; heads[0] is not read."""
    state = [0] * len(heads)  # 0 unseen, otherwise the walk that reached it
    for start in range(1, len(heads)):
        at, path = start, []
        while at and not state[at]:
            state[at] = start
            path.append(at)
            at = heads[at]
        if at and state[at] == start:
            return path[path.index(at):]
    return []


def spanning(score):
    """Chu-Liu/Edmonds over score[dependent, head]; node 0 is the root."""
    heads = score.argmax(1)
    heads[0] = 0
    ring = cycle(heads)
    if not ring:
        return heads
    # Fold the ring into one node, the last, and solve the smaller problem.
    rest = [i for i in range(len(score)) if i not in set(ring)]
    held = score[ring, heads[ring]]
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER * 2)
    small[:-1, :-1] = score[np.ix_(rest, rest)]
    leave = score[np.ix_(rest, ring)]
    small[:-1, -1] = leave.max(1)
    enter = score[np.ix_(ring, rest)] - held[:, None]
    small[-1, :-1] = enter.max(0)
    found = spanning(small)
    out = heads.copy()
    for a, i in enumerate(rest[1:], 1):
        out[i] = ring[leave[a].argmax()] if found[a] == len(rest) else rest[found[a]]
    broken = ring[enter[:, found[-1]].argmax()]
    out[broken] = rest[found[-1]]
    return out


def allowed(names):
    """(from, to) costs of a BIO inventory: I follows only B or I of its type; the last row is the start."""
    cost = np.zeros((len(names) + 1, len(names)))
    for b, to in enumerate(names):
        for a, before in enumerate(list(names) + ["O"]):
            if to[0] == "I" and before[2:] != to[2:]:
                cost[a, b] = NEVER
    return cost


def viterbi(scores, cost):
    """The best path through scores (words, names) as a list of rows."""
    best, back = scores[0] + cost[-1], []
    for row in scores[1:]:
        step = best[:, None] + cost[:-1]
        back.append(step.argmax(0))
        best = step.max(0) + row
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]
