// Lets Mermaid's own parser read flowcharts and prints what it found in each.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const require = createRequire(process.argv[2] + "/package.json");
const { JSDOM } = require("jsdom");
const dom = new JSDOM("");
globalThis.window = dom.window;
globalThis.document = dom.window.document;
const mermaid = (await import(pathToFileURL(process.argv[2] + "/node_modules/mermaid/dist/mermaid.core.mjs"))).default;
const out = [];
for (const file of process.argv.slice(3)) {
  const text = readFileSync(file, "utf8");
  await mermaid.parse(text); // throws where it is none
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text.replace(/^---\n.*\n---\n/, ""));
  const db = diagram.db;
  out.push({ type: diagram.type, nodes: db.getVertices().size, edges: db.getEdges().length });
}
console.log(JSON.stringify(out));
