package pattern

// Set is the checked rules of all families, ready to match. It is read only
// and safe for concurrent use.
type Set struct {
	Rules []*Rule // by file name, then as they stand in the file

	byLemma map[string][]*Rule // anchors that name lemmas
	others  []*Rule
}

// Rule is one pattern.
type Rule struct {
	ID         string              `yaml:"id"` // family/name
	About      string              `yaml:"about"`
	Emits      string              `yaml:"emits"` // section of the record
	Match      []Line              `yaml:"match"` // the first is the anchor
	Unless     []Line              `yaml:"unless"`
	Emit       map[string][]string `yaml:"emit"` // role -> captures
	Set        map[string]string   `yaml:"set"`  // fixed values, or $list and $list:capture
	Examples   Examples            `yaml:"examples"`
	Confidence float64             `yaml:"-"` // share of findings that were right; see [Set.Rate]
	Place      string              `yaml:"-"` // file:line

	values map[string]choice // of Set, where it names a list
}

// choice is a value that depends on the lemma of a capture.
type choice struct {
	capture string
	values  list // lemma -> value
}

// Line names tokens.
type Line struct {
	As       string   `yaml:"as"`
	Under    string   `yaml:"under"` // hangs from one of the tokens of that name
	Over     string   `yaml:"over"`  // one of the tokens of that name hangs from it
	By       []string `yaml:"by"`    // relations, with Under or Over
	Lemma    []string `yaml:"lemma"`
	Form     []string `yaml:"form"` // in lower case
	Tag      []string `yaml:"tag"`  // UPOS
	XPOS     []string `yaml:"xpos"`
	Type     []string `yaml:"type"` // of the mention whose head it is
	Least    int      `yaml:"least"`
	Optional bool     `yaml:"optional"`
	line     int
}

// Examples are what a rule must and must not match; they are run as tests.
type Examples struct {
	Holds  []Example `yaml:"holds"`  // brackets mark what each capture must be: "[a:Mary] met [b:Joan]."
	Silent []Example `yaml:"silent"` // the whole family must be silent
	Missed []Example `yaml:"missed"` // as holds, but known not to work: a test fails once it does
}

// Example is one text, with what the finding must be like.
type Example struct {
	Text   string `yaml:"text"`
	Status string `yaml:"status"`
	Kind   string `yaml:"kind"`
	P      string `yaml:"p"`
	Why    string `yaml:"why"` // of a silent one
}

// Match is one rule at one anchor.
type Match struct {
	Rule     *Rule
	Anchor   int // token
	Sentence int
	Captures map[string][]int  // name of a line -> tokens, in the order of the text
	Roles    map[string][]int  // role -> tokens, in the order of the text, each once
	Set      map[string]string // fixed values
}
