// Mermaid itself as an oracle: a JSON text a line comes in, what Mermaid makes of it goes out.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const modules = pathToFileURL(`${process.argv[2]}/`).href;
// Mermaid cleans titles with the help of a browser, which is not here and changes no task.
const purify = (await import(`${modules}dompurify/dist/purify.es.mjs`)).default;
purify.sanitize = (text) => text;
purify.addHook = () => {};
const mermaid = (await import(`${modules}mermaid/dist/mermaid.core.mjs`)).default;
await mermaid.parse("journey", { suppressErrors: true }); // makes every kind of diagram known

async function read(text) {
  try {
    const { db, type } = await mermaid.mermaidAPI.getDiagramFromText(text);
    if (type !== "journey") return null;
    return {
      title: db.getDiagramTitle(),
      accessible_title: db.getAccTitle(),
      description: db.getAccDescription(),
      sections: [...db.getSections()],
      tasks: db.getTasks().map(({ section, task, score, people }) => ({
        section, name: task, score: String(score), people,
      })),
    };
  } catch {
    return null;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await read(JSON.parse(line))));
}
