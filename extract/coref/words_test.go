package coref

import "testing"

func TestWords(t *testing.T) {
	lex, err := readWords(wordData)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range allClasses {
		if len(lex[c]) == 0 {
			t.Errorf("no word has the class %s", c)
		}
	}
	for _, bad := range []string{"officer a", "office", "office aWordThatIsLongerThanAnyWordMayBe"} {
		if _, err := readWords(bad); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
