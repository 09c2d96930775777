// Package charset turns bytes in any usual encoding into UTF-8.
//
// What the bytes say of themselves counts more than what is said of them:
// pages and mails lie about their encoding, and valid UTF-8 beyond ASCII is
// hardly ever anything else.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// few is how many bytes in a thousand may be wrong in a text that still counts
// as UTF-8: cut or patched somewhere.
const few = 5

// Decode is b as UTF-8, with the name of the encoding it was in. declared is a
// media type or the name of an encoding that the source gives, or empty. A
// byte order mark is not part of the result; what cannot be decoded becomes
// U+FFFD.
func Decode(b []byte, declared string) (string, string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return valid(b[3:]), "utf-8"
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decode(b, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)), "utf-16le"
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decode(b, unicode.UTF16(unicode.BigEndian, unicode.UseBOM)), "utf-16be"
	}
	enc, name := said(b, declared)
	if strings.HasPrefix(name, "utf-16") && bytes.IndexByte(b, 0) < 0 {
		enc, name = nil, "" // it has a zero byte in every other place, or it is something else
	}
	if name == "iso-2022-jp" || name == "utf-16le" || name == "utf-16be" {
		if s := decode(b, enc); !strings.ContainsRune(s, 0) {
			return s, name // these are ASCII, or look so, in UTF-8
		}
		return valid(b), "utf-8"
	}
	wrong, beyond := count(b)
	if wrong == 0 || beyond > wrong && wrong*1000 <= few*len(b) {
		return valid(b), "utf-8"
	}
	if enc == nil || name == "utf-8" || name == "replacement" {
		enc, name = charset.Lookup("windows-1252")
	}
	return decode(b, enc), name
}

// said is the encoding that the source declares: outside, else in the first
// bytes of a page.
func said(b []byte, declared string) (encoding.Encoding, string) {
	if declared != "" && !strings.ContainsAny(declared, "/;") {
		if enc, name := charset.Lookup(strings.Trim(declared, "\"' ")); enc != nil {
			return enc, name
		}
		declared = ""
	}
	enc, name, certain := charset.DetermineEncoding(b[:min(len(b), 1024)], declared)
	if !certain {
		return nil, ""
	}
	return enc, name
}

// count is how many bytes of b are wrong in UTF-8, and how many characters
// beyond ASCII are right. A character cut off at the end is not wrong.
func count(b []byte) (wrong, beyond int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			if len(b)-i < utf8.UTFMax && !utf8.FullRune(b[i:]) {
				break
			}
			wrong++
		} else {
			beyond++
		}
		i += size
	}
	return wrong, beyond
}

func valid(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return strings.ToValidUTF8(string(b), "\ufffd")
}

func decode(b []byte, enc encoding.Encoding) string {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return valid(b)
	}
	return valid(out)
}
