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

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "%s in the middle of a step ends with one line and an exit code that says so",
  async (signal, code) => {
    const here = (file: string) => pathToFileURL(path.join(import.meta.dirname, file)).href;
    const program = `import { withLifecycle } from "${here("lifecycle.ts")}";
    import { step } from "${here("progress.ts")}";
    await withLifecycle(async (lifecycle) => {
      let end;
      const connection = new Promise((_, reject) => { end = reject; });
      lifecycle.onStop(async () => end(new Error("Connection terminated unexpectedly")));
      setInterval(() => undefined, 1000);
      setTimeout(() => console.log("up"));
      await step("Migrating the database", () => connection);
    });`;
    const args = ["--import", "tsx", "--input-type=module", "-e", program];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      said += chunk;
    });
    await once(child.stdout, "data");
    child.kill(signal);
    const [ended] = await once(child, "close");
    expect([ended, said]).toEqual([
      code,
      "Migrating the database … \nInterrupted: not everything was done. Run the command again.\n",
    ]);
  },
);

function spawnedStill(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
