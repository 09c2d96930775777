package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"parley/graph"
)

// Dossier writes f as a Markdown text about the entities or meetings of ids, or
// about all there is: names, offices, meetings, visits, positions, ties and
// words, each with footnotes that hold the sentences. What did not come about
// stands under headings of its own.
func Dossier(ctx context.Context, w io.Writer, f *Facts, ids []string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	d := &dossier{w: bufio.NewWriterSize(w, 64<<10), f: f, ids: ids, notes: map[string]int{}, link: func(id string) string { return markdown(f.Name(id)) }}
	title := "Dossier"
	if len(ids) > 0 {
		title = "Dossier: " + markdown(joined(f.captions(ids)))
	}
	d.print("# %s\n\n", title)
	d.head()
	d.body()
	d.footnotes()
	return d.w.Flush() // bufio keeps the first error of all the writes
}

// captions are the names of entities and the captions of meetings.
func (f *Facts) captions(ids []string) []string {
	var out []string
	for _, id := range ids {
		name := f.Name(id)
		for i := range f.Meetings {
			if f.Meetings[i].ID == id {
				name = f.meetingCaption(&f.Meetings[i])
			}
		}
		out = append(out, name)
	}
	return out
}

type dossier struct {
	w     *bufio.Writer
	f     *Facts
	ids   []string               // what it is about, everything if empty
	link  func(id string) string // an entity's name, perhaps as a link
	event func(id string) string // a link to a meeting's note, "" if there are none
	notes map[string]int         // claim -> footnote
	cited []graph.Evidence
}

func (d *dossier) print(format string, args ...any) { fmt.Fprintf(d.w, format, args...) }

// about reports whether one of these is what the dossier is about.
func (d *dossier) about(ids ...string) bool {
	return len(d.ids) == 0 || slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(d.ids, id) })
}

// head tells what the dossier rests on.
func (d *dossier) head() {
	from, to := "", ""
	for _, a := range d.f.Documents {
		if a.Published != "" {
			from, to = least(from, a.Published), max(to, a.Published)
		}
	}
	n := len(d.f.Documents)
	d.print("Made by parley from %d %s", n, plural(n, "document"))
	if from != "" {
		d.print(", published %s", from)
		if to != from {
			d.print(" to %s", to)
		}
	}
	d.print(". Each line stands on the sentences of its footnotes, found by a rule that is right as often as its confidence says: read them before you print.\n")
	for _, id := range d.ids {
		if e := d.f.named[id]; e != nil {
			d.print("\n**%s**, %s", markdown(e.Name), markdown(strings.ToLower(e.Type)))
			if len(e.Aliases) > 0 {
				d.print(", also called %s", markdown(strings.Join(e.Aliases, "; ")))
			}
			d.print("\n")
		}
	}
}

// section prints a heading and lines, nothing if there are none.
func (d *dossier) section(heading string, lines []string) {
	if len(lines) == 0 {
		return
	}
	d.print("\n## %s\n\n", heading)
	for _, l := range lines {
		d.print("- %s\n", l)
	}
}

func (d *dossier) body() {
	f := d.f
	var offices []string
	for _, h := range f.Holdings {
		if !d.about(append([]string{h.Person}, h.Of...)...) {
			continue
		}
		line := d.link(h.Person) + ": " + markdown(h.Title)
		if len(h.Of) > 0 {
			line += ", " + d.links(h.Of)
		}
		if h.Status != "current" {
			line += " *(" + markdown(h.Status) + ")*"
		}
		if h.Told != "" {
			line += ", as told on " + h.Told
			if h.ToldLast != h.Told {
				line += " and up to " + h.ToldLast
			}
		}
		offices = append(offices, line+d.note(h.Evidence))
	}
	d.section("Offices", offices)
	d.section("Meetings that took place", d.meetings(func(s string) bool { return f.Real(s) }))
	d.section("Meetings planned or possible", d.meetings(func(s string) bool { return !f.Real(s) && !d.struck(s) }))
	d.section("Meetings refused, cancelled or denied", d.meetings(d.struck))
	var visits []string
	for _, v := range f.Visits {
		if d.about(v.Who, v.Place) {
			visits = append(visits, d.dated(v.Date, d.link(v.Who)+" in "+d.link(v.Place)+d.mark(v.Status))+d.note(v.Evidence))
		}
	}
	d.section("Visits", visits)
	d.section("Positions and acts", d.relations(f.Relations))
	d.section("Ties", d.relations(f.Affiliations))
	var said []string
	for _, s := range f.Statements {
		if d.about(s.Speaker, s.Addressee) {
			line := d.link(s.Speaker) + " " + markdown(cmp.Or(s.Cue, "said")) + ": " + markdown(s.Words)
			if s.Addressee != "" {
				line += " (to " + d.link(s.Addressee) + ")"
			}
			said = append(said, d.dated(s.told(), line)+d.note(s.Evidence))
		}
	}
	d.section("Words", said)
}

// struck reports whether what has this status is known not to have come about.
func (d *dossier) struck(status string) bool { return strokeOf(d.f.model, status).struck }

func (d *dossier) links(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = d.link(id)
	}
	return strings.Join(out, ", ")
}

// dated is a line behind its date.
func (d *dossier) dated(date, line string) string {
	if date == "" {
		return "undated: " + line
	}
	return markdown(date) + ": " + line
}

// mark tells that something did not come about.
func (d *dossier) mark(status string) string {
	if mark := markOf(d.f.model, status); mark != "" && status != "" {
		return " **(" + markdown(mark) + ")**"
	}
	return ""
}

func (d *dossier) meetings(pass func(status string) bool) []string {
	var out []string
	for i := range d.f.Meetings {
		m := &d.f.Meetings[i]
		if !pass(m.Status) || !d.about(append(slices.Concat(m.Who(), m.Mediators, m.Places), m.ID)...) {
			continue
		}
		what := markdown(cmp.Or(m.Kind, "meeting"))
		if d.event != nil {
			what = d.event(m.ID)
		}
		line := what + " of " + d.links(m.Who())
		if len(m.Hosts) > 0 {
			line += ", hosted by " + d.links(m.Hosts)
		}
		if len(m.Mediators) > 0 {
			line += ", mediated by " + d.links(m.Mediators)
		}
		if len(m.Places) > 0 {
			line += ", in " + d.links(m.Places)
		}
		if m.About != "" {
			line += ", on " + markdown(m.About)
		}
		out = append(out, d.dated(m.Date, line+d.mark(m.Status))+d.note(m.Evidence))
	}
	return out
}

func (d *dossier) relations(all []Relation) []string {
	var out []string
	for _, r := range all {
		if !d.about(r.Subject, r.Object) {
			continue
		}
		object := markdown(r.Words)
		if r.Object != "" {
			object = d.link(r.Object)
		}
		line := d.link(r.Subject) + " " + markdown(predicateCaption(d.f.model, r.Predicate)) + " " + object + d.mark(r.Status)
		if r.Date != "" {
			line = d.dated(r.Date, line)
		}
		out = append(out, line+d.note(r.Evidence))
	}
	return out
}

// note is the references to the sentences, as " [^1] [^2]".
func (d *dossier) note(all []graph.Evidence) string {
	var b strings.Builder
	for _, ev := range all {
		n := d.notes[ev.Claim]
		if n == 0 {
			n = len(d.cited) + 1
			d.notes[ev.Claim] = n
			d.cited = append(d.cited, ev)
		}
		fmt.Fprintf(&b, " [^%d]", n)
	}
	return b.String()
}

func (d *dossier) footnotes() {
	if len(d.cited) > 0 {
		d.print("\n## Sources\n\n")
	}
	for i, ev := range d.cited {
		d.print("[^%d]: “%s” — %s", i+1, markdown(ev.Sentence), markdown(sourceName(ev)))
		if ev.Rule != "" {
			d.print(" (confidence %.2f)", ev.Confidence)
		}
		d.print("\n")
	}
}

// markdown is s as text of one line that no reader of Markdown takes for
// anything else: not for HTML, a link, a heading or a formula.
func markdown(s string) string {
	var b strings.Builder
	last, number := ' ', true // so far it may number a list
	for _, r := range clean(s) {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r < 0x80 && strings.ContainsRune("\\`*_{}[]()#+!|~^$=:@%", r), r == '.' && (last == 'w' || last == 'W' || number && last != ' '), r == '-' && last == ' ':
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		last, number = r, number && '0' <= r && r <= '9'
	}
	return b.String()
}
