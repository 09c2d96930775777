package schema_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"parley/schema"
)

func TestEnglishVocabularyIsSound(t *testing.T) {
	m := schema.English()
	for _, name := range []string{"Person", "Organization", "Country", "Place", "Group", "Instrument"} {
		if ty := m.Type(name); ty == nil || !ty.Entity {
			t.Errorf("no entity type %s", name)
		}
	}
	for _, name := range []string{"met", "held_in", "participant", "supports", "member_of", "assaults"} {
		if m.Predicate(name) == nil {
			t.Errorf("no predicate %s", name)
		}
	}
}

func TestOnlyWhatCameAboutIsReal(t *testing.T) {
	m := schema.English()
	for status, want := range map[string]bool{
		"happened": true, "ongoing": true, "scheduled": false, "possible": false, "cancelled": false,
		"refused": false, "denied": false, "negated": false, "former": false, "no such": false,
	} {
		if m.Real(status) != want {
			t.Errorf("Real(%s) = %v", status, !want)
		}
	}
}

func TestLoadNamesTheFault(t *testing.T) {
	good := func() fstest.MapFS {
		return fstest.MapFS{
			"types/person.yaml": {Data: []byte("type: Person\nabout: a\nentity: true\nactor: true\ncaption: name\nshape: box\nfill: \"#fff\"\nline: \"#000\"\n")},
			"predicates.yaml":   {Data: []byte("predicates:\n  - {name: met, caption: met, from: [Person], to: [Person], section: meeting}\n")},
			"statuses.yaml":     {Data: []byte("statuses:\n  - {name: happened, of: [meeting], real: true, line: solid}\n")},
		}
	}
	if _, err := schema.Load(good()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, old, new, want string }{
		{"types/person.yaml", "actor:", "acter:", "types/person.yaml: yaml: unmarshal errors:\n  line 4: field acter not found"},
		{"types/person.yaml", "type: Person", "type: Human", "file is named person"},
		{"predicates.yaml", "from: [Person]", "from: [Dog]", `met: no type "Dog"`},
		{"predicates.yaml", "section: meeting", "section: party", "met:"},
		{"statuses.yaml", "line: solid", "line: wavy", `line "wavy"`},
		{"statuses.yaml", "of: [meeting]", "of: [lunch]", `no section "lunch"`},
	} {
		fsys := good()
		fsys[c.file].Data = []byte(strings.Replace(string(fsys[c.file].Data), c.old, c.new, 1))
		if _, err := schema.Load(fsys); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s → %s: %v, want %q", c.old, c.new, err, c.want)
		}
	}
}

func TestValidate(t *testing.T) {
	m := schema.English()
	if err := m.Validate(sample(), said); err != nil {
		t.Fatalf("sound record: %v", err)
	}
	for want, spoil := range map[string]func(*schema.Record){
		"meetings[0].status":           func(r *schema.Record) { r.Meetings[0].Status = "planned" },
		"meetings[0].kind":             func(r *schema.Record) { r.Meetings[0].Kind = "party" },
		"meetings[0].evidence":         func(r *schema.Record) { r.Meetings[0].Evidence = nil },
		"meetings[0].participants[1]":  func(r *schema.Record) { r.Meetings[0].Participants[1] = "person/nobody" },
		"meetings[0].places[0]":        func(r *schema.Record) { r.Meetings[0].Places = []string{"person/bo"} },
		"meetings[0].trigger":          func(r *schema.Record) { r.Meetings[0].Trigger.End = 1000 },
		"meetings[0].date":             func(r *schema.Record) { r.Meetings[0].Date = "Tuesday" },
		"meetings[0].confidence":       func(r *schema.Record) { r.Meetings[0].Confidence = 2 },
		"entities[1].id":               func(r *schema.Record) { r.Entities[1].ID = r.Entities[0].ID },
		"entities[0].type":             func(r *schema.Record) { r.Entities[0].Type = "Meeting" },
		"entities[0].mentions[0]":      func(r *schema.Record) { r.Entities[0].Mentions[0].Start = 1 },
		"entities[0].mentions[0].kind": func(r *schema.Record) { r.Entities[0].Mentions[0].Kind = "alias" },
		"published":                    func(r *schema.Record) { r.Published = "2013-9" },
		"relations[0].p": func(r *schema.Record) {
			r.Relations = []schema.Relation{{S: "person/bo", P: "likes", O: "x", Status: "happened", Finding: r.Meetings[0].Finding}}
		},
		"statements[0].content": func(r *schema.Record) {
			r.Statements = []schema.Statement{{Speaker: "person/bo", Finding: r.Meetings[0].Finding}}
		},
	} {
		r := sample()
		spoil(r)
		if err := m.Validate(r, said); err == nil || !strings.Contains(err.Error(), "a.txt: "+want+": ") {
			t.Errorf("%s: %v", want, err)
		}
	}
}
