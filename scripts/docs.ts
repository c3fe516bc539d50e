import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openCluster } from "@/db/embedded/cluster";
import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { type Catalog, readCatalog } from "./docs/catalog";
import { dataModel } from "./docs/data-model";
import { withGenerated } from "./docs/generated";
import { itemTables } from "./docs/item-tables";
import { commandLine } from "./launch/command-line";

const folder = path.join(import.meta.dirname, "../docs");

function write(file: string, parts: Readonly<Record<string, string>>): void {
  const target = path.join(folder, file);
  let text = readFileSync(target, "utf8");
  for (const [name, part] of Object.entries(parts)) text = withGenerated(text, name, part);
  writeFileSync(target, text);
  console.log(`docs/${file} is up to date.`);
}

/** The catalog of a database made for this and thrown away. */
async function freshCatalog(): Promise<Catalog> {
  const cluster = await openCluster();
  try {
    await migrate(cluster.urls);
    return await withClient(cluster.adminUrl(), readCatalog);
  } finally {
    await cluster.stop();
  }
}

/** `npm run docs`: writes the parts of docs/ that are generated from the product itself. */
export async function docs(args: readonly string[]): Promise<void> {
  commandLine(args, { usage: "npm run docs" });
  write("measurement.md", { items: itemTables() });
  write("data-model.md", dataModel(await freshCatalog()));
}
