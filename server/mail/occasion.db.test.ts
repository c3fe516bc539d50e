import { describe, expect, test } from "vitest";
import { withViewer } from "@/db/client";
import { readMailHealth } from "@/db/queries/outbox";
import { scheduledCycles } from "@/testkit/scenes/scheduled-cycles";
import { cancelCycle, closeCycle, extendCycle, nudge, openCycle, withdrawCycle } from "../cycles";
import { publishClosedCycles } from "../jobs/close-cycles";
import { remindMissing } from "../jobs/remind";
import { sendMail } from "../jobs/send-mail";
import { sendWaitingMail } from "./send";

const scene = scheduledCycles();
const { database, rowsOf, received } = scene;

const open = () =>
  openCycle(scene.ada, { closesLocal: "2031-01-20T18:00", timeZone: "UTC", sharingMode: "scoped" });
const arrived = () => received.map(({ to, subject }) => `${to}: ${subject}`).sort();
const invited = "Your Twofold survey is open";
const cancelled = "Your Twofold survey was cancelled";

describe("a waiting mail whose occasion is gone", () => {
  test("does not leave: an invitation to a cycle that was cancelled; who had it is told, once", async () => {
    const { cycleId } = await open();
    await database.arrange("update outbox set due_at = now() + interval '1 hour' where person_id <> $1", [
      scene.made.people.Ian!.id,
    ]);
    await sendWaitingMail();
    await cancelCycle(scene.ada, { cycleId });
    await database.arrange("update outbox set due_at = now() where sent_at is null");
    await sendWaitingMail();
    expect(arrived()).toEqual([`ian: ${invited}`, `ian: ${cancelled}`]);
    expect(await rowsOf("select from outbox where last_error = 'occasion-gone'")).toHaveLength(4);
    expect(await withViewer(scene.ada, readMailHealth)).toMatchObject({ waiting: 0, failed: 0 });
  });

  test("nor one to somebody whose duo has ended", async () => {
    await open();
    await database.arrange("update duos set ended_on = '2031-01-02' where id = $1", [scene.made.duos.first]);
    await sendWaitingMail();
    expect(arrived()).toEqual([`mia: ${invited}`, `tom: ${invited}`]);
  });

  test("nor that a cycle is published which was withdrawn meanwhile; who had that mail is told", async () => {
    const publish = async () => {
      const { cycleId } = await open();
      await sendWaitingMail();
      await closeCycle(scene.ada, { cycleId });
      await publishClosedCycles();
      return cycleId;
    };
    const first = await publish();
    await withdrawCycle(scene.ada, { cycleId: first, reason: "The roster was wrong." });
    const second = await publish();
    await sendWaitingMail();
    await withdrawCycle(scene.ada, { cycleId: second, reason: "The roster was wrong." });
    await sendWaitingMail();
    const toVera = received.filter(({ to }) => to === "vera").map(({ subject }) => subject);
    expect(toVera).toEqual([
      expect.stringMatching(/cycle is published$/),
      expect.stringMatching(/cycle was withdrawn$/),
    ]);
    expect(await rowsOf("select kind from outbox where last_error = 'occasion-gone' order by kind")).toEqual([
      { kind: "cycle-published" },
      { kind: "cycle-withdrawn" },
    ]);
  });

  test("names the close as it is when it leaves", async () => {
    const { cycleId } = await open();
    await extendCycle(scene.ada, { cycleId, closesLocal: "2031-01-27T18:00", shown: "2031-01-20T18:00" });
    await sendWaitingMail();
    expect(received).toHaveLength(3);
    for (const { text } of received) expect(text).toMatch(/2[78] January 2031/);
  });
});

describe("who may newly read", () => {
  const grant = (name: string) =>
    withViewer(scene.ada, (_tx, client) =>
      client.query(
        "insert into role_grants (org_id, id, person_id, role, unit_id) select $1, gen_random_uuid(), $2, 'leader', u.id from units u where u.org_id = $1",
        [scene.made.orgId, scene.made.people[name]!.id],
      ),
    );
  const asText = (text: string) => text.replace(/=\r?\n/g, "").replace(/[\u2066-\u2069]|=E2=81=A[6-9]/g, "");

  test("is named in each invitation, and in no mail before the first", async () => {
    await database.arrange("truncate outbox");
    await grant("Tom");
    await sendWaitingMail();
    expect(arrived()).toEqual(["tom: You lead Company in Twofold now"]);
    await open();
    await sendWaitingMail();
    const toIan = received.find(({ to }) => to === "ian")!;
    const readers = "Tom Example (leads Company) and Vera Example (leads Company)";
    expect(asText(toIan.text)).toContain(readers);
    await database.arrange(
      "update cycles set state = 'published', closed_at = app_now(), published_at = app_now() where state = 'open'",
    );
    received.length = 0;
    await open();
    await sendWaitingMail();
    expect(asText(received.find(({ to }) => to === "ian")!.text)).toContain(readers);
  });

  test("is named also to somebody who answered before the mail left", async () => {
    await open();
    await scene.submit("Ian");
    await sendWaitingMail();
    const toIan = received.find(({ to }) => to === "ian")!;
    expect(asText(toIan.text)).toContain("Vera Example (leads Company)");
  });

  test("is not named where nothing of its reader was or will be asked, and is where a cycle asked them", async () => {
    await open();
    await sendWaitingMail();
    received.length = 0;
    await database.arrange("update duos set ended_on = '2031-01-02' where id = $1", [scene.made.duos.first]);
    const { orgId, people, units, duos } = scene.made;
    const tell = (more: object) =>
      database.arrange(
        `insert into outbox (org_id, id, kind, key, person_id, payload)
         values ($1, gen_random_uuid(), 'new-reader', 'new-reader:' || gen_random_uuid(), $2, $3)`,
        [orgId, people.Ian!.id, { duoId: duos.first, readerId: people.Vera!.id, ...more }],
      );
    // By a move nobody reads the next row of a duo that ended, by a grant its earlier ones; and somebody who
    // leads nothing, none.
    await tell({});
    await tell({ readerId: people.Tom!.id, unitId: units.Company });
    await sendWaitingMail();
    expect(arrived()).toEqual([]);
    await database.arrange("update duo_cycles set left_at = null where duo_id = $1", [duos.first]);
    await tell({ unitId: units.Company });
    await sendWaitingMail();
    expect(arrived()).toHaveLength(1);
  });

  test("is named later in one mail with all the others", async () => {
    await open();
    await sendWaitingMail();
    received.length = 0;
    await grant("Tom");
    await grant("Mia");
    await sendWaitingMail();
    const toIan = received.filter(({ to }) => to === "ian");
    expect(toIan).toHaveLength(1);
    expect(asText(toIan[0]!.text)).toMatch(/Tom Example.*and.*Mia Example|Mia Example.*and.*Tom Example/);
  });
});

describe("a reminder by the cycle and one by the admin", () => {
  // Three days after the opening it is 11:00 in Paris, where Ian is.
  const slot = "2031-01-05T10:01:00Z";
  const evening = "2031-01-05T20:00:00Z";
  const morning = "2031-01-06T07:30:00Z";
  const toIan = () => received.filter(({ to, subject }) => to === "ian" && /still open/.test(subject));
  async function nudgeIn(at: string, cycleId: string): Promise<void> {
    await scene.setClock(at);
    await scene.signInAgain();
    await nudge(scene.ada, { cycleId });
  }
  async function sendAt(at: string): Promise<void> {
    await scene.setClock(at);
    await database.arrange("update outbox set due_at = now() where sent_at is null and failed_at is null");
    await sendWaitingMail();
  }

  test.each([
    ["was queued late and waits for the morning", evening],
    ["was queued in time, while no mail left", slot],
  ])("are one on a day: the first %s", async (_, queuedAt) => {
    const { cycleId } = await open();
    await scene.setClock(queuedAt);
    await remindMissing();
    if (queuedAt === evening) {
      expect(await rowsOf("select day::text from outbox where kind = 'reminder'")).toContainEqual({
        day: "2031-01-06",
      });
    }
    await nudgeIn(evening, cycleId);
    await sendAt(evening);
    expect(toIan()).toHaveLength(0);
    await sendAt(morning);
    expect(toIan()).toHaveLength(1);
    const days =
      "select day::text from outbox where day is not null and sent_at is not null and person_id = $1";
    expect(await rowsOf(days, [scene.made.people.Ian!.id])).toEqual([{ day: "2031-01-06" }]);
  });
});

describe("mail that waits", () => {
  test("is no alarm while its reader's morning has not come, and is one that the server would not take", async () => {
    await open();
    await database.arrange(
      "update outbox set due_at = now() + interval '9 hours', queued_at = now() - interval '1 hour'",
    );
    expect(await withViewer(scene.ada, readMailHealth)).toMatchObject({ waiting: 0, trouble: null });
    await database.arrange(
      "update outbox set last_error = 'ECONNREFUSED', attempts = 9, due_at = now() + interval '1 hour'",
    );
    expect(await withViewer(scene.ada, readMailHealth)).toMatchObject({ waiting: 3, trouble: "stalled" });
  });

  test("for its next try is told as a fault, and leaves at once when an admin runs the job", async () => {
    await open();
    await database.arrange(
      "update outbox set due_at = now() + interval '3 hours', last_error = 'ECONNREFUSED'",
    );
    const run = "select fault from job_runs where job = 'send-mail' and org_id = $1";
    const { orgId } = scene.made;
    await sendMail({});
    expect(received).toHaveLength(0);
    expect(await rowsOf(run, [orgId])).toEqual([{ fault: "mail-server" }]);
    await sendMail({ orgId, subjectId: orgId });
    expect(received).toHaveLength(3);
    expect(await rowsOf(run, [orgId])).toEqual([{ fault: null }]);
  });
});
