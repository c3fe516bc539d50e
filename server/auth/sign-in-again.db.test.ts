import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findSession } from "@/db/queries/viewers";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, createSession, type MadePerson } from "@/testkit/factories/organization";
import { mailedCode, sessionHash } from "./secrets";
import { mailCodeAgain, requireRecentSignIn, signInAgain } from "./sign-in-again";

const database = freshDatabase();
let [dana, bo]: MadePerson[] = [];
let token: string;

beforeAll(() => {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
});
afterAll(() => vi.unstubAllEnvs());
beforeEach(async () => {
  await database.admin.query("truncate rate_limits");
  const { people } = await createOrganization(database.admin, { people: { Dana: {}, Bo: {} } });
  [dana, bo] = [people.Dana!, people.Bo!];
  token = await createSession(database.admin, dana);
});

/** Who a session belongs to, as a request's. */
async function viewerOf(session: string): Promise<Viewer> {
  const row = (await findSession(sessionHash(session)))!;
  return { ...row, signedInAt: new Date(row.signedInAt) };
}

const signedInMinutesAgo = async (minutes: number, session = token) => {
  await database.admin.query(
    "update sessions set created_at = now() - make_interval(mins => $2) where session_token = $1",
    [sessionHash(session), minutes],
  );
  return viewerOf(session);
};

/** The codes mailed to somebody, oldest first. */
async function codesOf({ id }: MadePerson): Promise<string[]> {
  const { rows } = await database.admin.query<{ id: string }>(
    "select id from outbox where person_id = $1 and kind = 'sign-in' order by due_at",
    [id],
  );
  return rows.map((mail) => mailedCode(mail.id));
}

const other = (code: string) => (code === "000000" ? "000001" : "000000");
const sessionsOf = ({ id }: MadePerson) =>
  database.admin
    .query("select from sessions s join people p on p.user_id = s.user_id where p.id = $1", [id])
    .then(({ rowCount }) => rowCount);

it("is asked for once an hour has passed since signing in", async () => {
  await expect(requireRecentSignIn(await signedInMinutesAgo(59))).resolves.toBeUndefined();
  await expect(requireRecentSignIn(await signedInMinutesAgo(61))).rejects.toMatchObject({
    code: "sign-in-again",
  });
});

describe("a code mailed to sign in again", () => {
  it("goes to the viewer's own address and opens a session that is recent", async () => {
    const viewer = await signedInMinutesAgo(61);
    expect(await mailCodeAgain(viewer)).toEqual({ email: dana!.email });
    const [code = ""] = await codesOf(dana!);
    const opened = await signInAgain(viewer, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` });
    const again = await viewerOf(opened!);
    expect(again.personId).toBe(dana!.id);
    await expect(requireRecentSignIn(again)).resolves.toBeUndefined();
    await expect(signInAgain(viewer, { code })).rejects.toMatchObject({ fields: { code: "wrong" } });
  });

  it("is not needed where another tab has signed in again, and stays unused", async () => {
    const stale = await signedInMinutesAgo(61);
    await mailCodeAgain(stale);
    const [code = ""] = await codesOf(dana!);
    const recent = await viewerOf(await createSession(database.admin, dana!));
    expect(await signInAgain(recent, { code: "anything" })).toBeUndefined();
    expect(await signInAgain(stale, { code })).toEqual(expect.any(String));
  });

  it("opens one session for two tries at once", async () => {
    const viewer = await signedInMinutesAgo(61);
    await mailCodeAgain(viewer);
    const [code = ""] = await codesOf(dana!);
    const tries = await Promise.allSettled([1, 2, 3].map(() => signInAgain(viewer, { code })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await sessionsOf(dana!)).toBe(2);
  });

  type Wrong = [what: string, code: (mailed: string) => string | Promise<string>];
  const wrong: Wrong[] = [
    ["another code", other],
    [
      "an expired one",
      async (mailed) => {
        await database.arrange(
          "update verification_tokens set expires = now() - interval '1 second' where identifier = $1",
          [dana!.email],
        );
        return mailed;
      },
    ],
    [
      "the one before the newest",
      async (mailed) => {
        await mailCodeAgain(await viewerOf(token));
        return mailed;
      },
    ],
    [
      "one mailed to somebody else",
      async () => {
        await mailCodeAgain(await viewerOf(await createSession(database.admin, bo!)));
        return (await codesOf(bo!))[0]!;
      },
    ],
  ];
  it.each(wrong)("is refused: %s", async (_, codeFor) => {
    const viewer = await signedInMinutesAgo(61);
    await mailCodeAgain(viewer);
    const code = await codeFor((await codesOf(dana!))[0]!);
    const before = await sessionsOf(dana!);
    await expect(signInAgain(viewer, { code })).rejects.toMatchObject({
      code: "invalid",
      fields: { code: "wrong" },
    });
    expect(await sessionsOf(dana!)).toBe(before);
  });

  it("allows five tries, then not even the right one", async () => {
    const viewer = await signedInMinutesAgo(61);
    await mailCodeAgain(viewer);
    const [code = ""] = await codesOf(dana!);
    for (let n = 0; n < 5; n++) await signInAgain(viewer, { code: other(code) }).catch(() => undefined);
    await expect(signInAgain(viewer, { code })).rejects.toMatchObject({ fields: { code: "locked" } });
  });
});
