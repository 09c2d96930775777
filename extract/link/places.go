package link

import (
	"strings"

	"parley/extract/gazetteer"
)

// states groups the names of countries, and the capitals that stand for them.
func (l *linker) states() {
	for _, x := range l.of(country) {
		m := l.mention(x)
		e := l.lookup(m.First, m.Last)
		switch {
		case e != nil && e.Country != nil:
			l.state(x, e.Country, "gazetteer: name")
		case e != nil && e.DemonymOf != nil:
			l.state(x, e.DemonymOf, "gazetteer: demonym")
		default:
			l.join(x, "country "+gazetteer.Slug(x.norm), "same name", group{typ: country})
		}
	}
	for _, x := range l.of(place) {
		m := l.mention(x)
		e := l.lookup(m.First, m.Last)
		if e == nil || e.CapitalOf == nil {
			continue
		}
		if why := l.acting(m); why != "" {
			l.state(x, e.CapitalOf, "capital that acts: "+why)
		}
	}
}

func (l *linker) state(x *link, c *gazetteer.Country, why string) {
	l.join(x, c.ID, why, group{id: c.ID, typ: country, name: c.Name})
}

// places groups the other places: known ones by the gazetteer, others by name.
func (l *linker) places() {
	for _, x := range l.of(place) {
		m := l.mention(x)
		e := l.lookup(m.First, m.Last)
		if e == nil || e.Place == nil {
			slug := gazetteer.Slug(x.norm)
			l.join(x, "place "+slug, "same name", group{typ: place})
			continue
		}
		why := "gazetteer: name"
		if e.Kinds&(gazetteer.PlaceName|gazetteer.CityName) == 0 {
			why = "gazetteer: demonym"
		}
		l.join(x, e.Place.ID, why, group{id: e.Place.ID, typ: place})
		if g := l.groups[e.Place.ID]; why == "gazetteer: name" && better(x.form, g.full) {
			g.full = x.form
		}
	}
}

// better reports whether form is fuller than full, capitals apart.
func better(form, full string) bool {
	switch {
	case full == "":
		return true
	case len(full) > 5 && full == strings.ToUpper(full):
		return form != strings.ToUpper(form)
	}
	return len(strings.Fields(form)) > len(strings.Fields(full))
}
