"""Reads the exports in a folder by foreign programs and prints, as JSON, what
each of them found. A reader that is not installed is named under "missing"."""
import csv, importlib, json, os, sys

folder = sys.argv[1]
out, missing = {}, {}


def path(name):
    return os.path.join(folder, name)


def reader(name, *modules):
    """Runs a function if its modules are there; an error of it is told."""
    def run(f):
        try:
            loaded = [importlib.import_module(m) for m in modules]
        except ImportError as e:
            missing[name] = str(e)
            return
        out[name] = f(*loaded)
    return run


@reader("rdflib", "rdflib")
def _(rdflib):
    def quads(file, form):
        d = rdflib.Dataset()
        d.parse(path(file), format=form, publicID="urn:none:")
        return {(s.n3(), p.n3(), o.n3(), "" if g is None or g == rdflib.graph.DATASET_DEFAULT_GRAPH_ID else g.n3()) for s, p, o, g in d.quads()}
    nq, trig, ld = quads("x.nq", "nquads"), quads("x.trig", "trig"), quads("x.jsonld", "json-ld")
    nt = rdflib.Graph()
    nt.parse(path("x.nt"), format="nt")
    return {"nquads": len(nq), "trig": len(trig), "jsonld": len(ld), "ntriples": len(nt), "same": trig == ld,
            "whole": nq <= trig, "rest": sorted({g for _, _, _, g in trig - nq}), "letters": sum(len(o) for _, _, o, _ in nq)}


@reader("pyoxigraph", "pyoxigraph")
def _(ox):
    def quads(file, form):
        return {(str(q.subject), str(q.predicate), str(q.object), "" if isinstance(q.graph_name, ox.DefaultGraph) else str(q.graph_name))
                for q in ox.parse(path=path(file), format=form)}
    nq, trig = quads("x.nq", ox.RdfFormat.N_QUADS), quads("x.trig", ox.RdfFormat.TRIG)
    result = {"nquads": len(nq), "trig": len(trig), "ntriples": len(quads("x.nt", ox.RdfFormat.N_TRIPLES)), "whole": nq <= trig}
    ld = quads("x.jsonld", ox.RdfFormat.JSON_LD)
    result["jsonld"], result["same"] = len(ld), trig == ld
    return result


def shape(nodes, edges):
    """Counts nodes, edges, their attributes and the letters in them."""
    values = [v for _, d in nodes for v in d.values()] + [v for d in edges for v in d.values()]
    return {"nodes": len(nodes), "edges": len(edges), "attributes": len(values)}


@reader("networkx", "networkx")
def _(nx):
    result = {}
    g = nx.read_graphml(path("x.graphml"), force_multigraph=True)
    result["graphml"] = shape(g.nodes(data=True), [d for _, _, d in g.edges(data=True)])
    result["types"] = sorted({type(v).__name__ for _, _, d in g.edges(data=True) for v in d.values()})
    with open(path("x.cyjs"), encoding="utf-8") as f:
        g = nx.cytoscape_graph(json.load(f))
    result["cytoscape"] = {"nodes": len(g.nodes), "edges": len(g.edges)}
    # NetworkX knows GEXF up to 1.2: 1.3 differs by its name only in what parley writes.
    with open(path("x.gexf"), encoding="utf-8") as f:
        text = f.read().replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    import io
    g = nx.read_gexf(io.BytesIO(text.encode()))
    result["gexf"] = {"nodes": len(g.nodes), "edges": len(g.edges), "dated": sum("start" in d for _, _, d in g.edges(data=True))}
    return result


@reader("igraph", "igraph")
def _(ig):
    g = ig.Graph.Read_GraphML(path("x.graphml"))
    return {"nodes": g.vcount(), "edges": g.ecount(), "types": sorted({type(v).__name__ for a in g.es.attributes() for v in g.es[a]})}


@reader("pandas", "pandas")
def _(pd):
    result = {}
    for name in ("nodes", "edges", "meetings", "statements"):
        t = pd.read_csv(path(os.path.join("tables", name + ".csv")), dtype=str, keep_default_na=False)
        result[name] = len(t)
        for column in t.columns:
            for v in t[column]:
                assert v.lstrip()[:1] not in tuple("=+-@"), "a formula: " + v[:40]
    t = pd.read_csv(path("x.tsv"), sep="\t", dtype=str, keep_default_na=False)
    result["plover"], result["columns"] = len(t), len(t.columns)
    result["letters"] = int(sum(t[c].str.len().sum() for c in t.columns))
    return result


@reader("followthemoney", "followthemoney")
def _(ftm):
    from followthemoney.exc import InvalidData
    from followthemoney.types import registry
    schemata, ids, refs, lost = {}, set(), set(), []
    with open(path("x.ftm"), encoding="utf-8") as f:
        for line in f:
            data = json.loads(line)
            try:
                ftm.model.get(data["schema"]).validate(data)
            except InvalidData as e:
                lost.append((data["schema"], e.errors, line[:300]))
            proxy = ftm.model.get_proxy(data, cleaned=False)
            assert proxy.id == data["id"], data["id"]
            assert proxy.id not in ids, "twice: " + proxy.id
            ids.add(proxy.id)
            for name, values in data["properties"].items():
                if len(proxy.get(name)) != len(values):
                    lost.append((data["schema"], name, values[0][:80]))
            for prop, value in proxy.itervalues():
                if prop.type == registry.entity:
                    refs.add(value)
                    target = prop.range
                    assert target is not None
            schemata[data["schema"]] = schemata.get(data["schema"], 0) + 1
    return {"schemata": schemata, "dangling": sorted(refs - ids), "lost": lost}


@reader("icalendar", "icalendar")
def _(ic):
    with open(path("x.ics"), "rb") as f:
        c = ic.Calendar.from_ical(f.read())
    events = list(c.walk("VEVENT"))
    return {"events": len(events), "uids": len({str(e["UID"]) for e in events}), "errors": sum(len(e.errors) for e in events),
            "days": sorted(str(e["DTSTART"].dt) for e in events)[:1]}


@reader("markdown-it", "markdown_it", "mdit_py_plugins.footnote")
def _(md, footnote):
    parser = md.MarkdownIt("gfm-like", {"linkify": False, "html": True}).use(footnote.footnote_plugin)
    with open(path("x.md"), encoding="utf-8") as f:
        tokens = parser.parse(f.read())
    flat = [t for top in tokens for t in [top] + (top.children or [])]
    kinds = {}
    for t in flat:
        kinds[t.type] = kinds.get(t.type, 0) + 1
    return {"html": kinds.get("html_inline", 0) + kinds.get("html_block", 0), "links": kinds.get("link_open", 0), "images": kinds.get("image", 0),
            "code": kinds.get("code_inline", 0) + kinds.get("code_block", 0) + kinds.get("fence", 0),
            "items": kinds.get("list_item_open", 0), "notes": kinds.get("footnote_open", 0), "headings": kinds.get("heading_open", 0)}


@reader("pyshacl", "pyshacl", "rdflib")
def _(pyshacl, rdflib):
    data, shapes, words = rdflib.Graph(), rdflib.Graph(), rdflib.Graph()
    data.parse(path("x.nt"), format="nt")
    shapes.parse(path("shacl.ttl"), format="turtle")
    words.parse(path("owl.ttl"), format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, meta_shacl=True)
    described = {s for s in words.subjects()}
    used = {p for p in data.predicates() if str(p).startswith("urn:parley:")}
    # A claim without its document, and one that is surer than sure, must not pass.
    ns = rdflib.Namespace("urn:parley:")
    claim = rdflib.URIRef("urn:parley:claim/bad")
    data.add((claim, rdflib.RDF.type, ns.Claim))
    data.add((claim, ns.confidence, rdflib.Literal("2.0", datatype=rdflib.XSD.decimal)))
    bad, _, why = pyshacl.validate(data, shacl_graph=shapes)
    return {"conforms": conforms, "text": "" if conforms else text[:2000], "undescribed": sorted(str(p) for p in used - described), "bad": bad, "violations": why.count("Constraint Violation")}


@reader("jsonschema", "jsonschema")
def _(js):
    with open(path("record.json"), encoding="utf-8") as f:
        schema = json.load(f)
    js.Draft202012Validator.check_schema(schema)
    validator = js.Draft202012Validator(schema)
    errors, records = [], 0
    with open(path("records.jsonl"), encoding="utf-8") as f:
        for line in f:
            records += 1
            record = json.loads(line)
            errors += [e.json_path + ": " + e.message[:200] for e in validator.iter_errors(record)]
    record["meetings"] = [{"status": "planned"}]
    return {"errors": errors[:5], "records": records, "bad": validator.is_valid(record)}


json.dump({"read": out, "missing": missing}, sys.stdout)
