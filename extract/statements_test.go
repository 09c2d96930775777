package extract_test

import (
	"slices"
	"strings"
	"testing"

	"parley/extract"
	"parley/schema"
)

// TestStatements: who says what, in texts of several sentences.
func TestStatements(t *testing.T) {
	p := english(t)
	for _, c := range []struct {
		name, text string
		want       []string // "speaker: content … content", in the order of the cues
	}{
		{
			"a quotation in two parts and its next sentence",
			"“Norway will sign,” Mara Ilves said, “and Sweden will sign, too. We are glad of it.”",
			[]string{"Mara Ilves: “Norway will sign,” … “and Sweden will sign, too. We are glad of it.”"},
		},
		{
			"he is not whom he tells of",
			"Mara Ilves met Tomas Novak. Novak said the talks went well. “Chidi Okafor is leaving a legacy of peace,” he said.",
			[]string{"Tomas Novak: the talks went well", "Tomas Novak: “Chidi Okafor is leaving a legacy of peace,”"},
		},
		{
			"a lost closing mark does not take the next sentence",
			"“Norway will sign the treaty,” Mara Ilves said.\n\n“Sweden will sign the treaty too. Tomas Novak said that Chad would not sign.",
			[]string{"Mara Ilves: “Norway will sign the treaty,” … “Sweden will sign the treaty too.", "Tomas Novak: that Chad would not sign"},
		},
		{
			"but what follows in the first person",
			"“Norway will sign the treaty,” Mara Ilves said. “Sweden will sign the treaty too.\n\nWe hope for the best. The talks end today.",
			[]string{"Mara Ilves: “Norway will sign the treaty,” … “Sweden will sign the treaty too. … We hope for the best."},
		},
		{
			"what is added is no part of what was said",
			"Tomas Novak said the talks had failed, adding that Norway was to blame.",
			[]string{"Tomas Novak: the talks had failed", "Tomas Novak: that Norway was to blame"},
		},
		{
			"one statement where two rules see it",
			"“The talks have failed,” Tomas Novak told CNN.",
			[]string{"Tomas Novak: “The talks have failed,”"},
		},
		{
			"a block behind the one who says it",
			"Treaty signed\n\nNorway and Sweden have signed the treaty, which took them ten long years. On Monday, after all had left, Foreign Minister Mara Ilves said:\n\nI welcome the treaty. It took long years.\n\nI thank the envoys for their work.\n\nThe treaty has ten pages.",
			[]string{"Mara Ilves: I welcome the treaty. It took long years.\n\nI thank the envoys for their work."},
		},
		{
			"who is quoted as saying it",
			"Tomas Novak quoted Mara Ilves as saying the talks had failed.",
			[]string{"Mara Ilves: the talks had failed"},
		},
		{
			"the speaker behind the verb",
			"The nature of the dispute could deepen divisions in the region, adds Tomas Novak of Oslo University.",
			[]string{"Tomas Novak: The nature of the dispute could deepen divisions in the region"},
		},
		{
			"a quotation inside another one's claim is not attributed twice",
			"“I think Norway will sign,” Mara Ilves said.",
			[]string{"Mara Ilves: “I think Norway will sign,”"},
		},
		{
			"some people of a country are not the country",
			"Many Norwegians say the talks have failed. The Norwegians say the talks will go on.",
			[]string{"Norway: the talks will go on"},
		},
		{
			"nobody's words stay nobody's",
			"“The talks have failed and nobody knows why.”\n\nMara Ilves met Tomas Novak in Oslo.",
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := p.Record(t.Context(), extract.Input{ID: "x", Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			if got := told(r, c.text); !slices.Equal(got, c.want) {
				t.Errorf("%s\n got %s\nwant %s", c.text, strings.Join(got, " | "), strings.Join(c.want, " | "))
			}
		})
	}
}

// told lists the statements of a record as "speaker: content".
func told(r *schema.Record, text string) []string {
	name := map[string]string{}
	for _, e := range r.Entities {
		name[e.ID] = e.Name
	}
	var out []string
	for _, s := range r.Statements {
		var content []string
		for _, c := range s.Content {
			content = append(content, text[c.Start:c.End])
		}
		out = append(out, name[s.Speaker]+": "+strings.Join(content, " … "))
	}
	return out
}
