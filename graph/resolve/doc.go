// Package resolve tells which persons of which documents are the same.
//
// It turns what one record says of its persons ([Sightings]) into persons that
// several documents know ([Cluster]), and says of each join why it was made.
// It keeps nothing and reads no file: package graph stores what is asked here.
//
//	document  sighting                                becomes
//	a.txt     Sergei Lavrov, foreign minister, Russia  person/sergei-lavrov+russia
//	b.txt     Sergey Lavrov, Russia                    person/sergei-lavrov+russia  (spelling)
//	c.txt     Lavrov; Russia is named, so is Kerry     person/sergei-lavrov+russia  (surname, company)
//	d.txt     Sergei Lavrov, coach, Bulgaria           person/sergei-lavrov+bulgaria
//	e.txt     Lavrov                                   person/lavrov
//
// What stands behind the plus tells persons of one id apart; alone, each has the
// bare id.
//
// # How
//
// A name has a surname key and, if it is full, a first-name key (see [Name]).
// Two names can only be one person's if both keys agree, so what one article
// changes is decided among the bearers of a few keys, however many articles
// there are. Within a key, sightings of one spelling, the same states and the
// same gender are one [Atom], counted and not listed.
//
// [Cluster] joins atoms: of one spelling if their states agree, of two
// spellings as the strength of the [Relation] of the names and what else they
// share allow. No join is made that would put two names, states or genders
// into one person that exclude each other, nor where a shorter name fits two
// such persons. A surname alone, and a name that thousands bear, is never an
// atom: [Fit] tells, document by document, whether exactly one person fits.
//
// States, organisations and places have the id of the gazetteer and pass
// through; which state came out of which is data (data/states.txt).
//
// Everything is a pure function of the set of sightings and of [Decisions],
// which people write.
package resolve
