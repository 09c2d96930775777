package export_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/export"
	"parley/graph"
	"parley/schema"
)

// elements reads doc as XML to its end, shows each element and returns the text.
func elements(t *testing.T, doc []byte, show func(xml.StartElement)) string {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(doc))
	dec.Entity = nil
	var text strings.Builder
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return text.String()
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.CharData:
			text.Write(tok)
		case xml.StartElement:
			show(tok)
		}
	}
}

// wellFormed checks that doc is XML that runs and loads nothing, and returns
// its text.
func wellFormed(t *testing.T, doc []byte) string {
	t.Helper()
	return elements(t, doc, func(e xml.StartElement) {
		switch name := strings.ToLower(e.Name.Local); name {
		case "script", "image", "foreignobject", "use", "style", "iframe":
			t.Errorf("there is a <%s>", name)
		}
		for _, a := range e.Attr {
			name := strings.ToLower(a.Name.Local)
			if strings.HasPrefix(name, "on") || name == "style" || name == "href" && a.Value != "" && (e.Name.Local != "a" || !strings.HasPrefix(a.Value, "https://")) {
				t.Errorf("there is an attribute %s=%q", name, a.Value)
			}
		}
	})
}

func graphmlOf(t *testing.T, g *graph.Subgraph) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.GraphML(context.Background(), &b, g); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, b.Bytes())
	return b.Bytes()
}

func TestGraphML(t *testing.T) { golden(t, "small.graphml", graphmlOf(t, small())) }

// Every edge must end at nodes of the file, whatever the subgraph lacks.
func TestGraphMLNamesAllNodes(t *testing.T) {
	g := &graph.Subgraph{Edges: []graph.Edge{{From: "person/a", To: "person/b", Predicate: "met"}, {From: "person/a", To: "person/c", Predicate: "met"}}}
	doc := string(graphmlOf(t, g))
	for _, id := range []string{"a", "b", "c"} {
		if n := strings.Count(doc, `<node id="person:`+id+`">`); n != 1 {
			t.Errorf("node %s stands there %d times", id, n)
		}
	}
}

func TestNetwork(t *testing.T) {
	text := "Carter met Sadat at Camp David in 1978. Carter may back Sadat. Carter will meet Begin."
	first, second, third := schema.Span{Start: 0, End: 39}, schema.Span{Start: 40, End: 62}, schema.Span{Start: 63, End: len(text)}
	finding := func(s schema.Span) schema.Finding {
		return schema.Finding{Evidence: []schema.Span{s}, Confidence: 0.9, Rule: "meetings/met"}
	}
	mention := func(s, e int) []schema.Mention {
		return []schema.Mention{{Span: schema.Span{Start: s, End: e}, Kind: "name"}}
	}
	r := &schema.Record{
		Doc: "camp david.txt", Title: "At Camp David", Published: "1978-09-18", Publisher: "Alpine Courier", Language: "en",
		Entities: []schema.Entity{
			{ID: "person/carter", Type: "Person", Name: "Carter", Mentions: mention(0, 6)},
			{ID: "person/sadat", Type: "Person", Name: "Sadat", Mentions: mention(11, 16)},
			{ID: "person/begin", Type: "Person", Name: "Begin", Mentions: mention(80, 85)},
			{ID: "place/camp-david", Type: "Place", Name: "Camp David", Mentions: mention(20, 30)},
		},
		Meetings: []schema.Meeting{
			{ID: "meeting/1", Kind: "talks", Status: "happened", Participants: []string{"person/carter", "person/sadat"}, Places: []string{"place/camp-david"}, Date: "1978", Trigger: schema.Span{Start: 7, End: 10}, Finding: finding(first)},
			{ID: "meeting/2", Kind: "meeting", Status: "scheduled", Participants: []string{"person/carter", "person/begin"}, Trigger: schema.Span{Start: 75, End: 79}, Finding: finding(third)},
		},
		Relations: []schema.Relation{{S: "person/carter", P: "supports", O: "person/sadat", Status: "possible", Finding: finding(second)}},
	}
	quads := graph.Quads(r, text)
	g, err := export.Network(context.Background(), each(quads))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range g.Nodes {
		got = append(got, n.Type+" "+n.ID+" "+n.Caption)
	}
	for _, e := range g.Edges {
		ev := e.Evidence[0]
		got = append(got, strings.Join([]string{e.From, e.Predicate, e.To, e.Status, e.Date, e.Place, ev.Document, ev.Publisher, ev.Sentence}, "|"))
	}
	want := []string{
		"Meeting meeting/1 talks, Camp David, 1978", "Meeting meeting/2 meeting",
		"Person person/begin Begin", "Person person/carter Carter", "Person person/sadat Sadat",
		"Place place/camp-david Camp David",
		"meeting/1|participant|person/carter|happened|1978|Camp David|camp david.txt|Alpine Courier|Carter met Sadat at Camp David in 1978.",
		"meeting/1|participant|person/sadat|happened|1978|Camp David|camp david.txt|Alpine Courier|Carter met Sadat at Camp David in 1978.",
		"meeting/1|held_in|place/camp-david|happened|1978||camp david.txt|Alpine Courier|Carter met Sadat at Camp David in 1978.",
		"meeting/2|participant|person/begin|scheduled|||camp david.txt|Alpine Courier|Carter will meet Begin.",
		"meeting/2|participant|person/carter|scheduled|||camp david.txt|Alpine Courier|Carter will meet Begin.",
		"person/carter|met|person/sadat|happened|1978|Camp David|camp david.txt|Alpine Courier|Carter met Sadat at Camp David in 1978.",
		"person/carter|supports|person/sadat|possible|||camp david.txt|Alpine Courier|Carter may back Sadat.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	dice := rand.New(rand.NewPCG(1, 2))
	for range 20 { // the order of quads must not matter
		dice.Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
		again, err := export.Network(context.Background(), each(quads))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(graphmlOf(t, again), graphmlOf(t, g)) {
			t.Fatal("other bytes from quads in another order")
		}
	}
	var b bytes.Buffer
	f, _ := export.ByName("graphml")
	if err := f.Write(context.Background(), &b, export.Source{Quads: each(quads)}, export.Options{}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), graphmlOf(t, g)) {
		t.Error("the format writes quads another way")
	}
}
