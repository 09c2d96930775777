package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"parley/graph"
)

// ICalendar writes the meetings and visits of f whose day is known as an
// iCalendar (RFC 5545) of whole days. A calendar has no words for a month, so
// that one known to the month only is left out and counted in the calendar's
// description; nor for what was refused or denied. What was planned or possible
// is tentative, what was cancelled is cancelled.
func ICalendar(ctx context.Context, w io.Writer, f *Facts) error {
	c := &ical{w: bufio.NewWriterSize(w, 64<<10)}
	undated := 0
	var events [][]string
	add := func(id, status, date, summary, place string, who []string, evidence []graph.Evidence) {
		state := map[string]string{"scheduled": "TENTATIVE", "possible": "TENTATIVE", "cancelled": "CANCELLED"}[status]
		if f.Real(status) {
			state = "CONFIRMED"
		}
		day, err := time.Parse("2006-01-02", date)
		if err != nil || state == "" {
			if state != "" {
				undated++
			}
			return
		}
		if state != "CONFIRMED" {
			summary = f.model.Status(status).Mark + ": " + summary
		}
		told := ""
		for _, ev := range evidence {
			told = least(told, ev.Published)
		}
		stamp, _, ok := interval(told)
		if !ok {
			stamp = date
		}
		sum := sha256.Sum256([]byte(id + "\x00" + status))
		events = append(events, []string{
			"BEGIN:VEVENT", fmt.Sprintf("UID:%x@parley", sum[:12]), "DTSTAMP:" + strings.ReplaceAll(stamp, "-", "") + "T000000Z",
			"DTSTART;VALUE=DATE:" + day.Format("20060102"), "DTEND;VALUE=DATE:" + day.AddDate(0, 0, 1).Format("20060102"),
			"SUMMARY:" + icalText(summary), "LOCATION:" + icalText(place), "STATUS:" + state, "TRANSP:TRANSPARENT",
			"DESCRIPTION:" + icalText(strings.Join(who, ", ")+"\n"+sentencesOf(evidence)), "END:VEVENT",
		})
	}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		who := f.Names(m.Who())
		add(m.ID, m.Status, m.Date, shorten(m.Kind+": "+strings.Join(who, ", "), 200), strings.Join(f.Names(m.Places), ", "), who, m.Evidence)
	}
	for _, v := range f.Visits {
		add(v.ID, v.Status, v.Date, "visit: "+f.Name(v.Who), f.Name(v.Place), []string{f.Name(v.Who)}, v.Evidence)
	}
	about := "Meetings and visits as documents tell of them, made by parley."
	if undated > 0 {
		about += fmt.Sprintf(" %d whose day is not known are left out.", undated)
	}
	for _, l := range []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//parley//parley//EN", "X-WR-CALNAME:Meetings", "X-WR-CALDESC:" + icalText(about)} {
		c.line(l)
	}
	for i, e := range events {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for _, l := range e {
			c.line(l)
		}
	}
	c.line("END:VCALENDAR")
	return c.w.Flush() // bufio keeps the first error of all the writes
}

type ical struct{ w *bufio.Writer }

// line writes a line, folded where it is longer than 75 bytes, never within a
// character.
func (c *ical) line(s string) {
	for most := 75; len(s) > most; most = 74 {
		n := most
		for !utf8.RuneStart(s[n]) {
			n--
		}
		c.w.WriteString(s[:n] + "\r\n ")
		s = s[n:]
	}
	c.w.WriteString(s + "\r\n")
}

// icalText is s as a value of type TEXT, its lines kept.
func icalText(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		lines = append(lines, clean(line))
	}
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(strings.Join(lines, "\n"))
}
