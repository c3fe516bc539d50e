import { expect, test } from "vitest";
import { viewOf } from "./use-view";

test.each([
  ["", ""],
  ["#DQ1", "DQ1"],
  ["#caf%C3%A9", "café"],
  ["#%E0", ""],
  ["#DQ1%", ""],
])("the fragment %j is the view %j", (hash, view) => {
  expect(viewOf(hash)).toBe(view);
});
