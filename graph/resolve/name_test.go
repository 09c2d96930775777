package resolve

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseName(t *testing.T) {
	for name, want := range map[string]string{
		"Dr. Abdel-Fattah el-Sissi": "abdel fata | sisi",
		"Kim Jong-un":               "ong un | kim",
		"Ursula von der Leyen":      "ursula | leen",
		"von der Leyen":             "| leen lone",
		"Robert F. Kennedy Jr.":     "robert f | kenedi, jr",
		"President Obama":           "| obama lone",
		"Merkel, Angela":            "angela | merkel",
		"Robert Kennedy, Jr.":       "robert | kenedi, jr",
		"Lee Harvey Oswald":         "li harvei | osvald",
		"Xi Jinping":                "inping | ksi",
		"Mohammed bin Salman":       "mohamed | salman",
		"King Abdullah II":          "| abdula lone, ii",
		"Aung San Suu Kyi":          "aung san su | ki",
		"Nguyen Phu Trong":          "nguen fu | trong",
		"":                          "| lone",
		"!!":                        "| lone",
		"Ash Carter":                "ash | carter",
		"Al-Sisi":                   "| sisi lone",
		"O’Rourke":                  "| orurke lone",
		"Sir":                       "| sir lone",
		"Ban Ki-moon":               "ki mun | ban",
		"李克强":                       "| 李克强 lone",
		"Владимир Путин":            "владимир | путин",
	} {
		n := ParseName(name)
		got := strings.Join(n.Given, " ") + " | " + n.Family
		if n.Lone {
			got += " lone"
		}
		if n.Suffix != "" {
			got += ", " + n.Suffix
		}
		got = strings.TrimSpace(strings.ReplaceAll(got, "|  lone", "| lone"))
		if got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

// TestFold: spellings of one name fold to one, different names do not.
func TestFold(t *testing.T) {
	same := `sergei sergey sergej serguei? zelensky zelenskyy zelenskiy zelenskij zelenski | lavrov lawrow? | shoigu shoygu | medvedev medvedew medwedew
yanukovych yanukovich janukovich | qaddafi kadafi qadhafi qadafi | khomeini homeini | dmitry dmitri dmitriy dmitrij | yeltsin jeltsin eltsin | chavez chavez
abdullah abdulla | haniyeh haniya | mikhail mihail | zhukov zukov jukov? | tsai tzai | yatsenyuk iatseniuk yatseniuk | aliyev aliev | nazarbayev nazarbaev
sissi sisi | assad asad | rouhani ruhani | kyiv kiiv | georgy georgi georgiy | vladimir wladimir | yury yuri iury`
	pairs, folded := 0, 0
	for _, class := range strings.FieldsFunc(same, func(r rune) bool { return r == '|' || r == '\n' }) {
		words := strings.Fields(class)
		for i, a := range words {
			for _, b := range words[i+1:] {
				if strings.HasSuffix(a, "?") || strings.HasSuffix(b, "?") || class == "" {
					continue // known not to fold
				}
				if words[0] == "sergei" && (strings.HasPrefix(a, "z") != strings.HasPrefix(b, "z")) {
					continue
				}
				pairs++
				if Fold(a) == Fold(b) {
					folded++
				} else {
					t.Logf("%s is %s, %s is %s", a, Fold(a), b, Fold(b))
				}
			}
		}
	}
	different := strings.Fields("lavrov lavrin orlov orban obama osama putin pushkin merkel merk macron marron blair blare bush busch? clinton clifton cameron camron? kerry kelly cruz crus? trump tramp biden bidden? modi mody? sharif sherif sharon sharron? peres perez rabin robin abe abbas assad saad maliki malik karzai karza nixon dixon carter cartier reagan regan kohl kohn brandt brand schmidt smith walesa wales havel hovel tito toto castro costa chirac shirak hollande holland")
	collisions := 0
	seen := map[string]string{}
	n := 0
	for _, w := range different {
		if strings.HasSuffix(w, "?") {
			continue
		}
		n++
		if old := seen[Fold(w)]; old != "" {
			collisions++
			t.Logf("%s and %s fold to %s", old, w, Fold(w))
		}
		seen[Fold(w)] = w
	}
	t.Logf("%d of %d pairs of spellings fold to one; %d of %d different names collide", folded, pairs, collisions, n)
	if float64(folded) < .95*float64(pairs) || collisions > 1 {
		t.Error("want 95 of 100 folded and at most one collision")
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Relation
	}{
		{"Sergei Lavrov", "Sergei Lavrov", Same},
		{"Sergei Lavrov", "Sergej Lavrov", Spelling},
		{"Vladimir Putin", "Volodymyr Putin", Spelling},
		{"Vladimir Putin", "Vladimir Vladimirovich Putin", Middle},
		{"Joe Biden", "Joseph Biden", Short},
		{"Joe Biden", "Joseph R. Biden", Short},
		{"J. Barroso", "Jose Barroso", Initial},
		{"John F. Kennedy", "John Fitzgerald Kennedy", Initial},
		{"Robert Kennedy", "Robert Kennedy Jr.", Generation},
		{"Robert Kennedy Sr.", "Robert Kennedy Jr.", Apart},
		{"George W. Bush", "George H. W. Bush", Apart},
		{"Kim Jong-un", "Kim Jong-nam", Apart},
		{"Moon Jae-in", "Jae-in Moon", Same},
		{"Moon Jae-in", "Moon Jaein", Spelling},
		{"Fidel Castro", "Raul Castro", Apart},
		{"Kellyanne Conway", "Kelleyanne Conway", Slip},
		{"Maria Rossi", "Mario Rossi", Apart},
		{"Li Peng", "Li Ping", Apart},
	} {
		a, b := ParseName(c.a), ParseName(c.b)
		if got := Compare(a, b); got != c.want {
			t.Errorf("%s, %s: %v, want %v", c.a, c.b, got, c.want)
		}
		if Compare(a, b) != Compare(b, a) {
			t.Errorf("%s, %s: the order shows", c.a, c.b)
		}
	}
}

func ExampleFit() {
	lavrov := Candidate{States: []string{"russia"}, Has: func(t string) bool { return t == "t:foreign-minister" }}
	coach := Candidate{States: []string{"bulgaria"}, Has: func(string) bool { return false }}
	s := &Sighting{Name: "Lavrov", States: []string{"russia"}, Traits: []string{"t:foreign-minister"}}
	best, strength, ground := Fit(s, []Candidate{lavrov, coach})
	fmt.Println(best, strength, ground)
	best, strength, _ = Fit(&Sighting{Name: "Lavrov"}, []Candidate{lavrov, coach})
	fmt.Println(best, strength < FitAtLeast)
	// Output:
	// 0 0.98 surname, same office foreign-minister, same state
	// 0 true
}

func FuzzParseName(f *testing.F) {
	for _, s := range []string{"Kim Jong-un", "Merkel, Angela", "J. R.", "al-", ", Jr.", "\xff", "III"} {
		f.Add(s, "Ann Lee")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := ParseName(a), ParseName(b)
		x.Keys()
		if x.Lone != (len(x.Given) == 0) {
			t.Errorf("%q: lone %v with %q", a, x.Lone, x.Given)
		}
		if Compare(x, y) != Compare(y, x) {
			t.Errorf("%q, %q: the order shows", a, b)
		}
		s := Sighting{ID: "person/x", Name: a}
		atom := Atom{Form: s.Form(), Facet: s.Facet()}
		if atom.Name().Family != x.Family || fmt.Sprint(atom.Name().Given) != fmt.Sprint(x.Given) {
			t.Errorf("%q: %v as a form is %v", a, x, atom.Name())
		}
	})
}
