import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { DuoPage } from "@/lib/domain/duos";
import { dictionary } from "@/lib/i18n";
import { instrument } from "@/lib/instrument/instrument";
import { optionsFor } from "@/lib/instrument/question";
import { TrustSection } from "../duo/trust-section";
import { answerWord } from "./reveal-row";

const words = dictionary("en");
const nothing = async () => {
  throw new Error("not called");
};
const actions = { page: "", agree: nothing, takeBack: nothing };
/** Without the marks that keep a name's direction apart from its sentence's. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, "");

test("no option of any question is shown with a gap in place of a name", () => {
  for (const item of instrument.items) {
    for (const { value, label } of optionsFor(item, "Jonas")) {
      expect([item.code, label]).toEqual([item.code, expect.not.stringMatching(/[{}]/)]);
      if (!item.type.startsWith("scale")) continue;
      expect(answerWord({ item: item.code, answer: Number(value), about: "Jonas" })).toBe(label);
    }
  }
});

test("a trust answer speaks of the partner where it is mine, and of me where it is theirs", () => {
  const trust = {
    state: "shown",
    mine: 5,
    theirs: 5,
    guess: { expected: 5, outcome: "right" },
  } as const;
  const html = plain(
    renderToStaticMarkup(
      <TrustSection
        duo={{ side: "ic", endedOn: null } as DuoPage}
        trust={trust}
        actions={actions}
        partnerName="Jonas"
        words={words}
      />,
    ),
  );
  expect(html).not.toContain("{");
  expect(html.match(/and Jonas would answer well/g)).toHaveLength(1);
  expect(html.match(/and you would answer well/g)).toHaveLength(2);
});

test("pages take the words of options from optionsFor(), which fills them", () => {
  const sources = ["ui", "app"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => join(folder, file)),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => /\boptionsOf\b/.test(readFileSync(file, "utf8")))).toEqual([]);
});
