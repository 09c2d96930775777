package graph

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"parley/graph/quadstore"
	"parley/graph/resolve"
)

// The bucket persons is what stands between records and quads: who the persons
// of each document are. It is derived from the archive and the decisions, and
// changes with them. Keys are a letter and parts, parted by 0; FG is a surname
// key and a first-name key, A is FG, form and facet: an atom (see resolve).
//
//	s DOC               the sightings of the document
//	a A                 how many sightings it has
//	t A TRAIT           how many of them have the trait
//	w A COMPANY         how many of them have the company; both as digests,
//	                    for they are many
//	o A DOC ID          each of them
//	p A                 the node of the atom
//	P NODE              the record ids of a node's atoms
//	q FG DOC ID         a sighting that is no atom: fitted by itself
//	f FGFEATURE DOC ID  what it may be fitted by, FGFEATURE being a digest
//	i DOC ID            the node of a sighting that was fitted by itself
//	n NODE a A          which atoms and sightings are the node
//	n NODE s DOC ID
//	b F                 how many nodes bear the surname
//	l FG                how many atoms may rather be another's
//
// Adding a document changes the counts of its own atoms. Only where an atom,
// or a trait of one, comes to be or goes are the bearers of its keys joined
// anew, and only sightings that share what is new are fitted anew: what is
// known well is counted only, so the cost does not grow with the archive.
const personsBucket = "persons"

func key(kind string, parts ...string) string {
	var b strings.Builder
	b.WriteString(kind)
	for _, p := range parts {
		b.WriteByte(0)
		b.WriteString(escape(p))
	}
	return b.String()
}

// prefix is key of which more parts follow.
func prefix(kind string, parts ...string) string { return key(kind, parts...) + "\x00" }

// companyKeys, companyDigest and featureKey have digests for what is long and
// many: the first two make one key.
func companyKeys(a atomKey) string        { return "w" + short(a.parts()...)[:8] }
func companyDigest(company string) string { return short(company)[:8] }

func featureKey(k resolve.Key, feature string, more ...string) string {
	return key("f", append([]string{hex.EncodeToString([]byte(short(k.Family, k.Given, feature)[:8]))}, more...)...)
}

// short is a digest of parts.
func short(parts ...string) string {
	h := sha256.Sum256([]byte(key("", parts...)))
	return string(h[:])
}

// parts are those of a key, without the letter.
func parts(key string) ([]string, error) {
	out := strings.Split(key, "\x00")[1:]
	for i, p := range out {
		var err error
		if out[i], err = url.PathUnescape(p); err != nil {
			return nil, fmt.Errorf("%w: the key %q of a person", quadstore.ErrDamaged, key)
		}
	}
	return out, nil
}

// sighting is one of a document as it is kept.
type sighting struct {
	resolve.Sighting
	Split string `json:"split,omitempty"` // the id that people gave it
}

// place is one sighting.
type place struct{ doc, id string }

// atomKey is what an atom is kept under.
type atomKey struct{ family, given, form, facet string }

func (a atomKey) parts(more ...string) []string {
	return append([]string{a.family, a.given, a.form, a.facet}, more...)
}

func (a atomKey) key() resolve.Key { return resolve.Key{Family: a.family, Given: a.given} }

func atomOf(s *resolve.Sighting) atomKey {
	k := resolve.KeyOf(s.Name)
	return atomKey{k.Family, k.Given, s.Form(), s.Facet()}
}

// assigned is the node of an atom, or of a sighting that was fitted.
type assigned struct {
	resolve.Node
	Loose    bool    `json:",omitempty"` // an atom that may rather be another's
	Strength float64 `json:",omitempty"`
	Ground   string  `json:",omitempty"`
}

// identity is a change of who is who, within one transaction. What it reads
// it may keep, for nobody else writes meanwhile.
type identity struct {
	tx        *quadstore.Tx
	decisions *resolve.Decisions

	keys     map[resolve.Key]bool            // where an atom or a trait came or went
	changed  map[resolve.Key]map[string]bool // traits and company that came or went
	fit      map[place]bool                  // sightings to be fitted
	docs     map[string]bool                 // documents of which a person may be another
	alone    map[string]bool                 // ids whose nodes changed: whether there was one only
	force    map[resolve.Key]bool            // join anew and fit all, whatever came
	seen     map[string][]sighting
	bearers  map[resolve.Key][]*bearer
	families map[string][]*bearer
	sum      setSum // of what is written
	err      error
}

func newIdentity(tx *quadstore.Tx, d *resolve.Decisions) *identity {
	return &identity{
		tx: tx, decisions: d, keys: map[resolve.Key]bool{}, changed: map[resolve.Key]map[string]bool{}, fit: map[place]bool{}, docs: map[string]bool{},
		alone: map[string]bool{}, force: map[resolve.Key]bool{}, seen: map[string][]sighting{},
		bearers: map[resolve.Key][]*bearer{}, families: map[string][]*bearer{},
	}
}

// get reads JSON under key into v, and reports whether there is any.
func (x *identity) get(key string, v any) bool {
	b := x.tx.Get(personsBucket, key)
	if b == nil {
		return false
	}
	if err := json.Unmarshal(b, v); err != nil {
		x.keep(fmt.Errorf("%w: what is kept of persons under %q: %w", quadstore.ErrDamaged, key, err))
		return false
	}
	return true
}

func (x *identity) put(key string, v any) {
	b, err := json.Marshal(v)
	x.keep(err)
	x.write(key, b)
}

func (x *identity) mark(key string)   { x.write(key, []byte{1}) }
func (x *identity) delete(key string) { x.write(key, nil) }

// write puts value under key, nil deletes; sum follows.
func (x *identity) write(key string, value []byte) {
	old := x.tx.Get(personsBucket, key)
	if bytes.Equal(old, value) && (old == nil) == (value == nil) {
		return
	}
	if old != nil {
		x.sum.flip(key, old)
	}
	if value == nil {
		x.keep(x.tx.Delete(personsBucket, key))
		return
	}
	x.sum.flip(key, value)
	x.keep(x.tx.Put(personsBucket, key, value))
}

func (x *identity) keep(err error) {
	if x.err == nil {
		x.err = err
	}
}

// scan calls f with the parts of each key behind prefix.
func (x *identity) scan(prefix string, f func(parts []string, value []byte)) {
	x.keep(x.tx.ScanPrefix(personsBucket, prefix, func(key string, value []byte) error {
		p, err := parts(key)
		if err == nil {
			f(p, value)
		}
		return err
	}))
}

// assign makes n the node of a sighting that is fitted by itself; the zero
// node takes it away.
func (x *identity) assign(at place, n assigned) {
	k := key("i", at.doc, at.id)
	var old assigned
	x.get(k, &old)
	if old == n {
		return
	}
	if old.ID != "" && old.Node != n.Node {
		x.touch(old.ID)
		x.delete(key("n", old.ID, old.Mark, "s", at.doc, at.id))
	}
	if n.ID == "" {
		x.delete(k)
	} else {
		x.touch(n.ID)
		x.put(k, n)
		x.mark(key("n", n.ID, n.Mark, "s", at.doc, at.id))
	}
	if old.Node != n.Node { // quads tell who it is, not on what ground
		x.docs[at.doc] = true
	}
}

// touch notes, before a node of that id comes or goes, whether there is one.
func (x *identity) touch(id string) {
	if _, ok := x.alone[id]; !ok {
		x.alone[id] = x.isAlone(id)
	}
}

// isAlone reports whether at most one node has the id.
func (x *identity) isAlone(id string) bool {
	n := 0
	x.marks(id, func(string) bool { n++; return n < 2 })
	return n < 2
}

// marks calls f with the mark of each node of an id, until it says false. It
// steps over what is kept of a node: that grows with the archive.
func (x *identity) marks(id string, f func(mark string) bool) {
	all := prefix("n", id)
	for from := all; ; {
		k := x.tx.First(personsBucket, from, all)
		if k == "" {
			return
		}
		p, err := parts(k)
		if x.keep(err); err != nil || !f(p[1]) {
			return
		}
		from = key("n", id, p[1]) + "\x01" // behind all that goes on with \x00
	}
}

// settle finds out who is who after the changes, and leaves in docs the
// documents whose quads must be made anew.
func (x *identity) settle() error {
	for k := range x.force {
		x.keys[k] = true
	}
	for _, k := range slices.SortedFunc(maps.Keys(x.keys), compareKeys) {
		x.recluster(k)
	}
	for _, k := range slices.SortedFunc(maps.Keys(x.changed), compareKeys) {
		x.refit(k)
	}
	clear(x.bearers)
	clear(x.families)
	for _, at := range slices.SortedFunc(maps.Keys(x.fit), func(a, b place) int { return strings.Compare(a.doc+"\x00"+a.id, b.doc+"\x00"+b.id) }) {
		if x.fit[at] && x.err == nil {
			x.refitOne(at)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(x.alone)) {
		if x.isAlone(id) != x.alone[id] {
			x.docsOf("n", id)
		}
	}
	x.saveSum()
	return x.err
}

func compareKeys(a, b resolve.Key) int {
	if c := strings.Compare(a.Family, b.Family); c != 0 {
		return c
	}
	return strings.Compare(a.Given, b.Given)
}

// docsOf marks the documents of the nodes under a prefix of n.
func (x *identity) docsOf(kind string, p ...string) {
	x.scan(prefix(kind, p...), func(p []string, _ []byte) {
		switch {
		case p[2] == "s":
			x.docs[p[3]] = true
		default:
			x.docsOfAtom(atomKey{p[3], p[4], p[5], p[6]}, nil)
		}
	})
}

// docsOfAtom marks the documents of an atom, and their sightings to be fitted.
func (x *identity) docsOfAtom(a atomKey, fit map[place]bool) {
	x.scan(prefix("o", a.parts()...), func(p []string, _ []byte) {
		x.docs[p[4]] = true
		if fit != nil {
			fit[place{p[4], p[5]}] = true
		}
	})
}
