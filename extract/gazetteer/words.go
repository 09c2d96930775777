package gazetteer

import (
	"fmt"
	"strings"
)

// readWords reads the lists of plain words and phrases.
func (b *builder) readWords() error {
	for _, x := range []struct {
		file string
		kind Kind
	}{{"bodies.txt", Body}, {"titles.txt", Title}, {"endings.txt", Ending}, {"particles.txt", Particle}} {
		in, err := b.lines(x.file, 2, 1)
		if err != nil {
			return err
		}
		for _, l := range in {
			e := b.add(l.fields[0], x.kind)
			if l.fields[1] != "" {
				if e.Gender, err = gender(l, l.fields[1]); err != nil {
					return err
				}
			}
		}
	}
	in, err := b.lines("heads.txt", 2, 2)
	if err != nil {
		return err
	}
	for _, l := range in {
		var k Kind
		switch l.fields[0] {
		case "Organization":
			k = OrganizationHead
		case "Place":
			k = PlaceHead
		default:
			return fmt.Errorf("%s: type %q", l.where(), l.fields[0])
		}
		for _, w := range strings.Fields(l.fields[1]) {
			b.add(w, k)
		}
	}
	return nil
}

// readNames reads first names. A name that one list gives to women and another
// to men is of both.
func (b *builder) readNames() error {
	for _, file := range []string{"given.txt", "census.txt"} {
		in, err := b.lines(file, 2, 2)
		if err != nil {
			return err
		}
		for _, l := range in {
			g, err := gender(l, l.fields[0])
			if err != nil {
				return err
			}
			for _, n := range strings.Fields(l.fields[1]) {
				known := b.entries[n] != nil && b.entries[n].Kinds&FirstName != 0
				e := b.add(n, FirstName)
				if known && e.Gender != g {
					e.Gender = Unknown
				} else {
					e.Gender = g
				}
			}
		}
	}
	return nil
}

func gender(l line, s string) (Gender, error) {
	switch s {
	case "m":
		return Male, nil
	case "f":
		return Female, nil
	case "u":
		return Unknown, nil
	}
	return Unknown, fmt.Errorf("%s: gender %q, want m, f or u", l.where(), s)
}
