package export

import "parley/graph"

// card is what a page shows of one fact behind an element of a picture: a head
// and the sentences.
type card struct {
	Head      string     `json:"head"`
	Sentences []sentence `json:"sentences"`
}

type sentence struct {
	Text   string `json:"text"`
	Source string `json:"source"`
	URL    string `json:"url,omitempty"`
	Claim  string `json:"claim"`
	Sure   string `json:"sure,omitempty"` // confidence
}

func cardOf(head string, all []graph.Evidence) card {
	c := card{Head: head, Sentences: []sentence{}}
	for _, ev := range all {
		s := sentence{Text: clean(ev.Sentence), Source: clean(sourceName(ev)), Claim: ev.Claim, Sure: confidenceOf([]graph.Evidence{ev})}
		if len(s.Sure) > 4 {
			s.Sure = s.Sure[:4]
		}
		if webAddress(ev.URL) {
			s.URL = ev.URL
		}
		c.Sentences = append(c.Sentences, s)
	}
	return c
}

func (s *scene) heading() string { return s.title }

// facts are those behind each line and, for a node, those of its lines.
func (s *scene) facts() map[string][]card {
	out := map[string][]card{}
	for _, l := range s.lines {
		ends := []string{s.figures[l.from].tooltip, s.figures[l.to].tooltip}
		for _, e := range l.edges {
			b := bundle{from: e.From, to: e.To, predicate: e.Predicate, status: e.Status}
			c := cardOf(ends[0]+" – "+ends[1]+": "+headOf(s.model, b, e), e.Evidence)
			for _, id := range []string{l.id, s.figures[l.from].element, s.figures[l.to].element} {
				out[id] = append(out[id], c)
			}
		}
	}
	return out
}
