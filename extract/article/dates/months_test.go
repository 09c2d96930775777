package dates

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/af"
	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/az"
	"github.com/go-playground/locales/be"
	"github.com/go-playground/locales/bg"
	"github.com/go-playground/locales/bn"
	"github.com/go-playground/locales/bs"
	"github.com/go-playground/locales/ca"
	"github.com/go-playground/locales/cs"
	"github.com/go-playground/locales/cy"
	"github.com/go-playground/locales/da"
	"github.com/go-playground/locales/de"
	"github.com/go-playground/locales/de_AT"
	"github.com/go-playground/locales/el"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/et"
	"github.com/go-playground/locales/eu"
	"github.com/go-playground/locales/fa"
	"github.com/go-playground/locales/fi"
	"github.com/go-playground/locales/fil"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/ga"
	"github.com/go-playground/locales/gl"
	"github.com/go-playground/locales/he"
	"github.com/go-playground/locales/hi"
	"github.com/go-playground/locales/hr"
	"github.com/go-playground/locales/hu"
	"github.com/go-playground/locales/hy"
	"github.com/go-playground/locales/id"
	"github.com/go-playground/locales/is"
	"github.com/go-playground/locales/it"
	"github.com/go-playground/locales/ka"
	"github.com/go-playground/locales/kk"
	"github.com/go-playground/locales/lt"
	"github.com/go-playground/locales/lv"
	"github.com/go-playground/locales/mk"
	"github.com/go-playground/locales/ms"
	"github.com/go-playground/locales/nb"
	"github.com/go-playground/locales/nl"
	"github.com/go-playground/locales/nn"
	"github.com/go-playground/locales/pl"
	"github.com/go-playground/locales/pt"
	"github.com/go-playground/locales/ro"
	"github.com/go-playground/locales/ru"
	"github.com/go-playground/locales/sk"
	"github.com/go-playground/locales/sl"
	"github.com/go-playground/locales/sq"
	"github.com/go-playground/locales/sr"
	"github.com/go-playground/locales/sr_Latn"
	"github.com/go-playground/locales/sv"
	"github.com/go-playground/locales/sw"
	"github.com/go-playground/locales/ta"
	"github.com/go-playground/locales/te"
	"github.com/go-playground/locales/th"
	"github.com/go-playground/locales/tr"
	"github.com/go-playground/locales/uk"
	"github.com/go-playground/locales/ur"
	"github.com/go-playground/locales/uz"
)

var update = flag.Bool("update", false, "write months.txt anew")

// TestMonths compares months.txt with the library that has the names of CLDR.
// The program itself has no use for the rest of that library, which is large.
func TestMonths(t *testing.T) {
	var want bytes.Buffer
	want.WriteString("# The names of months as dates are written, after CLDR: language, number, names.\n# Made by: go test ./extract/article/dates -run TestMonths -update\n")
	for _, l := range []locales.Translator{
		af.New(), ar.New(), az.New(), be.New(), bg.New(), bn.New(), bs.New(), ca.New(), cs.New(), cy.New(), da.New(), de.New(), de_AT.New(), el.New(), en.New(), es.New(), et.New(), eu.New(), fa.New(), fi.New(), fil.New(), fr.New(), ga.New(), gl.New(), he.New(), hi.New(), hr.New(), hu.New(), hy.New(), id.New(), is.New(), it.New(), ka.New(), kk.New(), lt.New(), lv.New(), mk.New(), ms.New(), nb.New(), nl.New(), nn.New(), pl.New(), pt.New(), ro.New(), ru.New(), sk.New(), sl.New(), sq.New(), sr.New(), sr_Latn.New(), sv.New(), sw.New(), ta.New(), te.New(), th.New(), tr.New(), uk.New(), ur.New(), uz.New(),
	} {
		for n := range 12 {
			var names []string
			for _, s := range []string{l.MonthsWide()[n], abbreviated(l, n)} {
				s = strings.TrimRight(strings.ToLower(strings.TrimSpace(s)), ".׳'’")
				if s == "" || strings.ContainsFunc(s, func(r rune) bool { return !inWord(r) }) || strings.ContainsFunc(s, unicode.IsDigit) || len(names) > 0 && names[0] == s {
					continue
				}
				names = append(names, s)
			}
			if len(names) > 0 {
				fmt.Fprintln(&want, strings.ToLower(strings.Split(l.Locale(), "_")[0]), n+1, strings.Join(names, " "))
			}
		}
	}
	if *update {
		if err := os.WriteFile("months.txt", want.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile("months.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Error("months.txt is not what the library has; run with -update")
	}
}

func abbreviated(l locales.Translator, n int) string {
	if ms := l.MonthsAbbreviated(); n < len(ms) {
		return ms[n]
	}
	return ""
}
