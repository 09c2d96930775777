package extract

import (
	"parley/extract/coref"
	"parley/extract/lemma"
	"parley/extract/link"
	"parley/extract/ner"
	"parley/extract/parse"
	"parley/extract/pattern"
	"parley/extract/read"
	"parley/extract/rules"
	"parley/extract/segment"
	"parley/extract/when"
	"parley/schema"
)

// Version names what a pipeline finds: a store that holds an article read by
// another version reads it again. It changes whenever a record may.
const Version = "6"

// English is the pipeline for English news and diplomatic texts.
func English() (*Pipeline, error) {
	set, err := rules.English()
	if err != nil {
		return nil, err
	}
	return EnglishWith(set)
}

// EnglishWith is [English] with other rules: ours and those of a user, say.
func EnglishWith(set *pattern.Set) (*Pipeline, error) {
	return New(schema.English(), set,
		segment.Stage{},
		read.Stage{},
		lemma.Stage{},
		when.Stage{},
		ner.Stage{},
		parse.Stage{},
		link.Stage{},
		coref.Stage{},
	)
}
