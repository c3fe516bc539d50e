import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { busyAnswer, unconfirmedAnswer } from "@/lib/domain/busy-answer";
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

const messageOf = (error: Error) => renderToStaticMarkup(<Failure error={error} retry={() => undefined} />);

test("what was turned away says that Twofold is not available, and not that it failed", () => {
  for (const html of [shown("busy-1a2b3c4d"), messageOf(new Error(busyAnswer))]) {
    expect(html).toContain("Twofold is not available at this moment");
    expect(html).not.toMatch(/went wrong|reference/i);
  }
});

test("what the database did not confirm says that it is not certain", () => {
  for (const html of [shown("unconfirmed-1a2b3c4d"), messageOf(new Error(unconfirmedAnswer))]) {
    expect(html).toContain("not certain yet");
    expect(html).not.toContain("went wrong");
  }
});
