import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { TalkPage } from "@/lib/domain/talks";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import type { Reveal } from "@/lib/scoring/reveal";
import { Summary } from "../reveal/reveal-summary";
import { TalkView } from "./talk-view";

const words = dictionary("en");
const nothing = async () => {
  throw new Error("not called");
};
const talk = {
  duoId: "d",
  cycleId: "c",
  name: "Iris & Milo",
  ownName: "Iris",
  partnerName: "Milo",
  side: "ic",
  opensOn: "2026-10-05",
  cycles: [{ opensOn: "2026-10-05" }],
  guide: {
    parts: [
      { kind: "picked", minutes: 10 },
      { kind: "next", minutes: 20 },
    ],
  },
  iSpeakFirst: true,
  rows: [],
  points: [],
  booking: { at: "", timeZone: "UTC", start: undefined, partnerTimeZone: undefined },
  commitments: { made: [], changeable: false },
  talkedAt: null,
  unreadable: {},
} as unknown as TalkPage;

test("the guide of a duo that has ended says so, and speaks of nothing that comes next", () => {
  const html = (ended: boolean) =>
    renderToStaticMarkup(
      <TalkView
        talk={{ ...talk, ended, talkedAt: new Date() }}
        address=""
        actions={{
          talked: { page: "", note: nothing, undo: nothing },
          commitments: { page: "", save: nothing, remove: nothing },
        }}
        words={words}
        format={formats("en", "UTC")}
      />,
    );
  expect(html(true)).toContain(words.guide.ended);
  expect(html(true)).toContain(words.guide.part.picked);
  expect(html(true)).not.toContain(words.guide.part.next);
  expect(html(true)).not.toContain("next time");
});

test("its page leads to the guide, and does not ask for a talk to be prepared", () => {
  const topics = [{ rows: [{ item: "AL1", mine: 1, theirs: 5, band: "wide" }] }];
  const reveal = { topics, block: [], choices: [], ownership: [], answeredByOne: [] } as unknown as Reveal;
  const html = (ended: boolean) =>
    renderToStaticMarkup(<Summary reveal={reveal} talkHref="/talk" ended={ended} words={words} />);
  expect(html(false)).toContain(words.guide.prepare);
  expect(html(true)).not.toContain(words.guide.prepare);
  expect(html(true)).toContain(words.guide.past);
});
