package article

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/abadojack/whatlanggo"

	"parley/extract/wordlist"
)

// NotEnglishError says that an article does not look English.
type NotEnglishError struct {
	ID       string
	Language string // its English name, or empty if the input did not say and it cannot be told
}

func (e *NotEnglishError) Error() string {
	return fmt.Sprintf("%s: looks like %s, and parley reads English", e.ID, e.Language)
}

// sampled is how much of a text is looked at.
const sampled = 4096

//go:embed data/function.txt
var functionFile string

// function are words that English cannot do without.
var function = sync.OnceValue(func() map[string]bool { return wordlist.Set(functionFile) })

// enough is the share of function words that only English has: names from
// everywhere make short articles look like other languages to a letter count.
const (
	enough = 0.1
	tooFew = 8  // words from which nothing can be told
	plenty = 20 // words among which English would have one
)

// CheckEnglish is a [*NotEnglishError] if the article is surely in another
// language: by what its input says, else if it lacks the function words of
// English and its letters are another language's (whatlanggo). A text too short
// to tell is let pass.
func CheckEnglish(a Article) error {
	if l := strings.ToLower(a.Language); l != "" {
		if l == "en" || l == "eng" || l == "english" || strings.HasPrefix(l, "en-") || strings.HasPrefix(l, "en_") {
			return nil
		}
		return &NotEnglishError{a.ID, languageName(a.Language)}
	}
	s := a.Text[a.Body:]
	if len(s) > sampled {
		s = strings.ToValidUTF8(s[:sampled], "")
	}
	all, known := count(s)
	if float64(known) >= enough*float64(all) {
		return nil
	}
	info := whatlanggo.Detect(s)
	if info.Lang != whatlanggo.Eng && (info.IsReliable() && all > tooFew || known == 0 && all >= plenty) {
		return &NotEnglishError{a.ID, info.Lang.String()}
	}
	return nil
}

// languageName is the English name of the language that a code of two letters
// stands for ("de", "de-AT"), or else what was given.
func languageName(code string) string {
	short, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(code, "_", "-")), "-")
	for lang, name := range whatlanggo.Langs {
		if len(short) == 2 && lang.Iso6391() == short {
			return name
		}
	}
	return code
}

// count is the words of s, and how many of them are function words.
func count(s string) (all, known int) {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		all++
		if function()[strings.ToLower(w)] {
			known++
		}
	}
	return all, known
}

// trueLanguage mends what a page says of its language where its text is surely
// in another: templates say what they say whatever is written in them.
func (a *Article) trueLanguage() {
	s := a.Text[a.Body:]
	if len(s) > sampled {
		s = strings.ToValidUTF8(s[:sampled], "")
	}
	all, known := count(s)
	if all < plenty {
		return
	}
	lang := ""
	if float64(known) >= enough*float64(all) {
		lang = "en"
	} else if info := whatlanggo.Detect(s); info.IsReliable() && info.Lang != whatlanggo.Eng {
		lang = info.Lang.Iso6391()
	}
	if lang == "" || strings.HasPrefix(strings.ToLower(a.Language), lang) {
		return
	}
	a.Language = lang
	if a.From == nil {
		a.From = map[string]string{}
	}
	a.From["language"] = "text"
}

// guessLanguage tells the language of an article whose input does not say, if
// its text is long enough to be sure.
func (a *Article) guessLanguage() {
	if a.Language == "" {
		a.trueLanguage()
	}
}
