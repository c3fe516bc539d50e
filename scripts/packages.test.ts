import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

type Locked = { version?: string; optionalDependencies?: Record<string, string> };

const lock: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../package-lock.json"), "utf8"),
);

/** Versions compare part by part: three numbers, then the prerelease's, which a release is always above. */
const parts = (version: string) =>
  [...version.split(/\D+/).filter(Boolean).map(Number), Number.POSITIVE_INFINITY].slice(0, 4);

function isAtLeast(version: string, floor: string): boolean {
  const [have, want] = [parts(version), parts(floor)];
  const differing = want.findIndex((part, i) => part !== (have[i] ?? 0));
  return differing === -1 || (have[differing] ?? 0) > want[differing]!;
}

describe("package-lock.json", () => {
  test.each([
    ["next", "16.3.3"],
    ["next-auth", "5.0.0-beta.32"],
    ["drizzle-orm", "0.45.2"],
  ])("has %s at %s or newer, below which there are known holes", (name, floor) => {
    expect(lock.packages[`node_modules/${name}`]?.version).toSatisfy((version: string) =>
      isAtLeast(version, floor),
    );
  });

  test("holds every platform's packages, so that it installs on other machines", () => {
    const present = new Set(Object.keys(lock.packages).map((key) => key.split("node_modules/").pop()));
    const wanted = Object.values(lock.packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
    expect(wanted).toContain("@next/swc-darwin-arm64");
    expect(wanted.filter((name) => !present.has(name))).toEqual([]);
  });
});

test("the comparison knows older from newer", () => {
  expect(isAtLeast("16.3.2", "16.3.3")).toBe(false);
  expect(isAtLeast("16.10.0", "16.3.3")).toBe(true);
  expect(isAtLeast("5.0.0-beta.31", "5.0.0-beta.32")).toBe(false);
  expect(isAtLeast("5.0.0-beta.32", "5.0.0-beta.32")).toBe(true);
  expect(isAtLeast("5.0.0", "5.0.0-beta.32")).toBe(true);
});
