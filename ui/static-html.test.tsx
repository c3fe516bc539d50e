import type { CSSProperties } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { staticHtml, still } from "./static-html";

function Named({ name }: { name: string }) {
  return <b title={`"${name}"`}>{name}</b>;
}

/** Without the ends that HTML does without. */
const asSent = (html: string) => html.replaceAll("<br/>", "<br>").replaceAll(/<\/(tr|th|td|li)>/g, "");

test("writes elements as React does, every text without markup", () => {
  const bar = { "--low": "33.3%", "--high": "12%" } as CSSProperties;
  const shown = (
    <>
      <tr className="low" data-best={true} hidden={false}>
        <th scope="row">
          <Named name="<script>alert(1)</script> & Søn" />
        </th>
        {[1, 2].map((n) => (
          <td key={n} colSpan={n} style={bar} title={undefined}>
            {n} of {"a < b"}
            {n > 1 && "more"}
            {null}
          </td>
        ))}
        <td aria-hidden="true">
          <br />
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: markup of this test */}
          <i dangerouslySetInnerHTML={{ __html: "<u>▼</u>" }} />
        </td>
      </tr>
    </>
  );
  const ofReact = renderToStaticMarkup(shown);
  expect(ofReact).toContain("&lt;script&gt;");
  expect(staticHtml(shown)).toBe(asSent(ofReact));
});

test("is the content of an element that React writes the same", () => {
  const label = (
    <text x="8" textAnchor="end">
      {"a < b"}
    </text>
  );
  expect(renderToStaticMarkup(<svg aria-hidden="true" {...still(label)} />)).toBe(
    renderToStaticMarkup(<svg aria-hidden="true">{label}</svg>),
  );
});

test("refuses what needs a script", () => {
  expect(() => staticHtml(<button type="button" onClick={() => {}} />)).toThrow("onClick needs a script");
  expect(() => staticHtml(Promise.resolve("late"))).toThrow("only elements");
});
