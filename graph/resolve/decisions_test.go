package resolve

import (
	"reflect"
	"strings"
	"testing"
)

func TestDecisions(t *testing.T) {
	file := `# remarks
merge person/a person/b # they are
merge person/c person/a
split person/d in x.txt "a b.txt" as person/e
never person/f person/g
rename person/a Anna the  Great
rename person/h "Anna  # \"the\" Great" # she is
split person/d in as "#" as person/e
reject claim/12 in x.txt # it says no such thing
`
	d, err := ParseDecisions("f", file)
	if err != nil {
		t.Fatal(err)
	}
	if d.Kept("person/b") != "person/c" || d.Kept("person/z") != "person/z" || !d.IsKept("person/c") {
		t.Error(d.Kept("person/b"))
	}
	if d.SplitOff("a b.txt", "person/d") != "person/e" || d.SplitOff("y", "person/d") != "" {
		t.Error("split")
	}
	if !d.Apart("person/g", "person/f") || d.Apart("person/f", "person/h") {
		t.Error("never")
	}
	if d.SplitOff("as", "person/d") != "person/e" || d.SplitOff("#", "person/d") != "person/e" {
		t.Error("split in documents called as and #")
	}
	if d.NameOf("person/h") != `Anna  # "the" Great` {
		t.Error(d.NameOf("person/h"))
	}
	if d.NameOf("person/a") != "Anna the Great" || !d.Rejected("x.txt")["claim/12"] {
		t.Error("rename, reject")
	}
	var lines []string
	for _, x := range d.List {
		lines = append(lines, x.String())
	}
	again, err := ParseDecisions("g", strings.Join(lines, "\n"))
	if err != nil || len(again.List) != len(d.List) {
		t.Fatal(err)
	}
	for i := range d.List {
		if again.List[i].String() != d.List[i].String() {
			t.Errorf("%s became %s", d.List[i].String(), again.List[i].String())
		}
	}
	for line, want := range map[string]string{
		"join a/b c/d":                   `f:1: no decision "join"`,
		"merge person/a":                 "merge wants 2 ids, not 1",
		"merge person/a angela":          `"angela" is no id`,
		"split person/a in x":            "split wants as",
		"split person/a in x as":         "split wants as",
		"split person/a as person/b":     "split wants an id, in and",
		"reject claim/1 in":              "wants a document",
		"rename person/a":                "rename wants an id and a name",
		"never person/a+x person/a+y":    "use split",
		`reject claim/1 in "x`:           "not closed",
		"merge a/b a/c\nnever a/b a/c":   "were merged",
		"split person/a in x as b/c d/e": "one id at its end",
		`rename person/a "" # x`:         "rename wants an id and a name",
	} {
		if _, err := ParseDecisions("f", line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
}

func FuzzDecisions(f *testing.F) {
	f.Add("rename person/a  \"\" B \"\" \n")
	f.Add("merge person/a person/b # x\nsplit person/a in \"q r\" as person/c\nreject claim/1 in x\nrename person/a A\n")
	f.Fuzz(func(t *testing.T, file string) {
		d, err := ParseDecisions("f", file)
		if err != nil {
			return
		}
		for _, x := range d.List {
			again, err := ParseDecisions("g", x.String())
			if x.Line = 1; err != nil || len(again.List) != 1 || !reflect.DeepEqual(again.List[0], x) {
				t.Errorf("%q: %v", x.String(), err)
			}
		}
	})
}
