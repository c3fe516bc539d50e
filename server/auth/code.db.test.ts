import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asAuth } from "@/db/client";
import { consumeToken } from "@/db/queries/sign-in";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadePerson } from "@/testkit/factories/organization";
import { DomainError } from "../errors";
import { countFailure } from "../http/rate-limit";
import { withRequestFacts } from "../http/request-facts";
import { type CodeOutcome, redeemCode } from "./code";
import { linkToken, mailedCode, verificationHash } from "./secrets";
import { requestSignInMail } from "./sign-in-mail";

const database = freshDatabase();

beforeAll(() => {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
});
afterAll(() => {
  vi.unstubAllEnvs();
});
beforeEach(() => database.admin.query("truncate rate_limits"));

const from = <T>(address: string, work: () => Promise<T>) =>
  withRequestFacts({ id: "one", address, accepted: false }, work);
const office = "192.0.2.7";
const elsewhere = (n: number) => `198.51.${n}.1`;

const people = async (count: number): Promise<MadePerson[]> => {
  const names = Array.from({ length: count }, (_, n) => [`P${n}`, {}] as const);
  return Object.values(
    (await createOrganization(database.admin, { people: Object.fromEntries(names) })).people,
  );
};
const person = async () => (await people(1))[0]!;

/** The mails that wait for an address, oldest first, with what their addressee would read in them. */
async function mailsTo({ id }: MadePerson) {
  const { rows } = await database.admin.query<{ id: string }>(
    "select id from outbox where person_id = $1 order by due_at",
    [id],
  );
  return rows.map((mail) => ({ code: mailedCode(mail.id), link: linkToken(mail.id) }));
}

async function mailed(to: MadePerson, network = office) {
  await from(network, () => requestSignInMail(to.email, "/home"));
  return (await mailsTo(to)).at(-1)!;
}

const tryCode = (to: MadePerson, code: string, network = office) =>
  from(network, () => redeemCode(to.email, code)).then(({ kind }) => kind);
const linkWorks = async (link: string) =>
  (await asAuth((tx) => consumeToken(tx, verificationHash(link)))) !== undefined;
const other = (code: string) => (code === "000000" ? "000001" : "000000");

/** Fills a limit with failures made at once. */
const fail = (limit: "code-network" | "code-everybody" | "code-everybody-day", key: string, times: number) =>
  asAuth(async (_, client) => {
    for (let n = 0; n < times; n++)
      await countFailure(client, [[limit, key]], async () => ({ failed: true }));
  });

describe("a mailed code", () => {
  it.each(["### ###", " ###-### ", "# # # # # #", "###\u00a0###", "Code: ######."])(
    "is its digits, typed as %j",
    async (shape) => {
      const dana = await person();
      const digits = [...(await mailed(dana)).code];
      expect(
        await tryCode(
          dana,
          shape.replaceAll("#", () => digits.shift()!),
        ),
      ).toBe("accepted");
    },
  );

  it("may be typed in the wide digits of a Japanese keyboard", async () => {
    const dana = await person();
    const { code } = await mailed(dana);
    const wide = code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    expect(await tryCode(dana, wide)).toBe("accepted");
  });

  it("becomes a token that signs in once", async () => {
    const dana = await person();
    const { code, link } = await mailed(dana);
    const outcome: CodeOutcome = await from(office, () => redeemCode(dana.email, code));
    if (outcome.kind !== "accepted") throw new Error(outcome.kind);
    expect(await tryCode(dana, code)).toBe("wrong");
    expect(await linkWorks(link)).toBe(false);
    expect(await linkWorks(outcome.token)).toBe(true);
    expect(await linkWorks(outcome.token)).toBe(false);
  });

  it("is the newest one: an older code of the address is dead, its link is not", async () => {
    const dana = await person();
    const first = await mailed(dana);
    const second = await mailed(dana);
    expect(await tryCode(dana, first.code)).toBe("wrong");
    expect(await tryCode(dana, second.code)).toBe("accepted");
    const third = await mailed(dana);
    await mailed(dana);
    expect(await linkWorks(third.link)).toBe(true);
  });

  it("allows five tries, also at the same moment; the link in the mail still works", async () => {
    const dana = await person();
    const { code, link } = await mailed(dana);
    const kinds = await Promise.all(Array.from({ length: 8 }, () => tryCode(dana, other(code))));
    expect(kinds.filter((kind) => kind === "wrong")).toHaveLength(4);
    expect(await tryCode(dana, code)).toBe("locked");
    expect(await linkWorks(link)).toBe(true);
  });

  it("counts for the address it was mailed to and no other", async () => {
    const [dana, mona] = (await people(2)) as [MadePerson, MadePerson];
    const { code } = await mailed(dana);
    await mailed(mona);
    expect(await tryCode(mona, code)).toBe("wrong");
  });
});

describe("wrong codes", () => {
  it("are limited for an address however many codes it gets, and its link still works", async () => {
    const dana = await person();
    for (let mail = 0; mail < 2; mail++) {
      const { code } = await mailed(dana);
      for (let n = 0; n < 5; n++) await tryCode(dana, other(code), elsewhere(n));
    }
    const { code, link } = await mailed(dana);
    expect(await tryCode(dana, code, elsewhere(9))).toBe("locked");
    expect(await linkWorks(link)).toBe(true);
  });

  it("are limited for a network and leave the others alone", async () => {
    const dana = await person();
    const { code } = await mailed(dana);
    await fail("code-network", "192.0.2", 100);
    expect(await tryCode(dana, code, "192.0.2.200")).toBe("locked");
    expect(await tryCode(dana, code, "192.0.3.200")).toBe("accepted");
  });

  it.each([
    ["code-everybody", 300],
    ["code-everybody-day", 1500],
  ] as const)("are limited over the whole installation: %s", async (limit, times) => {
    const dana = await person();
    const { code, link } = await mailed(dana);
    await fail(limit, "", times);
    expect(await tryCode(dana, code, elsewhere(1))).toBe("locked");
    expect(await linkWorks(link)).toBe(true);
  });

  it("at the same moment are never more than the limit, and right ones between them take no points", async () => {
    const everybody = await people(30);
    const codes = await Promise.all(everybody.map((one) => mailed(one)));
    await fail("code-network", "192.0.2", 90);
    const kinds = await Promise.all(
      everybody.flatMap((one, i) => [
        tryCode(one, other(codes[i]!.code)),
        ...(i % 3 === 0 ? [tryCode(one, codes[i]!.code)] : []),
      ]),
    );
    expect(kinds.filter((kind) => kind === "wrong").length).toBeLessThanOrEqual(10);
    const { rows } = await database.admin.query(
      "select points from rate_limits where key like 'code-network:%'",
    );
    expect(rows).toEqual([{ points: 100 }]);
  });

  it("of an address that nobody is invited under are answered alike", async () => {
    const stranger = { ...(await person()), email: "nobody.here@example.test" };
    await from(office, () => requestSignInMail(stranger.email, "/home"));
    const kinds: string[] = [];
    for (let n = 0; n < 6; n++) kinds.push(await tryCode(stranger, "123456"));
    expect(kinds).toEqual(["wrong", "wrong", "wrong", "wrong", "locked", "locked"]);
  });
});

/** Does something for each, a hundred at once, and gives what came of it. */
async function inTurns<One, Result>(all: readonly One[], work: (one: One) => Promise<Result>) {
  const results: Result[] = [];
  for (let at = 0; at < all.length; at += 100) {
    results.push(...(await Promise.all(all.slice(at, at + 100).map(work))));
  }
  return results;
}

describe("the opening day", () => {
  it("lets 500 people of one office in by their codes", async () => {
    const everybody = await people(500);
    // A hundred at once: more would wait for a connection longer than anybody is kept waiting.
    await inTurns(everybody, (one) => from(office, () => requestSignInMail(one.email, "/home")));
    const { rows } = await database.admin.query<{ id: string; email: string }>(
      "select o.id, p.email from outbox o join people p on p.id = o.person_id where p.org_id = $1",
      [everybody[0]!.orgId],
    );
    const kinds = await inTurns(rows, async ({ id, email }) => {
      const { kind } = await from(office, () => redeemCode(email, mailedCode(id)));
      return kind;
    });
    expect(kinds).toHaveLength(500);
    expect(new Set(kinds)).toEqual(new Set(["accepted"]));
  }, 120_000);
});

describe("asking for mail", () => {
  it("is limited for an address, from wherever it is asked", async () => {
    const dana = await person();
    for (let n = 0; n < 5; n++) await mailed(dana, elsewhere(n));
    const refused = await from(elsewhere(9), () => requestSignInMail(dana.email, "/home")).catch(
      (error) => error,
    );
    expect(refused).toBeInstanceOf(DomainError);
    expect(refused.code).toBe("too-many");
    expect(await mailsTo(dana)).toHaveLength(5);
  });

  it("counts an invited address and one that is not alike", async () => {
    const asked = async (address: string) => {
      const outcomes: boolean[] = [];
      for (let n = 0; n < 7; n++) {
        outcomes.push(
          await requestSignInMail(address, "/home").then(
            () => true,
            () => false,
          ),
        );
      }
      return outcomes;
    };
    expect(await asked((await person()).email)).toEqual(await asked("nobody.at.all@example.test"));
  });
});
