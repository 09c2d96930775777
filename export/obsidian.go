package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"parley/graph"
)

// Obsidian writes f as a folder of linked notes that Obsidian opens: one for
// each entity that something is told of, one for each meeting and each
// document. create opens a file by its path within the folder.
func Obsidian(ctx context.Context, create func(name string) (io.WriteCloser, error), f *Facts) error {
	v := &vault{f: f, create: create, names: map[string]string{}, taken: map[string]bool{}, parts: f.byEntity()}
	told := v.told()
	for _, e := range f.Entities {
		if told[e.ID] {
			v.name(e.ID, e.Type, e.Name)
		}
	}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		caption := f.meetingCaption(m)
		if who := m.Who(); len(who) <= graph.SmallMeeting {
			caption = strings.Join(f.Names(who), ", ") + ", " + caption
		}
		v.name(m.ID, "Meeting", caption)
	}
	for _, d := range f.Documents {
		title := d.Title
		if title == "" {
			title = path.Base(d.ID)
		}
		v.name("document/"+d.ID, "Document", title)
	}
	for _, e := range f.Entities {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if told[e.ID] {
			if err := v.entity(e); err != nil {
				return err
			}
		}
	}
	seen := map[string]bool{}
	for _, m := range f.Meetings { // one of two statuses is one note
		if seen[m.ID] {
			continue
		}
		seen[m.ID] = true
		if err := v.meeting(m); err != nil {
			return err
		}
	}
	meetings, names := f.byDocument()
	for _, d := range f.Documents {
		if err := v.document(d, meetings[d.ID], names[d.ID]); err != nil {
			return err
		}
	}
	return nil
}

type vault struct {
	f      *Facts
	create func(name string) (io.WriteCloser, error)
	names  map[string]string // id -> path without .md
	parts  map[string]*Facts // by what they are about
	taken  map[string]bool   // paths in lower case: two notes that differ in case are one on some disks
}

// told is the entities of which there is more than a name.
func (v *vault) told() map[string]bool {
	out := map[string]bool{}
	for _, e := range v.f.edges() {
		out[e.From], out[e.To] = true, true
	}
	for _, m := range v.f.Meetings {
		for _, id := range slices.Concat(m.Participants, m.Hosts, m.Mediators, m.Places) {
			out[id] = true
		}
	}
	for _, s := range v.f.Statements {
		out[s.Speaker], out[s.Addressee] = true, true
	}
	return out
}

// name finds a file name for the note about id: letters that a disk or a link
// cannot hold become spaces, and a hash tells apart what would be one file.
func (v *vault) name(id, folder, caption string) {
	if v.names[id] != "" {
		return
	}
	base := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|#^[]%`, r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, shorten(clean(caption), 80))
	base = strings.Trim(strings.Join(strings.Fields(base), " "), ". ")
	at := folder + "/" + base
	if base == "" || device.MatchString(base) || v.taken[strings.ToLower(at)] {
		sum := sha256.Sum256([]byte(id))
		at = strings.TrimRight(fmt.Sprintf("%s/%s (%x)", folder, base, sum[:4]), " ")
	}
	v.names[id], v.taken[strings.ToLower(at)] = at, true
}

// device is what Windows takes for a device and not for a file.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)`)

// link is a link to the note about id, or plain words where there is none.
func (v *vault) link(id, caption string) string {
	if v.names[id] == "" {
		return markdown(caption)
	}
	// Within a link nothing is escaped, so the caption is stripped of what would end it.
	caption = strings.Join(strings.FieldsFunc(shorten(clean(caption), 120), func(r rune) bool { return strings.ContainsRune("[]|<>`\\", r) }), " ")
	return "[[" + v.names[id] + "|" + caption + "]]"
}

// write makes the note about id: front matter, then what body prints.
func (v *vault) write(id, title string, front [][2]string, ids []string, body func(*dossier)) (err error) {
	file, err := v.create(v.names[id] + ".md")
	if err != nil {
		return err
	}
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
	}()
	d := &dossier{w: bufio.NewWriter(file), f: v.f, ids: ids, notes: map[string]int{}}
	if part := v.parts[id]; part != nil {
		d.f = part
	}
	d.link = func(id string) string { return v.link(id, v.f.Name(id)) }
	d.event = func(id string) string { return v.link(id, "meeting") }
	d.print("---\n")
	for _, f := range front {
		if f[1] != "" {
			d.print("%s: %s\n", f[0], jsonText(f[1])) // JSON is YAML
		}
	}
	d.print("---\n# %s\n", markdown(title))
	body(d)
	d.footnotes()
	return d.w.Flush()
}

func (v *vault) entity(e Entity) error {
	front := [][2]string{{"id", e.ID}, {"type", e.Type}}
	return v.write(e.ID, e.Name, front, []string{e.ID}, func(d *dossier) {
		if len(e.Aliases) > 0 {
			d.print("\nAlso called %s.\n", markdown(strings.Join(e.Aliases, "; ")))
		}
		d.body()
		var in []string
		for _, doc := range e.Documents {
			in = append(in, v.article(doc))
		}
		d.section("Named in", in)
	})
}

func (v *vault) meeting(m Meeting) error {
	front := [][2]string{{"id", m.ID}, {"type", "Meeting"}, {"kind", m.Kind}, {"date", m.Date}}
	return v.write(m.ID, v.f.meetingCaption(&m), front, []string{m.ID}, func(d *dossier) {
		d.body()
		var in []string
		for _, doc := range documentsBehind(m.Evidence) {
			in = append(in, v.article(doc))
		}
		d.section("Told in", in)
	})
}

// document makes the note about a, with the meetings and names that it tells of.
func (v *vault) document(a Article, meetings []*Meeting, names []string) error {
	id := "document/" + a.ID
	title := a.Title
	if title == "" {
		title = a.ID
	}
	front := [][2]string{{"id", id}, {"type", "Document"}, {"published", a.Published}, {"publisher", a.Publisher}, {"url", a.URL}}
	return v.write(id, title, front, []string{id}, func(d *dossier) {
		var lines []string
		for _, m := range meetings {
			lines = append(lines, v.link(m.ID, v.f.meetingCaption(m))+d.mark(m.Status))
		}
		d.section("Meetings", lines)
		lines = nil
		for _, id := range names {
			if v.names[id] != "" {
				lines = append(lines, d.link(id))
			}
		}
		d.section("Names", lines)
	})
}

// article is a link to the note about a document.
func (v *vault) article(id string) string {
	if a := v.f.cited[id]; a != nil && a.Title != "" {
		return v.link("document/"+id, a.Title)
	}
	return v.link("document/"+id, path.Base(id))
}
