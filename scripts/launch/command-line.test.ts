import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { commandLine } from "./command-line";

const taken = {
  usage: "npm run x -- FILE --name NAME",
  options: ["name", "zone"],
  switches: ["reset"],
  words: 1,
} as const;

test("options, switches and words are those that were given", () => {
  const given = commandLine(["--name=A B", "file", "--reset", "--zone", "UTC"], taken);
  expect(given).toEqual({
    options: { name: "A B", zone: "UTC" },
    switches: new Set(["reset"]),
    words: ["file"],
  });
  expect(commandLine(["--name=-x"], taken).options).toEqual({ name: "-x" });
  expect(commandLine([], { usage: "npm run y" })).toEqual({ options: {}, switches: new Set(), words: [] });
});

test.each([
  [["--name"], "--name is without its value"],
  [["--name", "--zone", "UTC"], "--name is without its value"],
  [["--name="], "--name is without its value"],
  [["--name", "A", "--name", "A"], "--name is given twice"],
  [["--reset", "--reset"], "--reset is given twice"],
  [["--reset=now"], "--reset takes no value"],
  [["--rest"], 'This command does not know "--rest"'],
  [["-r"], 'This command does not know "-r"'],
  [["one", "two"], 'This command does not know "two"'],
  [["--port", "3301"], 'does not know "--port". Set PORT in the environment or in .env instead'],
  [["--host=::1"], 'does not know "--host=::1". Set HOST in the environment or in .env instead'],
])("%j is refused with how the command is used", (args, wrong) => {
  expect(() => commandLine(args, taken)).toThrow(`${wrong}. Use it like this:\n${taken.usage}`);
});

/** For developers: most read names, each of which must be known. `testkit` may not import from here. */
const otherwise = [
  ...["db:generate", "test"],
  ...["bench", "faults", "golden", "mutation", "mutation:policies", "proof", "release:dump"],
];

test("every other command reads its arguments so", () => {
  const root = path.resolve(import.meta.dirname, "../..");
  const rows = readFileSync(path.join(root, "scripts/run.mjs"), "utf8").matchAll(
    /^ {2}"?([\w:-]+)"?: \["(.+?)",/gm,
  );
  const files = [...rows].map(([, name, file]) => [name!, readFileSync(path.join(root, file!), "utf8")]);
  expect(files.length).toBeGreaterThan(20);
  const without = files.filter(([, code]) => !/commandLine\(args/.test(code!)).map(([name]) => name);
  expect(without.sort()).toEqual(otherwise.sort());
});
