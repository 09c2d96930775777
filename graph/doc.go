// Package graph keeps an archive of documents with their records, and the
// Cayley graph that is derived from it.
//
// The archive is the truth. [Quads] turns one record into quads, purely: the
// same record gives the same quads, whatever else the graph holds. A [Store]
// keeps both in one file and changes them together.
//
// # What a quad means
//
// Names are IRIs in the namespace urn:parley:, written with the prefix
// parley:. Each quad's label is the claim that says it, so that "who says
// so" and "take this document back" are look-ups by label.
//
//	record            quads (all labelled with the claim, c)
//	---------------   -----------------------------------------------------------
//	the document      (d rdf:type Document) (d title …) (d published …)
//	                  (d publisher …) (d url …), labelled with d itself
//	every claim       (c rdf:type Claim) (c document d) (c evidence "char=3,40")
//	                  (c sentence "…") (c rule …) (c confidence …) (c status …)
//	                  (c phrase "met with")
//	entity            (e rdf:type Person) (e schema:name …) (e alias …)
//	office            (o rdf:type Office) (o title …) (o of country)
//	                  (person holds_office | held_office | elected_to o)
//	meeting           (m rdf:type Meeting) (m kind …) (m status …) (m date …)
//	                  (m when …) (m about …) (m participant e) (m host e)
//	                  (m mediator e) (m held_in place)
//	  that came about (a met b) and (b met a) for each two of at most
//	                  [SmallMeeting] participants and hosts
//	visit             (v rdf:type Visit) (v visitor e) (v destination p)
//	                  (v status …) (v date …); came about: (e visited p)
//	relation          came about: (s p o), symmetric predicates both ways;
//	                  else (c subject s) (c predicate p) (c object o)
//	affiliation       (s p o), symmetric predicates both ways
//	statement         (t rdf:type Statement) (t speaker e) (t content "…")
//	                  (t quote "true") (t addressee e)
//
// "Came about" is decided by the status alone: happened or ongoing. A
// planned, refused or denied meeting never yields met.
package graph
