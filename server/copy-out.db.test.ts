import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { pool, withViewer } from "@/db/client";
import { BusyFault } from "@/db/fault";
import { parseCsv } from "@/lib/csv/csv";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { copyOut } from "./copy-out";

const database = freshDatabase();

const viewer: Viewer = {
  orgId: randomUUID(),
  personId: randomUUID(),
  userId: randomUUID(),
  name: "Vera",
  timeZone: "UTC",
  locale: "en",
  isAdmin: false,
  isReviewer: false,
  leads: [],
  signedInAt: new Date(),
};

const textOf = (body: ReadableStream) => new Response(body).text();

describe("a stream out of the database", () => {
  const many = {
    toSQL: () => ({ sql: "select n, repeat('x', 100) from generate_series(1, 3000000) n", params: [] }),
  };

  test("that is dropped gives its connection back", async () => {
    for (let n = 0; n < 12; n++) {
      const reader = (
        await copyOut(viewer, { build: () => ({ columns: ["n", "x"], texts: [], query: many }) })
      ).getReader();
      await reader.read();
      await reader.cancel();
    }
    await expect.poll(() => pool("app").totalCount - pool("app").idleCount).toBe(0);
    expect(await withViewer(viewer, async () => "alive")).toBe("alive");
  });

  test("waits in the database for a reader who pauses", async () => {
    const body = await copyOut(viewer, { build: () => ({ columns: ["n", "x"], texts: [], query: many }) });
    let before: string | undefined;
    const stands = async () => {
      const { rows } = await database.admin.query<{ sent: string }>(
        "select tuples_processed as sent from pg_stat_progress_copy where datname = current_database()",
      );
      const sent = rows[0]?.sent;
      const same = sent !== undefined && sent === before;
      before = sent;
      return same;
    };
    await expect.poll(stands, { interval: 200, timeout: 5000 }).toBe(true);
    await body.cancel();
  });

  test("that loses its connection ends in an error, and the next one has a new connection", async () => {
    const reader = (
      await copyOut(viewer, { build: () => ({ columns: ["n", "x"], texts: [], query: many }) })
    ).getReader();
    await reader.read();
    await database.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'copy (%'",
    );
    const rest = async () => {
      while (!(await reader.read()).done);
    };
    await expect(rest()).rejects.toMatchObject({ code: "57P01" });
    expect(await withViewer(viewer, async () => "alive")).toBe("alive");
  });

  test("is whole when a row is larger than a block", async () => {
    const query = {
      toSQL: () => ({ sql: "select n, repeat(n::text, 300000) from generate_series(1, 4) n", params: [] }),
    };
    const body = await copyOut(viewer, { build: () => ({ columns: ["n", "x"], texts: [], query }) });
    expect(parseCsv(await textOf(body))).toEqual([
      ["n", "x"],
      ...["1", "2", "3", "4"].map((n) => [n, n.repeat(300_000)]),
    ]);
  });

  test("that fails is an error, not half a file", async () => {
    const broken = { toSQL: () => ({ sql: "select 1 / 0", params: [] }) };
    await expect(
      copyOut(viewer, { build: () => ({ columns: ["n"], texts: [], query: broken }) }),
    ).rejects.toMatchObject({
      code: "22012",
    });
  });

  test("takes values as literals, whatever they hold", async () => {
    const given = ["o'clock", "back\\slash", "$2", "two\nlines"];
    const query = {
      toSQL: () => ({
        sql: "select * from unnest(array[$1, $2, $3, $4]::text[]) v where $5",
        params: [...given, true],
      }),
    };
    const body = await copyOut(viewer, { build: () => ({ columns: ["v"], texts: [], query }) });
    expect(
      parseCsv(await textOf(body))
        .slice(1)
        .flat(),
    ).toEqual(given);
  });
});

describe("downloads together", () => {
  const endless = {
    toSQL: () => ({ sql: "select n, repeat('x', 1000) from generate_series(1, 3000000) n", params: [] }),
  };
  const few = { toSQL: () => ({ sql: "select 1 as n", params: [] }) };
  const person = (): Viewer => ({ ...viewer, personId: randomUUID() });
  const stalled = (who: Viewer) =>
    copyOut(who, { build: () => ({ columns: ["n", "x"], texts: [], query: endless }) });
  const short = (who: Viewer) =>
    copyOut(who, { build: () => ({ columns: ["n"], texts: [], query: few }) }).then(textOf);

  test("are one for a person, on every node; the next one begins when it is over", async () => {
    const one = person();
    const file = await stalled(one);
    await expect(short(one)).rejects.toBeInstanceOf(BusyFault);
    expect(await short(person())).toContain("1");
    const waiting = short(one);
    await file.cancel();
    expect(await waiting).toContain("1");
    // Another node has this process's lock, but not its memory.
    await database.admin.query("begin");
    const lock = "select pg_advisory_xact_lock(hashtextextended($1, 0))";
    await database.admin.query(lock, [`twofold download ${one.personId}`]);
    await expect(short(one)).rejects.toBeInstanceOf(BusyFault);
    await database.admin.query("rollback");
    expect(await short(one)).toContain("1");
  });

  test("take three connections of their own: a fourth waits and is refused, and the app keeps all of its own", async () => {
    const files = await Promise.all([person(), person(), person()].map(stalled));
    await expect(short(person())).rejects.toBeInstanceOf(BusyFault);
    expect(pool("app").totalCount - pool("app").idleCount).toBe(0);
    const others = await Promise.all(
      Array.from({ length: 20 }, () => withViewer(viewer, async () => "alive")),
    );
    expect(new Set(others)).toEqual(new Set(["alive"]));
    for (const file of files) await file.cancel();
    expect(await short(person())).toContain("1");
  });

  test("end after five minutes, however steadily they are read", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const slow = {
        toSQL: () => ({ sql: "select n, pg_sleep(0.05) from generate_series(1, 600) n", params: [] }),
      };
      const begun = vi.fn(async () => {});
      const file = copyOut(person(), {
        build: () => ({ columns: ["n", "s"], texts: [], query: slow }),
        begin: begun,
      });
      const ended = expect(file).rejects.toThrow("The download took too long");
      await vi.waitFor(() => expect(begun).toHaveBeenCalled());
      await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
      await vi.advanceTimersByTimeAsync(300_000);
      await ended;
    } finally {
      vi.useRealTimers();
    }
  });
});
