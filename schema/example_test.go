package schema_test

import (
	"fmt"
	"log"
	"strings"

	"parley/schema"
)

// Spans are bytes in Go and code points in JSON.
func ExampleEncode() {
	text := "Özal met Köhl."
	record := &schema.Record{Doc: "a.txt", Statements: []schema.Statement{{
		Speaker: "person/oezal",
		Cue:     schema.Span{Start: len("Özal "), End: len("Özal met")},
	}}}
	b, err := schema.Encode(record, text)
	if err != nil {
		log.Fatal(err)
	}
	back, err := schema.Decode(b, text)
	if err != nil {
		log.Fatal(err)
	}
	_, cue, _ := strings.Cut(string(b), `"cue":`)
	cue, _, _ = strings.Cut(cue, ",\"content")
	fmt.Println("bytes:", record.Statements[0].Cue, back.Statements[0].Cue)
	fmt.Println("code points:", cue)
	// Output:
	// bytes: {6 9} {6 9}
	// code points: {"start":5,"end":8}
}

// The vocabulary knows which statuses came about, and how things are called.
func ExampleModel_Real() {
	model := schema.English()
	for _, status := range []string{"happened", "scheduled", "denied"} {
		fmt.Println(status, model.Real(status))
	}
	fmt.Println(model.Predicate("held_in").Caption)
	// Output:
	// happened true
	// scheduled false
	// denied false
	// held in
}

// Validate finds what a record may not say.
func ExampleModel_Validate() {
	err := schema.English().Validate(&schema.Record{Doc: "a.txt", Entities: []schema.Entity{{ID: "person/anna", Type: "Wizard", Name: "Anna"}}}, "Anna")
	fmt.Println(err)
	// Output:
	// a.txt: entities[0].type: no entity type "Wizard"
}
