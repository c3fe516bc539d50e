import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { closePools } from "@/db/client";
import { type Cluster, openCluster } from "@/db/embedded/cluster";
import { UnconfirmedFault } from "@/db/fault";
import { migrate } from "@/db/setup/migrate";
import { loginRoles, urlVariable } from "@/db/setup/roles";
import { standbyLag, standbyUse } from "@/db/standby";
import type { Viewer } from "@/lib/domain/permissions";
import { breakingRelay } from "@/testkit/database/breaking-relay";
import { openStandby, type Standby } from "@/testkit/database/standby";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { publishCycles } from "@/testkit/factories/published";
import { leaderOf } from "@/testkit/factories/viewer";
import { insightsOrganization, twoCycles } from "@/testkit/scenes/insights";
import { logger } from "../logger";
import { exposeMetrics } from "../metrics/metrics";
import { openChanges } from "./changes";
import { loadLeaderDuo, openDuos } from "./duos";
import { openFlow } from "./flow";
import { openKinds } from "./kinds";
import { openOverview } from "./overview";
import { openReport } from "./report";
import { openSeeing } from "./seeing";
import { openUnit, openUnitTree } from "./units";

let cluster: Cluster;
let standby: Standby;
let admin: pg.Client;
let onStandby: pg.Client;
let made: MadeOrganization;
let vera: Viewer;
const said: unknown[] = [];

const connected = async (connectionString: string) => {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  return client;
};

beforeAll(async () => {
  cluster = await openCluster();
  await migrate(cluster.urls, "test");
  for (const role of loginRoles) vi.stubEnv(urlVariable(role), cluster.urls[role]);
  admin = await connected(cluster.adminUrl());
  made = await createOrganization(admin, insightsOrganization());
  await publishCycles(admin, made, twoCycles);
  vera = leaderOf(made, "Vera", ["Company"]);
  standby = await openStandby(cluster);
  onStandby = await connected(standby.of(cluster.adminUrl()));
  vi.stubEnv("DATABASE_URL_READ", standby.of(cluster.urls.app));
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.spyOn(logger, "warn").mockImplementation(((facts: { fault: string }) =>
    said.push(facts.fault)) as never);
  vi.spyOn(logger, "info").mockImplementation(((text: string) => said.push(text)) as never);
}, 120_000);

afterAll(async () => {
  await closePools();
  await onStandby?.end();
  await admin?.end();
  await standby?.remove();
  await cluster?.stop();
  vi.unstubAllEnvs();
});

const used = "published rows are read from the standby";

/** A state that was reached some time ago: the standby is asked again after a rest. */
async function settle(): Promise<void> {
  await vi.waitFor(
    async () => {
      await read();
      expect(standbyUse().isUsed).toBe(true);
    },
    { timeout: 15_000, interval: 100 },
  );
  said.length = 0;
}

beforeEach(settle, 20_000);

/** Where a reading was of. */
async function from(reading: () => Promise<unknown>): Promise<{ from: string }> {
  const before = { ...standbyUse().reads };
  await reading();
  const { standby: there } = standbyUse().reads;
  return { from: there > before.standby ? "standby" : "primary" };
}

const read = async (viewer = vera) => (await openOverview(viewer, {}))?.answer;
const rowsOf = async (action: string) =>
  (await admin.query("select from audit_log where action = $1", [action])).rowCount ?? 0;

test("every view is read from the standby, and written down on the primary", async () => {
  const p1 = made.duos.p1!;
  const unit = made.units.Product!;
  const views = {
    "overview.read": async () => (await openOverview(vera, {}))?.answer,
    "duo.listed": async () => (await openDuos(vera, {}))?.answer,
    "duo.read": () => loadLeaderDuo(vera, {}, p1),
    "changes.read": async () => (await openChanges(vera, {}))?.answer,
    "flow.read": async () => (await openFlow(vera, {}))?.answer,
    "unit.listed": async () => (await openUnitTree(vera, {}))?.answer,
    "unit.read": async () => (await openUnit(vera, {}, unit))?.answer,
  };
  for (const [action, view] of Object.entries(views)) {
    const before = await rowsOf(action);
    expect([action, (await from(view)).from]).toEqual([action, "standby"]);
    expect([action, await rowsOf(action)]).toEqual([action, before + 1]);
  }
  for (const open of [openKinds, openReport, openSeeing]) {
    expect((await from(async () => (await open(vera, {}))?.answer)).from).toBe("standby");
  }
  expect(said).toEqual([]);
});

test("the figures say whether the standby is used, and how far it is behind", async () => {
  const figures = async () => (await exposeMetrics()).text.match(/^twofold_(?:standby|published)_.*$/gm);
  await vi.waitFor(async () => expect(await figures()).toContain("twofold_standby_behind_bytes 0"));
  expect(await figures()).toEqual([
    "twofold_standby_used 1",
    expect.stringMatching(/^twofold_published_readings\{from="standby"\} [1-9]/),
    expect.stringMatching(/^twofold_published_readings\{from="primary"\} /),
    "twofold_standby_up 1",
    expect.stringMatching(/^twofold_standby_behind_bytes \d+$/),
    expect.stringMatching(/^twofold_standby_lag_seconds \d/),
  ]);
});

describe("a standby that is behind", () => {
  const pause = () => onStandby.query("select pg_wal_replay_pause()");
  const go = () => onStandby.query("select pg_wal_replay_resume()");

  test("serves nobody who was given or lost anything since: they read from the primary", async () => {
    const company = made.units.Company!;
    const dina = leaderOf(made, "Dina", ["Product"]);
    await from(() => read(dina));
    await pause();
    await admin.query(
      "update role_grants set revoked_at = now() where org_id = $1 and person_id = $2 and role = 'leader' and revoked_at is null",
      [made.orgId, made.people.Dina!.id],
    );
    try {
      // Her session's viewer is of before: only the policies know.
      const reading = await from(() => expect(read(dina)).rejects.toThrow());
      expect(reading.from).toBe("primary");
      expect((await from(() => openUnitTree(vera, { unit: company }))).from).toBe("primary");
      expect(said).toEqual(["too far behind"]);
      expect((await standbyLag()).bytes).toBeGreaterThan(0);
    } finally {
      await go();
    }
    await settle();
    await vi.waitFor(async () => expect(await standbyLag()).toEqual({ bytes: 0, seconds: 0 }));
    await expect(read(dina)).rejects.toThrow();
    expect(standbyUse().isUsed).toBe(true);
  });

  test("is waited for a moment", async () => {
    // On a busy machine the moment may be too short.
    const waited = async () => {
      await settle();
      await pause();
      await admin.query("update organizations set name = name where id = $1", [made.orgId]);
      const reading = from(read);
      await sleep(40);
      await go();
      expect((await reading).from).toBe("standby");
    };
    await vi.waitFor(waited, { timeout: 20_000 });
  });
});

test("a standby that is gone is left and taken up again, each said once", async () => {
  await standby.stop();
  try {
    for (let n = 0; n < 3; n++) {
      const reading = await from(read);
      expect(reading.from).toBe("primary");
    }
    expect(said).toEqual(["no answer"]);
  } finally {
    await standby.start();
  }
  await vi.waitFor(async () => expect((await from(read)).from).toBe("standby"), {
    timeout: 15_000,
    interval: 200,
  });
  expect(said).toContain(used);
  onStandby = await connected(standby.of(cluster.adminUrl()));
});

test("a reading that the standby breaks off is done again on the primary, and written down once", async () => {
  const before = await rowsOf("duo.listed");
  let isCutting = true;
  const cutting = (async () => {
    while (isCutting) {
      await onStandby.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'twofold_app'",
      );
    }
  })();
  try {
    const reading = await from(async () => {
      const opened = await openDuos(vera, {});
      expect(await opened?.answer).toMatchObject({ kind: "duos" });
    });
    expect(reading.from).toBe("primary");
  } finally {
    isCutting = false;
    await cutting;
  }
  expect(await rowsOf("duo.listed")).toBe(before + 1);
});

test("all readings of a standby that falls silent are done again on the primary", async () => {
  const relay = await breakingRelay(standby.of(cluster.adminUrl()));
  vi.stubEnv("DATABASE_URL_READ", relay.through(standby.of(cluster.urls.app)));
  await closePools();
  try {
    await settle();
    const { primary } = standbyUse().reads;
    relay.fallSilent();
    // No statement's own limit ends them within this test's time.
    await Promise.all([read(), read(), read()]);
    expect(standbyUse().reads.primary).toBe(primary + 3);
    expect(said).toEqual(["no answer"]);
  } finally {
    vi.stubEnv("DATABASE_URL_READ", standby.of(cluster.urls.app));
    await closePools();
    await relay.close();
  }
}, 30_000);

test("what is no standby of this primary is not read from", async () => {
  vi.stubEnv("DATABASE_URL_READ", cluster.urls.app);
  await closePools();
  try {
    expect((await from(read)).from).toBe("primary");
    expect(said).toEqual(["not a standby of this primary"]);
  } finally {
    vi.stubEnv("DATABASE_URL_READ", standby.of(cluster.urls.app));
    await closePools();
  }
});

describe("a commit that the awaited standby does not confirm", () => {
  const wait = async (name: string) => {
    await admin.query("set synchronous_commit = local");
    await admin.query(`alter system set synchronous_standby_names = '${name}'`);
    await admin.query("select pg_reload_conf()");
    await vi.waitFor(async () => {
      const { rows } = await admin.query("show synchronous_standby_names");
      expect(rows[0].synchronous_standby_names).toBe(name);
    });
  };

  test("is answered in time all the same, and stored once the standby is there", async () => {
    const before = await rowsOf("overview.read");
    await wait("nobody");
    try {
      await expect(read()).rejects.toBeInstanceOf(UnconfirmedFault);
    } finally {
      await wait("");
    }
    await vi.waitFor(async () => expect(await rowsOf("overview.read")).toBe(before + 1));
  });
});
