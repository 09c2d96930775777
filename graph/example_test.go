package graph_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"

	"parley/graph"
	"parley/graph/gizmo"
	"parley/graph/nquads"
	"parley/schema"
)

// The quads of others are a document of their own, which can be asked for and
// taken back.
func ExampleImported() {
	ctx := context.Background()
	quads, err := nquads.ReadAll(ctx, strings.NewReader("<urn:parley:person/a> <https://example.org/award> \"a prize\" .\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	entries, err := graph.Imported("awards.nq", quads)
	if err != nil {
		fmt.Println(err)
		return
	}
	store := graph.OpenMemory()
	defer store.Close()
	if _, err := store.Put(ctx, entries...); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(store.Documents())
	fmt.Println(store.Remove(ctx, "awards.nq"))
	// Output:
	// [awards.nq] <nil>
	// <nil>
}

// A store answers who met whom with the sentences that say it. What did not
// come about answers nothing, unless all is asked for.
func ExampleStore_WhoMet() {
	ctx := context.Background()
	text := "Anna Aa met Bert Bb in Oslo. Carl Cc refused to meet Bert Bb."
	met := schema.Finding{Evidence: []schema.Span{{Start: 0, End: 28}}, Rule: "by hand", Confidence: 1}
	refused := schema.Finding{Evidence: []schema.Span{{Start: 29, End: len(text)}}, Rule: "by hand", Confidence: 1}
	record := &schema.Record{
		Doc: "a.txt", Published: "1990-05-01",
		Entities: []schema.Entity{
			{ID: "person/anna-aa", Type: "Person", Name: "Anna Aa"},
			{ID: "person/bert-bb", Type: "Person", Name: "Bert Bb"},
			{ID: "person/carl-cc", Type: "Person", Name: "Carl Cc"},
			{ID: "place/oslo", Type: "Place", Name: "Oslo"},
		},
		Meetings: []schema.Meeting{
			{ID: "meeting/1", Kind: "meeting", Status: "happened", Participants: []string{"person/anna-aa", "person/bert-bb"}, Places: []string{"place/oslo"}, Trigger: schema.Span{Start: 8, End: 11}, Finding: met},
			{ID: "meeting/2", Kind: "meeting", Status: "refused", Participants: []string{"person/carl-cc", "person/bert-bb"}, Trigger: schema.Span{Start: 48, End: 52}, Finding: refused},
		},
	}
	store := graph.OpenMemory()
	defer store.Close()
	if _, err := store.Put(ctx, graph.Entry{Document: graph.Document{ID: "a.txt", Text: text}, Record: record}); err != nil {
		log.Fatal(err)
	}
	bert, err := store.Find(ctx, "Bert Bb")
	if err != nil {
		log.Fatal(err)
	}
	for _, all := range []bool{false, true} {
		answer, err := store.WhoMet(ctx, []string{bert[0].ID}, all)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(answer.Columns)
		for _, row := range answer.Rows {
			fmt.Printf("%q %s\n", row.Cells, row.Evidence[0].Sentence)
		}
	}
	// Output:
	// [who met date place kind status]
	// ["Bert Bb" "Anna Aa" "" "Oslo" "meeting" "happened"] Anna Aa met Bert Bb in Oslo.
	// [who met date place kind status]
	// ["Bert Bb" "Anna Aa" "" "Oslo" "meeting" "happened"] Anna Aa met Bert Bb in Oslo.
	// ["Bert Bb" "Carl Cc" "" "" "meeting" "refused"] Carl Cc refused to meet Bert Bb.
}

// Gizmo programs see the names of the vocabulary and of the store.
func ExampleStore_Query() {
	ctx := context.Background()
	store := graph.OpenMemory()
	defer store.Close()
	record := &schema.Record{
		Doc:       "a.txt",
		Entities:  []schema.Entity{{ID: "person/anna-aa", Type: "Person", Name: "Anna Aa"}, {ID: "person/bert-bb", Type: "Person", Name: "Bert Bb"}},
		Relations: []schema.Relation{{S: "person/anna-aa", P: "praises", O: "person/bert-bb", Status: "happened", Finding: schema.Finding{Evidence: []schema.Span{{End: 21}}, Rule: "by hand", Confidence: 1}}},
	}
	if _, err := store.Put(ctx, graph.Entry{Document: graph.Document{ID: "a.txt", Text: "Anna Aa praised Bert."}, Record: record}); err != nil {
		log.Fatal(err)
	}
	result, err := store.Query(ctx, `who("Anna Aa").Out(praises).Save(name, "praised").All()`, gizmo.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := result.WriteTable(os.Stdout); err != nil {
		log.Fatal(err)
	}
	// Output:
	// id                     praised
	// parley:person/bert-bb  "Bert Bb"
}
