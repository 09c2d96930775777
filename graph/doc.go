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
//	record            quads (all labelled with the claim, c, that says them)
//	---------------   -----------------------------------------------------------
//	the document, d   (d rdf:type Document) (d title …) (d published …)
//	                  (d publisher …) (d url …), labelled with d itself
//	every finding     (c rdf:type Claim) (c document d) (c evidence "char=3,40")
//	                  (c sentence "…") (c rule …) (c confidence "0.9"), and if it
//	                  has one (c status …)
//	entity, e         (e rdf:type Person) (e schema:name …) (e alias …), and
//	                  (e record_id "person/…") if the record calls it otherwise; its claim
//	                  has neither rule nor confidence, and as evidence the first
//	                  mention with the line around it
//	office            (o rdf:type Office) (o title …) (o of country), o being the
//	                  same for one title of one country, and (person holds_office
//	                  o), or held_office or elected_to by its status
//	meeting           (m rdf:type Meeting) (m kind …) (m status …) (m date …)
//	                  (m when …) (m about …) (m participant e) (m host e)
//	                  (m mediator e) (m held_in place) (c phrase "met with")
//	  that came about (a met b) and (b met a) for each two of at most
//	                  [SmallMeeting] participants and hosts
//	visit             (v rdf:type Visit) (v visitor e) (v destination place)
//	                  (v status …) (v date …)
//	  that came about (e visited place)
//	relation s p o    (c date …)
//	  that came about (s p o), and (o p s) where p is symmetric
//	  that did not    (c subject s) (c predicate p) (c object o)
//	affiliation s p o (s p o), and (o p s) where p is symmetric
//	statement         (t rdf:type Statement) (t speaker e) (t content "…")
//	                  (t quote "true") (t addressee e) (c phrase "said")
//
// Documents, meetings, visits, statements and claims are of one document, so
// nodes meet in entities and offices only, unless two records give a meeting
// one id. What is empty in the record is not said. A confidence is an
// xsd:decimal, every other literal a plain string.
//
// "Came about" is decided by the status alone: happened or ongoing. A
// planned, refused or denied meeting never yields met.
//
// # Who is who
//
// The table calls an entity as its record does. In a store an entity is what
// package resolve and people's decisions make of it: graph = f(archive,
// decisions), whatever came first. Of several persons that records give one id
// each has a mark behind it (person/john-smith+canada), none the bare id, and a
// bare id leads to all. Between records and quads stands what is
// kept of persons (see identity.go); who was called otherwise by a record has
// record_id, so that an id once cited is found for good.
//
// # What is kept beside the quads
//
// The file holds each document, its text and its record under the document's
// id, byte for byte, the decisions file in force, and, derived from these: who
// is who, an index of names that finds "rubio" and chooses captions (names.go),
// one of words for full-text search (search.go), signatures by which copies of
// one text are found (copies.go), and checksums. All of it changes with the
// quads in one transaction; [Store.Check] compares it with the archive, and
// [Rebuild] makes it anew.
package graph
