package export

import "slices"

// byEntity are the facts about each entity and each meeting, in their order:
// what a dossier about it is written from, so that notes about thousands need
// not go through all facts each.
func (f *Facts) byEntity() map[string]*Facts {
	out := map[string]*Facts{}
	each := func(ids []string, add func(*Facts)) {
		for _, id := range set(ids) {
			if id == "" {
				continue
			}
			part := out[id]
			if part == nil {
				part = &Facts{model: f.model, named: f.named, cited: f.cited, Documents: f.Documents}
				out[id] = part
			}
			add(part)
		}
	}
	for _, h := range f.Holdings {
		each(append([]string{h.Person}, h.Of...), func(p *Facts) { p.Holdings = append(p.Holdings, h) })
	}
	for _, m := range f.Meetings {
		each(append(slices.Concat(m.Who(), m.Mediators, m.Places), m.ID), func(p *Facts) { p.Meetings = append(p.Meetings, m) })
	}
	for _, v := range f.Visits {
		each([]string{v.Who, v.Place}, func(p *Facts) { p.Visits = append(p.Visits, v) })
	}
	for _, r := range f.Relations {
		each([]string{r.Subject, r.Object}, func(p *Facts) { p.Relations = append(p.Relations, r) })
	}
	for _, r := range f.Affiliations {
		each([]string{r.Subject, r.Object}, func(p *Facts) { p.Affiliations = append(p.Affiliations, r) })
	}
	for _, s := range f.Statements {
		each([]string{s.Speaker, s.Addressee}, func(p *Facts) { p.Statements = append(p.Statements, s) })
	}
	return out
}

// byDocument are the meetings and the ids of the entities that each document
// tells of, in their order.
func (f *Facts) byDocument() (meetings map[string][]*Meeting, names map[string][]string) {
	meetings, names = map[string][]*Meeting{}, map[string][]string{}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		for _, id := range documentsBehind(m.Evidence) {
			meetings[id] = append(meetings[id], m)
		}
	}
	for _, e := range f.Entities {
		for _, id := range e.Documents {
			names[id] = append(names[id], e.ID)
		}
	}
	return meetings, names
}
