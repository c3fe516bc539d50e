import { readFileSync } from "node:fs";

type Manifest = { node: Record<string, { exportedName: string }> };

const known = new Map<string, string>();

/** The id by which the last build's server actions are called, of the one that has this name. */
export function actionId(name: string): string {
  const id = known.get(name) ?? findId(name);
  known.set(name, id);
  return id;
}

function findId(name: string): string {
  const manifest: Manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const [found] = Object.entries(manifest.node).filter(([, { exportedName }]) => exportedName === name);
  if (!found) throw new Error(`The build has no server action ${name}.`);
  return found[0];
}
