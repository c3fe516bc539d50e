import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WaitingMail } from "@/db/queries/outbox";
import { stoppableKinds } from "@/lib/domain/mail";
import { dictionary } from "@/lib/i18n";
import { compose } from "./compose";

beforeEach(() => {
  vi.stubEnv("AUTH_URL", "https://twofold.example.com");
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
  vi.stubEnv("TWOFOLD_MODE", "test");
});
afterEach(() => vi.unstubAllEnvs());

const waiting: WaitingMail = {
  orgId: "00000000-0000-4000-8000-000000000001",
  id: "00000000-0000-4000-8000-000000000002",
  personId: "00000000-0000-4000-8000-000000000003",
  kind: "sign-in",
  payload: {},
  attempts: 0,
  expired: false,
  email: "ann@acme.example",
  givenName: "Ann",
  language: "en",
  timeZone: "Europe/Paris",
  organization: "Acme",
  organizationTimeZone: "Asia/Kolkata",
};

const ines = { reader: "Ines Moreau", unit: "Payments" };
const bo = { reader: "Bo Example", unit: "R&D <x>" };

/** An example of every mail: what its row holds. */
const payloads: Record<WaitingMail["kind"], Record<string, string>> = {
  "sign-in": { next: "/home?a=1&b=2" },
  "identity-unlinked": {},
  "passkey-added": {},
  "passkey-removed": {},
  "cycle-opened": { closesAt: "2026-11-30T17:00:00Z" },
  "cycle-cancelled": { cycleId: waiting.id },
  reminder: { closesAt: "2026-11-30T17:00:00Z", partners: "Bo Example\nCy Example" },
  nudge: { closesAt: "2026-11-30T17:00:00Z", partners: "Bo Example" },
  "partner-answered": { cycleId: waiting.id, duoId: waiting.id, partner: "Bo Example" },
  "reveal-ready": { duoId: waiting.id, partner: "Bo Example" },
  "address-change": {},
  "address-set": { address: "ann.old@acme.example" },
  "partner-address-set": { partner: "Bo Example" },
  "cycle-published": { cycleId: waiting.id, number: "3", opensOn: "2026-10-05" },
  "cycle-withdrawn": { cycleId: waiting.id, number: "3", opensOn: "2026-10-05", among: "2026-10-05" },
  "partner-replaced": { former: "Bo Example", partner: "Cy Example" },
  "new-partner": { partner: "Bo Example" },
  "duo-ended": { partner: "Bo Example", endedOn: "2026-11-30", over: "yes" },
  "duo-paused": { partner: "Bo Example" },
  "duo-resumed": { partner: "Bo Example" },
  "role-granted": { role: "admin" },
  "role-ended": {
    role: "leader",
    units: '["Payments"]',
    endedAt: "2026-11-30T17:00:00Z",
    by: "Cy Example",
  },
  "new-reader": {
    duos: JSON.stringify([
      { partners: ["Cy Example"], next: [ines], earlier: [] },
      { partners: ["Di <x>", ""], next: [ines, bo], earlier: [bo] },
    ]),
  },
};
const kinds = Object.keys(payloads) as WaitingMail["kind"][];
const example = (kind: WaitingMail["kind"]) => ({ ...waiting, kind, payload: payloads[kind] });

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** What a mail program shows of HTML: its text in order, links by their label and address. */
function shown(html: string): string {
  const text = html
    .replace(/<head>.*?<\/head>/s, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs, " $2 $1 ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
  return oneLine(text);
}

describe.each(kinds)("a mail of the kind %s", (kind) => {
  it("says the same as text and as HTML", async () => {
    const { subject, text, html } = await compose(example(kind));
    expect(oneLine(text)).toBe(shown(html));
    expect(text).toMatch(/^Hello Ann,\n\n/);
    expect(text.endsWith(`\n\n${dictionary("en").mail.footer}\n`)).toBe(true);
    expect(html).toContain(`<title>${subject}</title>`);
  });

  it("takes names for text, whatever is in them", async () => {
    const names = { givenName: `<b>Ann</b> & "Bo" &amp;`, organization: "<script>alert(1)</script>" };
    const { text, html } = await compose({ ...example(kind), ...names });
    expect(text).toContain(`Hello <b>Ann</b> & "Bo" &amp;,`);
    expect(oneLine(text)).toBe(shown(html));
    expect(html).not.toMatch(/<b>|<script/);
  });

  it("loads nothing and leads to the product alone", async () => {
    const { html, text } = await compose(example(kind));
    expect(html).not.toMatch(/<(img|link|script|iframe|object)\b|url\(|\bsrc=/i);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!.replaceAll("&amp;", "&"));
    // The button; and what can be stopped says where.
    expect(links).toHaveLength(stoppableKinds.includes(kind) ? 2 : 1);
    for (const link of links) {
      expect(link).toMatch(/^https:\/\/twofold\.example\.com\//);
      expect(text).toContain(link);
    }
  });
});

it("names nobody who was erased", async () => {
  const duos = [{ partners: [""], next: [{ reader: "", unit: "Payments" }], earlier: [] }];
  const read = await compose({ ...example("new-reader"), payload: { duos: JSON.stringify(duos) } });
  expect(read.text.replace(/[\u2066-\u2069]/g, "")).toContain("a former leader (leads Payments)");
  const reminded = await compose({
    ...example("reminder"),
    payload: { ...payloads.reminder, partners: "Bo Example\n" },
  });
  expect(reminded.text.replace(/[\u2066-\u2069]/g, "")).toContain("Bo Example and a former partner");
});

it.each([
  ["back", /back to the one from before the first change/],
  ["signedIn", /before Bo Example signed in for the first time/],
])("says of an address that was set %s what is so", async (fact, said) => {
  const payload = { ...payloads["partner-address-set"], [fact]: "yes" };
  const { text } = await compose({ ...example("partner-address-set"), payload });
  expect(text.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ")).toMatch(said);
});

it("is laid out as paragraphs in plain text", async () => {
  expect((await compose(example("cycle-opened"))).text).toMatchInlineSnapshot(`
    "Hello Ann,

    A new cycle at Acme has begun. Most people need less than four minutes. You can stop and go on any time until 30 November 2026 at 18:00 CET.

    Answer now https://twofold.example.com/home

    Your partner sees nothing until you have both submitted.

    Answers in Twofold are confidential. This mail contains none.
    "
  `);
});

it("gives times in the addressee's zone, and in the organization's where that is unknown", async () => {
  const opened = example("cycle-opened");
  expect((await compose(opened)).text).toContain("30 November 2026 at 18:00 CET");
  expect((await compose({ ...opened, timeZone: "" })).text).toMatch(
    /30 November 2026 at 22:30 (GMT\+5:30|IST)/,
  );
});

it("calls a published cycle as its leaders do, and says its number in the program", async () => {
  const { text } = await compose(example("cycle-published"));
  expect(text).toContain("The October 2026 cycle at Acme is published.");
  expect(text).toContain("In the program it is cycle 3.");
});

it("says the number of a withdrawn cycle too", async () => {
  const { text } = await compose(example("cycle-withdrawn"));
  expect(text).toContain("In the program it is cycle 3.");
});

it("says which role ended, of which unit, when and by whom", async () => {
  const bare = (said: string) => said.replace(/[\u2066-\u2069]/g, "");
  const ended = example("role-ended");
  const { subject, text } = await compose(ended);
  expect(bare(subject)).toBe("You no longer lead Payments in Twofold");
  expect(bare(text)).toContain(
    "Cy Example at Acme ended your right to read what is published of Payments and the units below as a leader, on 30 November 2026 at 18:00 CET.",
  );
  const own = await compose({ ...ended, payload: { ...ended.payload, role: "admin", bySelf: "yes" } });
  expect(bare(own.text)).toContain("You ended your right to run the program as an admin at Acme, on");
  const unheard = await compose({
    ...ended,
    payload: { ...ended.payload, grantedAt: "2026-11-30T16:59:00Z" },
  });
  expect(bare(unheard.text)).toContain(
    "You were made a leader of Payments in Twofold on 30 November 2026 at 17:59 CET. Cy Example at Acme ended",
  );
  const unknown = await compose({ ...ended, payload: { ...ended.payload, by: "" } });
  expect(bare(unknown.text)).toContain("The administration of Twofold at Acme ended your right");
});

it("is written in the default language where there are no words in the addressee's", async () => {
  expect((await compose({ ...waiting, language: "tlh" })).html).toContain('<html lang="en">');
});

describe("who reads which duos", () => {
  const said = async (kind: WaitingMail["kind"], more: Record<string, string> = {}) => {
    const { subject, text } = await compose({ ...example(kind), payload: { ...payloads[kind], ...more } });
    return `${subject}\n${text}`.replace(/[\u2066-\u2069]/g, "");
  };
  const both = "the rows of your duos with Di <x> and a former partner";
  const { duos = "" } = payloads["new-reader"];

  it("is said of all new readers in one mail, from now on and of cycles that have opened", async () => {
    const text = await said("new-reader");
    expect(text).toContain("Ines Moreau and Bo Example may read");
    expect(text).toContain(
      "the row of your duo with Cy Example, and never an answer: Ines Moreau (leads Payments).",
    );
    expect(text).toMatch(
      /from now on .*Di <x> and a former partner.*: Ines Moreau \(leads Payments\) and Bo Example/,
    );
    expect(text).toContain(
      `these leaders may read ${both}, and never an answer: Bo Example (leads R&D <x>).`,
    );
  });

  it("is said of who could, with its time, and of an address that an admin set", async () => {
    const ended = { ...bo, addressSet: true, from: "2026-11-30T17:00:00Z", until: "2026-11-30T17:20:00Z" };
    const past = { partners: ["Cy Example"], next: [], earlier: [], ended: [ended] };
    const text = await said("new-reader", { duos: JSON.stringify([past]) });
    expect(text).toMatch(/^Bo Example could read the state of your duo\n/);
    expect(text).toContain(
      "Bo Example (who led R&D <x>) could read the row of your duo with Cy Example, as published by then, and never an answer, from 30 November 2026 at 18:00 CET until 30 November 2026 at 18:20 CET:",
    );
    expect(text).not.toMatch(/may read/);
    expect(text).toContain("set another sign-in address for Bo Example before the first sign-in there");
    const short = { ...past, next: [ines], ended: [{ ...ended, until: ended.from, reader: "" }] };
    const both = await said("new-reader", { duos: JSON.stringify([short]) });
    expect(both).toMatch(/^Ines Moreau may read, and Somebody whose data .* could read, the state/);
    expect(both).toContain("on 30 November 2026 at 18:00 CET, for less than a minute:");
    expect(both).not.toContain("sign-in address");
  });

  it("is said as before of a mail that was sent before", async () => {
    expect(await said("new-reader", { duos: "", readers: JSON.stringify([ines]) })).toContain(
      "these leaders may read the row of your duo, and never an answer: Ines Moreau (leads Payments).",
    );
  });

  it("is said in an invitation: of its cycle, and apart from that of earlier ones alone", async () => {
    const text = await said("cycle-opened", { duos, mode: "scoped" });
    expect(text).toMatch(/Once the cycle is published.*Cy Example.*: Ines Moreau \(leads Payments\)\.\n/);
    expect(text).toContain(
      `Of earlier cycles alone, and not of this one, these leaders may read ${both}: Bo`,
    );
    expect(text).not.toContain("Leaders see nothing");
    const alone = JSON.stringify([{ partners: ["Cy Example"], next: [], earlier: [bo] }]);
    const inPrivate = await said("cycle-opened", { duos: alone, mode: "private" });
    expect(inPrivate).toContain("Leaders see nothing about your duo in this cycle.");
    expect(inPrivate).not.toContain("Once the cycle is published, these leaders");
    expect(inPrivate).toContain("with Cy Example: Bo Example (leads R&D <x>).");
  });

  it("is said to somebody who has declined, who is not asked to answer", async () => {
    const text = await said("cycle-opened", { duos, mode: "scoped", declined: "yes" });
    expect(text).toContain(
      "you have declined it. Until 30 November 2026 at 18:00 CET you can take that back",
    );
    expect(text).not.toContain("Answer now");
    expect(text).toMatch(/Once the cycle is published.*: Ines Moreau/);
  });

  it.each(["duo-resumed", "duo-paused"] as const)(
    "is said of a duo that was over, in a mail %s",
    async (kind) => {
      const back = { back: "yes", notEnded: kind === "duo-paused" ? "yes" : "" };
      expect(await said(kind, { ...back, duos, mode: "scoped" })).toMatch(
        /from now on .*Cy Example.*: Ines Moreau/,
      );
      expect(await said(kind, { ...back, duos: "[]", mode: "private" })).toContain(
        "As cycles are set at present, leaders see nothing about a duo",
      );
      expect(await said(kind)).not.toContain("leaders");
    },
  );
});
