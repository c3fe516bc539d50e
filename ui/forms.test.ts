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

test("no form leaves its page before the page's scripts run, nor puts what was typed into an address", () => {
  const forms = files.flatMap((file) => formsOf(file).map((tag) => [file, tag] as const));
  expect(forms.length).toBeGreaterThan(15);
  // Outside of a dialog the method "dialog" does nothing; a post to the page itself is not served.
  const leaving = forms.filter(([, tag]) => !/\baction=|\bmethod="dialog"|\{\.\.\.form\}/.test(tag));
  expect(leaving.map(([file]) => file)).toEqual([]);
});

/** Forms of signed-in people whose fields no device keeps by the page's token, and why. */
const notKept: Readonly<Record<string, string>> = {
  "ui/filter-bar.tsx": "its fields are in the address",
  "ui/sign-in-again/code-form.tsx": "a code is never kept",
  "ui/survey/question-page.tsx": "the survey keeps its answers itself",
};
const nobodyIsSignedIn = /^app\/\(public\)|^ui\/(?:setup\/(?:found|go-on)-form|reminders-view)\.tsx$/;
const namesPerson =
  /<PageField|\{\.\.\.keptForm\}|<HiddenPlace|<HiddenFields values=\{(?:place|fields|hidden|\{ page)/;

test("what is typed in a signed-in person’s form is kept on the device: each names the page’s person", () => {
  const own = files.filter((file) => formsOf(file).length > 0 && !nobodyIsSignedIn.test(file));
  expect(own.length).toBeGreaterThan(15);
  const others = own.filter((file) => !namesPerson.test(readFileSync(path.join(root, file), "utf8")));
  expect(others.sort()).toEqual(Object.keys(notKept).sort());
});

test("every action of a form says what became of it by the shared hooks", () => {
  const [withState, keeping] = [/\buse(?:ActionState|SentOnce)\b/, /\banswerTo\b/];
  const hooks = readdirSync(path.join(root, "ui"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(path.join(root, "ui", name), "utf8"))
    .filter((code) => withState.test(code));
  expect(hooks.length).toBe(2);
  expect(hooks.filter((code) => !keeping.test(code))).toEqual([]);
});
