// What a Gizmo program finds beside Gizmo itself. vocabulary is the name of
// each type and predicate with the IRI it stands for; find is Store.Find. All
// are properties of the global object, set and not declared, so that a program
// may declare the same names for itself.
(function (vocabulary, find) {
  for (const name in vocabulary) globalThis[name] = iri(vocabulary[name]);

  // node(id, …) is a path of the nodes of these ids, such as person/jimmy-carter.
  globalThis.node = (...ids) => g.V(ids.map(id => iri('parley:' + id)));

  // who(name, …) is a path of the nodes that go by one of these names: name,
  // alias or surname of an entity, or its id.
  globalThis.who = (...names) => g.V(find(...names));
})
