package resolve

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Name is a person's name taken apart. All words are folded (see [Fold]).
type Name struct {
	Given  []string // first names, patronymics and initials, in the order of the name
	Family string   // surname; of a name of one word, that word
	Suffix string   // jr, iii …
	Lone   bool     // nothing but a surname, or but a first name: nobody can tell
	plain  []string // Given before folding
	first  bool     // the surname stands first
}

// ParseName takes a name apart: honorifics, articles and particles go, a
// Chinese or Korean surname is found in front, a name with a comma ("Merkel,
// Angela") is put into order.
//
//	Dr. Abdel-Fattah el-Sissi   abdel fatah | sisi
//	Kim Jong-un                 iong un     | kim
//	Ursula von der Leyen        ursula      | lein
//	Robert F. Kennedy Jr.       robert f    | kenedi, jr
//	President Obama                         | obama, lone
func ParseName(name string) Name {
	rest, suffix := cleaned(name)
	return takeApart(rest, suffix)
}

// cleaned are the words of a name in its order without honorifics, articles
// and particles, and the generation.
func cleaned(name string) (rest []string, generation string) {
	name = inOrder(name)
	all := Words(name)
	for len(all) > 1 && is("honorific", all[0]) {
		all = all[1:]
	}
	if i := len(all) - 1; i > 0 && is("suffix", all[i]) {
		generation, all = suffix(all[i]), all[:i]
	}
	for i, w := range all {
		last := i == len(all)-1
		if !last && (is("article", w) && (i > 0 || !firstName(name, w)) || len(w) > 1 && is("particle", w)) {
			continue
		}
		rest = append(rest, w)
	}
	if len(rest) == 0 {
		rest = []string{""}
	}
	return rest, generation
}

// firstName reports whether what may be an article, in front of a name, is
// written like a first name: Al Gore and Ash Carter, not al-Assad or Al-Sisi.
func firstName(name, article string) bool {
	if article == "el" || article == "ul" {
		return false
	}
	capital := strings.ToUpper(article[:1]) + article[1:]
	return strings.Contains(" "+name, " "+capital+" ")
}

// takeApart makes a name of what cleaned leaves.
func takeApart(rest []string, generation string) Name {
	n := Name{Suffix: generation, Lone: len(rest) == 1}
	if n.first = surnameFirst(rest); n.first {
		rest = append(slices.Clone(rest[1:]), rest[0])
	}
	n.plain = rest[:len(rest)-1]
	for _, w := range n.plain {
		n.Given = append(n.Given, Fold(w))
	}
	n.Family = usual(Fold(rest[len(rest)-1]))
	return n
}

// inOrder is "Merkel, Angela" as "Angela Merkel".
func inOrder(name string) string {
	family, given, ok := strings.Cut(name, ",")
	if w := Words(given); ok && len(w) > 0 && !is("suffix", w[0]) {
		return given + " " + family
	}
	return name
}

// suffix spells a generation in one way.
func suffix(w string) string {
	switch w {
	case "junior":
		return "jr"
	case "senior":
		return "sr"
	}
	return w
}

// syllables are one or two of Chinese or Korean.
var syllables = regexp.MustCompile(`^([bcdfghjklmnpqrstwxyz]{0,2}[aeiouyw]+(ng|n|k|l|m|p|r|h|t)?){1,2}$`)

// surnameFirst reports whether the words are a Chinese or Korean name in its
// own order.
func surnameFirst(words []string) bool {
	if len(words) < 2 || len(words) > 3 || !is("first", words[0]) || is("given", words[0]) && !is("family", words[0]) {
		return false
	}
	for _, w := range words[1:] {
		if len(w) < 2 || !syllables.MatchString(w) {
			return false
		}
	}
	return len(words) == 3 || !is("first", words[1])
}

// Words are the words of a name in lower case, without accents and signs; an
// apostrophe joins (O'Brien is obrien), a hyphen parts.
func Words(name string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(strings.ToValidUTF8(name, ""))) {
		switch {
		case unicode.IsMark(r), strings.ContainsRune("'’‘ʼ`.", r):
			if r == '.' {
				b.WriteByte(' ')
			}
		case plainLetters[r] != "":
			b.WriteString(plainLetters[r])
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// plainLetters are the Latin letters that are no letter and mark.
var plainLetters = map[rune]string{'ı': "i", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ħ': "h", 'ŧ': "t", 'ə': "a"}

// Keys are those under which alone names may be one person's: the surname, and
// the first letter of the first name, "" if there is none.
func (n Name) Keys() (family, given string) {
	if n.Lone {
		return n.Family, ""
	}
	first := n.plain[0]
	if full, ok := words().full[n.Given[0]]; ok && usual(n.Given[0]) == n.Given[0] {
		first = full // Bill is William
	} else if u, ok := words().variants[n.Given[0]]; ok {
		first = u
	}
	r := []rune(first)
	if len(r) == 0 {
		return n.Family, "-"
	}
	if r[0] == 'j' || r[0] == 'y' {
		r[0] = 'i'
	}
	return n.Family, string(r[:1])
}

// usual is the usual spelling of a folded first name, folded.
func usual(folded string) string {
	if u, ok := words().variants[folded]; ok {
		return Fold(u)
	}
	return folded
}

// equal reports whether a and b are the same words.
func (a Name) equal(b Name) bool {
	return a.Family == b.Family && a.Suffix == b.Suffix && a.first == b.first && slices.Equal(a.plain, b.plain)
}

// common reports whether so many bear first name and surname alike that the
// name alone tells nobody, or the first names are initials only.
func (n Name) common() bool {
	if !n.Lone && !slices.ContainsFunc(n.Given, func(w string) bool { return len(w) > 1 }) {
		return true
	}
	if n.Lone {
		return commonFolded()["family"][n.Family]
	}
	f := commonFolded()
	return f["family"][n.Family] && (f["given"][n.Given[0]] || f["given"][usual(n.Given[0])] || n.first && len(n.Given) == 1)
}
