import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadePerson } from "@/testkit/factories/organization";
import { mailServer } from "@/testkit/scenes/mail-server";
import { requestSignInMail } from "../auth/sign-in-mail";
import { sendWaitingMail } from "./send";

const database = freshDatabase();
let dana: MadePerson;
/** What the mail server says to the next mails; then it takes them. */
let refusals: number[] = [];
let received: string[] = [];
/** What the mail server waits for before it takes a mail about a survey. */
let silence: Promise<void> | undefined;
/** Whether the mail server is gone before it says that it took the next mail. */
let cut = false;

const connections = mailServer({
  receive: async ({ text }) => {
    if (text.includes("account was unlinked")) await silence;
    received.push(text);
    if (cut) connections.at(-1)!.destroy();
    cut = false;
  },
  refusal: () => refusals.shift(),
});

beforeEach(async () => {
  refusals = [];
  received = [];
  dana = (await createOrganization(database.admin, { people: { Dana: {} } })).people.Dana!;
});

async function queue(kind: string, payload: Record<string, string>) {
  const values = [dana.orgId, randomUUID(), kind, `${kind}:${randomUUID()}`, dana.id, payload];
  await database.admin.query(
    "insert into outbox (org_id, id, kind, key, person_id, payload) values ($1, $2, $3, $4, $5, $6)",
    values,
  );
}

async function row() {
  const { rows } = await database.admin.query(
    "select *, due_at > now() as later from outbox where person_id = $1",
    [dana.id],
  );
  expect(rows).toHaveLength(1);
  return rows[0];
}

const published = { cycleId: randomUUID(), opensOn: "2026-10-05" };

const makeDue = () => database.arrange("update outbox set due_at = now() where person_id = $1", [dana.id]);

describe("waiting mail", () => {
  it("leaves once, and takes its payload out of the database", async () => {
    await queue("identity-unlinked", {});
    await Promise.all([sendWaitingMail(), sendWaitingMail()]);
    expect(received).toHaveLength(1);
    expect(received[0]).toContain("Your company account was unlinked");
    expect(await row()).toMatchObject({ payload: {}, attempts: 1, failed_at: null });
    expect((await row()).sent_at).not.toBeNull();
  });

  it("goes to the address that was replaced, where it says that, and else never to one of its payload", async () => {
    const address = "old@acme.example";
    await queue("address-set", { address });
    await sendWaitingMail();
    await queue("partner-address-set", { address, partner: "Bo Example" });
    await sendWaitingMail();
    expect(received.map((mail) => /^To: (.*)/m.exec(mail)?.[1])).toEqual([
      expect.stringContaining(`<${address}>`),
      expect.stringContaining(`<${dana.email}>`),
    ]);
  });

  it("leaves after a sign-in mail that was queued later", async () => {
    await queue("identity-unlinked", {});
    await requestSignInMail(dana.email.toLowerCase(), "/");
    await sendWaitingMail();
    expect(received.map((mail) => /^Subject: (.*)/m.exec(mail)?.[1])).toEqual([
      expect.stringContaining("Sign in"),
      expect.stringContaining("Your company account was unlinked"),
    ]);
  });

  it("does not keep a sign-in mail waiting while the server is silent about another", async () => {
    let speak!: () => void;
    silence = new Promise((resolve) => {
      speak = resolve;
    });
    await queue("identity-unlinked", {});
    const sending = sendWaitingMail();
    const held = "select from pg_locks where relation = 'outbox'::regclass and mode = 'RowShareLock'";
    await vi.waitFor(async () => expect((await database.admin.query(held)).rowCount).toBe(1));
    await requestSignInMail(dana.email.toLowerCase(), "/");
    await vi.waitFor(() => expect(received).toHaveLength(1), { timeout: 10_000 });
    expect(received[0]).toMatch(/^Subject: .*Sign in/m);
    speak();
    await sending;
    silence = undefined;
    expect(received).toHaveLength(2);
  });

  it("comes again later, with the same id, when the server cannot take it now", async () => {
    refusals = [451];
    await queue("cycle-published", published);
    await sendWaitingMail();
    expect(await row()).toMatchObject({ sent_at: null, failed_at: null, attempts: 1, later: true });
    await sendWaitingMail();
    expect(received).toEqual([]);
    await makeDue();
    await sendWaitingMail();
    expect(received).toHaveLength(1);
    expect(received[0]).toContain(`<${(await row()).id}@localhost>`);
  });

  it("leaves over one connection, which ends with the last of it, also where two jobs send it", async () => {
    const before = connections.length;
    for (let n = 0; n < 4; n++) await queue("cycle-published", published);
    await Promise.all([sendWaitingMail(), sendWaitingMail()]);
    expect(received).toHaveLength(4);
    expect(connections).toHaveLength(before + 1);
    await vi.waitFor(() => expect(connections.at(-1)!.destroyed).toBe(true));
  });

  it("is not sent again at once when the connection is cut before the server said that it took it", async () => {
    cut = true;
    await queue("cycle-published", published);
    await sendWaitingMail();
    expect(received).toHaveLength(1);
    expect(await row()).toMatchObject({ sent_at: null, failed_at: null, attempts: 1, later: true });
  });

  it("is given up when the server will never take it, and says why in a code", async () => {
    refusals = [550];
    await queue("cycle-published", published);
    await sendWaitingMail();
    const failed = await row();
    expect(failed.failed_at).not.toBeNull();
    expect(failed.last_error).toContain("550");
    expect(failed.last_error).not.toContain(dana.email);
  });

  it("tells a leader where to read a published cycle, and no figure of it", async () => {
    await queue("cycle-published", published);
    await sendWaitingMail();
    const text = received[0]!.replace(/=3D/g, "=");
    expect(text).toContain("Subject: Twofold: the October 2026 cycle is published");
    expect(text).toContain(`http://localhost:3000/insights?cycle=${published.cycleId}`);
    const said = text.slice(text.indexOf("Hello")).split("--")[0]!;
    expect(
      said
        .replace(published.cycleId, "")
        .replace(/Organization \w+/, "")
        .match(/\d+/g),
    ).toEqual(["2026", "3000"]);
  });

  it("names a published cycle by its day where another one of its month is published too", async () => {
    await queue("cycle-published", { ...published, among: "2026-10-26 2026-10-05" });
    await sendWaitingMail();
    expect(received[0]).toContain("Subject: Twofold: the 5 October 2026 cycle is published");
  });

  it("for signing in holds neither link nor code while it waits", async () => {
    await requestSignInMail(dana.email, "/home");
    const waiting = JSON.stringify(await row());
    await sendWaitingMail();
    const text = received[0]!.replace(/=3D/g, "=");
    const token = /verify\?token=([\w-]{43})/.exec(text)![1]!;
    const code = /asked for it: (\d{6})/.exec(text)![1]!;
    const { rows } = await database.admin.query("select * from verification_tokens where identifier = $1", [
      dana.email,
    ]);
    for (const secret of [token, code]) {
      expect(waiting).not.toContain(secret);
      expect(JSON.stringify(rows.map(({ token: hash, code_hash }) => [hash, code_hash]))).not.toContain(
        `"${secret}"`,
      );
    }
  });

  it("for signing in is not sent when its ten minutes are over", async () => {
    await requestSignInMail(dana.email, "/home");
    await database.arrange("update outbox set due_at = now() - interval '11 minutes' where person_id = $1", [
      dana.id,
    ]);
    await sendWaitingMail();
    expect(received).toEqual([]);
    expect((await row()).last_error).toBe("expired");
  });
});
