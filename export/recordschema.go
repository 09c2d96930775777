package export

import (
	"encoding/json"
	"io"
	"slices"

	"parley/schema"
)

// RecordSchema writes the JSON Schema (2020-12) of a record.
func RecordSchema(w io.Writer, m *schema.Model) error {
	type object = map[string]any
	text := object{"type": "string"}
	orNull := object{"type": []string{"string", "null"}}
	date := object{"type": []string{"string", "null"}, "pattern": datePattern}
	ref := func(name string) object { return object{"$ref": "#/$defs/" + name} }
	listOf := func(of object) object { return object{"type": "array", "items": of} }
	enum := func(all []string) object { return object{"enum": all} }
	statuses := func(of string) object {
		var all []string
		for _, s := range m.Statuses {
			if slices.Contains(s.Of, of) {
				all = append(all, s.Name)
			}
		}
		return enum(all)
	}
	predicates := func(section string) object {
		var all []string
		for _, p := range m.Predicates {
			if p.Section == section {
				all = append(all, p.Name)
			}
		}
		return enum(all)
	}
	var types []string
	for _, t := range m.Types {
		if t.Entity {
			types = append(types, t.Name)
		}
	}
	// Further members are allowed: the format may gain some.
	closed := func(optional []string, properties object) object {
		var required []string
		for name := range properties {
			if !slices.Contains(optional, name) {
				required = append(required, name)
			}
		}
		slices.Sort(required)
		return object{"type": "object", "properties": properties, "required": required}
	}
	finding := func(properties object) object {
		properties["evidence"] = object{"type": "array", "items": ref("span"), "minItems": 1}
		properties["confidence"] = object{"type": "number", "minimum": 0, "maximum": 1}
		properties["rule"] = text
		return closed([]string{"when"}, properties)
	}
	ids := listOf(text)
	offset := object{"type": "integer", "minimum": 0, "description": "code points of the document's text"}
	doc := closed([]string{"publisher", "url"}, object{
		"doc": object{"type": "string", "minLength": 1}, "title": text, "published": date, "publisher": text, "url": text, "language": text,
		"entities":     listOf(closed(nil, object{"id": text, "type": enum(types), "name": text, "aliases": ids, "mentions": listOf(closed(nil, object{"start": offset, "end": offset, "kind": enum(m.Mentions)}))})),
		"offices":      listOf(finding(object{"person": text, "title": object{"type": "string", "minLength": 1}, "of": orNull, "status": statuses("office")})),
		"meetings":     listOf(finding(object{"id": text, "kind": enum(m.Kinds), "status": statuses("meeting"), "participants": ids, "hosts": ids, "mediators": ids, "places": ids, "date": date, "when": text, "about": text, "trigger": ref("span")})),
		"visits":       listOf(finding(object{"who": text, "place": text, "status": statuses("visit"), "date": date})),
		"relations":    listOf(finding(object{"s": text, "p": predicates("relation"), "o": text, "status": statuses("relation"), "date": date})),
		"affiliations": listOf(finding(object{"s": text, "p": predicates("affiliation"), "o": text})),
		"statements":   listOf(finding(object{"speaker": text, "source": ref("span"), "cue": ref("span"), "content": object{"type": "array", "items": ref("span"), "minItems": 1}, "quote": object{"type": "boolean"}, "to": orNull})),
	})
	doc["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	doc["$id"] = "urn:parley:record"
	doc["title"] = "What one document says, as parley extracts it"
	doc["$defs"] = object{"span": closed(nil, object{"start": offset, "end": offset})}
	enc := json.NewEncoder(w) // maps are written in the order of their keys
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}
