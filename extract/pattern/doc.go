// Package pattern is the language in which rules are written: it loads and
// checks rule files ([Load]) and matches them over the dependency trees of a
// document ([Set.Match]). It knows no relation by name; what a rule emits is
// checked by the caller's [Checks] and made a finding by package extract.
//
// A rule file is YAML, a family a file:
//
//	family: meetings                # the file's name
//	about: who met whom
//	words:
//	  meet: [meet, confer]          # lemmas
//	  event: {talks: [talk], summit: [summit]} # values, each with its lemmas
//	rules:
//	  - id: meetings/verb
//	    about: The verb is active, its object the other side.
//	    emits: meeting
//	    match:                      # the first line is the anchor
//	      - {as: verb, lemma: [$meet], tag: [VERB]}
//	      - {as: a, under: verb, by: [nsubj], type: [Person]}
//	      - {as: b, under: verb, by: [obj, obl:with], type: [Person]}
//	      - {as: place, under: verb, by: [obl:in], type: [Place], optional: true}
//	    unless:
//	      - {under: verb, by: [obl:without]}
//	    emit: {participant: [a, b], held_in: [place]}
//	    set: {kind: meeting}
//	    examples:
//	      holds:
//	        - {text: "[a:Lindqvist] [verb:met] [b:Okafor] in [place:Geneva].", status: happened}
//	      silent:
//	        - {text: "The offer met expectations.", why: neither is an actor}
//
// A line names a token by its lemma and form (in lower case), tag (UPOS), XPOS or the type of the
// mention of which it is the head, and by where it hangs. It stands for all
// tokens that fit, not for one of them: "A, B and C met" has one match with
// three tokens under its subject line. A line without a token, unless it is
// optional, ends the match; least asks for more than one. A value that begins
// with $ is a word list of the file; in set, $list is the value that the
// anchor's lemma has in that list, and $list:capture the value of a capture's.
//
// # The tree that lines hang from
//
// A [Graph] adds to the basic tree what rules would otherwise have to spell out,
// in the manner of enhanced Universal Dependencies: prepositions join the
// relation (obl:with, nmod:between, advcl:after; several words with _ between
// them), the agent of a passive is obl:agent, conjuncts hang where the first
// of them hangs, and subjects are shared by conjuncts, open complements,
// participles and relative clauses; a place has the wider place that
// is written behind it under nmod:within ("Karlstad, Sweden"). In by, a relation is given in full, or as
// "obl:*" for all that begin so.
package pattern
