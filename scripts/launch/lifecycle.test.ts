import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** Runs a package's script by npm; the script keeps a `Lifecycle`, says "up" and its number, and when it was stopped. */
async function underNpm() {
  const directory = mkdtempSync(path.join(tmpdir(), "twofold-lifecycle-"));
  const program = `import { Lifecycle } from "${pathToFileURL(path.join(import.meta.dirname, "lifecycle.ts"))}";
    new Lifecycle().onStop(async () => console.log("stopped"));
    console.log("up", process.pid);
    setInterval(() => undefined, 1000);`;
  const file = path.join(directory, "kept.mjs");
  writeFileSync(file, program);
  const start = `cd "${root}" && "${process.execPath}" --import tsx "${file}"`;
  writeFileSync(path.join(directory, "package.json"), JSON.stringify({ scripts: { start } }));
  const npm = spawn("npm", ["run", "--silent", "start"], {
    cwd: directory,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  npm.stdout.setEncoding("utf8").on("data", (chunk) => {
    said += chunk;
  });
  const says = async (words: RegExp) => {
    while (!words.test(said)) await once(npm.stdout, "data");
    return words.exec(said);
  };
  const [, pid] = (await says(/up (\d+)/)) ?? [];
  return { npm, pid: Number(pid), says, remove: () => rmSync(directory, { recursive: true }) };
}

test.each(["SIGTERM", "SIGHUP", "SIGKILL"] as const)(
  "%s to npm alone stops what runs under it",
  async (signal) => {
    const { npm, pid, says, remove } = await underNpm();
    try {
      npm.kill(signal);
      expect(await says(/stopped/)).not.toBeNull();
      await expect.poll(() => spawnedStill(pid), { timeout: 10_000 }).toBe(false);
    } finally {
      if (spawnedStill(pid)) process.kill(pid, "SIGKILL");
      remove();
    }
  },
);

function spawnedStill(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
