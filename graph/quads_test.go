package graph_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"parley/graph"
	"parley/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

const yalta = "Churchill met Stalin at Yalta in February 1945. “We agree,” Churchill said.\nA second talk was cancelled.\n"

func at(s string) schema.Span {
	i := strings.Index(yalta, s)
	return schema.Span{Start: i, End: i + len(s)}
}

func finding(sentence, rule string) schema.Finding {
	return schema.Finding{Evidence: []schema.Span{at(sentence)}, Confidence: .9, Rule: rule}
}

func yaltaRecord() *schema.Record {
	first, third := "Churchill met Stalin at Yalta in February 1945.", "A second talk was cancelled."
	both := []string{"person/churchill", "person/stalin"}
	return &schema.Record{
		Doc: "yalta 1.txt", Title: "Yalta", Published: "1945-02-12", Language: "en",
		Entities: []schema.Entity{
			{ID: "person/churchill", Type: "Person", Name: "Churchill", Mentions: []schema.Mention{{Span: at("Churchill"), Kind: "name"}}},
			{ID: "person/stalin", Type: "Person", Name: "Stalin", Aliases: []string{"Marshal Stalin"}, Mentions: []schema.Mention{{Span: at("Stalin"), Kind: "name"}}},
			{ID: "place/yalta", Type: "Place", Name: "Yalta", Mentions: []schema.Mention{{Span: at("Yalta"), Kind: "name"}}},
			{ID: "country/soviet-union", Type: "Country", Name: "Soviet Union"},
		},
		Offices: []schema.Office{{Person: "person/stalin", Title: "Premier", Of: "country/soviet-union", Status: "current", Finding: finding(first, "offices/title")}},
		Meetings: []schema.Meeting{
			{ID: "meeting/yalta", Kind: "meeting", Status: "happened", Participants: both, Places: []string{"place/yalta"}, Date: "1945-02", When: "in February 1945", Trigger: at("met"), Finding: finding(first, "meetings/met")},
			{ID: "meeting/second", Kind: "talks", Status: "cancelled", Participants: both, Trigger: at("talk"), Finding: finding(third, "meetings/cancelled")},
		},
		Visits:       []schema.Visit{{Who: "person/churchill", Place: "place/yalta", Status: "happened", Finding: finding(first, "visits/at")}},
		Relations:    []schema.Relation{{S: "person/churchill", P: "agrees_with", O: "person/stalin", Status: "happened", Finding: finding("“We agree,” Churchill said.", "stances/agree")}, {S: "person/stalin", P: "opposes", O: "a second talk", Status: "possible", Finding: finding(third, "stances/oppose")}},
		Affiliations: []schema.Affiliation{{S: "place/yalta", P: "located_in", O: "country/soviet-union", Finding: finding(first, "affiliations/in")}},
		Statements:   []schema.Statement{{Speaker: "person/churchill", Source: at("Churchill said"), Cue: at("said"), Content: []schema.Span{at("“We agree,”")}, Quote: true, Finding: finding("“We agree,” Churchill said.", "statements/quote")}},
	}
}

func TestQuadsGolden(t *testing.T) {
	if err := schema.English().Validate(yaltaRecord(), yalta); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, q := range graph.Quads(yaltaRecord(), yalta) {
		fmt.Fprintln(&b, q.NQuad())
	}
	const golden = "testdata/yalta.nq"
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("quads differ from %s (run with -update after a look):\n%s", golden, b.Bytes())
	}
}

func TestOnlyMeetingsThatCameAboutYieldMet(t *testing.T) {
	for _, s := range schema.English().Statuses {
		if !contains(s.Of, "meeting") {
			continue
		}
		r := yaltaRecord()
		r.Meetings = r.Meetings[:1]
		r.Meetings[0].Status = s.Name
		if got := count(graph.Quads(r, yalta), "met"); (got == 2) != (s.Name == "happened" || s.Name == "ongoing") || got != 0 && got != 2 {
			t.Errorf("%s: %d met quads", s.Name, got)
		}
	}
}

func TestBigMeetingsYieldNoMet(t *testing.T) {
	r := yaltaRecord()
	for i := range graph.SmallMeeting {
		id := fmt.Sprintf("person/p%d", i)
		r.Entities = append(r.Entities, schema.Entity{ID: id, Type: "Person", Name: id})
		r.Meetings[0].Participants = append(r.Meetings[0].Participants, id)
	}
	if got := count(graph.Quads(r, yalta), "met"); got != 0 {
		t.Errorf("%d met quads among %d participants", got, len(r.Meetings[0].Participants))
	}
}

func TestEveryQuadHasAClaimOfItsDocument(t *testing.T) {
	doc := graph.DocumentIRI("yalta 1.txt")
	qs := graph.Quads(yaltaRecord(), yalta)
	known := map[quad.Value]bool{doc: true}
	for _, q := range qs {
		if q.Predicate == graph.IRI("document") && q.Object == doc {
			known[q.Subject] = true
		}
	}
	for _, q := range qs {
		if !known[q.Label] {
			t.Errorf("label of %v is no claim of the document", q)
		}
	}
}

func count(qs []quad.Quad, predicate string) (n int) {
	for _, q := range qs {
		if q.Predicate == graph.IRI(predicate) {
			n++
		}
	}
	return n
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
