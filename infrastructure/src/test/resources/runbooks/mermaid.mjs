// Has the parser of Mermaid read each file that is named. It asks for a browser's document; jsdom stands in for one.
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [home, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(home + "/"));
const { JSDOM } = require("jsdom");
globalThis.window = new JSDOM("").window;
globalThis.document = globalThis.window.document;
const mermaid = (await import(pathToFileURL(require.resolve("mermaid")))).default;
for (const file of files) {
  const { diagramType } = await mermaid.parse(fs.readFileSync(file, "utf8"));
  if (!diagramType.startsWith("flowchart")) {
    throw new Error(file + " is " + diagramType);
  }
}
console.log(files.length);
