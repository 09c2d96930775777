package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/extract"
)

// TestTold holds what a text tells, and what a hasty reader would take it to
// tell: the first must be in the record, the second must not.
func TestTold(t *testing.T) {
	p := english(t)
	for _, c := range []struct {
		name, text string
		want       string // a line of told, or "" for none
		never      string // part of a line that must not be there
	}{
		{"a meeting in arms", "Anna Lindqvist met Chidi Okafor with a strong force and put him to flight.", "", "meeting"},
		{"a meeting in battle", "General Okafor met General Lindqvist in battle.", "", "meeting"},
		{"with thousands of men", "Okafor marched out to meet Lindqvist with forty thousand men and defeated him.", "", "meeting"},
		{"the enemy", "Norway had encounters with the enemy in Karlstad.", "", "meeting"},
		{"with friends", "Anna Lindqvist met Chidi Okafor with two aides.", "meeting happened Anna Lindqvist, Chidi Okafor, two aides", ""},
		{"soldiers", "Anna Lindqvist met with soldiers in Oslo.", "meeting happened Anna Lindqvist, soldiers", ""},
		{"who is no country", "A panel was appointed--for Norway, General Anna Lindqvist, Admiral Chidi Okafor--who soon afterwards met Mara Ilves.", "meeting happened Anna Lindqvist, Chidi Okafor, Mara Ilves", "Norway"},
		{"to come as it was then", "Anna Lindqvist flew to Geneva, and on Friday she was to meet Chidi Okafor.", "meeting possible Anna Lindqvist, Chidi Okafor", "scheduled"},
		{"people of a country", "The Greeks living in Karlstad held meetings with Chidi Okafor.", "", "Greece"},
		{"what went before a title", "Prices rose from the time General Okafor left.", "office Okafor, General, current", "time"},
		{"a day before a title", "On the 17th General Okafor spoke in Oslo.", "office Okafor, General, current", "17th"},
		{"an order before a title", "Direct Major-General Okafor to hold the bridge.", "office Okafor, Major-General, current", "Direct"},
		{"lately", "Norway sent Anna Lindqvist, lately Secretary of State, to Chad.", "office Anna Lindqvist, Secretary of State, former", "current"},
		{"a deputy", "They met deputy Prime Minister Anna Lindqvist in Oslo.", "office Anna Lindqvist, deputy Prime Minister, current", ""},
		{"a commander-in-chief's seat", "Anna Lindqvist, Chief of the Command-in-Chief of the army, spoke.", "office Anna Lindqvist, Chief, current", "Command"},
		{"a brother left behind", "Chidi Okafor left his brother Simon Okafor in Oslo.", "", "retreats_from"},
		{"going home", "Chidi Okafor returned to Norway.", "", "concedes_to"},
		{"what is fought for", "Norway has waged a war for Karlstad.", "", "fights"},
		{"a guest", "Norway welcomed the man who had brought the letters.", "", "supports"},
		{"a step", "Norway welcomed Anna Lindqvist's choice of a new envoy.", "Norway supports Anna Lindqvist's choice of a new envoy happened", "supports Anna Lindqvist happened"},
		{"a hope", "Poland placed great hope in being supported by France.", "France supports Poland possible", "happened"},
		{"a hope of many", "The Poles placed great hope in being supported by France.", "France supports Poland possible", "happened"},
		{"a question about a state", "Are the students loyal to Anna Lindqvist?", "students supports Anna Lindqvist possible", "happened"},
		{"a plain question", "Why does Norway oppose the treaty?", "Norway opposes treaty possible", "happened"},
		{"the force of words", "The force of these arguments compelled Norway to act.", "", "demands"},
		{"a force of men", "A force of 300 men seized Karlstad.", "force of 300 men fights Karlstad happened", ""},
		{"where a city lies", "Anna Lindqvist said that Norway took care of the cities lying along the coast.", "", "accuses"},
		{"others whom they attacked", "The rebels planned to come and destroy them, and they fought against Norway.", "", "rebels fights Norway"},
		{"a people", "The Norwegians crossed the river, and they attacked Karlstad.", "Norway fights Karlstad happened", ""},
		{"a feast", "The Norwegian attack on Easter Sunday went on.", "", "fights"},
		{"who leads troops", "Officers commanding army corps met in Oslo.", "", "demands"},
		{"a condition without if", "Had Norway attacked Sweden, the talks would have failed.", "Norway fights Sweden possible", "happened"},
		{"a position", "The army occupied a position on the river.", "", "fights"},
		{"a country", "The army occupied Sweden.", "army fights Sweden happened", ""},
		{"somebody's minister", "General Okafor, through his minister of war, issued orders.", "office Okafor, General, current", "minister"},
		{"an aside", "Norway rejected the proposal, approved in May, on Monday.", "Norway opposes proposal happened", ""},
		{"others told of before", "Okafor heard how they had built a house, and how 300 men sat there, and how they attacked Norway.", "", "300 men fights"},
		{"one king", "The king of Norway fell. They attacked Sweden.", "", "king"},
		{"an army", "An army of mercenaries came. It lay in wait, and Okafor met the army of mercenaries in the hills.", "", "meeting"},
		{"a new minister", "Norway sent Anna Lindqvist, the new minister of war, to Chad.", "office Anna Lindqvist, minister of war, current", ""},
		{"the tops of mountains", "The line runs along the summits of Mount Kenya and Mount Meru.", "", "meeting"},
		{"not merely", "Norway not merely rejected the treaty, but mocked it.", "Norway opposes treaty happened", "negated"},
		{"an instance", "Norway asked, for instance, for a new envoy.", "", "instance"},
		{"one of the two", "King Chidi Okafor feared Simon Holm. He met the two kings.", "", "meeting happened"},
		{"the first word of a sentence", "Whereupon Emin Okafor met Anna Lindqvist in Oslo.", "meeting happened Emin Okafor, Anna Lindqvist", ""},
		{"what an editor put in", "Vice President [Anna] Lindqvist met Chidi Okafor.", "", "]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := p.Record(t.Context(), extract.Input{ID: "told", Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			name := map[string]string{}
			for _, e := range r.Entities {
				name[e.ID] = e.Name
			}
			called := func(ids ...string) string {
				var out []string
				for _, id := range ids {
					if n, ok := name[id]; ok {
						id = n
					}
					out = append(out, id)
				}
				return strings.Join(out, ", ")
			}
			var told []string
			for _, o := range r.Offices {
				told = append(told, fmt.Sprintf("office %s, %s, %s", called(o.Person), o.Title, o.Status))
			}
			for _, m := range r.Meetings {
				told = append(told, fmt.Sprintf("meeting %s %s", m.Status, called(m.Participants...)))
			}
			for _, x := range r.Relations {
				told = append(told, fmt.Sprintf("%s %s %s %s", called(x.S), x.P, called(x.O), x.Status))
			}
			if c.want != "" && !slices.Contains(told, c.want) {
				t.Errorf("got %q, want %q", told, c.want)
			}
			for _, line := range told {
				if c.never != "" && strings.Contains(line, c.never) {
					t.Errorf("it tells %q, which has %q", line, c.never)
				}
			}
		})
	}
}
