import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Failure } from "./failure";

const shown = (digest?: string) => {
  const error = Object.assign(new Error("secret"), digest !== undefined && { digest });
  return renderToStaticMarkup(<Failure error={error} retry={() => undefined} />);
};

test("a failure asks to mention a reference only where it shows one", () => {
  expect(shown("ab12")).toContain("mention this reference");
  expect(shown("ab12")).toContain("Reference: ab12");
  expect(shown()).toContain("Try again");
  expect(shown()).not.toMatch(/reference/i);
  expect(shown()).not.toContain("secret");
});
