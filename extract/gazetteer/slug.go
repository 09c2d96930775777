package gazetteer

import (
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug is the name as the last part of an id: "Angela Merkel" is
// angela-merkel, "Lech Wałęsa" is lech-walesa.
//
// Latin letters become plain a to z, other scripts stay as they are, in lower
// case; an apostrophe or full stop vanishes; a run of anything else is one
// hyphen. A name without letters and digits becomes x and its bytes in
// hexadecimal, so that a slug is never empty. Two names may have one slug.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(strings.ToValidUTF8(name, "")) {
		if unicode.IsMark(r) || r == '\'' || r == '’' || r == '‘' || r == '.' || r == 'ʼ' || r == '`' {
			continue
		}
		r = unicode.ToLower(r)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		if plain := letter(r); plain != "" {
			b.WriteString(plain)
		} else {
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return "x" + hex.EncodeToString([]byte(name))
	}
	return norm.NFC.String(b.String())
}

// letter is the plain spelling of Latin letters that are no letter and mark.
func letter(r rune) string {
	switch r {
	case 'ı':
		return "i"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ħ':
		return "h"
	case 'ŧ':
		return "t"
	case 'ə':
		return "a"
	}
	return ""
}
