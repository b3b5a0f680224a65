// Reads exported diagrams with the real parsers of Mermaid and PlantUML.
//
//   cargo xtask test exports
//
// exports every preset and runs this: `node tests/exporters/check.mjs FOLDER`.
//
// `*.mmd` goes to the npm package `mermaid` under jsdom, `*.puml` to the command `plantuml`
// (Debian: `apt-get install plantuml`). Both must find as many participants and messages as the
// text has lines for them: a raw `#` or `;`, or a missing blank after an `x`, is no syntax error,
// it quietly cuts a text or makes a participant. Exits with 1 and one line per bad file, with 2 if
// nothing could be checked.

import { spawn } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";

const PLANTUML = process.env.PLANTUML ?? "plantuml";

/** How many lines of a text match. */
const count = (text, pattern) => text.split("\n").filter((line) => pattern.test(line)).length;

/** The package `mermaid` looks for a document when it is loaded. */
async function loadMermaid() {
  const { JSDOM } = await import("jsdom");
  const { window } = new JSDOM("<!doctype html><body></body>");
  globalThis.window = window;
  globalThis.document = window.document;
  const { default: mermaid } = await import("mermaid");
  mermaid.initialize({ startOnLoad: false });
  return mermaid;
}

/** Says what is wrong with a Mermaid text; null if nothing is. */
async function checkMermaid(mermaid, text) {
  let diagram;
  try {
    diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  } catch (error) {
    return String(error.message ?? error);
  }
  if (diagram.type !== "sequence") return `it is read as a ${diagram.type} diagram`;
  const actors = diagram.db.getActors();
  const declared = count(text, /^\s*participant /);
  if (actors.size !== declared) return `${declared} participants are read as ${actors.size}`;

  const types = diagram.db.LINETYPE;
  const read = diagram.db.getMessages();
  const notes = read.filter((entry) => entry.type === types.NOTE);
  const arrows = read.filter((entry) => entry.from && entry.to && entry.type !== types.NOTE
    && entry.type !== types.ACTIVE_START && entry.type !== types.ACTIVE_END);
  const lines = text.split("\n").map((line) => line.trim());
  const writtenNotes = lines.filter((line) => line.startsWith("Note ")).map(textOf);
  const writtenArrows = lines.filter((line) => /^P\d+-/.test(line)).map(textOf);
  return differs("notes", writtenNotes, notes) ?? differs("messages", writtenArrows, arrows);
}

/** What stands after the first colon of a line. */
const textOf = (line) => line.slice(line.indexOf(":") + 1).trim();

/** Mermaid keeps `#59;` as `ﬂ°°59¶ß` and `#lt;` as `ﬂ°lt¶ß` until it draws. */
const decoded = (text) => text.replaceAll("ﬂ°°", "#").replaceAll("ﬂ°", "#").replaceAll("¶ß", ";");

function differs(what, written, read) {
  if (written.length !== read.length) return `${written.length} ${what} are read as ${read.length}`;
  for (const [index, text] of written.entries()) {
    const found = decoded(String(read[index].message));
    if (found !== text) return `among the ${what}, "${text}" is read as "${found}"`;
  }
  return null;
}

/** What PlantUML says of a text that it reads as it was meant. */
const expectedOf = (text) =>
  `SEQUENCE\n(${count(text, /^(participant|boundary|database|collections|queue) /)} participants)\n`;

const askPlantuml = (text) => ask(PLANTUML, ["-charset", "UTF-8", "-syntax"], text);

/** Says what is wrong with a PlantUML text; null if nothing is. */
async function checkPlantuml(text) {
  const answer = await askPlantuml(text);
  if (answer === expectedOf(text)) return null;
  if (!answer.startsWith("SEQUENCE")) return answer.trim().replaceAll("\n", " ") || "no diagram is found in it";
  return `it is read as ${answer.trim().replaceAll("\n", " ")}, and not as ${expectedOf(text).trim().replaceAll("\n", " ")}`;
}

/** The lines about bad PlantUML texts. All are read at once first: a Java for each takes seconds. */
async function checkPlantumls(folder, files) {
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  if (texts.length > 0 && (await askPlantuml(texts.join("\n"))) === texts.map(expectedOf).join("")) return [];
  return checkAll(folder, files, availableParallelism(), checkPlantuml);
}

/** Runs a command with a text as its input; resolves with its output. */
function ask(command, args, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, JAVA_TOOL_OPTIONS: "-Djava.awt.headless=true" } });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (part) => (output += part));
    child.on("error", reject).on("close", () => resolve(output));
    child.stdin.on("error", () => {}).end(input);
  });
}

/** Runs a task for every file of a kind, a few at once; resolves with the lines about bad ones. */
async function checkAll(folder, files, atOnce, task) {
  const bad = [];
  const left = [...files];
  const worker = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      const wrong = await task(await readFile(join(folder, file), "utf8"));
      if (wrong !== null) bad.push(`${join(folder, file)}: ${wrong}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return bad.sort();
}

async function main([folder, ...rest]) {
  if (folder === undefined || rest.length > 0) {
    console.error("name one folder with exported .mmd and .puml files");
    return 2;
  }
  const files = (await readdir(folder)).sort();
  const mermaids = files.filter((file) => file.endsWith(".mmd"));
  const plantumls = files.filter((file) => file.endsWith(".puml"));
  if (mermaids.length + plantumls.length === 0) {
    console.error(`${folder}: there are no .mmd and no .puml files here`);
    return 2;
  }
  const bad = [];
  if (mermaids.length > 0) {
    const mermaid = await loadMermaid();
    bad.push(...(await checkAll(folder, mermaids, 1, (text) => checkMermaid(mermaid, text))));
  }
  bad.push(...(await checkPlantumls(folder, plantumls)));
  bad.forEach((line) => console.error(line));
  console.log(`${mermaids.length} Mermaid and ${plantumls.length} PlantUML texts read, ${bad.length} bad`);
  return bad.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`cannot check: ${error.message}`);
  process.exitCode = 2;
}
