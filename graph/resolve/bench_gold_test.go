package resolve

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/schema"
)

// annotated is what is used of an annotation of ../shared/bench.
type annotated struct {
	Doc      string
	Entities []struct {
		ID, Type, Name string
		Aliases        []string
	}
	Offices []struct {
		Person, Title string
		Of            *string
	}
	Affiliations []struct{ S, P, O string }
}

// record is the annotation as a record; ids are made of names as package link
// makes them, states called as the gazetteer does.
func (a *annotated) record() *schema.Record {
	states := map[string]string{"britain": "united-kingdom", "u-s": "united-states", "us": "united-states", "united-states-of-america": "united-states"}
	ids, used := map[string]string{}, map[string]bool{}
	r := &schema.Record{Doc: a.Doc}
	if i := strings.Index(a.Doc, "-20"); i > 0 && len(a.Doc) > i+5 {
		r.Published = schema.Text(a.Doc[i+1 : i+5])
	}
	for _, e := range a.Entities {
		slug := strings.Join(Words(e.Name), "-")
		if s := states[slug]; s != "" && e.Type == "Country" {
			slug = s
		}
		id := strings.ToLower(e.Type) + "/" + slug
		for used[id] {
			id += "-x"
		}
		used[id], ids[e.ID] = true, id
		r.Entities = append(r.Entities, schema.Entity{ID: id, Type: e.Type, Name: e.Name, Aliases: e.Aliases})
	}
	for _, o := range a.Offices {
		of := ""
		if o.Of != nil {
			of = ids[*o.Of]
		}
		r.Offices = append(r.Offices, schema.Office{Person: ids[o.Person], Title: o.Title, Of: schema.Text(of)})
	}
	for _, x := range a.Affiliations {
		r.Affiliations = append(r.Affiliations, schema.Affiliation{S: ids[x.S], P: x.P, O: ids[x.O]})
	}
	return r
}

// TestBench: the annotated persons of all documents of the benchmark as one
// collection.
func TestBench(t *testing.T) {
	truth := map[string]string{}
	b, err := os.ReadFile("testdata/bench.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fields(string(b)) {
		truth[f[0]+" "+f[1]] = f[2]
	}
	var files []string
	for _, part := range []string{"train", "dev"} {
		found, err := filepath.Glob("../../../shared/bench/" + part + "/*.gold.json")
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("no ../shared/bench")
	}
	var all []Seen
	var want []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var a annotated
		if err := json.Unmarshal(b, &a); err != nil {
			t.Fatal(file, err)
		}
		found := Sightings(a.record(), "")
		for _, e := range a.Entities {
			if e.Type != "Person" {
				continue
			}
			id := truth[a.Doc+" "+e.ID]
			if id == "" {
				t.Errorf("testdata/bench.txt lacks %s %s", a.Doc, e.ID)
			}
			want = append(want, id)
			all, found = append(all, Seen{a.Doc, found[0]}), found[1:]
		}
	}
	got := All(all, free)
	s, wrong, missing := compare(got, want)
	t.Logf("%d persons of %d documents: %v", len(all), len(files), s)
	for _, p := range wrong {
		t.Errorf("joined: %s %q and %s %q", all[p[0]].Doc, all[p[0]].Name, all[p[1]].Doc, all[p[1]].Name)
	}
	told := map[string]bool{}
	for _, p := range missing {
		if k := all[p[0]].Name + " | " + all[p[1]].Name + " " + got[p[1]]; !told[k] {
			told[k] = true
			t.Logf("kept apart: %s %q %s and %s %q %s", all[p[0]].Doc, all[p[0]].Name, got[p[0]], all[p[1]].Doc, all[p[1]].Name, got[p[1]])
		}
	}
	if s.precision < .99 || s.recall < .95 {
		t.Errorf("%v, want at least .99 and .95", s)
	}
}
