package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"parley/extract"
	"parley/schema"
)

// jsonReasons is an article with the reasons for what its record has.
type jsonReasons struct {
	Doc       string          `json:"doc"`
	Record    json.RawMessage `json:"record"`    // as extract gives it without --explain
	Sentences []jsonSentence  `json:"sentences"` // those that something was found in
}

type jsonSentence struct {
	Text     string        `json:"text"`
	Start    int           `json:"start"` // bytes of the article's text
	End      int           `json:"end"`
	Findings []jsonFinding `json:"findings"`
	HeldBack []jsonReason  `json:"held_back"`
}

// jsonFinding is a finding of the record, where one of its rules matched.
type jsonFinding struct {
	Section    string       `json:"section"`        // of the record
	Index      int          `json:"index"`          // in the section
	Told       string       `json:"told"`           // in words
	Said       string       `json:"said,omitempty"` // of a statement
	Status     string       `json:"status,omitempty"`
	Date       string       `json:"date,omitempty"`
	DateWords  string       `json:"date_words,omitempty"`
	Confidence float64      `json:"confidence"`
	Rated      bool         `json:"rated"`    // enough was counted for the confidence to mean much
	Evidence   []string     `json:"evidence"` // all its sentences
	Because    []jsonReason `json:"because"`  // the matches in this sentence
}

// jsonReason is a rule's match.
type jsonReason struct {
	jsonRule
	Why   string       `json:"why,omitempty"` // it was held back
	Tree  []jsonBranch `json:"tree"`
	Names []jsonName   `json:"names"`
}

// jsonBranch is a captured word, in the order of the tree.
type jsonBranch struct {
	Depth    int      `json:"depth"`
	Capture  string   `json:"capture"`
	Words    string   `json:"words"`              // the mention that it heads, or the word
	Relation string   `json:"relation,omitempty"` // to the branch over it
	Over     bool     `json:"over,omitempty"`     // that hangs from this one
	Implied  bool     `json:"implied,omitempty"`  // by the tree, and not an arc of it
	Roles    []string `json:"roles"`
}

// jsonName is a word in a role, with whom it stands for and why.
type jsonName struct {
	Roles   []string `json:"roles"`
	Words   string   `json:"words"`
	Kind    string   `json:"kind,omitempty"` // name, nominal or pronoun
	Entity  string   `json:"entity,omitempty"`
	Name    string   `json:"name,omitempty"`
	Members []string `json:"members,omitempty"` // of those that it means together
	Why     string   `json:"why"`
	Before  string   `json:"before,omitempty"` // the words for it before these
}

// printReasons prints a record with what led to it, sentence by sentence.
func printReasons(w io.Writer, x *extract.Explanation, text, format string) error {
	p := newRecordPrinter(w, x.Record, text)
	sentences := p.sentences(x)
	if format == "json" {
		record, err := schema.Encode(x.Record, text)
		if err != nil {
			return err
		}
		return jsonLine(w, jsonReasons{x.Record.Doc, record, sentences})
	}
	p.heading()
	for _, s := range sentences {
		p.sentence(s)
	}
	p.line("")
	return p.err
}

// sentences are those in which a rule matched, with what came of it.
func (p *recordPrinter) sentences(x *extract.Explanation) []jsonSentence {
	tellings := p.tellings()
	at := map[int][]int{} // sentence -> its findings
	for i, t := range tellings {
		for _, m := range t.finding.From {
			if k := x.Matches[m].Sentence; !slices.Contains(at[k], i) {
				at[k] = append(at[k], i)
			}
		}
	}
	held := map[int][]int{} // sentence -> its matches that were held back
	for i, m := range x.Matches {
		if m.Held != "" {
			held[m.Sentence] = append(held[m.Sentence], i)
		}
	}
	out := []jsonSentence{}
	for k, s := range x.Doc.Sentences {
		if at[k] == nil && held[k] == nil {
			continue
		}
		js := jsonSentence{Text: p.quote(schema.Span(s.Span)), Start: s.Start, End: s.End, Findings: []jsonFinding{}, HeldBack: []jsonReason{}}
		for _, i := range at[k] {
			js.Findings = append(js.Findings, p.explained(x, tellings[i], k))
		}
		for _, i := range held[k] {
			js.HeldBack = append(js.HeldBack, matched(x, &x.Matches[i]))
		}
		out = append(out, js)
	}
	return out
}

func (p *recordPrinter) explained(x *extract.Explanation, t telling, sentence int) jsonFinding {
	f := jsonFinding{Section: t.section, Index: t.index, Told: t.what, Said: t.said, Status: t.status, Date: t.date, DateWords: t.when, Confidence: t.finding.Confidence}
	for _, s := range t.finding.Evidence {
		f.Evidence = append(f.Evidence, p.quote(s))
	}
	for _, i := range t.finding.From {
		m := &x.Matches[i]
		f.Rated = f.Rated || m.Rule.ID == t.finding.Rule && m.Rule.Rated()
		if f.DateWords == "" && f.Date != "" && m.Date == f.Date {
			f.DateWords = m.When
		}
		if m.Sentence == sentence {
			f.Because = append(f.Because, matched(x, m))
		}
	}
	return f
}

func matched(x *extract.Explanation, m *extract.Reason) jsonReason {
	out := jsonReason{jsonRule: ruleJSON(m.Rule), Why: m.Held, Tree: []jsonBranch{}, Names: []jsonName{}}
	for _, b := range m.Tree {
		roles := []string{}
		for role, toks := range m.Roles {
			if slices.Contains(m.Rule.Emit[role], b.Capture) && slices.Contains(toks, b.Token) {
				roles = append(roles, role)
			}
		}
		slices.Sort(roles)
		out.Tree = append(out.Tree, jsonBranch{b.Depth, b.Capture, words(x, b.Token), b.Rel, b.Over, b.Implied, roles})
	}
	for _, n := range m.Names {
		out.Names = append(out.Names, jsonName{n.Roles, n.Words, string(n.Kind), n.Entity, n.Name, n.Members, n.Why, n.Before})
	}
	return out
}

// words are those of the mention that the token is the head of, or the token.
func words(x *extract.Explanation, tok int) string {
	if k := x.Graph.Mention(tok); k >= 0 {
		return strings.Join(strings.Fields(x.Doc.Slice(x.Doc.Mentions[k].Span)), " ")
	}
	return x.Doc.Form(tok)
}

// wrap prints words behind a label, in lines of at most textWidth.
func (p *recordPrinter) wrap(indent int, label, words string) {
	const column = 12
	margin := strings.Repeat(" ", indent+column)
	lines := wrapped(strings.Fields(printable(words)), margin, textWidth)
	p.line("%*s%-*s%s", indent, "", column, label, strings.TrimSuffix(strings.TrimPrefix(lines, margin), "\n"))
}

func (p *recordPrinter) sentence(s jsonSentence) {
	p.line("")
	p.line("%s", strings.TrimSuffix(wrapped(strings.Fields("“"+s.Text+"”"), "", textWidth), "\n"))
	for i, f := range s.Findings {
		p.line("  %s", f.Told)
		if i+1 < len(s.Findings) && sameReasons(f, s.Findings[i+1]) {
			continue // one match, told of each of several: "the two ministers condemned"
		}
		p.finding(f, s.Text)
	}
	for i, r := range s.HeldBack {
		if i == 0 {
			p.line("  held back")
		}
		p.wrap(4, "because", r.Why)
		p.rule(r)
		p.tree(r)
	}
}

func sameReasons(a, b jsonFinding) bool {
	a.Told, a.Index = b.Told, b.Index
	return reflect.DeepEqual(a, b)
}

func (p *recordPrinter) finding(f jsonFinding, sentence string) {
	if f.Said != "" {
		p.wrap(4, "what", f.Said)
	}
	if f.Status != "" {
		p.wrap(4, "status", f.Status)
	}
	if f.Date != "" {
		words := f.Date
		if f.DateWords != "" {
			words += ", from “" + f.DateWords + "”"
		}
		p.wrap(4, "date", words)
	}
	confidence := fmt.Sprintf("%.2f", f.Confidence)
	if !f.Rated {
		confidence += ", a guess: too few findings of the rule were counted"
	}
	p.wrap(4, "confidence", confidence)
	for _, quote := range f.Evidence {
		if quote != sentence {
			p.wrap(4, "also in", "“"+quote+"”")
		}
	}
	for _, r := range f.Because {
		p.rule(r)
		p.wrap(4, "", r.About)
		p.tree(r)
		for i, n := range r.Names {
			label := ""
			if i == 0 {
				label = "names"
			}
			p.wrap(4, label, name(n))
		}
	}
}

func (p *recordPrinter) rule(r jsonReason) {
	p.wrap(4, "rule", fmt.Sprintf("%s (%s), %s", r.Rule, r.Place, r.measured()))
}

func (p *recordPrinter) tree(r jsonReason) {
	for i, b := range r.Tree {
		label := ""
		if i == 0 {
			label = "tree"
		}
		p.line("    %-12s%s", label, printable(branch(b)))
	}
}

// branch is a captured word in words: how it hangs, what it is captured as, and
// what role it has.
func branch(b jsonBranch) string {
	out := strings.Repeat("  ", b.Depth)
	if b.Relation != "" {
		out += b.Relation + " "
	}
	if b.Over {
		out = strings.Repeat("  ", b.Depth) + "hangs by " + b.Relation + " from "
	}
	out += "“" + b.Words + "” = " + b.Capture
	if len(b.Roles) > 0 {
		out += " → " + strings.Join(b.Roles, ", ")
	}
	if b.Implied {
		out += " (implied)"
	}
	return out
}

// name says whom words stand for and why.
func name(n jsonName) string {
	roles := strings.Join(n.Roles, ", ")
	if n.Entity == "" {
		return fmt.Sprintf("%s: “%s”: %s", roles, n.Words, n.Why)
	}
	out := fmt.Sprintf("%s: “%s” is %s (%s): %s", roles, n.Words, n.Name, n.Entity, n.Kind)
	out += ", " + cmp.Or(n.Why, "the reason was not kept")
	if len(n.Members) > 0 {
		out += "; together: " + strings.Join(n.Members, ", ")
	}
	if n.Before != "" {
		out += "; before: “" + n.Before + "”"
	}
	return out
}
