// Writes the parts of docs/ that are generated from the product itself.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withGenerated } from "./docs/generated";
import { itemTables } from "./docs/item-tables";

const folder = path.join(import.meta.dirname, "../docs");

function write(file: string, parts: Readonly<Record<string, string>>): void {
  const target = path.join(folder, file);
  let text = readFileSync(target, "utf8");
  for (const [name, part] of Object.entries(parts)) text = withGenerated(text, name, part);
  writeFileSync(target, text);
  console.log(`docs/${file} is up to date.`);
}

write("measurement.md", { items: itemTables() });
