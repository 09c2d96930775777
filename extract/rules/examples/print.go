package examples

import (
	"fmt"
	"strings"

	"parley/extract/pattern"
	"parley/extract/text"
)

// String is the failure for an author: the text, what was expected, what was
// captured, the line of the rule that stopped, and how the text was read.
func (f *Failure) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", f.Rule.Place, f.Name())
	fmt.Fprintf(&b, "  text     %s\n", strings.Join(strings.Fields(f.Text), " "))
	if f.Example.Why != "" {
		fmt.Fprintf(&b, "  because  %s\n", f.Example.Why)
	}
	fmt.Fprintf(&b, "  want     %s\n", f.Want)
	fmt.Fprintf(&b, "  got      %s\n", f.Got)
	for _, s := range f.Stops {
		b.WriteString(f.stop(s))
	}
	b.WriteString("  tree\n")
	b.WriteString(Tree(f.Doc))
	return b.String()
}

func (f *Failure) stop(s pattern.Stop) string {
	var b strings.Builder
	what := "it needs " + f.line(s.Line)
	switch {
	case s.Unless:
		what = "unless"
	case s.Line == &f.Rule.Match[0]:
		what = "no word is its anchor"
	}
	fmt.Fprintf(&b, "  stopped  at “%s”, %s: %s\n", f.Doc.Form(s.Anchor), f.Rule.At(s.Line), what)
	for _, n := range s.Near {
		if n.Why == "" {
			n.Why = "fits"
		}
		fmt.Fprintf(&b, "             “%s”, by %s: %s\n", f.Doc.Form(n.Token), n.Rel, n.Why)
	}
	if len(s.Near) == 0 {
		b.WriteString("             nothing hangs there\n")
	}
	return b.String()
}

// line is what a line looks for, in words.
func (f *Failure) line(l *pattern.Line) string {
	where := "under " + l.Under
	if l.Over != "" {
		where = "over " + l.Over
	}
	out := fmt.Sprintf("%s, %s by %s", l.As, where, strings.Join(l.By, ", "))
	if l.Least > 1 {
		out = fmt.Sprintf("%d of %s", l.Least, out)
	}
	return out
}

// Tree shows how a text was read, a token a line, for those who wonder why a
// rule is silent.
func Tree(doc *text.Document) string {
	var b strings.Builder
	for i, t := range doc.Tokens {
		head := "ROOT"
		if t.Head >= 0 {
			head = doc.Form(t.Head)
		}
		fmt.Fprintf(&b, "    %s/%s/%s/%s <-%s- %s", doc.Form(i), t.UPOS, t.XPOS, t.Lemma, t.Rel, head)
		for _, m := range doc.Mentions {
			if m.First == i {
				fmt.Fprintf(&b, " [%s %s]", m.Type, doc.Slice(m.Span))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
