package status

import "testing"

func TestWords(t *testing.T) {
	lex, err := readWords(wordData)
	if err != nil {
		t.Fatal(err)
	}
	for role, list := range lex {
		if len(list) == 0 {
			t.Errorf("no word has the role %s", role)
		}
		for w := range list {
			if len(w) > longestWord {
				t.Errorf("%s %q is longer than %d bytes", role, w, longestWord)
			}
		}
	}
	for _, bad := range []string{"verb possible want", "clause happily want", "clause possible", "clause possible want\nclause denied want"} {
		if _, err := readWords(bad); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
