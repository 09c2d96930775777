package gazetteer

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed data/*.txt
var data embed.FS

func files() fs.FS {
	f, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // the folder is named two lines above
	}
	return f
}

// line is one entry of a file, cut at the bars.
type line struct {
	file   string
	number int
	fields []string
}

// where is the line's place: countries.txt:12.
func (l line) where() string { return fmt.Sprintf("%s:%d", l.file, l.number) }

// lines cuts a file into entries of exactly n fields. Blank lines and those
// that begin with # are remarks.
func lines(file, content string, most, least int) ([]line, error) {
	out := make([]line, 0, strings.Count(content, "\n")+1)
	number := 0
	for l := range strings.Lines(content) {
		number++
		l = strings.TrimRight(l, "\r\n")
		if strings.TrimSpace(l) == "" || l[0] == '#' {
			continue
		}
		f := strings.Split(l, "|")
		entry := line{file, number, f}
		if len(f) < least || len(f) > most {
			return nil, fmt.Errorf("%s: %d fields, want %d", entry.where(), len(f), most)
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		if f[0] == "" {
			return nil, fmt.Errorf("%s: the first field is empty", entry.where())
		}
		for len(entry.fields) < most {
			entry.fields = append(entry.fields, "")
		}
		out = append(out, entry)
	}
	return out, nil
}

// several cuts a field at its semicolons; "Croat(s)" is Croat and Croats.
func several(field string) []string {
	if field == "" {
		return nil
	}
	var out []string
	for s := range strings.SplitSeq(field, ";") {
		s = strings.TrimSpace(s)
		if one, ok := strings.CutSuffix(s, "(s)"); ok {
			out = append(out, one, one+"s")
		} else if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// builder fills a gazetteer.
type builder struct {
	*Gazetteer
	files fs.FS
	slab  []Entry // to allocate many at once
}

func read(files fs.FS) (*Gazetteer, error) {
	b := &builder{files: files, Gazetteer: &Gazetteer{
		entries: make(map[string]*Entry, 32<<10), upper: make(map[string]string, 2<<10),
		starts: make(map[string]struct{}, 4<<10), countries: map[string]*Country{}, parties: map[string]*Organization{},
	}}
	for _, step := range []func() error{b.readCountries, b.readPlaces, b.readOrganizations, b.readWords, b.readNames} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("gazetteer: %w", err)
		}
	}
	return b.Gazetteer, nil
}

func (b *builder) lines(file string, most, least int) ([]line, error) {
	content, err := fs.ReadFile(b.files, file)
	if err != nil {
		return nil, err
	}
	return lines(file, string(content), most, least)
}

// add gives the entry of a name, made if need be, with the kind set.
func (b *builder) add(name string, k Kind) *Entry {
	s := key(name)
	e := b.entries[s]
	if e == nil {
		if len(b.slab) == 0 {
			b.slab = make([]Entry, 1024)
		}
		e, b.slab = &b.slab[0], b.slab[1:]
		b.entries[s] = e
		b.longest = max(b.longest, len(s))
		if first := start(s); len(first) < len(s) || strings.Contains(name, " ") {
			b.starts[first] = struct{}{}
			if i := strings.IndexByte(name, ' '); i > 0 {
				b.starts[start(name[:i])] = struct{}{}
			}
		}
		if k&(FirstName|Particle|OrganizationHead|PlaceHead|Title|Ending) == 0 && (k != CityName || s != name) { // find knows cities of one word
			up := strings.ToUpper(s)
			if _, taken := b.upper[up]; !taken && up != s {
				b.upper[up] = s
				b.starts[strings.ToUpper(start(name))] = struct{}{}
			}
		}
	}
	e.Kinds |= k
	return e
}

func (b *builder) readCountries() error {
	in, err := b.lines("countries.txt", 7, 7)
	if err != nil {
		return err
	}
	for _, l := range in {
		f := l.fields
		c := &Country{ID: "country/" + f[0], Name: f[1], Aliases: several(f[2]), Demonyms: several(f[3]), Capitals: several(f[4]), Seats: several(f[5])}
		if f[6] != "" {
			c.Successor = "country/" + f[6]
		}
		if c.Name == "" {
			return fmt.Errorf("%s: no name", l.where())
		}
		if b.countries[c.ID] != nil {
			return fmt.Errorf("%s: %s is there twice", l.where(), c.ID)
		}
		b.countries[c.ID] = c
		b.list = append(b.list, c)
		for _, n := range append([]string{c.Name}, c.Aliases...) {
			e := b.add(n, CountryName)
			if e.Country != nil && e.Country != c {
				return fmt.Errorf("%s: %q is %s already", l.where(), n, e.Country.ID)
			}
			e.Country = c
		}
		for _, n := range c.Demonyms {
			e := b.add(n, CountryDemonym)
			if e.DemonymOf != nil && e.DemonymOf != c {
				return fmt.Errorf("%s: %q is of %s already", l.where(), n, e.DemonymOf.ID)
			}
			e.DemonymOf = c
		}
		for _, n := range c.Capitals {
			if e := b.add(n, Capital); e.CapitalOf == nil {
				e.CapitalOf = c
			}
		}
		for _, n := range c.Seats {
			if e := b.add(n, Seat); e.SeatOf == nil {
				e.SeatOf = c
			}
		}
	}
	for _, c := range b.list {
		if c.Successor != "" && b.countries[c.Successor] == nil {
			return fmt.Errorf("countries.txt: %s is followed by %s, which is not there", c.ID, c.Successor)
		}
	}
	return nil
}

func (b *builder) country(l line, slug string) (string, error) {
	if slug == "" {
		return "", nil
	}
	if b.countries["country/"+slug] == nil {
		return "", fmt.Errorf("%s: no country %q", l.where(), slug)
	}
	return "country/" + slug, nil
}

func (b *builder) readPlaces() error {
	known := map[string]bool{}
	for _, file := range []string{"places.txt", "cities.txt"} {
		in, err := b.lines(file, 5, 5)
		if err != nil {
			return err
		}
		k := PlaceName
		if file == "cities.txt" {
			k = CityName
		}
		for _, l := range in {
			f := l.fields
			country, err := b.country(l, f[4])
			if err != nil {
				return err
			}
			p := &Place{ID: "place/" + f[0], Name: f[1], Aliases: several(f[2]), Demonyms: several(f[3]), Country: country, City: k == CityName}
			if p.Name == "" {
				return fmt.Errorf("%s: no name", l.where())
			}
			if known[p.ID] {
				return fmt.Errorf("%s: %s is there twice", l.where(), p.ID)
			}
			known[p.ID] = true
			b.place(p, p.Name, k)
			for _, n := range p.Aliases {
				b.place(p, n, k)
			}
			for _, n := range p.Demonyms {
				b.place(p, n, PlaceDemonym)
			}
		}
	}
	return nil
}

// place gives the name to p, unless another has it: places come in the order
// of their weight.
func (b *builder) place(p *Place, name string, k Kind) {
	if e := b.add(name, k); e.Place == nil {
		e.Place = p
	}
}

func (b *builder) readOrganizations() error {
	known := map[string]bool{}
	in, err := b.lines("organizations.txt", 4, 4)
	if err != nil {
		return err
	}
	for _, l := range in {
		if _, err := b.organization(l, known); err != nil {
			return err
		}
	}
	if in, err = b.lines("parties.txt", 5, 5); err != nil {
		return err
	}
	for _, l := range in {
		o, err := b.organization(l, known)
		if err != nil {
			return err
		}
		o.Shared = true
		for _, w := range several(l.fields[4]) {
			if b.parties[w] != nil || b.Organization(w) != nil {
				return fmt.Errorf("%s: %q is a party's already", l.where(), w)
			}
			b.parties[w] = o
		}
	}
	return nil
}

func (b *builder) organization(l line, known map[string]bool) (*Organization, error) {
	f := l.fields
	country, err := b.country(l, f[3])
	if err != nil {
		return nil, err
	}
	o := &Organization{ID: "organization/" + f[0], Name: f[1], Aliases: several(f[2]), Country: country}
	if o.Name == "" {
		return nil, fmt.Errorf("%s: no name", l.where())
	}
	if known[o.ID] {
		return nil, fmt.Errorf("%s: %s is there twice", l.where(), o.ID)
	}
	known[o.ID] = true
	for _, n := range append([]string{o.Name}, o.Aliases...) {
		e := b.add(n, OrganizationName)
		if e.Organization != nil && e.Organization != o {
			return nil, fmt.Errorf("%s: %q is %s already", l.where(), n, e.Organization.ID)
		}
		e.Organization = o
	}
	return o, nil
}
