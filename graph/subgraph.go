package graph

// Subgraph is a part of the graph chosen to be drawn or exported: nodes,
// edges and the evidence behind each edge. Nodes are sorted by ID, edges by
// (From, To, Predicate, Status, Meeting).
type Subgraph struct {
	Title string   // what was asked: "who met whom"
	Notes []string // what the reader of a picture of it should know
	Nodes []Node
	Edges []Edge
}

// Node is an entity, a meeting or an office.
type Node struct {
	ID      string // without prefix: person/angela-merkel
	Type    string // a type of schema: Person, Country, Meeting …
	Caption string // name in words
	Country string // caption of the country whose offices it holds or that it belongs to, if it is told to be one; set in who-met-whom graphs
}

// Edge is one predicate between two nodes with all the claims that say it.
// For who-met-whom graphs one edge stands for one meeting of the two.
type Edge struct {
	From, To  string // node IDs
	Predicate string // met, held_in, holds_office …
	Status    string // a status of schema: happened, scheduled, denied …
	Date      string // YYYY, YYYY-MM, YYYY-MM-DD or empty
	Place     string // caption of the place or places, or empty
	Meeting   string // ID of the meeting, or empty
	Evidence  []Evidence
}

// Evidence is one sentence of one document that says something.
type Evidence struct {
	Claim      string // ID of the claim: claim/…
	Document   string // ID of the document as the user knows it
	Title      string // of the document
	Publisher  string
	Published  string
	URL        string // of the document
	Sentence   string // the evidence sentences, white space folded
	Start, End int    // code points of the document's text, from the first sentence's start to the last one's end
	Rule       string
	Status     string // of the claim; empty where a claim has none
	Confidence float64
}
