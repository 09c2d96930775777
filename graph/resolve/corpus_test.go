package resolve

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/schema"
)

// person is one line of testdata/traps.txt, or a template of people.txt: what
// a document of one person says.
type person struct {
	truth, name     string
	offices, bodies [][2]string // title and state
	names, with     []string
	year            string
	gender          string
}

func (p *person) seen(doc string) Seen {
	var text strings.Builder
	r := &schema.Record{Doc: doc, Published: schema.Text(p.year)}
	add := func(id, kind, name string) {
		if !slices.ContainsFunc(r.Entities, func(e schema.Entity) bool { return e.ID == id }) {
			r.Entities = append(r.Entities, schema.Entity{ID: id, Type: kind, Name: name})
		}
	}
	id := "person/" + strings.Join(Words(p.name), "-")
	add(id, "Person", p.name)
	for _, o := range p.offices {
		of := ""
		if o[1] != "" {
			of = "country/" + o[1]
			add(of, "Country", o[1])
		}
		r.Offices = append(r.Offices, schema.Office{Person: id, Title: o[0], Of: schema.Text(of)})
	}
	for _, b := range p.bodies {
		of := "organization/" + strings.Join(Words(b[0]), "-")
		add(of, "Organization", b[0])
		r.Affiliations = append(r.Affiliations, schema.Affiliation{S: id, P: "member_of", O: of})
	}
	for _, s := range p.names {
		add("country/"+s, "Country", s)
	}
	for _, w := range p.with {
		add("person/"+strings.Join(Words(w), "-"), "Person", w)
	}
	for range 2 * len(p.gender) {
		word := map[string]string{"m": "he", "f": "she"}[p.gender]
		r.Entities[0].Mentions = append(r.Entities[0].Mentions, schema.Mention{Kind: "pronoun", Span: schema.Span{Start: text.Len(), End: text.Len() + len(word)}})
		text.WriteString(word + " ")
	}
	return Seen{doc, Sightings(r, text.String())[0]}
}

func parsePerson(line string) (p person, err error) {
	parts := strings.Split(line, "|")
	if len(parts) < 2 {
		return p, fmt.Errorf("%q: want who, a name and what is said", line)
	}
	p.truth, p.name = strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1])
	for _, part := range parts[2:] {
		kind, rest, _ := strings.Cut(strings.TrimSpace(part), " ")
		list := strings.Split(rest, ", ")
		switch kind {
		case "office":
			title, of, _ := strings.Cut(rest, " of ")
			if i := strings.LastIndex(rest, " of "); i >= 0 {
				title, of = rest[:i], rest[i+4:]
			}
			p.offices = append(p.offices, [2]string{title, of})
		case "body":
			p.bodies = append(p.bodies, [2]string{rest, ""})
		case "names":
			p.names = list
		case "with":
			p.with = list
		case "year":
			p.year = rest
		case "he", "she":
			p.gender = map[string]string{"he": "m", "she": "f"}[kind]
		default:
			return p, fmt.Errorf("%q: no %q", line, kind)
		}
	}
	return p, nil
}

// corpus is the traps, each a collection of its own.
func traps(t *testing.T) map[string][]person {
	b, err := os.ReadFile("testdata/traps.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]person{}
	about := ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "== "); ok {
			about = rest
		} else if line != "" && !strings.HasPrefix(line, "#") {
			p, err := parsePerson(line)
			if err != nil {
				t.Fatal(err)
			}
			out[about] = append(out[about], p)
		}
	}
	return out
}

// templates are the people of people.txt, each in documents of several kinds.
func templates(t *testing.T) []person {
	b, err := os.ReadFile("testdata/people.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []person
	n := 0
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, ";")
		names, title, state := strings.Split(f[0], ", "), strings.TrimSpace(f[1]), strings.TrimSpace(f[2])
		n++
		who := strconv.Itoa(n)
		var states []string
		if state != "" {
			states = []string{state}
		}
		office := [][2]string{{title, state}}
		for i, name := range names {
			with := []string{"Aide " + who + "field", "Helper " + who + "berg"}
			out = append(out, person{truth: who, name: name, offices: office, with: with[n%2:]})
			if n%12 != 0 {
				out = append(out, person{truth: who, name: name})
			}
			if i == 0 {
				first := ParseName(names[0])
				last := names[0][strings.LastIndexByte(names[0], ' ')+1:]
				if first.first {
					last, _, _ = strings.Cut(names[0], " ")
				}
				out = append(out,
					person{truth: who, name: name, names: states, with: with},
					person{truth: who, name: last, offices: office},
					person{truth: who, name: last, names: states, with: with})
				if n%12 == 0 { // somebody else of that name
					out = append(out, person{truth: who + " another", name: name, offices: [][2]string{{"coach", "iceland"}}},
						person{truth: who + " unknown", name: last})
				}
			}
		}
	}
	return out
}

func seenAll(people []person) (all []Seen, want []string) {
	for i, p := range people {
		if p.truth == "?" {
			p.truth = fmt.Sprint("nobody ", i)
		}
		all, want = append(all, p.seen(fmt.Sprintf("%04d.txt", i))), append(want, p.truth)
	}
	return all, want
}

// TestCorpus measures the joins of the corpus of our own: all people of the
// templates as one collection, and each trap by itself.
func TestCorpus(t *testing.T) {
	all, want := seenAll(templates(t))
	got := All(all, free)
	s, wrong, missing := compare(got, want)
	t.Logf("%d documents of the templates: %v", len(all), s)
	report(t, all, got, wrong, missing)
	if s.precision < .99 || s.recall < .9 || s.bcubed < .95 {
		t.Errorf("%v, want at least .99, .9 and .95", s)
	}
	var gotAll, wantAll []string
	documents := 0
	for _, about := range sortedKeys(traps(t)) {
		all, want := seenAll(traps(t)[about])
		documents += len(all)
		got := All(all, free)
		_, wrong, missing := compare(got, want)
		for _, p := range wrong {
			t.Errorf("%s: joined %q %v and %q %v", about, all[p[0]].Name, all[p[0]].States, all[p[1]].Name, all[p[1]].States)
		}
		for _, p := range missing {
			t.Logf("%s: kept apart %q %s and %q %s", about, all[p[0]].Name, got[p[0]], all[p[1]].Name, got[p[1]])
		}
		for i := range got {
			gotAll, wantAll = append(gotAll, about+got[i]), append(wantAll, about+want[i])
		}
	}
	s, _, _ = compare(gotAll, wantAll)
	t.Logf("%d documents of %d traps: %v", documents, len(traps(t)), s)
	if s.precision < 1 || s.recall < .9 {
		t.Errorf("traps: %v, want 1 and at least .9", s)
	}
}

func report(t *testing.T, all []Seen, got []string, wrong, missing [][2]int) {
	told := map[string]bool{}
	for i, list := range [][][2]int{wrong, missing} {
		for _, p := range list {
			line := fmt.Sprintf("%s: %q %v %s and %q %v %s", []string{"joined", "kept apart"}[i], all[p[0]].Name, all[p[0]].States, got[p[0]], all[p[1]].Name, all[p[1]].States, got[p[1]])
			if !told[line] && len(told) < 60 {
				told[line] = true
				t.Log(line)
			}
		}
	}
}
