package export

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// Those of one country lie in its frame, nobody else does, and somebody of no
// country or of a country by himself has none.
func TestClusters(t *testing.T) {
	g := &graph.Subgraph{}
	for i := range 12 {
		g.Nodes = append(g.Nodes, graph.Node{ID: fmt.Sprintf("person/p-%02d", i), Type: "Person", Caption: fmt.Sprintf("Person %d", i), Country: []string{"Norway", "Peru", "Chad", ""}[i%4]})
	}
	g.Nodes = append(g.Nodes, graph.Node{ID: "person/q", Type: "Person", Caption: "Alone", Country: "Cuba"})
	for i := range g.Nodes {
		for _, j := range []int{(i + 1) % len(g.Nodes), (i*5 + 3) % len(g.Nodes)} {
			g.Edges = append(g.Edges, graph.Edge{From: g.Nodes[i].ID, To: g.Nodes[j].ID, Predicate: "met", Status: "happened", Place: "Oslo"})
		}
	}
	s, err := newScene(context.Background(), newPicture(g, 0))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range s.frames {
		names = append(names, f.caption)
		for i, b := range s.boxes {
			in := b.left() >= f.left() && b.right() <= f.right() && b.top() >= f.top() && b.bottom() <= f.bottom()
			if of := s.figures[i].country == f.caption; of != in || of != f.meets(b) {
				t.Errorf("%s (%s): within the frame of %s: %t", s.figures[i].id, s.figures[i].country, f.caption, in)
			}
		}
		if h := f.head(); h.left() < f.left() || h.right() > f.right() || h.top() < f.top() {
			t.Errorf("%s: its name is out of the frame", f.caption)
		}
	}
	if want := []string{"Chad", "Norway", "Peru"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	var svg, dot strings.Builder
	if err := s.writeSVG(&svg); err != nil {
		t.Fatal(err)
	}
	if err := s.writeDOT(&dot); err != nil {
		t.Fatal(err)
	}
	if a, b := strings.Count(svg.String(), `class="cluster"`), strings.Count(dot.String(), "subgraph cluster"); a != 3 || b != 3 {
		t.Errorf("%d clusters in SVG, %d in DOT", a, b)
	}
}

// A cluster with a stranger within its frame has no frame.
func TestStrangerInAFrame(t *testing.T) {
	s := &scene{picture: &picture{figures: []figure{{country: "Peru"}, {}, {country: "Peru"}}}, boxes: []box{{point{0, 0}, 40, 20}, {point{60, 0}, 40, 20}, {point{120, 0}, 40, 20}}}
	clusters := s.clustersOf([]int{0, 1, 2})
	if frames := s.framesOf(clusters); len(clusters) != 1 || len(frames) != 0 {
		t.Errorf("%v, %v", clusters, frames)
	}
	s.boxes[1].y = 100
	if frames := s.framesOf(clusters); len(frames) != 1 {
		t.Errorf("%v", frames)
	}
}
