package export

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

// ring is n persons in a ring with a chord for every third, in islands of size.
func ring(n, size int) *graph.Subgraph {
	g := &graph.Subgraph{Title: "Who met whom"}
	id := func(i int) string { return fmt.Sprintf("person/%03d", i) }
	meet := func(a, b int, status string) {
		g.Edges = append(g.Edges, graph.Edge{From: id(a), To: id(b), Predicate: "met", Status: status, Place: "Port Halvor", Date: "2019-05-01"})
	}
	for i := range n {
		g.Nodes = append(g.Nodes, graph.Node{ID: id(i), Type: []string{"Person", "Country", "Organization", "Place"}[i%4], Caption: fmt.Sprintf("Somebody Number %d", i)})
		first := i / size * size
		if next := first + (i+1-first)%size; next != i {
			meet(i, next, "happened")
			if i%3 == 0 {
				meet(i, next, "denied")
			}
		}
	}
	return g
}

func TestSceneKeepsThingsApart(t *testing.T) {
	for _, c := range []struct{ n, size int }{{1, 1}, {2, 2}, {9, 3}, {24, 12}, {60, 2}, {130, 2}} {
		t.Run(fmt.Sprintf("%d in islands of %d", c.n, c.size), func(t *testing.T) {
			s, err := newScene(context.Background(), newPicture(ring(c.n, c.size), -1))
			if err != nil {
				t.Fatal(err)
			}
			page := box{point{s.w / 2, s.h / 2}, s.w, s.h}
			for i, a := range s.boxes {
				if x, y := a.overlap(page); x < a.w-0.1 || y < a.h-0.1 {
					t.Errorf("%s lies outside of the page", s.figures[i].id)
				}
				for j := range i {
					if a.meets(s.boxes[j]) {
						t.Errorf("%s lies on %s", s.figures[i].id, s.figures[j].id)
					}
				}
				for j, l := range s.labels {
					if l.w > 0 && l.grown(-1).meets(a) {
						t.Errorf("the words on %q lie on %s", s.lines[j].id, s.figures[i].id)
					}
				}
				for j, l := range s.lines {
					if l.from != i && l.to != i && s.routes[j].hits(a) {
						t.Errorf("%q passes behind %s", l.id, s.figures[i].id)
					}
				}
			}
			for i, l := range s.lines {
				if end := s.path(i, 0); !within(s.figures[l.from].look.shape, s.boxes[l.from].grown(0.5), end[0]) || within(s.figures[l.from].look.shape, s.boxes[l.from].grown(-0.5), end[0]) {
					t.Errorf("%q does not begin at the outline of its figure", l.id)
				}
			}
		})
	}
}

// Between the same two there is room for a line of each status, with its words.
func TestManyLinesOfTwo(t *testing.T) {
	g := &graph.Subgraph{}
	for _, status := range []string{"happened", "ongoing", "scheduled", "possible", "cancelled", "refused", "denied", "negated"} {
		g.Edges = append(g.Edges, graph.Edge{From: "person/a", To: "person/b", Predicate: "met", Status: status, Place: "Port Halvor", Date: "2019-05-01"})
	}
	s, err := newScene(context.Background(), newPicture(g, 0))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.labels) != len(g.Edges) {
		t.Fatalf("%d lines, want %d", len(s.labels), len(g.Edges))
	}
	for i, a := range s.labels {
		for j := range i {
			if a.meets(s.labels[j]) {
				t.Errorf("the words on %q lie on those on %q", s.lines[i].id, s.lines[j].id)
			}
		}
		for j, b := range s.boxes {
			if a.meets(b) {
				t.Errorf("the words on %q lie on %s", s.lines[i].id, s.figures[j].id)
			}
		}
	}
}

func TestLegendListsWhatIsThere(t *testing.T) {
	p := newPicture(ring(6, 3), 0)
	var got []string
	for _, x := range p.legend.types {
		got = append(got, x.name)
	}
	for _, x := range p.legend.strokes {
		got = append(got, x.words)
	}
	if want := "country organization person place met denied"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Statuses must be told apart without colour: by dashes, or by a mark.
func TestStrokesDiffer(t *testing.T) {
	seen := map[string]string{}
	for _, s := range strokes {
		look := fmt.Sprint(s.dashes, s.struck)
		if seen[look] != "" {
			t.Errorf("%s is drawn like %s", s.name, seen[look])
		}
		seen[look] = s.name
	}
}

func TestStress(t *testing.T) {
	// A path of three: the ends come to lie two lengths apart.
	at, err := spreadOut(context.Background(), 3, []tie{{0, 1, 100}, {1, 2, 100}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		a, b int
		want float64
	}{{0, 1, 100}, {1, 2, 100}, {0, 2, 200}} {
		if got := at[c.a].sub(at[c.b]).length(); got < c.want*0.9 || got > c.want*1.1 {
			t.Errorf("%d and %d lie %.0f apart, want %.0f", c.a, c.b, got, c.want)
		}
	}
}

func TestGeometry(t *testing.T) {
	b := box{point{10, 10}, 4, 4}
	for _, c := range []struct {
		p, q point
		want bool
	}{
		{point{0, 10}, point{20, 10}, true},
		{point{0, 0}, point{20, 20}, true},
		{point{0, 0}, point{20, 0}, false},
		{point{0, 10}, point{5, 10}, false},
		{point{10, 10}, point{10, 10}, true},
		{point{0, 7}, point{7, 0}, false},
	} {
		if got := b.crosses(c.p, c.q); got != c.want {
			t.Errorf("%v to %v: got %v", c.p, c.q, got)
		}
	}
	c := bowed(point{0, 0}, point{100, 0}, 20)
	if m := c.at(0.5); m.x != 50 || m.y < 19.9 || m.y > 20.1 {
		t.Errorf("the middle of the bow is %v", m)
	}
	if part := c.part(0.25, 0.75); part.at(0.5).sub(c.at(0.5)).length() > 1e-9 {
		t.Errorf("the middle of the part is %v, want %v", part.at(0.5), c.at(0.5))
	}
}
