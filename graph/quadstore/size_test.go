package quadstore_test

import (
	"fmt"
	"math/rand"
	"testing"

	"github.com/cayleygraph/quad"

	"parley/graph/quadstore"
)

// TestSizes: what planners are told of what is many is right to a factor of
// four, of what is few exactly, and the same each time.
func TestSizes(t *testing.T) {
	s := quadstore.Memory()
	type part struct {
		d quad.Direction
		v quad.Value
	}
	truth := map[part]int64{}
	rnd := rand.New(rand.NewSource(5))
	people := rand.NewZipf(rnd, 1.2, 8, 4000)
	if err := s.Update(func(tx *quadstore.Tx) error {
		add := func(q quad.Quad) {
			isNew, err := tx.Add(q)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range quad.Directions {
				if isNew {
					truth[part{d, q.Get(d)}]++
				}
			}
		}
		person := func() quad.Value { return quad.IRI(fmt.Sprint("person", people.Uint64())) }
		for i := range 8000 {
			claim := quad.IRI(fmt.Sprint("claim", i))
			add(quad.Quad{Subject: claim, Predicate: quad.IRI("type"), Object: quad.IRI([]string{"Claim", "Meeting", "Claim"}[i%3]), Label: claim})
			add(quad.Quad{Subject: claim, Predicate: quad.IRI("sentence"), Object: quad.String(fmt.Sprint("sentence", i)), Label: claim})
			add(quad.Quad{Subject: person(), Predicate: quad.IRI("met"), Object: person(), Label: claim})
			if i > 7000 { // what came late only
				add(quad.Quad{Subject: person(), Predicate: quad.IRI("voted"), Object: person(), Label: claim})
				add(quad.Quad{Subject: person(), Predicate: quad.IRI("voted"), Object: claim, Label: claim})
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	many := 0
	for p, want := range truth {
		ref := s.ValueOf(p.v)
		got, err := s.QuadIteratorSize(t.Context(), p.d, ref)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := s.QuadIteratorSize(t.Context(), p.d, ref)
		switch {
		case again != got:
			t.Errorf("%v %v: %v, then %v", p.d, p.v, got, again)
		case want < 1000 && (got.Size != want || !got.Exact):
			t.Errorf("%v %v: %v, want %d exactly", p.d, p.v, got, want)
		case want >= 1000:
			many++
			if got.Exact || got.Size > 4*want || 4*got.Size < want {
				t.Errorf("%v %v: %v, there are %d", p.d, p.v, got, want)
			}
			t.Logf("%v %v: %v, there are %d", p.d, p.v, got, want)
		}
	}
	if many < 6 {
		t.Errorf("only %d are many", many)
	}
}
