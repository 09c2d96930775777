package neural

// trees finds best trees. It is scratch memory: the zero value is ready, and
// used by one goroutine.
//
// The algorithm is that of Chu and Liu (1965) and Edmonds (1967) for dense
// graphs after Tarjan (1977): it follows best heads until they meet a ring,
// folds the ring into one node, and goes on. It costs n² steps for n words.
type trees struct {
	size   int       // words and the root
	score  []float64 // a row a node that arcs lead to, a column a word they come from
	target []int32   // which word of the node the arc leads to
	group  []int32   // the outermost node that holds a word
	nodes  []node    // the root, the words, then folded rings
	path   []int32
	seen   []int32
}

// node is a word, or a ring folded into one.
type node struct {
	row      int32 // of score and target
	parent   int32 // the ring it was folded into, or 0
	from, to int32 // its best arc, between words
	held     float64
	state    uint8
}

const (
	unseen = iota
	onPath
	settled
)

// worst is below all scores: what is not a number counts as it, so that any
// scores give a tree.
const worst = -1e30

// best sets heads[i] to the head of word i in the best tree: 0 for the root,
// else 1 + the head's index. scores has a row for each word, with the score of
// the root and then of each word as its head; that of a word by itself is not
// read. Exactly one word hangs from the root. The best tree has the greatest
// sum of scores; of equally good heads the lowest is taken wherever one is
// chosen.
func (t *trees) best(heads []int, scores []float32) {
	if t.greedy(heads, scores) {
		return
	}
	t.fill(len(heads), scores)
	for i := range heads {
		t.walk(t.group[i+1])
	}
	// Opened in the reverse order, each ring hands its arc to the member that
	// it leads to.
	for c := len(t.nodes) - 1; c >= t.size; c-- {
		m := t.nodes[c].to
		for t.nodes[m].parent != int32(c) {
			m = t.nodes[m].parent
		}
		t.nodes[m].from, t.nodes[m].to = t.nodes[c].from, t.nodes[c].to
	}
	for i := range heads {
		heads[i] = int(t.nodes[i+1].from)
	}
}

// greedy takes the best head of each word and reports whether that is a tree
// with one root, which then is the best one.
func (t *trees) greedy(heads []int, scores []float32) bool {
	n, roots := len(heads), 0
	for d := range heads {
		row := scores[d*(n+1) : (d+1)*(n+1)]
		head, top := -1, 0.0
		for h, s := range row {
			if v := value(s); h != d+1 && (head < 0 || v > top) {
				head, top = h, v
			}
		}
		heads[d] = head
		if head == 0 {
			roots++
		}
	}
	return roots == 1 && t.reach(heads)
}

// reach reports whether every word leads to the root.
func (t *trees) reach(heads []int) bool {
	t.seen = append(t.seen[:0], make([]int32, len(heads)+1)...)
	for i := range heads {
		at := i + 1
		for at != 0 && t.seen[at] == 0 {
			t.seen[at] = int32(i + 1)
			at = heads[at-1]
		}
		if at != 0 && t.seen[at] == int32(i+1) {
			return false
		}
	}
	return true
}

// fill makes a node of each word. Scores are counted from the least, which
// changes no choice and keeps them exact; arcs from the root pay a toll greater
// than any sum of them, so that one of these arcs is left.
func (t *trees) fill(n int, scores []float32) {
	t.size = n + 1
	if need := t.size * t.size; cap(t.score) < need {
		t.score, t.target = make([]float64, need), make([]int32, need)
	}
	t.score, t.target = t.score[:t.size*t.size], t.target[:t.size*t.size]
	least, most := value(scores[0]), value(scores[0])
	for i, s := range scores {
		if v := value(s); i%t.size != i/t.size+1 {
			least, most = min(least, v), max(most, v)
		}
	}
	for i, s := range scores {
		t.score[t.size+i], t.target[t.size+i] = value(s)-least, int32(i/t.size+1)
	}
	toll := float64((most - least + 1) * float64(t.size))
	t.nodes, t.group = append(t.nodes[:0], node{state: settled}), append(t.group[:0], 0)
	for v := 1; v < t.size; v++ {
		t.score[v*t.size] -= toll
		t.nodes, t.group = append(t.nodes, node{row: int32(v)}), append(t.group, int32(v))
	}
}

// walk goes from head to head until it meets the root or what is settled.
func (t *trees) walk(v int32) {
	if t.nodes[v].state == settled {
		return
	}
	t.path = t.path[:0]
	for {
		t.path = append(t.path, v)
		t.nodes[v].state = onPath
		t.choose(v)
		head := t.group[t.nodes[v].from]
		switch t.nodes[head].state {
		case settled:
			for _, v := range t.path {
				t.nodes[v].state = settled
			}
			return
		case unseen:
			v = head
		case onPath:
			v = t.fold(head)
		}
	}
}

// choose finds the best arc into a node from outside.
func (t *trees) choose(v int32) {
	node := &t.nodes[v]
	row := t.score[int(node.row)*t.size:][:t.size]
	found := false
	for u, s := range row {
		if t.group[u] != v && (!found || s > node.held) {
			found = true
			node.from, node.to, node.held = int32(u), t.target[int(node.row)*t.size+u], s
		}
	}
}

// fold makes one node of the end of the path, from v on: an arc into it counts
// what is gained over the arc that it replaces.
func (t *trees) fold(v int32) int32 {
	c := int32(len(t.nodes))
	row := t.nodes[v].row
	into, target := t.score[int(row)*t.size:][:t.size], t.target[int(row)*t.size:][:t.size]
	for u := range into {
		into[u] -= t.nodes[v].held
	}
	for {
		m := t.path[len(t.path)-1]
		t.path = t.path[:len(t.path)-1]
		t.nodes[m].parent = c
		if m == v {
			break
		}
		other := int(t.nodes[m].row) * t.size
		for u := range into {
			s, to := t.score[other+u]-t.nodes[m].held, t.target[other+u]
			if s > into[u] || s == into[u] && to < target[u] {
				into[u], target[u] = s, to
			}
		}
	}
	for u, g := range t.group {
		if t.nodes[g].parent == c {
			t.group[u] = c
		}
	}
	t.nodes = append(t.nodes, node{row: row})
	return c
}

func value(s float32) float64 {
	if s != s {
		return worst
	}
	return max(worst, min(-worst, float64(s)))
}
