package export

import (
	"time"
)

// isDate reports whether s is a day, month or year of the calendar, as the
// graph has them: YYYY-MM-DD, YYYY-MM or YYYY.
func isDate(s string) bool {
	_, _, ok := interval(s)
	return ok
}

// interval is the first and the last day that a date of the graph may mean:
// 1986-10 is 1986-10-01 to 1986-10-31. Days as text order as days do.
func interval(date string) (first, last string, ok bool) {
	const day = "2006-01-02"
	for _, layout := range []string{day, "2006-01", "2006"} {
		if len(date) != len(layout) {
			continue
		}
		t, err := time.Parse(layout, date)
		if err != nil || t.Year() == 0 {
			return "", "", false
		}
		end := t
		switch layout {
		case "2006-01":
			end = t.AddDate(0, 1, -1)
		case "2006":
			end = t.AddDate(1, 0, -1)
		}
		return t.Format(day), end.Format(day), true
	}
	return "", "", false
}
