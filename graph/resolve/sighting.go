package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"parley/schema"
)

// Sighting is one person of one document with all that tells who it is.
type Sighting struct {
	ID     string   `json:"id"`   // in the record
	Name   string   `json:"name"` // fullest form in the document
	States []string `json:"states,omitempty"`
	Gender string   `json:"gender,omitempty"` // m, f or nothing
	Traits []string `json:"traits,omitempty"` // titles (t:president), bodies (o:organization/nato), a decade (y:199)
	Named  []string `json:"named,omitempty"`  // states that the document names (c:country/russia)
	With   []string `json:"with,omitempty"`   // who and what else is in it (w:kerri j, o:…)
}

// mostCompany bounds how many others of a document are remembered as company:
// who is in a list of hundreds is in nobody's company.
const mostCompany = 40

// longest is the length of a name, an id or a title: longer ones are no names,
// and all are parts of keys.
const longest = 200

// Sightings are the persons of a record, in its order, but for those whose
// name or id is too long to be one. text is the document's.
func Sightings(r *schema.Record, text string) []Sighting {
	var out []Sighting
	var named, company []string
	for i := range r.Entities {
		e := &r.Entities[i]
		switch e.Type {
		case "Country":
			named = append(named, "c:"+e.ID)
		case "Organization":
			company = append(company, "o:"+e.ID)
		case "Person":
			if n := ParseName(e.Name); !n.Lone && len(e.Name) <= longest {
				company = append(company, companyOf(n))
			}
		}
	}
	if len(company) > mostCompany {
		company = nil
	}
	slices.Sort(named)
	slices.Sort(company)
	company = slices.Compact(company)
	for i := range r.Entities {
		e := &r.Entities[i]
		if e.Type != "Person" || len(e.ID) > longest || len(e.Name) > longest {
			continue
		}
		n := ParseName(e.Name)
		s := Sighting{ID: e.ID, Name: e.Name, Named: named, Gender: gender(e, text)}
		s.offices(r)
		if y := year(r); y != "" {
			s.Traits = append(s.Traits, "y:"+y[:3])
		}
		for _, w := range company {
			if w != companyOf(n) {
				s.With = append(s.With, w)
			}
		}
		slices.Sort(s.States)
		s.States = slices.Compact(s.States)
		slices.Sort(s.Traits)
		s.Traits = slices.Compact(s.Traits)
		out = append(out, s)
	}
	return out
}

func companyOf(n Name) string {
	family, given := n.Keys()
	return "w:" + family + " " + given
}

func year(r *schema.Record) string {
	if y := string(r.Published); len(y) >= 4 {
		return y[:4]
	}
	return ""
}

// offices tells the states and traits of s by its offices and affiliations.
func (s *Sighting) offices(r *schema.Record) {
	for i := range r.Offices {
		o := &r.Offices[i]
		if o.Person != s.ID {
			continue
		}
		title := titleOf(o.Title)
		s.Traits = append(s.Traits, "t:"+title)
		switch {
		case o.Of == "":
		case strings.HasPrefix(string(o.Of), "country/") && !posting(title):
			s.States = append(s.States, strings.TrimPrefix(string(o.Of), "country/"))
		default:
			s.Traits = append(s.Traits, "o:"+string(o.Of))
		}
	}
	for i := range r.Affiliations {
		a := &r.Affiliations[i]
		switch {
		case a.S != s.ID:
		case a.P != "member_of" && a.P != "represents":
		case strings.HasPrefix(a.O, "country/"):
			s.States = append(s.States, strings.TrimPrefix(a.O, "country/"))
		case strings.HasPrefix(a.O, "organization/"):
			s.Traits = append(s.Traits, "o:"+a.O)
		}
	}
}

// titleOf is a title as a slug, in its usual form.
func titleOf(title string) string {
	w := Words(title)
	for len(w) > 1 && (w[0] == "the" || w[0] == "then" || w[0] == "former" || w[0] == "acting" || w[0] == "ex") {
		w = w[1:]
	}
	slug := strings.Join(w, "-")
	if len(slug) > longest {
		slug = strings.ToValidUTF8(slug[:longest], "")
	}
	if u, ok := words().titles[slug]; ok {
		return u
	}
	return slug
}

func posting(title string) bool {
	return slices.ContainsFunc(strings.Split(title, "-"), func(w string) bool { return is("posting", w) })
}

// gender is told by the pronouns of the document, if they agree and there are
// two at least, or by an honorific.
func gender(e *schema.Entity, text string) string {
	he, she := 0, 0
	for _, m := range e.Mentions {
		if m.Kind != "pronoun" || m.Start < 0 || m.End > len(text) || m.Start > m.End {
			continue
		}
		switch strings.ToLower(text[m.Start:m.End]) {
		case "he", "him", "his", "himself":
			he++
		case "she", "her", "hers", "herself":
			she++
		}
	}
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		switch w := Words(name); {
		case len(w) < 2:
		case slices.Contains([]string{"mr", "sir", "lord", "king", "prince"}, w[0]):
			he += 2
		case slices.Contains([]string{"mrs", "ms", "miss", "dame", "lady", "queen", "princess"}, w[0]):
			she += 2
		}
	}
	switch {
	case he >= 2 && she == 0:
		return "m"
	case she >= 2 && he == 0:
		return "f"
	}
	return ""
}

// Firm reports whether s can stand for itself: a full name that is not borne
// by thousands, or one with a state, or with an office of some body.
func (s *Sighting) Firm() bool {
	n := ParseName(s.Name)
	has := func(kind string) bool {
		return slices.ContainsFunc(s.Traits, func(t string) bool { return strings.HasPrefix(t, kind) })
	}
	return !n.Lone && (len(s.States) > 0 || !n.common() || has("t:") && has("o:"))
}

// Form is the id of s in its record and its name in plain words, without what
// ParseName leaves out: sightings of one form are told apart by their facet
// only.
func (s *Sighting) Form() string {
	rest, generation := cleaned(s.Name)
	form := s.ID + " " + strings.Join(rest, " ")
	if generation != "" {
		form += "," + generation
	}
	return form
}

// Facet is the states and the gender of s, and its offices and bodies where the
// name is borne by thousands.
func (s *Sighting) Facet() string {
	f := strings.Join(s.States, "+") + "/" + s.Gender
	if ParseName(s.Name).common() {
		traits := strings.Join(slices.DeleteFunc(slices.Clone(s.Traits), func(t string) bool { return strings.HasPrefix(t, "y:") }), ",")
		if len(traits) > 5*longest {
			h := sha256.Sum256([]byte(traits))
			traits = hex.EncodeToString(h[:])
		}
		f += "/" + traits
	}
	return f
}
