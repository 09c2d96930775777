package extract_test

import (
	"context"
	"fmt"
	"log"

	"parley/extract"
)

// A record tells who met whom, and with which words; what is only planned has
// another status.
func ExamplePipeline_Record() {
	pipeline, err := extract.English()
	if err != nil {
		log.Fatal(err)
	}
	text := "Swedish Foreign Minister Anna Lindqvist met Chidi Okafor in Geneva on Wednesday. Okafor will visit Norway in June."
	record, err := pipeline.Record(context.Background(), extract.Input{ID: "a.txt", Published: "2001-05-04", Text: text})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range record.Meetings {
		fmt.Println(m.Status, m.Participants, m.Places, m.Date)
		for _, s := range m.Evidence {
			fmt.Println(text[s.Start:s.End])
		}
	}
	for _, v := range record.Visits {
		fmt.Println(v.Status, v.Who, v.Place, v.Date)
	}
	// Output:
	// happened [person/anna-lindqvist person/chidi-okafor] [place/geneva] 2001-05-02
	// Swedish Foreign Minister Anna Lindqvist met Chidi Okafor in Geneva on Wednesday.
	// scheduled person/chidi-okafor country/norway 2001-06
}

// An explanation names the rule behind each finding, and the matches that were
// held back.
func ExamplePipeline_Explain() {
	pipeline, err := extract.English()
	if err != nil {
		log.Fatal(err)
	}
	x, err := pipeline.Explain(context.Background(), extract.Input{ID: "a.txt", Text: "Anna Lindqvist met Chidi Okafor."})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range x.Findings() {
		reason := x.Matches[f.From[0]]
		fmt.Println(f.Rule)
		for _, n := range reason.Names {
			fmt.Println(n.Roles, n.Name)
		}
	}
	// Output:
	// meetings/verb
	// [participant] Anna Lindqvist
	// [participant] Chidi Okafor
}
