import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { withViewer } from "@/db/client";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { zoneAtNoon } from "@/testkit/factories/zone";
import { loadMailbox } from "./mailbox";
import { sendWaitingMail } from "./send";

const database = freshDatabase();
const here = "localhost:3000";
let made: MadeOrganization;

beforeAll(async () => {
  vi.stubEnv("AUTH_URL", `http://${here}`);
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
  vi.stubEnv("TWOFOLD_MODE", "demo");
  vi.stubEnv("SMTP_URL", "");
  await database.arrange("update installation set kind = 'demo'");
  made = await createOrganization(database.admin, { demo: true, people: { Dana: {} } });
});
afterAll(() => vi.unstubAllEnvs());

const queue = (orgId: string, personId: string, kind: string, payload: object) =>
  database.admin.query(
    "insert into outbox (org_id, id, kind, key, person_id, payload) values ($1, gen_random_uuid(), $2::text, $2::text || ':' || gen_random_uuid(), $3, $4)",
    [orgId, kind, personId, payload],
  );

test("a demo without a mail server sends nothing, and shows what it would have sent", async () => {
  const real = await createOrganization(database.admin, { people: { Ray: {} } });
  const dana = made.people.Dana!;
  await queue(made.orgId, dana.id, "partner-answered", { partner: "Bo Example", cycleId: "c", duoId: "d" });
  await queue(made.orgId, dana.id, "sign-in", { next: "/home" });
  await queue(real.orgId, real.people.Ray!.id, "cycle-opened", { closesAt: "2026-11-30T17:00:00Z" });
  expect(await loadMailbox(here, {})).toMatchObject({ mails: [] });
  expect(await sendWaitingMail()).toEqual({ postponed: 0 });

  const mailbox = (await loadMailbox(here, { page: "nonsense" }))!;
  expect(mailbox.view).toMatchObject({ page: 1, total: 1 });
  expect(mailbox.mails).toMatchObject([{ to: `Dana <${dana.email}>`, subject: "Bo Example has answered" }]);
  expect(mailbox.mails[0]!.text).toContain(`http://${here}/survey/c/d`);
});

test("a reminder says there what was true when it was written", async () => {
  const { people, cycleId, orgId } = await createOrganization(database.admin, {
    demo: true,
    people: { Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: {},
  });
  await database.arrange("update people set time_zone = $1 where org_id = $2", [zoneAtNoon(), orgId]);
  await database.admin.query(
    "insert into outbox (org_id, id, kind, key, person_id, payload, day) values ($1, gen_random_uuid(), 'reminder', 'reminder:r', $2, $3, current_date)",
    [orgId, people.Ian!.id, { cycleId }],
  );
  await sendWaitingMail();
  const { mails } = (await loadMailbox(here, {}))!;
  expect(mails.find(({ to }) => to.startsWith("Ian"))!.text).toContain("your work with Mia Example waits");
});

test("a mail goes once more to an address that is set as it was queued, and not as it was read", async () => {
  const { people, orgId } = await createOrganization(database.admin, {
    demo: true,
    people: { Ada: { admin: true }, Lea: { leads: "Company" } },
  });
  const asAda = (statement: SQL) =>
    withViewer({ orgId, personId: people.Ada!.id }, (tx) => tx.execute(statement));
  await asAda(sql`update role_grants set revoked_at = app_now() where person_id = ${people.Lea!.id}`);
  await sendWaitingMail();
  await asAda(sql`select write_roster_people(jsonb_build_array(jsonb_build_object('id', p.id, 'externalId', p.external_id, 'name', p.name,
    'givenName', p.given_name, 'email', 'set@example.test', 'language', p.language, 'timeZone', p.time_zone))) from roster_people() p where p.id = ${people.Lea!.id}`);
  await sendWaitingMail();
  const { mails } = (await loadMailbox(here, {}))!;
  const ended = mails.filter(({ to, subject }) => to.startsWith("Lea") && subject.includes("no longer lead"));
  expect(ended).toHaveLength(2);
  for (const { text } of ended) expect(text).toContain("Ada Example");
});

test("nobody reads it from another machine, or in a database that is no demo", async () => {
  expect(await loadMailbox("twofold.example.com", {})).toBeUndefined();
  expect(await loadMailbox(undefined, {})).toBeUndefined();
  await database.arrange("update installation set kind = 'test'");
  expect(await loadMailbox(here, {})).toMatchObject({ mails: [] });
});
