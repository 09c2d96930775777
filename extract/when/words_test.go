package when

import "testing"

func TestWords(t *testing.T) {
	lex, err := readWords(wordData)
	if err != nil {
		t.Fatal(err)
	}
	for c := range classes {
		if len(lex[c]) == 0 {
			t.Errorf("no word has the class %s", c)
		}
	}
	for _, bad := range []string{"months 1 june", "month june july", "month 1", "day 1 soon soon", "day 1 aWordThatIsLongerThanAnyWordMayBe"} {
		if _, err := readWords(bad); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
