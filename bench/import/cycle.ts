import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { asPublisher, closePools, type Tx, withViewer } from "@/db/client";
import type { Cluster } from "@/db/embedded/cluster";
import { openNextCycle } from "@/db/queries/cycles";
import { queueReminders } from "@/db/queries/outbox";
import { writeAnswers } from "@/db/queries/response-parts";
import { surveyState } from "@/db/queries/responses";
import { enqueue } from "@/db/queue";
import { asOwner } from "@/db/setup/as-owner";
import { withClient } from "@/db/setup/create-database";
import { loginRoles, urlVariable } from "@/db/setup/roles";
import { promiseVersion } from "@/lib/domain/cycles";
import { DAY_MS } from "@/lib/domain/days";
import { splitByClass } from "@/lib/instrument/confidentiality";
import { instrument } from "@/lib/instrument/instrument";
import { zoneAtNoon } from "@/testkit/factories/zone";
import { makeOrganization } from "../publish/organization";

const duos = 10_000;

export type CycleTimes = { openSeconds: number; remindSeconds: number; slowestAnswerMs: number };
type Person = { orgId: string; personId: string };

/**
 * Opens a cycle of 10,000 duos, from the enrolment to the committed invitations, and then queues the reminders of 20,000
 * people that are due at once, while one of them goes on saving answers.
 */
export async function openAndRemind(cluster: Cluster): Promise<CycleTimes> {
  for (const role of loginRoles) process.env[urlVariable(role)] = cluster.urls[role];
  try {
    return await withClient(cluster.urls.migrate, async (owner) => {
      const { orgId } = await makeOrganization(owner, duos, 1);
      const admin = { orgId, personId: await makeAdmin(owner, orgId) };
      const began = performance.now();
      const cycleId = await open(admin);
      const openSeconds = secondsSince(began);
      await makeDue(owner, cycleId);
      return { openSeconds, ...(await remind(owner, { orgId, cycleId })) };
    });
  } finally {
    await closePools();
  }
}

const secondsSince = (began: number) => (performance.now() - began) / 1000;

async function makeAdmin(owner: pg.ClientBase, orgId: string): Promise<string> {
  let personId = "";
  await asOwner(owner, async () => {
    const { rows } = await owner.query<{ id: string }>("select id from people where org_id = $1 limit 1", [
      orgId,
    ]);
    personId = rows[0]!.id;
    await owner.query("insert into role_grants (org_id, id, person_id, role) values ($1, $2, $3, 'admin')", [
      orgId,
      randomUUID(),
      personId,
    ]);
  });
  return personId;
}

/** As the service opens a cycle, without its audit row. */
function open(admin: Person): Promise<string> {
  return withViewer(admin, async (tx, client) => {
    const closesLocal = new Date(Date.now() + 14 * DAY_MS).toISOString().slice(0, 16);
    const versions = { instrumentVersion: instrument.version, promiseVersion };
    const { cycleId } = await openNextCycle(tx, {
      sharingMode: "scoped",
      closesLocal,
      timeZone: "UTC",
      ...versions,
    });
    await enqueue(client, "send-mail", { orgId: admin.orgId, subjectId: cycleId });
    return cycleId;
  });
}

/** Three days ago to the minute, for people for whom it is the middle of a working day. */
async function makeDue(owner: pg.ClientBase, cycleId: string): Promise<void> {
  await asOwner(owner, async () => {
    await owner.query("alter table cycles disable trigger user");
    await owner.query("update cycles set opens_at = now() - interval '72 hours 1 minute' where id = $1", [
      cycleId,
    ]);
    await owner.query("alter table cycles enable trigger user");
    await owner.query("update people set time_zone = $1", [zoneAtNoon()]);
  });
  await owner.query("analyze");
}

async function remind(
  owner: pg.ClientBase,
  { orgId, cycleId }: { orgId: string; cycleId: string },
): Promise<Omit<CycleTimes, "openSeconds">> {
  let queued = 0;
  // The owner's work locks tables, and would wait for the reminders as they for it.
  const partner = await onePartner(owner, cycleId);
  const began = performance.now();
  const reminding = asPublisher(orgId, (tx) => queueReminders(tx, cycleId)).then((count) => {
    queued = count;
    return secondsSince(began);
  });
  const slowestAnswerMs = await answerUntil({ orgId, cycleId, ...partner }, reminding);
  const remindSeconds = await reminding;
  if (queued < duos) throw new Error(`Only ${queued} reminders were due.`);
  return { remindSeconds, slowestAnswerMs };
}

async function onePartner(owner: pg.ClientBase, cycleId: string) {
  let found: { duoId: string; personId: string } | undefined;
  await asOwner(owner, async () => {
    const { rows } = await owner.query<{ duoId: string; personId: string }>(
      `select duo_id as "duoId", person_id as "personId" from duo_cycle_sides where cycle_id = $1 and side = 'ic' limit 1`,
      [cycleId],
    );
    found = rows[0];
  });
  return found!;
}

/** Saves one partner's answers again and again until something has ended; gives how long the slowest save took, in ms. */
async function answerUntil(
  enrolment: { orgId: string; cycleId: string; duoId: string; personId: string },
  ended: Promise<unknown>,
): Promise<number> {
  let going = true;
  ended.finally(() => {
    going = false;
  });
  let slowest = 0;
  for (let revision = 0; going; revision++) {
    const began = performance.now();
    const save = async (tx: Tx) => {
      const saved = await writeAnswers(tx, enrolment, {
        side: "ic",
        revision,
        promiseVersion,
        instrumentVersion: instrument.version,
        key: randomUUID(),
        submits: false,
        parts: splitByClass({}),
      });
      if (saved === null) throw new Error("An answer was not saved.");
    };
    await withViewer(enrolment, save, surveyState(enrolment, "to-write"));
    slowest = Math.max(slowest, performance.now() - began);
    await sleep(20);
  }
  return slowest;
}
