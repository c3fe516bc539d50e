import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Binaries } from "./binaries";
import { markOf } from "./process";
import { sweepThrowaways } from "./throwaway";

let parent: string;
beforeAll(() => {
  parent = mkdtempSync(path.join(tmpdir(), "twofold-sweep-test-"));
  vi.stubEnv("TMPDIR", parent);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(parent, { recursive: true, force: true });
});

/** A directory of a launcher, without a server. */
function leave(name: string, launcher: { pid: number; began: string }): void {
  mkdirSync(path.join(parent, name));
  writeFileSync(path.join(parent, name, "running.json"), JSON.stringify({ launcher }));
}

test("deletes what killed launchers left, and nothing of one that lives or of another that sweeps", async () => {
  const dead = { pid: spawnSync("true").pid, began: "1" };
  leave("twofold-throwaway-dead", dead);
  leave(`twofold-throwaway-half.${dead.pid}`, dead);
  leave(`twofold-throwaway-swept.${process.ppid}`, dead);
  leave("twofold-throwaway-lives", markOf(process.pid)!);
  mkdirSync(path.join(parent, "twofold-throwaway-begins"));
  const sweep = () => sweepThrowaways(undefined, {} as Binaries);
  await Promise.all([sweep(), sweep()]);
  expect(readdirSync(parent).sort()).toEqual([
    "twofold-throwaway-begins",
    "twofold-throwaway-lives",
    `twofold-throwaway-swept.${process.ppid}`,
  ]);
});
