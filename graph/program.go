package graph

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/schema"
)

// What follows are the ready questions as Gizmo programs. Their rows are the
// Keys of the rows of the answer, each perhaps several times: a row of a
// program stands for one claim. TestProgramsAskTheSame holds both equal.

func gizmoWhoMet(ids []string, all bool) string {
	switch {
	case !all && len(ids) == 0:
		return `g.V().Tag("who").Out(met).Tag("met").ForEach(d => { if (d.who < d.met) g.emit({who: d.who, met: d.met}) })`
	case !all:
		return fmt.Sprintf(`g.V(%s).Tag("who").Out(met).Tag("met").All()`, gizmoIDs(ids))
	}
	from := `g.V().Has(type, Meeting)`
	if len(ids) > 0 {
		from = fmt.Sprintf(`g.V(%s).In([participant, host])`, gizmoIDs(ids))
	}
	return fmt.Sprintf(`const asked = new Set(g.V(%s).ToArray());
%s.Unique().Tag("meeting").ForEach(m => {
  const there = g.V(m.meeting).Out([participant, host]).Unique().ToArray().sort();
  if (there.length > %d) return; // where many meet, nobody is known to have met everybody
  for (const who of there) for (const met of there)
    if (who != met && (asked.size ? asked.has(who) : who < met)) g.emit({who, met});
})`, gizmoNodes(ids), from, SmallMeeting)
}

func gizmoMeetings(m *schema.Model, f MeetingFilter) string {
	var b strings.Builder
	b.WriteString(`g.V().Has(type, Meeting)`)
	for _, who := range f.Who {
		fmt.Fprintf(&b, `.And(g.V(%s).In([participant, host]))`, gizmoIDs(who))
	}
	if len(f.Place) > 0 {
		fmt.Fprintf(&b, `.And(g.V(%s).In(held_in))`, gizmoIDs(f.Place))
	}
	if f.Date != "" {
		fmt.Fprintf(&b, `.Has(date, regex(%s))`, gizmoString("^"+f.Date))
	}
	switch {
	case f.Status != "":
		fmt.Fprintf(&b, `.Has(status, %s)`, gizmoString(f.Status))
	case !f.All:
		var real []string
		for _, s := range m.Statuses {
			if s.Real {
				real = append(real, s.Name)
			}
		}
		fmt.Fprintf(&b, `.Has(status, %s)`, gizmoStrings(real))
	}
	b.WriteString(`.Unique().All()`)
	return b.String()
}

func gizmoWhy(ids []string) string {
	return fmt.Sprintf("g.V(%s).Labels().Has(type, Claim).Unique().All()", gizmoIDs(ids))
}

func gizmoPath(from, to []string) string {
	return fmt.Sprintf(`let best = [];
for (const from of %s) for (const to of %s) {
  const chain = shortest(from, to);
  if (chain.length && (!best.length || chain.length < best.length)) best = chain;
}
for (let i = 1; i < best.length; i++) g.emit({who: best[i-1], met: best[i]})`, gizmoStrings(from), gizmoStrings(to))
}

const gizmoHolds = `[holds_office, held_office, elected_to]`

func gizmoOffices(ids []string) string {
	if len(ids) == 0 {
		return `g.V().Has(type, Office).Tag("office").In(` + gizmoHolds + `).Tag("who").All()`
	}
	return fmt.Sprintf(`g.V(%[1]s).Tag("who").Out(%[2]s).Tag("office").All();
g.V(%[1]s).In(of).Tag("office").In(%[2]s).Tag("who").All()`, gizmoIDs(ids), gizmoHolds)
}

// gizmoOfficesOn tells, for each office, who is told as its holder before and
// after the day, else who was told last before it.
func gizmoOfficesOn(ids []string, day string) string {
	return fmt.Sprintf(`const asked = new Set(g.V(%s).ToArray()), day = %s, offices = new Map();
g.V().LabelContext(g.V(), "claim").Tag("who").Out(holds_office).Tag("office").ForEach(d => {
  if (asked.size && !asked.has(d.who) && !g.V(d.office).Out(of).ToArray().some(x => asked.has(x))) return;
  g.V(d.claim).Out(document).Out(published).Unique().ForEach(p => {
    if (!offices.has(d.office)) offices.set(d.office, new Map());
    const holders = offices.get(d.office), h = holders.get(d.who) || {first: p.id, last: p.id};
    holders.set(d.who, {first: p.id < h.first ? p.id : h.first, last: p.id > h.last ? p.id : h.last});
  });
});
for (const [office, holders] of offices) {
  const all = [...holders], same = (a, b) => a.slice(0, Math.min(a.length, b.length));
  let found = all.filter(([who, h]) => same(h.first, day) <= same(day, h.first) && same(h.last, day) >= same(day, h.last));
  if (!found.length) {
    const before = all.filter(([who, h]) => h.last < day), latest = before.map(([who, h]) => h.last).sort().pop();
    found = before.filter(([who, h]) => h.last == latest);
  }
  for (const [who] of found) g.emit({who, office});
}`, gizmoNodes(ids), gizmoString(day))
}

func gizmoStatements(ids []string, about string) string {
	from := `g.V().Has(type, Statement)`
	if len(ids) > 0 {
		from = fmt.Sprintf(`g.V(%s).In(speaker)`, gizmoIDs(ids))
	}
	if about == "" {
		return from + `.All()`
	}
	return fmt.Sprintf(`%s.Unique().Tag("statement").ForEach(d => {
  if (says(g.V(d.statement).Out(content).Unique().ToArray().sort().join(" … "), %s)) g.emit({statement: d.statement});
})`, from, gizmoString(about))
}

func gizmoSearch(words string) string {
	return fmt.Sprintf(`g.V().Has(type, Claim).Has(rule).Unique().Tag("claim").ForEach(d => {
  if (says(g.V(d.claim).Out(sentence).Unique().ToArray().sort().join(" … "), %s)) g.emit({claim: d.claim});
})`, gizmoString(words))
}

// gizmoStances are programs of the stances from some to others, of anybody
// where there are no ids.
func gizmoStances(predicates map[string]bool, from, to []string) string {
	names := strings.Join(slices.Sorted(maps.Keys(predicates)), ", ")
	var b strings.Builder
	fmt.Fprintf(&b, `{
  const stances = [%s], from = %s, to = %s;
`, names, gizmoNodes(from), gizmoNodes(to))
	b.WriteString(`  let edges = (from.length ? g.V(from) : g.V()).Tag("who").Out(stances, "position");
  if (to.length) edges = edges.Is(to);
  edges.Tag("whom").All();
  // What was planned, denied or did not come about hangs from its claim.
  let claims = g.V().Has(predicate, stances);
  if (from.length) claims = claims.Has(subject, from);
  if (to.length) claims = claims.Has(object, to);
  claims.Save(subject, "who").Save(predicate, "position").Save(object, "whom").All();
}`)
	return b.String()
}

func gizmoPositions(predicates map[string]bool, ids, objects []string) string {
	return gizmoStances(predicates, ids, objects)
}

func gizmoBetween(s *Store, as, bs []string) string {
	both := s.relations("relation", "affiliation")
	a, b := gizmoIDs(as), gizmoIDs(bs)
	return strings.Join([]string{
		fmt.Sprintf(`g.V(%s).In([participant, host]).And(g.V(%s).In([participant, host])).Unique().All();`, a, b),
		gizmoStances(both, as, bs), gizmoStances(both, bs, as),
		fmt.Sprintf(`g.V(%s).In(speaker).And(g.V(%s).In(addressee)).Unique().All();`, a, b),
		fmt.Sprintf(`g.V(%s).In(speaker).And(g.V(%s).In(addressee)).Unique().All();`, b, a),
	}, "\n")
}

func gizmoTimeline(s *Store, ids []string) string {
	x := gizmoIDs(ids)
	return strings.Join([]string{
		fmt.Sprintf(`g.V(%s).In([participant, host, visitor, destination, speaker, addressee]).Unique().All();`, x),
		gizmoStances(s.relations("relation"), ids, nil), gizmoStances(s.relations("relation"), nil, ids),
		fmt.Sprintf(`g.V(%s).Tag("who").Out(%s, "position").Tag("whom").All();`, x, gizmoHolds),
	}, "\n")
}

func gizmoCommon(as, bs []string) string {
	a, b := gizmoIDs(as), gizmoIDs(bs)
	return fmt.Sprintf(`g.V(%[1]s).Out(met).And(g.V(%[2]s).Out(met)).Except(g.V(%[1]s, %[2]s)).Unique().All()`, a, b)
}

func gizmoMostConnected(kind string, n int) string {
	from := `g.V()`
	if kind != "" {
		from = `g.V().Has(type, ` + kind + `).Unique()`
	}
	return fmt.Sprintf(`const all = new Map();
%s.Tag("who").Out(met).Tag("met").ForEach(d => {
  if (!all.has(d.who)) all.set(d.who, new Set());
  all.get(d.who).add(d.met);
});
[...all].map(([who, others]) => [who, others.size])
  .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, %d)
  .forEach(([who, met]) => g.emit({who, met}))`, from, n)
}

func gizmoSources(ids []string, predicate string, objects []string) string {
	return fmt.Sprintf(`for (const who of %s) {
  const found = claims(who, %s, ...%s);
  if (found.length) g.V(found).Out(document).Unique().All();
}`, gizmoStrings(ids), gizmoString(predicate), gizmoStrings(objects))
}

func gizmoConflicts(s *Store) string {
	var real, not []string
	for _, st := range s.model.Statuses {
		switch sideOf(s.model, st.Name) {
		case "yes":
			real = append(real, st.Name)
		case "no":
			not = append(not, st.Name)
		}
	}
	return fmt.Sprintf(`const yes = new Set(%s), no = new Set(%s), all = new Map();
const side = status => yes.has(status) ? "yes" : no.has(status) ? "no" : "";
function add(kind, key, version, id) {
  if (!version) return;
  const k = kind + " " + key;
  if (!all.has(k)) all.set(k, new Map());
  const versions = all.get(k);
  if (!versions.has(version)) versions.set(version, []);
  versions.get(version).push(id);
}
g.V().Has(type, Meeting).Unique().Tag("m").Save(status, "status").Save(date, "date").ForEach(d => {
  const who = g.V(d.m).Out([participant, host]).Unique().ToArray().sort();
  if (d.date.length < 10 || who.length < 2) return;
  const key = d.date + who.join();
  add("meeting", key, side(d.status), d.m);
  const places = g.V(d.m).Out(held_in).Unique().ToArray();
  if (yes.has(d.status) && places.length == 1) add("place", key, places[0], d.m);
});
for (const position of [%s]) {
  g.V().LabelContext(g.V(), "claim").Tag("who").Out(position).Tag("whom").ForEach(d =>
    g.V(d.claim).Out(status).ForEach(s => add("stance", d.who + position + d.whom, side(s.id), d.claim)));
  g.V().Has(predicate, position).Tag("claim").Save(subject, "who").Save(object, "whom").Save(status, "status").ForEach(d =>
    add("stance", d.who + position + d.whom, side(d.status), d.claim));
}
const one = new Set(%s);
g.V().LabelContext(g.V(), "claim").Tag("who").Out(holds_office).Tag("office").ForEach(d => {
  if (!g.V(d.office).Out(of).Count() || !one.has(d.office.replace(/.*\/|>$/g, ""))) return;
  g.V(d.claim).Out(document).Out(published).Unique().ForEach(p => {
    if (p.id.length >= 7) add("office", d.office + p.id.slice(0, 7), d.who, d.claim);
  });
});
for (const versions of all.values())
  if (versions.size > 1) for (const ids of versions.values()) for (const id of ids) g.emit({id})`,
		gizmoStrings(real), gizmoStrings(not), strings.Join(slices.Sorted(maps.Keys(s.relations("relation"))), ", "), gizmoStrings(slices.Sorted(maps.Keys(oneHolder))))
}

// gizmoIDs are ids as arguments of g.V.
func gizmoIDs(ids []string) string {
	out := make([]string, len(ids))
	for i, x := range ids {
		out[i] = "iri(" + gizmoString(string(IRI(x))) + ")"
	}
	return strings.Join(out, ", ")
}

// gizmoNodes are ids as a list of nodes.
func gizmoNodes(ids []string) string { return "[" + gizmoIDs(ids) + "]" }

func gizmoString(s string) string {
	b, _ := json.Marshal(s) // a string always encodes
	return string(b)
}

// gizmoStrings are texts as a list.
func gizmoStrings(texts []string) string {
	b, _ := json.Marshal(append([]string{}, texts...)) // strings always encode
	return string(b)
}
