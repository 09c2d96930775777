package neural

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSpelling(t *testing.T) {
	table := append([]string{}, special...)
	table = append(table, strings.Fields(`the geneva gen ##eva ##ev o ##laf ol ##o ##a ##f ' " - . , n ##t t 1 200 mid level ß 中 ##文`)...)
	s, err := newSpeller(table, 12, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ form, want string }{
		{"The", "the"},
		{"GENEVA", "geneva"},
		{"Geneva’s", "geneva ' [UNK]"},
		{"genevaeva", "geneva ##eva"},
		{"Ólaf", "ol ##a ##f"},
		{"O\u0301laf", "ol ##a ##f"},
		{"n’t", "n ' t"},
		{"“", `"`},
		{"—", "-"},
		{"…", "."},
		{"1,200", "1 , 200"},
		{"mid-level", "mid - level"},
		{"mid\u00a0level", "mid level"},
		{"mid\u200blevel", "mid [UNK] ##ev [UNK]"}, // a format character vanishes
		{"☂☂", "[UNK]"},                            // unknown runes in a run are one
		{"☂the☂", "[UNK] ##t [UNK]"},
		{"the ☂ ☂ the", "the [UNK] the"},
		{"中文", "中 ##文"},
		{"", "[UNK]"},
		{"\u0301", "[UNK]"},
		{"\xff\xfe", "[UNK]"},
		{"''''''''", "' ' ' '"},                  // four pieces at most
		{"genevageneva-t", "geneva [UNK] ##eva"}, // the twelfth rune is the last
		{"[UNK]", "[UNK]"},
		{"[PAD]", "[UNK] ##a [UNK]"},
	} {
		var got []string
		for _, row := range s.append(nil, c.form) {
			got = append(got, table[row])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q, want %q", c.form, got, c.want)
		}
	}
}

func TestPieceTable(t *testing.T) {
	for _, c := range []struct{ table, err string }{
		{"[PAD] [UNK] [CLS] [SEP] [MASK] a ##a", ""},
		{"[PAD] [UNK] [CLS] [SEP] [MASK]", ""},
		{"[PAD] [CLS] [UNK] [SEP] [MASK]", "does not begin"},
		{"[PAD] [UNK]", "does not begin"},
		{"[PAD] [UNK] [CLS] [SEP] [MASK] a b a", `entry 7, "a"`},
	} {
		_, err := newSpeller(strings.Fields(c.table), 64, 12)
		if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: %v, want %q", c.table, err, c.err)
		}
	}
}

func TestCaseClass(t *testing.T) {
	for class, forms := range [][]string{
		{"geneva", "é"}, {"NATO", "ÉÉ"}, {"A", "É"}, {"Geneva", "Öst"}, {"McLean", "iPhone", "中文", "DeS", "ǅ"},
		{"5", "2026"}, {"", "—", "☂", "...", "\u0301"}, {"5th", "1,200", "G7"}, {"Mid-level", "Ms.", "O’Neil"}, {"mid-level", "n’t", "-A"},
	} {
		for _, f := range forms {
			if got := caseClass(f); int(got) != class {
				t.Errorf("%q is of class %d, want %d", f, got, class)
			}
		}
	}
}

// The rows are those that train/words.py gives.
func TestHashes(t *testing.T) {
	for _, c := range []struct {
		form string
		want [slots]int32
	}{
		{"Geneva", [slots]int32{3882, 2449, 4797, 4360}},
		{"5", [slots]int32{5239, 6651, 5966, 6797}},
		{"1,200", [slots]int32{2763, 2559, 5188, 1587}},
		{"n’t", [slots]int32{7773, 100, 1009, 3653}},
		{"", [slots]int32{3749, 7465, 2048, 3304}},
		{"—", [slots]int32{1017, 4069, 2817, 1380}},
		{"McDonald-Öst", [slots]int32{7077, 7699, 1170, 333}},
		{"AAAAaaaa", [slots]int32{6617, 6913, 6460, 7014}},
		{"☂☂☂", [slots]int32{3864, 140, 2728, 1661}},
		{"1234567890abcdefghIJKLMNOP-q-r-s-t", [slots]int32{267, 7168, 6218, 492}},
	} {
		if got := hashes(c.form, 8000); got != c.want {
			t.Errorf("%q: %v, want %v", c.form, got, c.want)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, form := range vocabulary {
		f.Add(form)
	}
	f.Add(strings.Repeat("\u0301", 99) + "a")
	f.Add("\u1ffd\U0001d15e\uac01\u0130ς")
	table := tinyFile(1).lists[0].strings
	const mostRunes, mostPieces = 64, 12
	s, err := newSpeller(table, mostRunes, mostPieces)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, form string) {
		rows := s.append([]int32{7}, form)
		if rows[0] != 7 {
			t.Fatal("what was there before changed")
		}
		rows = rows[1:]
		if len(rows) < 1 || len(rows) > mostPieces {
			t.Fatalf("%d pieces", len(rows))
		}
		read := 0
		for i, r := range rows {
			if r != unknown && r < int32(len(special)) || int(r) >= len(table) {
				t.Fatalf("row %d", r)
			}
			if i > 0 && r == unknown && rows[i-1] == unknown {
				t.Fatal("two unknown pieces in a row")
			}
			if r != unknown {
				read += utf8.RuneCountInString(strings.TrimPrefix(table[r], within))
			}
		}
		if read > mostRunes {
			t.Fatalf("pieces of %d runes", read)
		}
		if c := caseClass(form); c >= classes {
			t.Fatalf("case class %d", c)
		}
		for _, r := range hashes(form, 50) {
			if r < 1 || r >= 50 {
				t.Fatalf("row %d of 50", r)
			}
		}
	})
}
