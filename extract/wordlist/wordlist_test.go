package wordlist_test

import (
	"reflect"
	"strings"
	"testing"

	"parley/extract/wordlist"
)

func TestSet(t *testing.T) {
	if got, want := wordlist.Set("# of b\na c\n\n d"), map[string]bool{"a": true, "c": true, "d": true}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestLines(t *testing.T) {
	if got := strings.Join(wordlist.Lines("# remark\none two\n\n  three \r\n  # four\n"), "|"); got != "one two|three" {
		t.Error(got)
	}
}

func TestKinds(t *testing.T) {
	got, err := wordlist.Kinds("x.txt", "# kinds\nverb go\nnoun talk #\n\nverb see\n", 4, []string{"verb", "noun", "other"})
	if want := map[string]map[string]bool{"verb": {"go": true, "see": true}, "noun": {"talk": true, "#": true}, "other": {}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v %v, want %v", got, err, want)
	}
	for list, want := range map[string]string{
		"\nadverb soon":  "x.txt:2: want one of verb, noun, and words",
		"verb":           "x.txt:1: want one of verb, noun, and words",
		"noun meetings ": `x.txt:1: "meetings" is longer than 4 bytes`,
	} {
		if _, err := wordlist.Kinds("x.txt", list, 4, []string{"verb", "noun"}); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", list, err, want)
		}
	}
}
