package graph

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// The bucket names counts the claims that call an entity so, for a popular
// one has as many as there are documents. It is derived from the quads and
// changes with them.
//
//	c ID 0 NAME          claims whose schema:name of the entity this is
//	w WORDS 0 ID 0 NAME  claims whose schema:name or alias it is; WORDS is the
//	                     slug of the name from its last word to its first
//
// Thus names that end in "rubio" stand together, and so do the names of one
// entity.

// mostName is the number of bytes that a name may have, for it is part of a key.
const mostName = 4096

func captionKey(id, name string) string { return "c" + id + "\x00" + name }

func wordsKey(id, name string) string {
	return "w" + backwards(slug(name)) + "\x00" + id + "\x00" + name
}

// backwards is a slug from its last word to its first.
func backwards(slug string) string {
	words := strings.Split(slug, "-")
	slices.Reverse(words)
	return strings.Join(words, "-")
}

// nameKeys are the keys under which q is counted, none if it tells no name.
func nameKeys(q quad.Quad) []string {
	if q.Predicate != NameIRI && q.Predicate != quad.Value(IRI("alias")) {
		return nil
	}
	entity, name := id(q.Subject), plain(q.Object)
	keys := []string{wordsKey(entity, name)}
	if q.Predicate == NameIRI {
		keys = append(keys, captionKey(entity, name))
	}
	return keys
}

func countName(tx *quadstore.Tx, q quad.Quad, by int64) error {
	for _, key := range nameKeys(q) {
		n, err := count(key, tx.Get(namesBucket, key))
		if err != nil {
			return err
		}
		if err := putCount(tx, namesBucket, key, n+by); err != nil {
			return err
		}
	}
	return nil
}

// putCount writes a count; zero is none.
func putCount(tx *quadstore.Tx, bucket, key string, n int64) error {
	if n == 0 {
		return tx.Delete(bucket, key)
	}
	return tx.Put(bucket, key, binary.AppendVarint(nil, n))
}

// count reads what putCount wrote; nothing is zero.
func count(key string, b []byte) (int64, error) {
	if b == nil {
		return 0, nil
	}
	n, used := binary.Varint(b)
	if used != len(b) || n <= 0 {
		return 0, fmt.Errorf("%w: the count %q", quadstore.ErrDamaged, key)
	}
	return n, nil
}

// caption is the name of an entity that most claims give it; of names given
// equally often the longest, then the least. A node without a name is called
// by its id. One of several persons of an id has in brackets what tells it
// from the others: Sergei Lavrov (Bulgaria).
func (r *reader) caption(entity string) string {
	if c, ok := r.captions[entity]; ok {
		return c
	}
	best, most := entity, int64(0)
	prefix := captionKey(entity, "")
	r.keep(r.tx.ScanPrefix(namesBucket, prefix, func(key string, value []byte) error {
		n, err := count(key, value)
		name := key[len(prefix):]
		if most == 0 || cmp.Or(cmp.Compare(n, most), cmp.Compare(len(name), len(best)), strings.Compare(best, name)) > 0 {
			best, most = name, n
		}
		return err
	}))
	if _, mark, ok := strings.Cut(entity, "+"); ok && best != entity {
		best += " (" + r.markWords(entity, mark) + ")"
	}
	r.captions[entity] = best
	return best
}

// markWords is the mark of an entity to read: a state by its name, then office
// and decade; of who is told from others by one document alone, its name.
func (r *reader) markWords(entity, mark string) string {
	if documentMark.MatchString(mark) {
		for _, q := range r.match(r.entity(entity), string(TypeIRI), 0) {
			if d := r.document(q[3]); d != 0 {
				name := path.Base(r.source(d).ID)
				return "in " + strings.TrimSuffix(name, path.Ext(name))
			}
		}
	}
	words := strings.Split(mark, ".")
	if state := "country/" + words[0]; r.entity(state) != 0 {
		words[0] = r.caption(state)
	}
	return strings.Join(words, ", ")
}

// documentMark is the digest of a document (see resolve.Own).
var documentMark = regexp.MustCompile(`^[0-9a-f]{8}$`)

// called are the ids of the entities whose name or alias is who word for
// word, else but for case, accents and punctuation, else of which who is the
// end. Where persons go by one word, it is their surname: all who bear it.
func (r *reader) called(who string) []string {
	var exact, same, end []string
	back := backwards(slug(who))
	collect := func(prefix string, into *[]string) {
		r.keep(r.tx.ScanPrefix(namesBucket, prefix, func(key string, _ []byte) error {
			_, rest, _ := strings.Cut(key, "\x00")
			id, name, ok := strings.Cut(rest, "\x00")
			if !ok {
				return fmt.Errorf("%w: the name %q", quadstore.ErrDamaged, key)
			}
			*into = append(*into, id)
			if name == who {
				exact = append(exact, id)
			}
			return nil
		}))
	}
	person := func(id string) bool { return strings.HasPrefix(id, "person/") }
	collect("w"+back+"\x00", &same)
	surname := !strings.Contains(back, "-") && !slices.ContainsFunc(same, func(id string) bool { return !person(id) })
	if back != "" && (len(same) == 0 || surname) {
		collect("w"+back+"-", &end)
	}
	if len(same) > 0 && surname {
		for _, id := range end {
			if person(id) {
				exact, same = append(exact, id), append(same, id)
			}
		}
	}
	found := exact
	if len(found) == 0 && back != "" {
		found = same
	}
	if len(found) == 0 {
		found = end
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// checkNames lists where the counts are not those of the quads.
func checkNames(tx *quadstore.Tx) (problems []string, err error) {
	want := map[string]int64{}
	for _, p := range []quad.IRI{NameIRI, IRI("alias")} {
		for q, err := range tx.Quads(nil, p, nil, nil) {
			if err != nil {
				return nil, err
			}
			for _, key := range nameKeys(q) {
				want[key]++
			}
		}
	}
	err = tx.Scan(namesBucket, func(key string, value []byte) error {
		if n, err := count(key, value); err != nil || n != want[key] || !bytes.Equal(tx.Get(namesBucket, key), value) {
			problems = append(problems, fmt.Sprintf("name %q: counted %d times, said %d times", key, n, want[key]))
		}
		delete(want, key)
		return nil
	})
	if len(want) > 0 {
		problems = append(problems, fmt.Sprintf("%d names are missing from their index", len(want)))
	}
	return problems, err
}
