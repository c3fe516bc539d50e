import { expect, test } from "vitest";
import { complaints } from "@/testkit/rosters";

/** Each unit of a chain on a line of its own with its whole path, until there are 10,000 or the file has 20 MB. */
function chain(name: string): string {
  const lines = ["unit"];
  let path = "";
  for (let size = 0; size < 20_000_000 && lines.length <= 10_000; size += path.length + 1) {
    path += `${path && "/"}${name}`;
    lines.push(path);
  }
  return lines.join("\n");
}

// Within the time of a test: each path was once measured grapheme by grapheme.
test.each(["n", "é"])("a file that is one chain of units named %s is refused with what to mend", (name) => {
  const codes = complaints({ files: [chain(name)] });
  expect(codes.length).toBeGreaterThan(4_000);
  expect(new Set(codes)).toEqual(new Set(["unit-too-deep"]));
});

test("a slash that belongs to a name makes no path deeper", () => {
  const path = Array.from({ length: 12 }, () => "R\\/D").join(" / ");
  expect(complaints({ files: [`unit\n${path}\n`] })).toEqual([]);
});
