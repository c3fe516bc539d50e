import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

it("every page inside the frame is shown only to the person whom the frame was made for", () => {
  const pages = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)page\.tsx$/.test(file),
  );
  const bare = pages.filter(
    (file) =>
      !/export default personalPage\(/.test(readFileSync(path.join(import.meta.dirname, file), "utf8")),
  );
  expect(bare).toEqual([]);
  expect(pages.length).toBeGreaterThan(10);
});
