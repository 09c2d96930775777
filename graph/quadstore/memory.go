package quadstore

import (
	"bytes"
	"errors"
	"slices"
	"sync"

	"github.com/tidwall/btree"
)

// memoryKV is a sorted tree for each bucket. A transaction works on copies
// that share what does not change, so a reader sees one moment and a writer
// that fails leaves no trace.
type memoryKV struct {
	writing sync.Mutex // one writer at a time
	mu      sync.Mutex // guards now and the making of copies
	now     map[string]*btree.BTreeG[pair]
}

type pair struct{ key, value []byte }

func newMemoryKV() *memoryKV { return &memoryKV{now: map[string]*btree.BTreeG[pair]{}} }

func newTree() *btree.BTreeG[pair] {
	return btree.NewBTreeG(func(a, b pair) bool { return bytes.Compare(a.key, b.key) < 0 })
}

func (m *memoryKV) copy() map[string]*btree.BTreeG[pair] {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make(map[string]*btree.BTreeG[pair], len(m.now))
	for name, t := range m.now {
		out[name] = t.Copy()
	}
	return out
}

func (m *memoryKV) view(f func(txn) error) error { return f(&memoryTxn{m.copy(), false}) }

func (m *memoryKV) update(f func(txn) error) error {
	m.writing.Lock()
	defer m.writing.Unlock()
	t := &memoryTxn{m.copy(), true}
	if err := f(t); err != nil {
		return err
	}
	m.mu.Lock()
	m.now = t.trees
	m.mu.Unlock()
	return nil
}

func (m *memoryKV) close() error { return nil }

type memoryTxn struct {
	trees    map[string]*btree.BTreeG[pair]
	writable bool
}

var errReadOnly = errors.New("the transaction only reads")

func (t *memoryTxn) get(bucket string, key []byte) []byte {
	if tree := t.trees[bucket]; tree != nil {
		if p, ok := tree.Get(pair{key: key}); ok {
			return p.value
		}
	}
	return nil
}

func (t *memoryTxn) put(bucket string, key, value []byte) error {
	if !t.writable {
		return errReadOnly
	}
	tree := t.trees[bucket]
	if tree == nil {
		tree = newTree()
		t.trees[bucket] = tree
	}
	tree.Set(pair{bytes.Clone(key), append([]byte{}, value...)})
	return nil
}

func (t *memoryTxn) del(bucket string, key []byte) error {
	if !t.writable {
		return errReadOnly
	}
	if tree := t.trees[bucket]; tree != nil {
		tree.Delete(pair{key: key})
	}
	return nil
}

func (t *memoryTxn) scan(bucket string, from []byte, f func(key, value []byte) bool) {
	if tree := t.trees[bucket]; tree != nil {
		tree.Ascend(pair{key: from}, func(p pair) bool { return f(p.key, p.value) })
	}
}

func (t *memoryTxn) buckets() []string {
	var out []string
	for name := range t.trees {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
