import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { Participation } from "./participation";

const say = { words: dictionary("en"), format: formats("en", "UTC") };

describe("participation", () => {
  const html = (mark?: string) =>
    renderToStaticMarkup(
      <Participation
        {...say}
        title="How many are heard?"
        cycles={[
          { label: "Sep", name: "September 2026", heard: { counted: 8, enrolled: 10 } },
          { label: "Oct", name: "October 2026", heard: { counted: 9, enrolled: 10 }, mark },
        ]}
      />,
    );

  it("draws a line before a cycle with an event, which the table names", () => {
    expect(html("new questions")).toMatch(/stroke-dasharray="3 3".*new questions/);
    expect(html()).not.toMatch(/stroke-dasharray|Event/);
  });
});
