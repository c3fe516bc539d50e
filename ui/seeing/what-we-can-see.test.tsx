import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { WhatWeCanSee } from "./what-we-can-see";

const said = (response: number | undefined, duos = 480) =>
  renderToStaticMarkup(
    <WhatWeCanSee
      own={{ duos, response, cadence: "monthly" }}
      reader="admin"
      words={dictionary("en")}
      format={formats("en", "UTC")}
    />,
  );

describe("what an organization can see", () => {
  test("is no figure where fewer answered than was simulated", () => {
    expect(said(2 / 480)).toContain("too few for any figure");
    expect(said(2 / 480)).not.toMatch(/of 100|One more|one more/);
    expect(said(0.55)).toMatch(/about \d+ of 100/);
  });
  test("says that a share is assumed before a cycle has closed", () => {
    expect(said(undefined)).toContain("(assumed, until a cycle has closed)");
    expect(said(0.85)).not.toContain("(assumed");
  });
  test("says that the duos are assumed before one is there, and rounds no answer to none", () => {
    expect(said(0.85, 0)).toContain("50 duos (assumed, until yours are here)");
    expect(said(2 / 960)).toContain("Less than 1% of surveys");
  });
});
