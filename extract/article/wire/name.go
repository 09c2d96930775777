package wire

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unglued is a name without what stands around it: a remark in brackets, "in Oslo", "for The Post", jobs before or behind it.
func unglued(s string) string {
	if i := strings.IndexAny(s, "(["); i > 0 {
		behind := ""
		if j := strings.IndexAny(s, ")]"); j > i {
			behind = s[j+1:] // "Richard (R.J.) Novak"
		}
		s = s[:i] + " " + behind
	}
	words := strings.Fields(strings.TrimFunc(s, edge))
	for i, w := range words {
		if i > 1 && (behind[w] || len(w) > 2 && behind[strings.ToLower(w)]) {
			words = words[:i]
			break
		}
	}
	for len(words) > 2 && isJob(words[0]) {
		words = words[1:]
	}
	for n := len(words); n > 2 && isJob(words[n-1]); n = len(words) {
		words = words[:n-1]
	}
	for i, w := range words { // "Anna NovakUpdated"
		for _, label := range glued {
			if head, ok := strings.CutSuffix(w, label); ok && head != "" {
				return strings.Join(append(words[:i:i], head), " ")
			}
		}
	}
	return strings.TrimFunc(strings.Join(words, " "), edge)
}

// behind are the words behind a name that tell where, when or for whom.
var behind = map[string]bool{"in": true, "at": true, "for": true, "on": true, "from": true, "aus": true, "für": true, "bei": true, "am": true, "à": true, "para": true, "em": true, "en": true, "is": true, "ist": true, "hace": true, "há": true, "vor": true, "um": true, "le": true}

// glued are labels that pages write right behind a name.
var glued = []string{"Updated", "Published", "Posted", "Follow", "Contact", "Share"}

// Address says whether s is an address on the web or of mail, or ends in one.
func Address(s string) bool {
	if strings.Contains(s, "://") || strings.Contains(s, "@") || strings.Contains(s, "[at]") {
		return true
	}
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		w = strings.Trim(w, "()")
		i := strings.LastIndexByte(w, '.')
		if i < 3 || len(w)-i < 3 || len(w)-i > 7 || strings.ContainsFunc(w, func(r rune) bool { return r > unicode.MaxASCII }) {
			continue
		}
		if tail := w[i+1:]; strings.HasPrefix(w, "www.") || len(tail) == 2 || tail == "com" || tail == "org" || tail == "net" || tail == "info" || tail == "blog" || tail == "news" {
			if isJob(w) || strings.Count(w[:i], ".") > 0 && len(w) < 8 {
				continue // Ph.D, e.V.
			}
			return true
		}
	}
	return false
}

// isHouse says whether s names an outlet, its staff, a firm or an office.
func isHouse(s string) bool {
	words := strings.Fields(s)
	if n := len(words); n > 1 && isJob(words[n-1]) && !houses()[strings.ToLower(words[n-1])] {
		return false // Staff Writer
	}
	for _, w := range words {
		w = strings.Trim(w, ".,:")
		if w = w[strings.LastIndexAny(w, "-/")+1:]; houses()[w] || ends(strings.ToLower(w), houses()) {
			return true
		}
	}
	return false
}

func isJob(w string) bool {
	w = strings.ToLower(strings.Trim(w, ".,:"))
	if i := strings.LastIndexByte(w, '-'); i >= 0 {
		w = w[i+1:]
	}
	return ends(w, jobs())
}

// ends says whether a list has w, an end of it behind an asterisk or a
// beginning of it before one.
func ends(w string, list map[string]bool) bool {
	if list[w] {
		return true
	}
	for i := range w {
		if list["*"+w[i:]] || i > 3 && list[w[:i]+"*"] {
			return true
		}
	}
	return list[w+"*"]
}

// particles are the words of names that stand in lower case.
var particles = map[string]bool{"de": true, "van": true, "von": true, "vom": true, "zu": true, "zum": true, "zur": true, "der": true, "den": true, "ter": true, "ten": true, "te": true, "la": true, "le": true, "du": true, "des": true, "del": true, "della": true, "di": true, "da": true, "do": true, "dos": true, "das": true, "e": true, "y": true, "al": true, "el": true, "bin": true, "bint": true, "ibn": true, "ben": true, "af": true, "av": true, "und": true}

// mostWords is how many words a name has.
const mostWords = 6

// person is s as the name of somebody, or empty where it can be none.
func person(s string) string {
	words := strings.Fields(strings.TrimRight(strings.TrimFunc(s, edge), "!?"))
	if len(words) == 0 || len(words) > mostWords || strings.ContainsAny(s, "!?\"“”„=#<>{}%$€") {
		return ""
	}
	upper, lower := 0, 0
	jobs, doubtful := 0, 0
	for _, w := range words {
		low := strings.ToLower(w)
		if noName()[strings.Trim(low, ".:,'’")] {
			return ""
		}
		if isJob(w) {
			jobs++
		}
		if perhaps()[low] {
			doubtful++
		}
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsDigit(r) && len(words) > 1:
			return ""
		case unicode.IsUpper(r) || !unicode.IsLower(r):
			upper++
		case !particles[low] && !strings.ContainsAny(w, "'’"):
			lower++
		}
	}
	if doubtful == len(words) || jobs > 0 && (len(words) < 3 || jobs == len(words)) || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return ""
	}
	if len(words) == 1 {
		return words[0]
	}
	if lower > 0 && upper > 0 || strings.ContainsAny(s, "0123456789") {
		return ""
	}
	return strings.Join(words, " ")
}

// vowels are the letters without which two capitals are initials.
const vowels = "AEIOUYÄÖÜÅØÉÍÓÚ"

// recased is a name that is in capitals, or in lower case, in ordinary letters.
func recased(s string) string {
	words := strings.Fields(s)
	if len(words) < 2 {
		return s
	}
	switch s {
	case strings.ToLower(s):
		for i, w := range words {
			if !particles[w] {
				r, n := utf8.DecodeRuneInString(w)
				words[i] = string(unicode.ToTitle(r)) + w[n:]
			}
		}
	case strings.ToUpper(s):
		for i, w := range words {
			if strings.ContainsAny(w, vowels) || utf8.RuneCountInString(w) > 2 {
				words[i] = place(w)
			}
			if low := strings.ToLower(w); i > 0 && particles[low] {
				words[i] = low
			}
		}
	}
	return strings.Join(words, " ")
}
