import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.dirname(import.meta.dirname);
const files = ["app", "ui"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => path.join(folder, name)),
);
/** The opening tag of each form of a file. */
const formsOf = (file: string) =>
  [...readFileSync(path.join(root, file), "utf8").matchAll(/<form\b(?:=>|\{[^}]*\}|[^>{])*>/g)].map(
    ([tag]) => tag,
  );

test("no form puts what was typed into an address before the page's scripts run", () => {
  const forms = files.flatMap((file) => formsOf(file).map((tag) => [file, tag] as const));
  expect(forms.length).toBeGreaterThan(15);
  const byAddress = forms.filter(([, tag]) => !/\baction=|\bmethod="post"|\{\.\.\.form\}/.test(tag));
  expect(byAddress.map(([file]) => file)).toEqual([]);
});
