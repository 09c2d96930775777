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
// # Lines
//
// A line names tokens by what they are and by where they hang:
//
//	as        the name of what it captures; emit, set and other lines use it
//	lemma     dictionary forms, in lower case; one of them. A word of two parts
//	          with a hyphen ("secretary-general") is found at the part that the
//	          other one hangs from
//	form      words as they stand, in lower case
//	tag       parts of speech of Universal Dependencies: NOUN, VERB …
//	xpos      tags of the Penn Treebank: VBN, NNS …
//	type      types of the mention that the token is the head of: Person, Country …
//	under     the capture that it hangs from, by one of the relations of by
//	over      the capture that hangs from it, by one of the relations of by
//	by        relations in full ("obl:with"), or "obl:*" for all that begin so
//	optional  the rule matches without it, too
//	least     how many tokens it must find; 1 if it does not say
//
// What a line leaves out it does not ask. The first line is the anchor: it has
// neither under nor over, and names at least what its token is. A line stands
// for all tokens that fit, not for one of them: "A, B and C met" has one match
// with three tokens under its subject line. A line that finds too few tokens,
// unless it is optional, ends the match, and so does a line of unless that finds
// any.
//
// A value that begins with $ is a word list of the file. In set, $list is the
// value that the anchor's lemma has in that list, and $list:capture the value of
// a capture's; without a value in set, the words around the anchor tell the
// status.
//
// # What a rule emits
//
// emits names a section of the record, emit its roles, each with the captures
// that fill it; set gives kind, status or p (a predicate). Which roles and values
// a section has, [parley/extract/rules.Sections] and parley rules language tell.
// A capture fills a role with the entity that its
// mention stands for, of a type that the role takes; a match of which nothing is
// left so is held back (parley extract --explain says why).
//
// # Examples
//
// Each rule has examples; parley rules test runs them, as the tests of parley do
// for its own rules. One that holds marks in brackets all that the rule captures
// there, no more and no less: [a:Lindqvist], or [a+b:Lindqvist] for two captures
// of the same words. It can say which status, kind or p the finding must have.
// In a silent one no rule of the family finds anything; why tells people the
// reason. One that is missed is as one that holds, but known not to work.
//
// # The tree that lines hang from
//
// A [Graph] adds to the basic tree what rules would otherwise have to spell out,
// in the manner of enhanced Universal Dependencies: prepositions join the
// relation (obl:with, nmod:between, advcl:after; several words with _ between
// them), the agent of a passive is obl:agent, conjuncts hang where the first
// of them hangs, and subjects are shared by conjuncts, open complements,
// participles and relative clauses; a place has the wider place that
// is written behind it under nmod:within ("Karlstad, Sweden"), and the town of a place without a name
// hangs by obl:town where that hangs ("met at a hotel in Karlstad"). parley parse
// shows the basic tree of any sentence.
//
// "Some of the rebels" stands for the rebels, an "its" that stands for nobody
// else for the subject of its clause, and who is accused of going is an object of
// the verb. In rules of relations, those who say a word hang from it by said_by:
// in "Sweden must wait, Okafor said", Okafor hangs from each word of what he says;
// and what he calls "I" or "we" is him.
//
// # Confidence
//
// A rule's confidence is the share of its findings that were right, as [Set.Rate]
// has it from counts on annotated text. A rule that nobody has counted, such as
// a user's own, is unrated: its confidence is 0.5, and [Rule.Rated] is false until
// ten of its findings were judged.
//
// # Looking into a rule
//
// [Graph.Fragment] is the part of a tree that a match captured, [Rule.Stops] where
// a rule ended without one, and why.
package pattern
