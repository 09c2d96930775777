package graph_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/schema"
)

// somebody is a person as one document may have him.
type somebody struct{ name, title, state string }

// trickyPeople share names, or have several spellings.
var trickyPeople = []somebody{
	{"Sergei Lavrik", "Foreign Minister", "russia"}, {"Sergey Lavrik", "", ""}, {"Sergei Lavrik", "coach", "bulgaria"}, {"Lavrik", "Foreign Minister", "russia"},
	{"Lavrik", "", ""}, {"Lavrik", "", "bulgaria"}, {"Olga Lavrik", "singer", "ukraine"}, {"S. Lavrik", "Foreign Minister", "russia"},
	{"John Smith", "", ""}, {"John Smith", "mayor", "united-states"}, {"John Smith", "mayor", "united-kingdom"}, {"Smith", "mayor", "united-states"}, {"Jack Smith", "mayor", "united-states"},
	{"George Bushel", "President", "united-states"}, {"George W. Bushel", "President", "united-states"}, {"George H. W. Bushel", "President", "united-states"}, {"Bushel", "President", ""},
	{"Kim Jong-su", "leader", "north-korea"}, {"Kim Jong Su", "", ""}, {"Kim", "leader", "north-korea"}, {"Anna Lind", "", ""}, {"Lind", "", ""},
}

// crowd is a document that names some of them; the same i and salt give the
// same document.
func crowd(i, salt int) graph.Entry {
	rnd := rand.New(rand.NewSource(int64(i)*31 + int64(salt)))
	var text strings.Builder
	r := &schema.Record{Doc: fmt.Sprintf("crowd/%02d.txt", i), Published: schema.Text(fmt.Sprintf("%d-05-01", 1950+10*rnd.Intn(7))), Language: "en"}
	known := map[string]bool{}
	add := func(id, kind, name string) schema.Span {
		at := text.Len()
		text.WriteString(name)
		sp := schema.Span{Start: at, End: text.Len()}
		text.WriteString(" ")
		if !known[id] {
			known[id] = true
			r.Entities = append(r.Entities, schema.Entity{ID: id, Type: kind, Name: name, Mentions: []schema.Mention{{Span: sp, Kind: "name"}}})
		}
		return sp
	}
	var met []string
	for range 2 + rnd.Intn(4) {
		p := trickyPeople[rnd.Intn(len(trickyPeople))]
		id := "person/" + strings.ToLower(strings.NewReplacer(" ", "-", ".", "").Replace(p.name))
		if known[id] {
			continue
		}
		sp := add(id, "Person", p.name)
		met = append(met, id)
		of := schema.Text("")
		if p.state != "" {
			of = schema.Text("country/" + p.state)
			add(string(of), "Country", p.state)
		}
		if p.title != "" && rnd.Intn(3) > 0 {
			r.Offices = append(r.Offices, schema.Office{Person: id, Title: p.title, Of: of, Status: "current", Finding: schema.Finding{Evidence: []schema.Span{sp}, Confidence: 1, Rule: "offices/title"}})
		}
	}
	if rnd.Intn(2) == 0 {
		add("organization/nato", "Organization", "NATO")
	}
	sp := schema.Span{Start: 0, End: text.Len() - 1}
	r.Meetings = []schema.Meeting{{ID: fmt.Sprintf("meeting/c%d-%d", i, salt), Kind: "talks", Status: "happened", Participants: met, Trigger: sp, Finding: schema.Finding{Evidence: []schema.Span{sp}, Confidence: 1, Rule: "meetings/met"}}}
	return graph.Entry{Record: r, Document: graph.Document{ID: r.Doc, Published: string(r.Published), Hash: fmt.Sprint(i, salt), Text: text.String()}}
}

func whole(t *testing.T, s *graph.Store) string {
	t.Helper()
	p, err := s.Persons()
	if err != nil {
		t.Fatal(err)
	}
	return dump(t, s) + "\n" + p
}

// crowdDecisions are put in force and taken back while documents come and go.
var crowdDecisions = []string{
	"",
	"never person/sergei-lavrik person/sergey-lavrik\n",
	"merge person/olga-lavrik person/anna-lind\nrename person/olga-lavrik Olga the Great\n",
	"split person/lavrik in crowd/01.txt crowd/02.txt crowd/03.txt as person/lavrik-2\nmerge person/john-smith+united-kingdom person/lavrik-2\nmerge country/russia country/ukraine\n",
	"merge person/sergei-lavrik+bulgaria person/sergei-lavrik+russia\nnever person/lavrik person/sergei-lavrik\n",
}

// TestWhoIsWhoIsPure: whatever came and went and was decided on the way, graph
// and all that stands behind it are those of a store that was given the last
// documents and decisions at once, and those of a rebuilt one.
func TestWhoIsWhoIsPure(t *testing.T) {
	const n = 16
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewSource(seed))
	for round := range 12 {
		s := graph.OpenMemory()
		now := map[int]int{} // document -> salt
		decided := 0
		for range 60 {
			switch rnd.Intn(6) {
			case 0:
				i := rnd.Intn(n)
				if _, there := now[i]; there {
					if err := s.Remove(t.Context(), crowd(i, 0).Document.ID); err != nil {
						t.Fatal(err)
					}
					delete(now, i)
				}
			case 1:
				decided = rnd.Intn(len(crowdDecisions))
				if err := s.Decide(t.Context(), "decisions", crowdDecisions[decided]); err != nil {
					t.Fatal(err)
				}
			default:
				var es []graph.Entry
				batch := map[int]bool{}
				for range 1 + rnd.Intn(3) {
					if i := rnd.Intn(n); !batch[i] {
						batch[i] = true
						now[i] = rnd.Intn(3)
						es = append(es, crowd(i, now[i]))
					}
				}
				put(t, s, es...)
			}
		}
		fresh := graph.OpenMemory()
		if err := fresh.Decide(t.Context(), "decisions", crowdDecisions[decided]); err != nil {
			t.Fatal(err)
		}
		var es []graph.Entry
		for i, salt := range now {
			es = append(es, crowd(i, salt))
		}
		put(t, fresh, es...)
		rebuilt, err := s.Rebuilt(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := whole(t, fresh)
		sameLines(t, fmt.Sprintf("round %d: it shows what was there before (decisions %d)", round, decided), whole(t, s), want)
		sameLines(t, fmt.Sprintf("round %d: rebuilt, it says something else (decisions %d)", round, decided), whole(t, rebuilt), want)
		for i := range now {
			if err := s.Remove(t.Context(), crowd(i, 0).Document.ID); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Decide(t.Context(), "decisions", ""); err != nil {
			t.Fatal(err)
		}
		if left := whole(t, s); left != "\n" {
			t.Fatalf("left over:\n%s", left)
		}
	}
}

// sameLines fails with the lines that are too much or missing.
func sameLines(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for _, l := range without(g, w) {
		t.Errorf("too much: %s", l)
	}
	for _, l := range without(w, g) {
		t.Errorf("missing: %s", l)
	}
	t.Fatal(what)
}

// without are those of list that the other has not.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
}
