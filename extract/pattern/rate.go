package pattern

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// Rate sets the confidence of each rule from a YAML file of counts, written
// by rules/rate: (right+1)/(of+2), the rule of succession, so that a rule that
// was seldom seen is neither sure nor impossible; one that the file does not
// know has 0.5. Counts that cannot be are errors. A rule in the file that is
// not in the set is passed over, so that rules can be renamed and rated again.
func (s *Set) Rate(name string, b []byte) error {
	var counts map[string]struct {
		Right int `yaml:"right"`
		Of    int `yaml:"of"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	dec.KnownFields(true)
	if err := dec.Decode(&counts); err != nil && !errors.Is(err, io.EOF) {
		return placed(name, err)
	}
	for _, r := range s.Rules {
		c := counts[r.ID]
		if c.Right < 0 || c.Of < c.Right {
			return fmt.Errorf("%s: %s: %d right of %d", name, r.ID, c.Right, c.Of)
		}
		r.Right, r.Of = c.Right, c.Of
		r.Confidence = float64(c.Right+1) / float64(c.Of+2)
	}
	return nil
}

// unrated is the confidence of a rule of which nothing was counted.
const unrated = 0.5

// enough is how many findings of a rule must have been judged before its
// confidence says much: with ten, one more right or wrong moves it by less than
// a tenth.
const enough = 10

// Rated tells whether the rule's confidence rests on enough judged findings.
func (r *Rule) Rated() bool { return r.Of >= enough }
