package export_test

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"strings"

	"parley/export"
	"parley/extract"
	"parley/graph"
)

// A text becomes a record, the record a graph, and the graph answers and is drawn.
func Example() {
	ctx := context.Background()
	text := "Swedish Foreign Minister Anna Lindqvist met Chidi Okafor in Geneva on 2 May 2001."
	pipeline, err := extract.English()
	if err != nil {
		log.Fatal(err)
	}
	record, err := pipeline.Record(ctx, extract.Input{ID: "a.txt", Published: "2001-05-04", Text: text})
	if err != nil {
		log.Fatal(err)
	}
	store := graph.OpenMemory()
	defer store.Close()
	if _, err := store.Put(ctx, graph.Entry{Document: graph.Document{ID: "a.txt", Text: text}, Record: record}); err != nil {
		log.Fatal(err)
	}
	answer, err := store.WhoMet(ctx, nil, false)
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range answer.Rows {
		fmt.Println(row.Cells[0], "met", row.Cells[1], "on", row.Cells[2], "in", row.Cells[3])
		fmt.Println(row.Evidence[0].Sentence)
	}
	met, err := store.WhoMetWhom(ctx, nil)
	if err != nil {
		log.Fatal(err)
	}
	var picture bytes.Buffer // or a file
	if _, err := export.SVG(ctx, &picture, met, export.Options{Renderer: export.Builtin}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Count(picture.String(), `class="node`), "people in the picture")
	// Output:
	// Anna Lindqvist met Chidi Okafor on 2001-05-02 in Geneva
	// Swedish Foreign Minister Anna Lindqvist met Chidi Okafor in Geneva on 2 May 2001.
	// 2 people in the picture
}

// The dated meetings of somebody become a page that needs no network.
func ExampleHTML() {
	ctx := context.Background()
	store := graph.OpenMemory()
	defer store.Close()
	if _, err := store.Put(ctx, entry("one.txt", "1990-05-01", told{"Anna Aa", "Bert Bb", "Oslo", "happened", "1990-04-02"})); err != nil {
		log.Fatal(err)
	}
	facts, err := export.ReadFacts(ctx, store.All(ctx))
	if err != nil {
		log.Fatal(err)
	}
	var page bytes.Buffer
	timeline := facts.Timeline("Meetings of Anna Aa", []string{"person/anna-aa"})
	if err := export.HTML(ctx, &page, export.Source{Chart: timeline}, export.Options{}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Contains(page.String(), "2 Apr 1990"), strings.Contains(page.String(), "src="))
	// Output:
	// true false
}

// A part of a graph is read back into facts and written as a dossier.
func ExampleSelect() {
	ctx := context.Background()
	store := graph.OpenMemory()
	defer store.Close()
	if _, err := store.Put(ctx, entry("one.txt", "1990-05-01", told{"Anna Aa", "Bert Bb", "Oslo", "happened", "1990-04"}, told{"Carl Cc", "Bert Bb", "Bonn", "denied", ""})); err != nil {
		log.Fatal(err)
	}
	quads, err := export.Select(ctx, func() export.Quads { return store.All(ctx) }, export.Selection{About: []string{"person/anna-aa"}})
	if err != nil {
		log.Fatal(err)
	}
	facts, err := export.ReadFacts(ctx, quads)
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range facts.Meetings {
		fmt.Println(m.Date, m.Status, facts.Names(m.Who()), facts.Names(m.Places))
	}
	// Output:
	// 1990-04 happened [Anna Aa Bert Bb] [Oslo]
}
