import { spawn } from "node:child_process";
import { once } from "node:events";

export type Ran = { code: number; said: string };

/** Runs a command of `scripts/run.mjs` to its end, with this environment and no settings of `.env`. */
export async function runCommand(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  const child = spawn(process.execPath, ["scripts/run.mjs", ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const output of [child.stdout, child.stderr]) {
    output.on("data", (chunk: Buffer) => {
      said += chunk;
    });
  }
  const [code] = await once(child, "close");
  return { code: code as number, said };
}
