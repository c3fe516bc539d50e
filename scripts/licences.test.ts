import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { licencesOf, mayUse } from "./licences-rule.mjs";

const lock = JSON.parse(readFileSync(path.join(import.meta.dirname, "../package-lock.json"), "utf8"));

describe("licences of the packages", () => {
  test("are all on the list", () => {
    const packages = licencesOf(lock);
    expect(packages.length).toBeGreaterThan(500);
    expect(packages.filter(({ allowed }) => !allowed)).toEqual([]);
  });

  test.each([
    ["react", "MIT", true],
    ["a", "(MIT OR GPL-3.0-only)", true],
    ["a", "MIT AND GPL-3.0-only", false],
    ["a", "GPL-3.0-only", false],
    ["a", "AGPL-3.0-or-later", false],
    ["a", "UNLICENSED", false],
    ["a", undefined, false],
    ["a", "LGPL-3.0-or-later", false],
    ["@img/sharp-libvips-linux-x64", "LGPL-3.0-or-later", true],
  ])("%s under %s: %s", (name, licence, may) => {
    expect(mayUse(name, licence)).toBe(may);
  });

  test("a package counts as the product's as soon as one part of it is", () => {
    const packages = {
      "": {},
      "node_modules/a": { version: "1.0.0", license: "MIT", dev: true },
      "node_modules/b/node_modules/a": { version: "1.0.0", license: "MIT" },
      "node_modules/@s/c": { version: "2.0.0", license: "GPL-2.0-only", dev: true },
    };
    expect(licencesOf({ packages }).map(({ name, dev, allowed }) => [name, dev, allowed])).toEqual([
      ["@s/c", true, false],
      ["a", false, true],
    ]);
  });
});
