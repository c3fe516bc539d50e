import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { LevelTrend } from "./level-trend";
import { levelDomain, levelZones } from "./trend-drawing";

const say = { words: dictionary("en"), format: formats("en", "UTC") };

describe("level trend", () => {
  const html = renderToStaticMarkup(
    <LevelTrend
      {...say}
      title="How is the level?"
      points={[
        { label: "Jul", name: "July 2026", value: 60, low: 57, high: 63, counted: "50 of 60" },
        { label: "Aug", name: "August 2026", value: null },
        { label: "Sep", name: "September 2026", value: 64.5, low: 61, high: 68, mark: "Reorganization" },
      ]}
    />,
  );

  it("shows the part of the scale that holds the data, at least 30 points, and its break", () => {
    const covered = (...values: (number | null)[]) =>
      levelDomain(values.map((value) => ({ value, low: null, high: null })));
    expect(covered(60, 64)).toEqual([50, 80]);
    expect(covered(5)).toEqual([0, 30]);
    expect(covered(97)).toEqual([70, 100]);
    expect(covered(20, 80)).toEqual([20, 80]);
    expect(covered(null)).toEqual([0, 100]);
    expect(levelDomain([{ value: 60, low: 38, high: 82 }])).toEqual([30, 90]);
    expect(html).toContain("data-break");
    expect(html).toMatch(/>70<\/text>/);
    expect(html).not.toMatch(/>40<\/text>/);
  });

  it("draws low and high levels as ground of their own, as far as the scale reaches into them", () => {
    const zones = (...domain: [number, number]) =>
      levelZones(domain).map(({ band, y, height }) => [band, y, height]);
    // 196 pixels for the whole scale, from 16 down to 212.
    expect(zones(0, 100)).toEqual([
      ["high", 16, 58.8],
      ["low", 133.6, 78.4],
    ]);
    expect(zones(45, 70)).toEqual([]);
    expect(zones(75, 100)).toEqual([["high", 16, 196]]);
    expect(zones(0, 30)).toEqual([["low", 16, 196]]);
    expect(html).toContain('data-zone="high"');
    expect(html).not.toContain('data-zone="low"');
    expect(html).toMatch(/>High<\/text>/);
  });

  it("does not draw over a cycle without a figure", () => {
    expect(/<path d="(M[^"]+)" vector/.exec(html)?.[1]).toMatch(/^M0,[\d.]+ZM100,[\d.]+Z$/);
  });

  it("writes the last value at the edge, or beside its point where the last cycle has none", () => {
    expect(html).not.toContain("data-ending");
    expect(html).toMatch(/<text x="12"[^>]*font-semibold">64<\/text>/);
    const [jul, aug] = [
      { label: "Jul", name: "July 2026", value: 60 },
      { label: "Aug", name: "August 2026", value: null },
    ];
    const ended = renderToStaticMarkup(<LevelTrend {...say} title="How is the level?" points={[jul, aug]} />);
    expect(ended).toMatch(/<text x="0%"[^>]*data-ending[^>]*>60<\/text>/);
    expect(ended).not.toContain('<text x="12"');
    expect(ended).toMatch(/<circle cx="0%"[^>]* r="4"/);
    const none = renderToStaticMarkup(<LevelTrend {...say} title="How is the level?" points={[aug]} />);
    expect(none).not.toMatch(/data-ending|<text x="12"/);
  });

  it("has a table twin with interval, count and event, and half rounds to even", () => {
    expect(html).toContain("Show as table");
    expect(html).toMatch(/September 2026<td[^>]*>64<td[^>]*>61 and 68/);
    expect(html).toContain("50 of 60");
    expect(html.match(/Reorganization/g)).toHaveLength(2);
  });
});

describe("when a change began", () => {
  const html = (began: readonly (string | undefined)[]) =>
    renderToStaticMarkup(
      <LevelTrend
        {...say}
        title="How has the level moved?"
        points={began.map((text, index) => ({
          label: `${index}`,
          name: `C${index}`,
          value: 60,
          began: text,
        }))}
      />,
    );

  it("is a bar under its cycles and a word in the table", () => {
    const drawn = html([undefined, "began here", "began here", undefined, undefined]);
    expect(/<line x1="25%" x2="50%"[^>]*data-began/.test(drawn)).toBe(true);
    expect(drawn.match(/began here/g)).toHaveLength(2);
  });

  it("is shown for one duo without columns of what only units have", () => {
    expect(html([undefined, undefined]).match(/<th scope="col"/g)).toHaveLength(2);
  });

  it("is nothing where no change was dated", () => {
    expect(html([undefined, undefined])).not.toContain("data-began");
  });
});
