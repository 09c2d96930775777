package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// gold is the annotation of one article: what a careful reader found.
type gold struct {
	Lines    []string `json:"lines"` // the sentences
	Entities []struct {
		ID, Type, Name string
		Aliases        []string
	}
	Offices []struct {
		Person, Title, Status string
	}
	Meetings []struct {
		Kind, Status                  string
		Participants, Hosts, Mediator []string
		Sentences                     []int
	}
	Visits []struct {
		Who, Place, Status string
	}
	Relations []struct {
		S, P, O, Status string
		Sentences       []int
	}
	Affiliations []struct{ S, P, O string }
	Statements   []struct {
		Speaker   string
		Sentences []int
	}
}

func readGold(path string) (*gold, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var g gold
	if err := json.Unmarshal(b, &g); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &g, nil
}

// places are the bytes of text where each of its lines stands, in order.
func (g *gold) places(text string) [][2]int {
	var out [][2]int
	at := 0
	for _, line := range g.Lines {
		i := strings.Index(text[at:], line)
		if i < 0 { // a line that is not the text's own ends up empty
			out = append(out, [2]int{at, at})
			continue
		}
		out = append(out, [2]int{at + i, at + i + len(line)})
		at += i + len(line)
	}
	return out
}
