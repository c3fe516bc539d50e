import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { busyAnswer } from "@/lib/domain/busy-answer";
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

test("an action that was turned away says that Twofold is busy, and not that it failed", () => {
  const html = renderToStaticMarkup(<Failure error={new Error(busyAnswer)} retry={() => undefined} />);
  expect(html).toContain("Many people are here at this moment");
  expect(html).not.toContain("went wrong");
});
