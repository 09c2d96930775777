package graph

import (
	"context"
	"testing"

	"parley/schema"
)

// The country of somebody is the one that all offices and ties told are of.
func TestCountryOfWhoMet(t *testing.T) {
	text := "They all met."
	f := schema.Finding{Evidence: []schema.Span{{End: len(text)}}, Rule: "test", Confidence: 1}
	entity := func(id, typ string) schema.Entity { return schema.Entity{ID: id, Type: typ, Name: id[len(id)-1:]} }
	r := &schema.Record{
		Doc: "a.txt",
		Entities: []schema.Entity{
			entity("country/x", "Country"), entity("country/y", "Country"), entity("organization/u", "Organization"),
			entity("person/a", "Person"), entity("person/b", "Person"), entity("person/c", "Person"), entity("person/d", "Person"), entity("person/e", "Person"),
		},
		Offices: []schema.Office{
			{Person: "person/a", Title: "minister", Of: "country/x", Status: "current", Finding: f},
			{Person: "person/a", Title: "envoy", Of: "country/x", Status: "former", Finding: f},
			{Person: "person/b", Title: "minister", Of: "country/x", Status: "former", Finding: f},
			{Person: "person/b", Title: "minister", Of: "country/y", Status: "current", Finding: f},
			{Person: "person/c", Title: "minister", Of: "country/y", Status: "former", Finding: f},
			{Person: "person/c", Title: "secretary general", Of: "organization/u", Status: "current", Finding: f},
		},
		Affiliations: []schema.Affiliation{{S: "person/d", P: "represents", O: "country/y", Finding: f}},
	}
	for _, with := range []string{"person/b", "person/c", "person/d", "person/e", "country/x"} {
		r.Meetings = append(r.Meetings, schema.Meeting{ID: "meeting/" + with[len(with)-1:], Kind: "meeting", Status: "happened", Participants: []string{"person/a", with}, Trigger: schema.Span{Start: 9, End: 12}, Finding: f})
	}
	s := OpenMemory()
	defer s.Close()
	if _, err := s.Put(context.Background(), Entry{Document: Document{ID: "a.txt", Text: text}, Record: r}); err != nil {
		t.Fatal(err)
	}
	g, err := s.WhoMetWhom(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"person/a": "x", "person/b": "", "person/c": "", "person/d": "y", "person/e": "", "country/x": "x"}
	for _, n := range g.Nodes {
		if country, ok := want[n.ID]; !ok || n.Country != country {
			t.Errorf("%s: %q, want %q", n.ID, n.Country, country)
		}
		delete(want, n.ID)
	}
	if len(want) > 0 {
		t.Errorf("not in the graph: %v", want)
	}
}
