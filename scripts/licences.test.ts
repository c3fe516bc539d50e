import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { knownLicence, licencesOf, mayUse } from "./licences-rule.mjs";
import { mendSbom } from "./sbom-rule.mjs";

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

describe("the list of what the product is made of", () => {
  const listed = {
    bomFormat: "CycloneDX",
    metadata: { component: { name: "a-folder", type: "application", version: "0.0.0" } },
    components: [
      { name: "react", version: "19.0.0", licenses: [{ license: { id: "MIT" } }] },
      { group: "@tremor", name: "react", version: "4.0.0" },
    ],
  };
  const mended = (licence?: string) =>
    mendSbom(listed, {
      name: "twofold",
      version: "0.1.0",
      licences: new Map([["@tremor/react@4.0.0", licence]]),
    });

  test("has the product's own name and version, and a licence of every package as SPDX spells it", () => {
    const { metadata, components } = mended("Apache 2.0");
    expect(metadata.component).toMatchObject({ name: "twofold", version: "0.1.0", type: "application" });
    expect(components.map(({ licenses }) => licenses)).toEqual([
      [{ license: { id: "MIT" } }],
      [{ license: { id: "Apache-2.0" } }],
    ]);
  });

  test("is refused with a package whose licence nobody knows", () => {
    expect(() => mended()).toThrow(/@tremor\/react 4\.0\.0 has no licence/);
  });

  test("every package that the product runs with has one", () => {
    const running = licencesOf(lock).filter(({ dev }) => !dev);
    expect(running.filter(({ licence }) => !knownLicence(licence))).toEqual([]);
    expect(running.find(({ name }) => name === "@tremor/react")?.licence).toBe("Apache 2.0");
  });
});
