package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain is form as the treebanks would write it: straight quotes, "-" and
// "--" for dashes, "..." for the ellipsis, letters joined with their marks, and
// no invisible characters. It is form itself where nothing changes.
func plain(form string) string {
	ascii := true
	for i := 0; i < len(form); i++ {
		if form[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		if form == "''" || form == "``" {
			return `"`
		}
		return form
	}
	if form == "’’" || form == "‘‘" {
		return `"`
	}
	changed := form
	if strings.ContainsFunc(form, func(r rune) bool { return spelling(r) != "" || isInvisible(r) && !isJoiner(r) }) {
		var b strings.Builder
		for i := 0; i < len(form); {
			r, w := decode(form, i)
			switch p := spelling(r); {
			case p != "":
				b.WriteString(p)
			case isInvisible(r) && !isJoiner(r):
			default:
				b.WriteString(form[i : i+w]) // the bytes, so that bad UTF-8 stays as it is
			}
			i += w
		}
		changed = b.String()
	}
	if strings.ContainsFunc(changed, unicode.IsMark) {
		changed = norm.NFC.String(changed)
	}
	if changed == "" {
		return form
	}
	return changed
}

// spelling is the plain form of a typographic character, or "".
func spelling(r rune) string {
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ', '′', '‹', '›':
		return "'"
	case '“', '”', '„', '‟', '«', '»', '″':
		return `"`
	case '‐', '‑', '‒', '–', '−':
		return "-"
	case '—', '―', '⸺', '⸻':
		return "--"
	case '…':
		return "..."
	}
	return ""
}
