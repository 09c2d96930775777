// Package gazetteer knows names: of states with their adjectives, capitals and
// seats of government, of cities, regions and bodies, of first names, titles
// and the words that tell what a name names.
//
// [Load] gives the one [Gazetteer], read from data/ once and when first asked
// for. Look a whole name up with [Gazetteer.Lookup], or find the longest name
// that starts at a token with [Gazetteer.Match].
//
// The gazetteer says what a string may name, not what it names in a text:
// "Jordan" is a state here and a man elsewhere. To choose is the task of the
// stages ner and link.
package gazetteer

import (
	"sync"
)

// Country is a state of today or of the past.
type Country struct {
	ID        string   // country/united-kingdom
	Name      string   // usual English name
	Aliases   []string // other names, not those below
	Demonyms  []string // adjectives and nouns for its people and things: "British", "Britons"
	Capitals  []string
	Seats     []string // of government, where they stand for it: "Downing Street"
	Successor string   // id of the state that followed, where that is plain
}

// Place is a city, region, continent, sea or site.
type Place struct {
	ID       string // place/geneva
	Name     string
	Aliases  []string
	Demonyms []string
	Country  string // id of the state it lies in; empty if in none, in several or in dispute
	City     bool   // from the list of cities
}

// Organization is a body with a name of its own.
type Organization struct {
	ID      string // organization/nato
	Name    string
	Aliases []string
	Country string // id of its state, or empty

	// Shared says that parties of several states bear the name. Country is then
	// the state that is meant where the text tells of no other.
	Shared bool
}

// Gender of the bearers of a first name or title.
type Gender byte

// The genders that names tell.
const (
	Unknown Gender = iota
	Male
	Female
)

// Kind is a set of what a string may name.
type Kind uint32

// The kinds of names.
const (
	CountryName Kind = 1 << iota
	CountryDemonym
	Capital
	Seat
	PlaceName
	PlaceDemonym
	CityName
	OrganizationName
	Body // of a kind that many states have: "Foreign Ministry"
	FirstName
	Title
	Ending   // "Jr."
	Particle // "von"
	OrganizationHead
	PlaceHead
	kinds // their number is log2 of this
)

// Kinds is the number of different kinds.
const Kinds = 15

// Entry is all that one string may name.
type Entry struct {
	Kinds        Kind
	Country      *Country      // CountryName
	DemonymOf    *Country      // CountryDemonym
	CapitalOf    *Country      // Capital
	SeatOf       *Country      // Seat
	Place        *Place        // PlaceName, CityName or PlaceDemonym
	Organization *Organization // OrganizationName
	Gender       Gender        // FirstName, Title
}

// Gazetteer is read only and safe for concurrent use.
type Gazetteer struct {
	entries   map[string]*Entry        // by key
	upper     map[string]string        // key in capitals -> key
	starts    map[string]struct{}      // first letters or digits of the names of several words
	countries map[string]*Country      // by id
	list      []*Country               // in the order of the data
	parties   map[string]*Organization // by words that are a party's only where they stand for it
	longest   int                      // bytes of the longest key
}

var load = sync.OnceValues(func() (*Gazetteer, error) { return read(files()) })

// Load gives the gazetteer. An error means that the embedded data is broken.
func Load() (*Gazetteer, error) { return load() }

// Lookup is what the whole string may name, or nil. Case counts, space does
// not; a leading "the" should be left off.
func (g *Gazetteer) Lookup(name string) *Entry { return g.entries[key(name)] }

// Country is the state of that name, or nil.
func (g *Gazetteer) Country(name string) *Country {
	if e := g.Lookup(name); e != nil {
		return e.Country
	}
	return nil
}

// Demonym is the state to whose people or things the word belongs, or nil.
func (g *Gazetteer) Demonym(word string) *Country {
	if e := g.Lookup(word); e != nil {
		return e.DemonymOf
	}
	return nil
}

// Capital is the state whose capital has the name, or nil.
func (g *Gazetteer) Capital(name string) *Country {
	if e := g.Lookup(name); e != nil {
		return e.CapitalOf
	}
	return nil
}

// Seat is the state for whose government the name of a building or street may
// stand, or nil.
func (g *Gazetteer) Seat(name string) *Country {
	if e := g.Lookup(name); e != nil {
		return e.SeatOf
	}
	return nil
}

// Place is the city, region or site of that name, or nil.
func (g *Gazetteer) Place(name string) *Place {
	if e := g.Lookup(name); e != nil && e.Kinds&(PlaceName|CityName) != 0 {
		return e.Place
	}
	return nil
}

// Organization is the body of that name, or nil.
func (g *Gazetteer) Organization(name string) *Organization {
	if e := g.Lookup(name); e != nil {
		return e.Organization
	}
	return nil
}

// Party is the party of a name that those of several states bear, or of a word
// that stands for it ("Socialist"), or nil.
func (g *Gazetteer) Party(name string) *Organization {
	if o := g.Organization(name); o != nil {
		if o.Shared {
			return o
		}
		return nil
	}
	return g.parties[name]
}

// Is reports whether the string may name something of one of the kinds.
func (g *Gazetteer) Is(name string, k Kind) bool {
	e := g.Lookup(name)
	return e != nil && e.Kinds&k != 0
}

// Gender is that of the bearers of a first name or title, Unknown if it is
// none or is borne by both.
func (g *Gazetteer) Gender(word string) Gender {
	if e := g.Lookup(word); e != nil {
		return e.Gender
	}
	return Unknown
}

// ByID is the state with the id, or nil.
func (g *Gazetteer) ByID(id string) *Country { return g.countries[id] }

// Countries are all states, in the order of the data. The slice is not to be
// changed.
func (g *Gazetteer) Countries() []*Country { return g.list }
