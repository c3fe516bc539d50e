import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { loadDuo } from "./duo";
import { loadHome } from "./home";
import { loadInvitation } from "./invitation";
import { loadTalk, noteTalked, removeTalked } from "./talk";
import { markTalkingPoint } from "./talking-points";
import { agreeToShowTrust } from "./trust";

const database = freshDatabase();
let made: MadeOrganization;

const place = () => ({ cycleId: made.cycleId, duoId: made.duos.first! });
const as = (name: "Ian" | "Mia", timeZone = "UTC") => viewerOf(made, name, { timeZone });
const maps = { ic: { who: "ic", why: "other" }, manager: { who: "manager", why: "unclear" } } as const;

beforeAll(() => {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
});
afterAll(() => {
  vi.unstubAllEnvs();
});
beforeEach(async () => {
  made = await createOrganization(database.admin, {
    people: { Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 3 },
  });
});
const answered = () => answerFor(database.admin, made, (_, side) => ({ ...evenAnswers(4), MAP: maps[side] }));

describe("what the two pick for their talk", () => {
  const mark = (name: "Ian" | "Mia", code: string, wanted: "yes" | "no" = "yes") =>
    markTalkingPoint(as(name), { ...place(), code, wanted });
  const points = async (name: "Ian" | "Mia") =>
    (await loadTalk(as(name), place())).points.map(({ kind, row }) => (kind === "area" ? row.row : row.item));

  test("is picked by either, seen by both, and taken out by either", async () => {
    await answered();
    expect(await mark("Ian", "MAP:who")).toBe("changed");
    expect(await mark("Ian", "MAP:who")).toBe("already");
    await mark("Mia", "IN1");
    expect([await points("Ian"), await points("Mia")]).toEqual([
      ["who", "IN1"],
      ["who", "IN2"],
    ]);
    expect((await loadDuo(as("Mia"), place())).talkingPoints).toEqual(["MAP:who", "IN1"]);
    await mark("Mia", "MAP:who", "no");
    expect(await mark("Mia", "MAP:when", "no")).toBe("already");
    expect(await points("Ian")).toEqual(["IN1"]);
  });

  test("loses nothing when both pick in the same moment", async () => {
    await answered();
    const codes = ["MAP:who", "MAP:why", "DQ1", "ST1"];
    await Promise.all(codes.map((code, index) => mark(index % 2 ? "Mia" : "Ian", code)));
    expect((await points("Ian")).sort()).toEqual(["DQ1", "ST1", "who", "why"]);
  });

  test("is refused before both are final, and for what is no area and no shared question", async () => {
    await expect(mark("Ian", "MAP:who")).rejects.toMatchObject({ code: "conflict" });
    await answered();
    for (const code of ["TR1", "MAP:mood", ""]) {
      await expect(mark("Ian", code)).rejects.toMatchObject({ code: "invalid" });
    }
    expect(await points("Ian")).toEqual([]);
  });

  test("that cannot be read is nothing on the page, and is not overwritten", async () => {
    await answered();
    await mark("Ian", "MAP:who");
    await database.arrange("update talking_points set codes = set_byte(codes, 20, get_byte(codes, 20) # 1)");
    expect(await points("Mia")).toEqual([]);
    await expect(mark("Mia", "MAP:why")).rejects.toMatchObject({ name: "SealBroken" });
    await database.arrange("update talking_points set codes = set_byte(codes, 20, get_byte(codes, 20) # 1)");
    expect(await points("Mia")).toEqual(["who"]);
  });
});

describe("the invitation", () => {
  const lines = async (name: "Ian" | "Mia", at: string, timeZone: string) =>
    (await loadInvitation(as(name, timeZone), { ...place(), at })).body.split("\r\n");

  test("is one event in UTC, right in every zone, with no name and no address", async () => {
    await answered();
    const paris = await lines("Ian", "2036-07-01T09:30", "Europe/Paris");
    expect(paris).toContain("DTSTART:20360701T073000Z");
    expect(paris).toContain("DTEND:20360701T080000Z");
    expect(await lines("Mia", "2036-07-01T16:30", "Asia/Tokyo")).toContain("DTSTART:20360701T073000Z");
    // In winter the same clock is another instant.
    expect(await lines("Ian", "2036-12-01T09:30", "Europe/Paris")).toContain("DTSTART:20361201T083000Z");
    // A minute that the clock skips is taken as much later.
    expect(await lines("Ian", "2036-03-30T02:30", "Europe/Paris")).toContain("DTSTART:20360330T013000Z");
    expect(paris[0]).toBe("BEGIN:VCALENDAR");
    expect(paris.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
    // A line that is too long goes on in the next one, after a blank.
    expect(paris.join("\r\n").replaceAll("\r\n ", "")).toContain(
      `UID:${made.duos.first}.${made.cycleId}\r\n`,
    );
    expect(paris.join("\n")).not.toMatch(/mailto|ORGANIZER|ATTENDEE|@|Ian|Mia/i);
    expect(Math.max(...paris.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  test("needs a time and a cycle that both answered", async () => {
    await expect(lines("Ian", "2036-07-01T09:30", "UTC")).rejects.toMatchObject({ code: "not-found" });
    await answered();
    for (const at of [
      "",
      "tomorrow",
      "2036-02-30T09:30",
      "2024-07-01T09:30",
      "2036-07-01T09:30:00Z\r\nATTENDEE:x",
    ]) {
      await expect(lines("Ian", at, "UTC")).rejects.toMatchObject({ code: "invalid" });
    }
    const booking = async (at?: string, name: "Ian" | "Mia" = "Ian") =>
      (await loadTalk(as(name), { ...place(), at })).booking;
    await database.admin.query("update people set time_zone = 'Asia/Kolkata' where id = $1", [
      made.people.Mia!.id,
    ]);
    expect((await booking()).partnerTimeZone).toBe("Asia/Kolkata");
    expect((await booking("", "Mia")).partnerTimeZone).toBe("UTC");
    expect(await booking()).toMatchObject({ at: "", start: undefined });
    expect(await booking("2036-07-01T09:30")).toMatchObject({ start: new Date("2036-07-01T09:30Z") });
    expect(await booking("never")).toMatchObject({ at: "never", start: undefined });
  });
});

test("how the two fit is from what both say of themselves, and from the reader's own word about coaching", async () => {
  await answerFor(database.admin, made, (_, side) => ({
    ...evenAnswers(4),
    ARC: side === "ic" ? ["architect"] : ["explorer", "solver"],
    RISK: side === "ic" ? 1 : 4,
    COACH: side === "ic" ? 5 : 3,
  }));
  const paired = async (name: "Ian" | "Mia") => (await loadDuo(as(name), place())).pairing;
  expect(await paired("Ian")).toMatchObject({
    archetypes: { mine: "architect", theirs: "explorer" },
    risk: { distance: "far", iTryMore: false },
    coaching: "from-partner",
  });
  expect(await paired("Mia")).toMatchObject({ risk: { iTryMore: true }, coaching: "both-ways" });
});

describe("that the two talked", () => {
  const talkedAt = async (name: "Ian" | "Mia") => (await loadTalk(as(name), place())).talkedAt;

  test("is noted once by either, seen by both, and taken back by either", async () => {
    await answered();
    expect([await talkedAt("Ian"), await talkedAt("Mia")]).toEqual([null, null]);
    await noteTalked(as("Ian"), place());
    const noted = await talkedAt("Mia");
    expect(noted).toBeInstanceOf(Date);
    expect(await noteTalked(as("Mia"), place())).toBe("already");
    expect(await talkedAt("Ian")).toEqual(noted);
    expect((await loadDuo(as("Ian"), place())).chosen.talkedAt).toEqual(noted);
    expect(await removeTalked(as("Mia"), place())).toBe("changed");
    expect(await removeTalked(as("Ian"), place())).toBe("already");
    expect(await talkedAt("Ian")).toBeNull();
  });

  test("is refused before both are final: there is no comparison, or it has ended", async () => {
    await expect(loadTalk(as("Ian"), place())).rejects.toMatchObject({ code: "not-found" });
    for (const service of [noteTalked, removeTalked]) {
      await expect(service(as("Ian"), place())).rejects.toMatchObject({ code: "conflict" });
    }
  });

  test("is noted no more once the duo has ended, nor is trust shown", async () => {
    await answered();
    const endOn = (day: string) =>
      database.admin.query(`update duos set ended_on = ${day} where id = $1`, [made.duos.first]);
    // A day that is still to come ends nothing yet.
    await endOn("current_date + 1");
    expect(await loadTalk(as("Ian"), place())).toMatchObject({ ended: false });
    expect(await loadDuo(as("Ian"), place())).toMatchObject({ endedOn: null });
    expect((await loadHome(as("Ian"))).duos).toMatchObject([{ endedOn: null }]);
    const pause = (paused: boolean) =>
      database.admin.query("update duos set paused = $2 where id = $1", [made.duos.first, paused]);
    await pause(true);
    expect(await loadDuo(as("Ian"), place())).toMatchObject({ paused: true });
    expect((await loadHome(as("Ian"))).duos).toMatchObject([{ paused: true }]);
    await endOn("current_date");
    // What is over is not paused.
    expect((await loadHome(as("Ian"))).duos).toMatchObject([{ paused: false }]);
    await pause(false);
    for (const service of [noteTalked, removeTalked, agreeToShowTrust]) {
      await expect(service(as("Ian"), place())).rejects.toMatchObject({ code: "closed" });
    }
    expect(await loadTalk(as("Ian"), place())).toMatchObject({ ended: true });
    const today = new Date().toISOString().slice(0, 10);
    expect(await loadDuo(as("Ian"), place())).toMatchObject({ endedOn: today });
  });
});
