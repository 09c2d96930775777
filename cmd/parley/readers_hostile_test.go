package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/graph"
	"parley/schema"
)

// nasty is what a text could bring to break out of a file.
var nasty = []string{
	`"quotes" and 'quotes'`, `back\slash \N \" \`, "two\nlines\r\tand a tab", `</svg></script><script>alert(1)</script>`, `]]> & &lt; &#0; <!--`,
	"\u202eright to left\u202c", "שלום עולם", "مرحبا بالعالم", "👩‍👩‍👧 🇺🇳", "nul \x00 bell \x07 \x1b[31m", "\ufffe\uffff\ufeff", "a | b `c` *d* _e_ [f](http://g) ![h](i) #j",
	strings.Repeat("long ", 2000), strings.Repeat("x", 4000), "=cmd()", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "a%sb%d", "n1 -- n2; }", "1. one", "--- end", "$$x$$", "{{y}}",
	`" onload="alert(1)`, `<![CDATA[`, `<!ENTITY x SYSTEM "file:///etc/passwd">`, `.` + "\n<urn:a> <urn:b> <urn:c> .", "http://www.example.org/<b>", "a,b;c\\,d", "BEGIN:VEVENT\r\nEND:VCALENDAR", "subgraph end", "a@b.example",
}

// hostileDatabase holds a document whose names and words are nasty, and one
// whose words are very long.
func hostileDatabase(t *testing.T, db string) {
	t.Helper()
	store, err := graph.Open(db, graph.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for i, s := range append(nasty, strings.Repeat("=1 <", 25_000)) {
		text := s + "\nend of it"
		whole := schema.Finding{Evidence: []schema.Span{{Start: 0, End: len(text)}}, Confidence: .5, Rule: "rule/" + s[:min(len(s), 40)]}
		name := s[:min(len(s), 4000)]
		// Every third date is a day, a month, none: formats with days differ on them.
		date := schema.Text([]string{"2001-02-03", "2001-02", ""}[i%3])
		a, b, place := fmt.Sprintf("person/a-%d", i), fmt.Sprintf("person/b-%d", i), fmt.Sprintf("place/p-%d", i)
		r := &schema.Record{
			Doc: fmt.Sprintf("%02d %s", i, name[:min(len(name), 60)]), Title: name, Published: "2001-02-04", Publisher: name, URL: "https://example.org/" + name, Language: "en",
			Entities: []schema.Entity{
				{ID: a, Type: "Person", Name: name, Aliases: []string{"=" + name[:min(len(name), 1000)], name}}, {ID: b, Type: "Person", Name: "B " + name[:min(len(name), 1000)]},
				{ID: place, Type: "Place", Name: name}, {ID: fmt.Sprintf("country/c-%d", i), Type: "Country", Name: name},
			},
			Offices:      []schema.Office{{Person: a, Title: name, Of: schema.Text(fmt.Sprintf("country/c-%d", i)), Status: "current", Finding: whole}},
			Relations:    []schema.Relation{{S: a, P: "criticizes", O: b, Status: "happened", Date: date, Finding: whole}, {S: a, P: "supports", O: s, Status: "negated", Finding: whole}},
			Affiliations: []schema.Affiliation{{S: a, P: "spouse_of", O: b, Finding: whole}, {S: a, P: "member_of", O: fmt.Sprintf("country/c-%d", i), Finding: whole}},
			Statements:   []schema.Statement{{Speaker: a, To: schema.Text(b), Content: []schema.Span{{Start: 0, End: len(s)}}, Cue: schema.Span{Start: len(s) + 1, End: len(s) + 4}, Source: schema.Span{Start: 0, End: len(s)}, Finding: whole}},
			Visits:       []schema.Visit{{Who: a, Place: place, Status: "scheduled", Date: date, Finding: whole}},
		}
		for k, status := range []string{"happened", "denied", "cancelled"} {
			r.Meetings = append(r.Meetings, schema.Meeting{
				ID: fmt.Sprintf("meeting/m-%d-%d", i, k), Kind: "talks", Status: status, Participants: []string{a}, Hosts: []string{b}, Places: []string{place}, Date: date,
				When: name, About: name, Trigger: schema.Span{Start: len(s) + 1, End: len(s) + 4}, Finding: whole,
			})
		}
		doc := graph.Document{ID: r.Doc, Title: name, Published: "2001-02-04", Publisher: name, URL: r.URL, Language: "en", Hash: "h", Extractor: "t", Text: text}
		if _, err := store.Put(context.Background(), graph.Entry{Document: doc, Record: r}); err != nil {
			t.Fatalf("%.40q: %v", s, err)
		}
	}
}
