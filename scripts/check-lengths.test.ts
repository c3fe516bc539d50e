import { expect, it } from "vitest";
import { longFunctions } from "./check-lengths-rule.mjs";

const lines = (n: number) => Array.from({ length: n }, (_, i) => `  call(${i});`).join("\n");
const declared = (n: number) => `export function long() {\n${lines(n - 2)}\n}\n`;

it("finds a function of more than 60 lines, by its name and place", () => {
  expect(longFunctions("a.ts", declared(60))).toEqual([]);
  expect(longFunctions("a.ts", `\n${declared(61)}`)).toEqual([{ line: 2, name: "long", lines: 61 }]);
  expect(longFunctions("a.ts", `const long = () => {\n${lines(59)}\n};\n`)).toMatchObject([{ name: "long" }]);
});

it("finds a long function inside of another, a component and a long expression", () => {
  expect(longFunctions("a.ts", `function outer() {\n${declared(61).slice(7)}}\n`)).toMatchObject([
    { name: "outer" },
    { name: "long" },
  ]);
  const rows = Array.from({ length: 60 }, (_, i) => `    <p>${i}</p>`).join("\n");
  expect(longFunctions("a.tsx", `const View = () => (\n  <div>\n${rows}\n  </div>\n);`)).toMatchObject([
    { name: "View", lines: 64 },
  ]);
});

it("lets a table of data be as long as it is", () => {
  const table = `/** Rows. A table of data: a row for each state. */\n${declared(100)}`;
  expect(longFunctions("a.ts", table)).toEqual([]);
  expect(longFunctions("a.ts", table + declared(61))).toHaveLength(1);
});
