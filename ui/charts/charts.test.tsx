import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { MAP_DUOS_SHOWN } from "@/lib/insights/overview";
import { DuoMap, type LinkedMapDuo } from "./duo-map";
import { FlowMatrix } from "./flow-matrix";
import { Heatmap } from "./heatmap";
import { StatusMixBars } from "./status-mix";
import { Tracker } from "./tracker";

const words = dictionary("en");
const say = { words, format: formats("en", "UTC") };

describe("tracker", () => {
  it("tells a screen reader the spells, and shows shape and letter to everybody else", () => {
    const html = renderToStaticMarkup(
      <Tracker
        words={words}
        cycles={[
          { name: "July", status: "steady" },
          { name: "August", status: "steady" },
          { name: "September", status: "diverging", reason: "apart" },
          { name: "October", status: null },
        ]}
      />,
    );
    expect(html).toContain(
      "Last 4 cycles: Steady from July to August, Diverging in September, No result in October",
    );
    expect(html).toContain("◀▶\nD");
    expect(html).toContain("■\nS");
    expect(html).not.toContain("line-before");
  });

  it("has a line before a cycle with new questions, and says it", () => {
    const html = renderToStaticMarkup(
      <Tracker
        words={words}
        cycles={[
          { name: "July", status: "steady" },
          { name: "August", status: "steady", newQuestions: true },
          { name: "September", status: null, newQuestions: true },
        ]}
      />,
    );
    expect(html.match(/ line-before"/g)).toHaveLength(2);
    expect(html).toContain("new questions with August, new questions with September");
  });
});

describe("duo map", () => {
  const duo = (index: number): LinkedMapDuo => ({
    id: String(index),
    name: `Duo ${index}`,
    level: "high",
    agreement: "low",
    status: "strained",
    reason: "low+split",
    href: `/duos/${index}`,
  });
  const map = (count: number) =>
    renderToStaticMarkup(
      <DuoMap
        {...say}
        title="Where do our duos stand?"
        duos={Array.from({ length: count }, (_, index) => duo(index))}
        counts={[{ level: "high", agreement: "low", status: "strained", count }]}
      />,
    );

  it("links every duo by name and state while they can be told apart", () => {
    const html = map(MAP_DUOS_SHOWN);
    expect(html.match(/href="\/duos\//g)).toHaveLength(MAP_DUOS_SHOWN);
    expect(html).toContain("Duo 7: Strained, low level, split view");
  });

  it("collapses to counts beyond 150", () => {
    const html = map(MAP_DUOS_SHOWN + 1);
    expect(html).not.toContain('href="/duos/');
    expect(html).toMatch(/151<\/b><span class="sr-only">Strained/);
  });
});

describe("heatmap", () => {
  const hidden = { hidden: "Too few duos to show safely" };
  const html = (cells: Parameters<typeof Heatmap>[0]["rows"][number]["cells"]) =>
    renderToStaticMarkup(
      <Heatmap
        {...say}
        caption="Means"
        columns={["a", "b", "c", "d"].map((key) => ({ key, label: key }))}
        rows={[{ id: "u", label: "Platform", depth: 0, counted: { n: 9, of: 15 }, cells }]}
      />,
    );

  it("says in a hidden cell why it is hidden", () => {
    const one = html([{ value: 61 }, hidden, { value: 72 }, { value: 49 }]);
    expect(one).toMatch(/<button[^>]*>.*hidden.*Too few duos to show safely/);
    expect(one).toContain("9 of 15");
  });

  it("joins neighbours hidden for one reason into a cell that has room for the words", () => {
    const joined = html([hidden, hidden, hidden, { value: 72 }]);
    expect(joined).toMatch(/colSpan="3"[^>]*>.*Too few duos to show safely/i);
    expect(joined).not.toContain("<button");
  });

  it("says of a mean that it differs from the company, and of numbers that they differ from the rest", () => {
    expect(html([{ value: 20, difference: "down" }])).toContain("lower than the company, beyond chance");
    expect(html([{ low: 6, high: 0, of: 8, difference: "down" }])).toContain(
      "lower than the rest of what you read, beyond chance",
    );
  });

  it("colours only what differs, with an arrow and in words", () => {
    const cells = html([
      { value: 20 },
      { low: 3, high: 1, of: 8 },
      { low: 6, high: 0, of: 8, difference: "down" },
      { value: 80, difference: "up" },
    ]);
    expect(cells.match(/bg-[a-z]+-(soft|\d)/g)).toEqual([
      "bg-heat-0",
      "bg-diverging-soft",
      "bg-multiplying-soft",
    ]);
    expect(cells.match(/--(low|high):[\d.]+%/g)).toEqual([
      "--low:37.5%",
      "--high:12.5%",
      "--low:75%",
      "--high:0%",
    ]);
    expect(cells).toMatch(
      /6 low, 0 high, of 8.*>\u00a0↓.*lower than the rest of what you read, beyond chance/,
    );
  });
});

describe("status mix", () => {
  it("of a last cycle without figures says so", () => {
    const cycles = [{ label: "Sep", name: "September 2026", counts: null }];
    const html = renderToStaticMarkup(
      <StatusMixBars {...say} title="Is the mix improving?" cycles={cycles} />,
    );
    expect(html).toContain("September 2026: –");
  });

  const counts = { multiplying: 5, steady: 3, strained: 0, diverging: 1, "not-enough-data": 1 };
  const html = renderToStaticMarkup(
    <StatusMixBars
      {...say}
      title="Is the mix improving?"
      cycles={[
        { label: "Sep", name: "September 2026", counts: null },
        { label: "Oct", name: "October 2026", counts, counted: "10 of 12" },
      ]}
    />,
  );

  it("names the states, without shares, where the last cycle shows none", () => {
    const cycle = { label: "Nov", name: "November 2026", counts: null };
    const hidden = renderToStaticMarkup(
      <StatusMixBars
        {...say}
        title="Is the mix improving?"
        cycles={[{ label: "Oct", name: "October 2026", counts, counted: "10 of 12" }, cycle]}
      />,
    );
    const labels = (from: string) => from.match(/<tspan[^>]*>[^<]*<\/tspan>/g)?.join("") ?? "";
    expect(labels(hidden)).toContain("Multiplying");
    expect(labels(hidden)).not.toContain("50%");
    expect(labels(html)).toContain("50%");
  });

  it("gives shares of the counted duos, the undecided included", () => {
    expect(html).toContain("October 2026: Multiplying 50%, Steady 30%, Diverging 10%, Not enough data 10%");
    expect(html).toContain("50% (5)");
  });

  it("draws a line before a cycle with an event, names it, and lists it in the table", () => {
    const marked = renderToStaticMarkup(
      <StatusMixBars
        {...say}
        title="Is the mix improving?"
        cycles={["a", "b", "c"].map((name) => ({
          label: name,
          name,
          counts,
          mark: name === "b" ? "new <questions>" : undefined,
        }))}
      />,
    );
    // Columns of 26.67 percent begin after a tenth of a step; the line is in the middle of what is free before the second.
    expect(marked.match(/<line x1="33.34%" x2="33.34%"[^>]*stroke-dasharray/g)).toHaveLength(1);
    expect(marked.match(/new &lt;questions&gt;/g)).toHaveLength(2);
    expect(html).not.toContain("stroke-dasharray");
    expect(html).not.toContain("Event");
  });

  it("leaves a hidden cycle empty", () => {
    expect(html.match(/<rect/g)).toHaveLength(4);
    expect(html).toMatch(/September 2026<td[^>]*>–</);
  });
});

describe("flow matrix", () => {
  it("names both states of a way, and hides what must be hidden", () => {
    const html = renderToStaticMarkup(
      <FlowMatrix
        {...say}
        caption="Flow"
        from="September"
        to="October"
        statuses={["steady", "strained"]}
        flows={[
          { from: "steady", to: "strained", count: 3, href: "/duos" },
          { from: "strained", to: "steady", count: null },
        ]}
      />,
    );
    expect(html).toContain('aria-label="3: Steady, then Strained"');
    expect(html).toMatch(/hatch[^>]*><span class="sr-only">Too few duos to show safely/);
  });
});
