package article

import (
	"fmt"
	"strings"

	"github.com/abadojack/whatlanggo"
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

// CheckEnglish is a [*NotEnglishError] if the article is surely in another
// language: by what its input says, else by its letters (whatlanggo). A text
// too short to tell is let pass.
func CheckEnglish(a Article) error {
	if l := strings.ToLower(a.Language); l != "" {
		if l == "en" || l == "eng" || l == "english" || strings.HasPrefix(l, "en-") || strings.HasPrefix(l, "en_") {
			return nil
		}
		return &NotEnglishError{a.ID, a.Language}
	}
	s := a.Text[a.Body:]
	if len(s) > sampled {
		s = strings.ToValidUTF8(s[:sampled], "")
	}
	if info := whatlanggo.Detect(s); info.Lang != whatlanggo.Eng && info.IsReliable() && len(s) > 60 {
		return &NotEnglishError{a.ID, info.Lang.String()}
	}
	return nil
}
