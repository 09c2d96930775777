package schema_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"parley/schema"
)

const said = "Æsa \U0001F600 met “Bo” in Genève. <b>"

func sample() *schema.Record {
	at := func(s string) schema.Span {
		i := strings.Index(said, s)
		return schema.Span{Start: i, End: i + len(s)}
	}
	return &schema.Record{
		Doc: "a.txt", Language: "en",
		Entities: []schema.Entity{
			{ID: "person/aesa", Type: "Person", Name: "Æsa", Mentions: []schema.Mention{{Span: at("Æsa"), Kind: "name"}}},
			{ID: "person/bo", Type: "Person", Name: "Bo", Mentions: []schema.Mention{{Span: at("Bo"), Kind: "name"}}},
		},
		Meetings: []schema.Meeting{{ID: "meeting/1", Kind: "meeting", Status: "happened",
			Participants: []string{"person/aesa", "person/bo"}, Trigger: at("met"),
			Finding: schema.Finding{Evidence: []schema.Span{at(said[:strings.Index(said, " <")])}, Confidence: .9, Rule: "meetings/met"}}},
	}
}

func TestEncodeCountsCodePoints(t *testing.T) {
	b, err := schema.Encode(sample(), said)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"trigger":{"start":6,"end":9}`, `"published":null`, `"mentions":[{"start":11,"end":13,"kind":"name"}]`, `"visits":[]`, `"hosts":[]`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
}

func TestDecodeTakesBackWhatEncodeWrote(t *testing.T) {
	b, err := schema.Encode(sample(), said)
	if err != nil {
		t.Fatal(err)
	}
	got, err := schema.Decode(b, said)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(sample(), got, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

func TestSpanInsideACharacterIsAnError(t *testing.T) {
	r := sample()
	r.Meetings[0].Trigger.Start = 1 // within Æ
	if _, err := schema.Encode(r, said); err == nil || !strings.Contains(err.Error(), "meetings[0]") {
		t.Errorf("err = %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	b, _ := schema.Encode(sample(), said)
	f.Add(b, said)
	f.Add([]byte(`{"meetings":[{"trigger":{"start":-1,"end":9}}]}`), "x")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		r, err := schema.Decode(data, text)
		if err != nil {
			return
		}
		if _, err := schema.Encode(r, text); err != nil {
			t.Errorf("decoded record does not encode: %v", err)
		}
	})
}
