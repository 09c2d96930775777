package gazetteer

import (
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

// small is a gazetteer's folder with one line a file.
func small() fstest.MapFS {
	m := fstest.MapFS{}
	for name, s := range map[string]string{
		"countries.txt": "ruritania|Ruritania|R.U.|Ruritanian(s)|Strelsau||\n", "places.txt": "", "cities.txt": "zenda|Zenda|||ruritania\n",
		"organizations.txt": "blue-party|Blue Party|BP|ruritania\n", "parties.txt": "green-party|Green Party|Greens||Green\n", "bodies.txt": "Foreign Ministry\n", "titles.txt": "Mr.|m\n", "endings.txt": "Jr.\n",
		"particles.txt": "von\n", "heads.txt": "Place|River Lake\n", "given.txt": "m|Rudolf\n", "census.txt": "f|Flavia\n",
	} {
		m[name] = &fstest.MapFile{Data: []byte(s)}
	}
	return m
}

func TestReadErrors(t *testing.T) {
	if _, err := read(small()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, content, want string }{
		{"countries.txt", "# head\na|A\n", "countries.txt:2: 2 fields, want 7"},
		{"countries.txt", "|A|||||\n", "countries.txt:1: the first field is empty"},
		{"countries.txt", "a||||||\n", "countries.txt:1: no name"},
		{"countries.txt", "a|A|||||\na|B|||||\n", "countries.txt:2: country/a is there twice"},
		{"countries.txt", "a|A|||||\nb|A|||||\n", `countries.txt:2: "A" is country/a already`},
		{"countries.txt", "a|A||An|||\nb|B||An|||\n", `countries.txt:2: "An" is of country/a already`},
		{"countries.txt", "a|A|||||b\n", "country/a is followed by country/b"},
		{"cities.txt", "zenda|Zenda|||nowhere\n", `cities.txt:1: no country "nowhere"`},
		{"cities.txt", "z|Z|||\nz|Y|||\n", "cities.txt:2: place/z is there twice"},
		{"organizations.txt", "a|A||\nb|B|A|\n", `organizations.txt:2: "A" is organization/a already`},
		{"parties.txt", "blue-party|B|||\n", "parties.txt:1: organization/blue-party is there twice"},
		{"parties.txt", "a|A|||Blue Party\n", `parties.txt:1: "Blue Party" is a party's already`},
		{"titles.txt", "Mr.|x\n", `titles.txt:1: gender "x"`},
		{"heads.txt", "Thing|River\n", `heads.txt:1: type "Thing"`},
		{"given.txt", "Rudolf\n", "given.txt:1: 1 fields, want 2"},
	} {
		files := maps.Clone(small())
		files[c.file] = &fstest.MapFile{Data: []byte(c.content)}
		if _, err := read(files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: error %v, want %q", c.file, c.content, err, c.want)
		}
	}
	files := small()
	delete(files, "titles.txt")
	if _, err := read(files); err == nil {
		t.Error("a file is missing and nothing is said")
	}
}

func TestGenderOfBoth(t *testing.T) {
	files := small()
	files["census.txt"] = &fstest.MapFile{Data: []byte("f|Rudolf\nf|Flavia\n")}
	g, err := read(files)
	if err != nil {
		t.Fatal(err)
	}
	if g.Gender("Rudolf") != Unknown || g.Gender("Flavia") != Female {
		t.Errorf("Rudolf %d, Flavia %d", g.Gender("Rudolf"), g.Gender("Flavia"))
	}
}

// FuzzRead feeds bytes as each of the files: no panic, and what is read can be
// looked up.
func FuzzRead(f *testing.F) {
	for name, file := range small() {
		f.Add(name, string(file.Data))
	}
	f.Add("countries.txt", "a|A|||;;;(s)||\r\n#\n\n")
	f.Fuzz(func(t *testing.T, name, content string) {
		files := small()
		if files[name] == nil {
			return
		}
		files[name] = &fstest.MapFile{Data: []byte(content)}
		g, err := read(files)
		if err != nil {
			return
		}
		for _, c := range g.Countries() {
			if g.Country(c.Name) != c {
				t.Errorf("%q is not found", c.Name)
			}
		}
	})
}

var _ fs.FS = small()

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := read(files()); err != nil {
			b.Fatal(err)
		}
	}
}
