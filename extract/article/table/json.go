package table

import (
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// Object is a JSON object with its keys joined by dots: {"source":{"name":…}}
// has the name source.name.
type Object map[string]string

// mostKeys and deepest bound what is looked at of an object.
const (
	mostKeys = 1000
	deepest  = 4
)

// Decode reads an object. What is no object is an error.
func Decode(b []byte) (Object, error) {
	var v map[string]any
	if err := json.Unmarshal(b, &v); err != nil {
		return nil, err
	}
	o := Object{}
	o.add("", v, 0)
	return o, nil
}

func (o Object) add(prefix string, v any, depth int) {
	if len(o) >= mostKeys || depth > deepest {
		return
	}
	name := strings.TrimSuffix(prefix, ".")
	switch v := v.(type) {
	case string:
		o[name] = v
	case float64:
		o[name] = strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		o[name] = fmt.Sprint(v)
	case []any:
		var parts []string
		for _, x := range v {
			switch x := x.(type) {
			case string:
				parts = append(parts, x)
			case map[string]any:
				if s, ok := x["name"].(string); ok {
					parts = append(parts, s)
				}
			}
		}
		if len(parts) > 0 {
			sep := ", "
			if strings.HasSuffix(name, "text") || strings.HasSuffix(name, "body") || strings.HasSuffix(name, "paragraphs") {
				sep = "\n\n"
			}
			o[name] = strings.Join(parts, sep)
		}
	case map[string]any:
		for _, k := range sortedKeys(v) {
			o.add(prefix+k+".", v[k], depth+1)
		}
	}
}

func sortedKeys(m map[string]any) []string {
	ks := make([]string, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	sort.Strings(ks)
	return ks
}

// Names are the names of o, outer ones first, each group sorted.
func (o Object) Names() []string {
	ns := make([]string, 0, len(o))
	for n := range o {
		ns = append(ns, n)
	}
	sort.Slice(ns, func(i, j int) bool {
		a, b := strings.Count(ns[i], "."), strings.Count(ns[j], ".")
		if a != b {
			return a < b
		}
		return ns[i] < ns[j]
	})
	return ns
}

// Get is the value of a name.
func (o Object) Get(name string) string { return o[name] }
