// Opens pages in headless Chromium, clicks and searches in them, and prints what
// came of it. Arguments: the folder with node_modules (ws), pages.
import { createRequire } from "node:module";
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
const [readers, ...pages] = process.argv.slice(2);
const WebSocket = createRequire(readers + "/package.json")("ws");
const browser = spawn(process.env.CHROMIUM || "chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
  "--window-size=1200,900", "--user-data-dir=" + mkdtempSync(join(tmpdir(), "parley-page-")), "about:blank"]);
const address = await new Promise((ok, no) => {
  let said = "";
  browser.on("error", no);
  browser.stderr.on("data", d => { said += d; const m = said.match(/DevTools listening on (ws:\S+)/); if (m) ok(m[1]); });
  setTimeout(() => no(new Error("chromium does not answer: " + said)), 30000).unref();
});
const socket = new WebSocket(address);
await new Promise(ok => socket.on("open", ok));
let n = 0;
const waiting = new Map(), events = [];
socket.on("message", m => { const r = JSON.parse(m); if (r.id) { waiting.get(r.id)(r); waiting.delete(r.id); } else events.push(r); });
const call = (method, params = {}, sessionId) => new Promise(ok => { waiting.set(++n, ok); socket.send(JSON.stringify({ id: n, method, params, sessionId })); });
const out = [];
for (const page of pages) {
  const target = (await call("Target.createTarget", { url: "about:blank" })).result.targetId;
  const session = (await call("Target.attachToTarget", { targetId: target, flatten: true })).result.sessionId;
  for (const domain of ["Page", "Runtime", "Network", "Log"]) await call(domain + ".enable", {}, session);
  events.length = 0;
  await call("Page.navigate", { url: "file://" + page }, session);
  const run = async expression => (await call("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true }, session)).result.result.value;
  for (let i = 0; i < 100 && await run("document.readyState + (document.body?.dataset.ready || '')") !== "completeyes"; i++) await new Promise(ok => setTimeout(ok, 50));
  const result = await run(`(() => {
    const parts = [...document.querySelectorAll("svg .edge, svg .node")];
    let panels = 0, sentences = 0;
    for (const p of parts) {
      p.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
      const f = document.getElementById("facts");
      if (!f.hidden) panels++;
      sentences += f.querySelectorAll("blockquote").length;
    }
    const before = document.querySelector("svg").getAttribute("viewBox");
    document.getElementById("in").click();
    const after = document.querySelector("svg").getAttribute("viewBox");
    document.getElementById("all").click();
    const q = document.getElementById("search");
    q.value = (parts[0]?.textContent || "").slice(0, 12); q.oninput({target: q});
    const found = document.getElementById("found").textContent, faint = document.querySelectorAll(".faint").length;
    q.value = ""; q.oninput({target: q});
    return {ready: document.body.dataset.ready, parts: parts.length, panels, sentences, zoomed: before !== after, found: parseInt(found), faint,
      scripts: document.scripts.length, frames: document.querySelectorAll("iframe,img,object,embed").length, handlers: document.querySelectorAll("[onload],[onclick],[onerror]").length};
  })()`);
  result.requests = events.filter(e => e.method === "Network.requestWillBeSent" && !e.params.request.url.startsWith("file://")).length;
  result.dialogs = events.filter(e => e.method === "Page.javascriptDialogOpening").length;
  result.errors = events.filter(e => e.method === "Runtime.exceptionThrown" || e.method === "Log.entryAdded" && e.params.entry.level === "error").map(e => JSON.stringify(e.params).slice(0, 300));
  if (process.env.SHOT) {
    await run(`document.querySelector("svg .edge, svg .node")?.dispatchEvent(new MouseEvent("click", {bubbles: true}))`);
    const shot = await call("Page.captureScreenshot", { format: "png" }, session);
    writeFileSync(page + ".png", Buffer.from(shot.result.data, "base64"));
  }
  out.push(result);
}
console.log(JSON.stringify(out));
socket.close();
browser.kill();
