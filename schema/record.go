// Package schema is the vocabulary of parley and the one thing that crosses
// the house: the [Record] of what one document says.
//
// extract makes records, the archive of graph keeps them, exports read what
// graph derives from them. Inside Go every [Span] counts bytes of the
// document's text; the JSON of a record counts Unicode code points. [Encode]
// and [Decode] convert, nothing else does.
//
// The vocabulary (which types, predicates and statuses there are, how they
// are captioned and coloured, what may join what) is data: see [Load].
package schema

// Record is what one document says.
type Record struct {
	Doc       string `json:"doc"`
	Title     string `json:"title"`
	Published Text   `json:"published"` // YYYY, YYYY-MM or YYYY-MM-DD
	Publisher string `json:"publisher,omitempty"`
	URL       string `json:"url,omitempty"`
	Language  string `json:"language"`

	Entities     []Entity      `json:"entities"`
	Offices      []Office      `json:"offices"`
	Meetings     []Meeting     `json:"meetings"`
	Visits       []Visit       `json:"visits"`
	Relations    []Relation    `json:"relations"`
	Affiliations []Affiliation `json:"affiliations"`
	Statements   []Statement   `json:"statements"`
}

// Text is a string that may be absent: empty in Go, null in JSON.
type Text string

// Span is a half-open range [Start, End) of bytes of the document's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Finding is what every claim of a record carries.
type Finding struct {
	Evidence   []Span  `json:"evidence"`   // whole sentences, in the order of the text
	Confidence float64 `json:"confidence"` // share of the rule's findings that were right, 0 to 1
	Rule       string  `json:"rule"`       // the rule that found it
	From       []int   `json:"-"`          // the matches behind it, by number, where somebody asked for an explanation
}

// Entity is somebody or something that the document names.
type Entity struct {
	ID       string    `json:"id"`   // type/slug, the same in every document
	Type     string    `json:"type"` // a type of the vocabulary
	Name     string    `json:"name"` // fullest form in the text
	Aliases  []string  `json:"aliases"`
	Mentions []Mention `json:"mentions"`
}

// Mention is where a document refers to an entity.
type Mention struct {
	Span
	Kind string `json:"kind"` // name, nominal or pronoun
}

// Office is a person in an office.
type Office struct {
	Person string `json:"person"`
	Title  string `json:"title"`
	Of     Text   `json:"of"`
	Status string `json:"status"` // current, former, elect or acting
	Finding
}

// Meeting is an event in which actors talk with one another.
type Meeting struct {
	ID           string   `json:"id"`
	Kind         string   `json:"kind"`
	Status       string   `json:"status"`
	Participants []string `json:"participants"`
	Hosts        []string `json:"hosts"`
	Mediators    []string `json:"mediators"`
	Places       []string `json:"places"`
	Date         Text     `json:"date"`           // YYYY, YYYY-MM or YYYY-MM-DD
	When         string   `json:"when,omitempty"` // the words the date was read from
	About        string   `json:"about"`
	Trigger      Span     `json:"trigger"`
	Finding
}

// Visit is an actor's going to a place in an official capacity.
type Visit struct {
	Who    string `json:"who"`
	Place  string `json:"place"`
	Status string `json:"status"`
	Date   Text   `json:"date"`
	Finding
}

// Relation is an actor's stance or act towards somebody or something.
type Relation struct {
	S      string `json:"s"`
	P      string `json:"p"`
	O      string `json:"o"` // an entity's id, or the literal words of the text
	Status string `json:"status"`
	Date   Text   `json:"date"`
	Finding
}

// Affiliation ties a person or body to another, or a place to a place.
type Affiliation struct {
	S string `json:"s"`
	P string `json:"p"`
	O string `json:"o"`
	Finding
}

// Statement is what somebody said.
type Statement struct {
	Speaker string `json:"speaker"`
	Source  Span   `json:"source"`  // the words that name the speaker
	Cue     Span   `json:"cue"`     // "said"
	Content []Span `json:"content"` // verbatim, in the order of the text
	Quote   bool   `json:"quote"`   // any of it within quotation marks
	To      Text   `json:"to"`
	Finding
}
