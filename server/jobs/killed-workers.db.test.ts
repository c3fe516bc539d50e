import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { openCycle } from "../cycles";

const database = freshDatabase();
const duos = Array.from({ length: 12 }, (_, n) => ({ ic: `Ic${n}`, manager: `Manager${n}` }));
const within = { timeout: 60_000, interval: 50 };

/** One mail that a worker has handed over and the mail server has not taken yet. */
type Offered = { by: string; to: string; messageId: string; take(): void };
let offer: (mail: Offered) => void = ({ take }) => take();

/** Tells the workers apart by the name with which each signs in. */
const smtp = new SMTPServer({
  allowInsecureAuth: true,
  disabledCommands: ["STARTTLS"],
  onAuth: ({ username }, _session, done) => done(null, { user: username }),
  async onData(stream, session, done) {
    // A worker that is killed in the middle of a mail has not handed it over.
    const mail = await text(stream).catch(done);
    if (mail === undefined) return;
    const [, messageId] = /^Message-ID: (.*)$/im.exec(mail) ?? [];
    const to = session.envelope.rcptTo[0]!.address;
    offer({ by: String(session.user), to, messageId: messageId!.trim(), take: () => done() });
  },
});
// A killed worker leaves its connections in the middle of a mail.
smtp.on("error", () => {});

const workers: ChildProcess[] = [];

/** Starts `npm run worker` under a name; resolves when it works on the queue. */
async function startWorker(name: string): Promise<ChildProcess> {
  const { port } = smtp.server.address() as AddressInfo;
  const child = spawn(process.execPath, ["scripts/run.mjs", "worker"], {
    env: { ...process.env, SMTP_URL: `smtp://${name}:any@127.0.0.1:${port}`, LOG_LEVEL: "info" },
  });
  workers.push(child);
  let said = "";
  await new Promise<void>((resolve, reject) => {
    for (const output of [child.stdout, child.stderr]) {
      output.on("data", (chunk: Buffer) => {
        said += chunk;
        if (said.includes("working the job queue")) resolve();
      });
    }
    child.once("exit", () => reject(new Error(said)));
  });
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

beforeAll(async () => {
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
  vi.stubEnv("TWOFOLD_MODE", "test");
});
afterAll(async () => {
  for (const worker of workers) await end(worker, "SIGTERM");
  vi.unstubAllEnvs();
  await new Promise<void>((done) => smtp.close(done));
});

/** Jobs that send mail, as many as several workers take up at once. */
const addJobs = () =>
  database.arranger.query(
    "select graphile_worker.add_job('send-mail', '{}'::json) from generate_series(1, 6)",
  );
const waiting = async () => (await database.admin.query("select from outbox where sent_at is null")).rowCount;

test("two processes on one database send each mail once, though both are killed in the middle", async () => {
  const made = await createOrganization(database.admin, {
    people: {
      Ada: { admin: true },
      ...Object.fromEntries(duos.flatMap(({ ic, manager }) => [ic, manager]).map((name) => [name, {}])),
    },
    duos: Object.fromEntries(duos.map((duo) => [duo.ic, duo])),
  });
  const [first, second] = await Promise.all([startWorker("first"), startWorker("second")]);

  const taken: Offered[] = [];
  const held: Offered[] = [];
  const take = (mail: Offered) => {
    taken.push(mail);
    mail.take();
  };
  // The mail server accepts nothing until both workers send; then nothing of the first one, and the second one is killed
  // when its tenth mail is accepted.
  offer = (mail) => {
    const both = new Set([...held, mail].map(({ by }) => by)).size === 2;
    held.push(mail);
    if (!both) return;
    offer = (next) => {
      if (next.by === "first") return void held.push(next);
      take(next);
      if (taken.length === 10) second.kill("SIGKILL");
    };
    for (const one of held.filter(({ by }) => by === "second")) offer(one);
  };
  const closesLocal = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 16);
  await openCycle(viewerOf(made, "Ada", { isAdmin: true }), {
    closesLocal,
    timeZone: "UTC",
    sharingMode: "scoped",
  });
  await addJobs();
  await vi.waitFor(() => expect(second.signalCode).toBe("SIGKILL"), within);
  const offeredByFirst = held.filter(({ by }) => by === "first").map(({ to }) => to);
  expect(offeredByFirst.length).toBeGreaterThan(0);
  expect(taken.map(({ to }) => to).filter((to) => offeredByFirst.includes(to))).toEqual([]);
  await end(first, "SIGKILL");
  offer = take;
  await startWorker("third");
  await addJobs();
  await vi.waitFor(async () => expect(await waiting()).toBe(0), within);

  const receivers = duos.flatMap(({ ic, manager }) => [made.people[ic]!.email, made.people[manager]!.email]);
  expect([...new Set(taken.map(({ to }) => to))].sort()).toEqual(receivers.sort());
  // Mails that the first worker had offered were accepted once. The one that the second one was sending when it was killed
  // may have been accepted without its record of it: it comes again with the same id, which mail programs recognize.
  expect(taken.filter(({ to }) => offeredByFirst.includes(to))).toHaveLength(offeredByFirst.length);
  expect(taken.length - receivers.length).toBeLessThanOrEqual(1);
  const ids = new Map(taken.map(({ to, messageId }) => [to, messageId]));
  expect(taken.every(({ to, messageId }) => ids.get(to) === messageId)).toBe(true);
}, 180_000);
