import { asAuth, currentTime, pool, type Tx, withViewer } from "@/db/client";
import { assertMasterKeys } from "@/db/encryption/data-key";
import { findOrganization, listCycles } from "@/db/queries/cycles";
import { findRetention } from "@/db/queries/retention";
import { countSessionsIn, countSessionsOf } from "@/db/queries/sign-in";
import { isStrongSignIn } from "@/db/queries/strong-sign-in";
import { queueSchema } from "@/db/queue";
import { assertBootable, migrationHead, serverVersion } from "@/db/setup/boot-checks";
import { promiseVersion, type SharingMode } from "@/lib/domain/cycles";
import type { Viewer } from "@/lib/domain/permissions";
import { waitingTime } from "@/lib/domain/retention";
import type { CheckResult, Review, ReviewCheck } from "@/lib/domain/review";
import { instrument } from "@/lib/instrument/instrument";
import packed from "@/package.json";
import { assertStrongSignInOffered } from "../auth/strong-sign-in";
import { env } from "../env";
import { DomainError } from "../errors";
import { contentSecurityPolicy, securityHeaders } from "../http/edge";
import { logFault } from "../logger";
import { readChain } from "./chain";

/** What a reviewer takes home: how this installation runs and what holds in it now. For others it is not there. */
export async function loadReview(viewer: Viewer): Promise<Review> {
  if (!viewer.isReviewer) throw new DomainError("not-found");
  const { orgId, userId } = viewer;
  const ofViewer = await withViewer(viewer, async (tx, client) => {
    const { rows } = await client.query<{ number: number; at: Date | null; bytes: string | null }>(
      "select current_setting('server_version_num')::int as number, backed_up_at as at, backup_bytes as bytes from installation",
    );
    const [{ number, at, bytes } = { number: 0, at: null, bytes: null }] = rows;
    return {
      madeAt: await currentTime(tx),
      organization: (await findOrganization(tx, orgId))?.name ?? "",
      database: serverVersion(number),
      backup: at && { at, bytes: Number(bytes) },
      required: await isStrongSignIn(tx, orgId),
      retention: await findRetention(tx, orgId),
      sharing: await sharingIn(tx, orgId),
      chain: await readChain(tx, orgId),
    };
  });
  const { database, required, retention, ...known } = ofViewer;
  const sessions = await asAuth(async (tx) => ({
    all: await countSessionsIn(tx, orgId),
    own: await countSessionsOf(tx, userId),
  }));
  return {
    ...known,
    sessions,
    settings: { ...settingsInForce(required), retention: retention ? monthsOf(retention) : null },
    versions: {
      twofold: packed.version,
      revision: process.env.TWOFOLD_REVISION || null,
      node: process.versions.node,
      database,
      migration: new Date(migrationHead).toISOString(),
      questions: instrument.version,
      promise: promiseVersion,
    },
    checks: await checksNow(),
    headers: headersSent(),
  };
}

/** The sharing mode never changes once a cycle is open, so that of each cycle is in force for good. */
async function sharingIn(tx: Tx, orgId: string): Promise<Review["sharing"]> {
  const all = await listCycles(tx, orgId);
  const count = (mode: SharingMode) => all.filter(({ sharingMode }) => sharingMode === mode).length;
  const newest = all[0] ? { number: all[0].number, mode: all[0].sharingMode } : null;
  return { newest, cycles: { scoped: count("scoped"), private: count("private") } };
}

const onOff = (on: boolean) => (on ? "on" : "off");

type Kept = { months: number; nextMonths: number | null; nextFrom: Date | null; now: string };

/** How long raw answers are kept, with a shorter time that waits. */
function monthsOf(found: Kept): string {
  const waiting = waitingTime(found);
  const now = `${found.months} months`;
  return waiting ? `${now}; ${waiting.months} months from ${waiting.from.toISOString()} on` : now;
}

/** No secret, no user and no password. */
function settingsInForce(strongSignIn: boolean): Omit<Review["settings"], "retention"> {
  const { AUTH_URL, ALLOWED_HOSTS, SMTP_URL, ...set } = env();
  return {
    address: AUTH_URL.origin,
    otherHosts: ALLOWED_HOSTS.join(", ") || null,
    proxies: String(set.TRUSTED_PROXIES),
    mode: set.TWOFOLD_MODE,
    mailSignIn: onOff(set.AUTH_LOCAL && SMTP_URL !== undefined),
    strongSignIn: onOff(strongSignIn),
    provider: set.AUTH_OIDC_ISSUER ? new URL(set.AUTH_OIDC_ISSUER).origin : null,
    mailServer: SMTP_URL ? new URL(SMTP_URL).host : null,
    jobs: set.TWOFOLD_JOBS,
    stream: set.AUDIT_STREAM ?? null,
    ledger: set.TWOFOLD_ERASURE_LEDGER,
    logLevel: set.LOG_LEVEL,
  };
}

/** The checks of a start, made again. */
async function checksNow(): Promise<CheckResult[]> {
  const own = ["app", "auth"] as const;
  const ofJobs = ["publisher", "worker"] as const;
  const results: CheckResult[] = [];
  for (const role of own) results.push(await resultOf(role, () => assertBootable(pool(role))));
  for (const role of ofJobs) {
    const mayOwn = role === "worker" ? queueSchema : "";
    if (env().TWOFOLD_JOBS === "apart") results.push({ check: role, apart: true });
    else results.push(await resultOf(role, () => assertBootable(pool(role), mayOwn)));
  }
  results.push(await resultOf("masterKey", () => assertMasterKeys(pool("auth"))));
  results.push(await resultOf("strongSignIn", assertStrongSignInOffered));
  return results;
}

/** The error's own words are for administrators: they name roles and settings, never a value of anybody. */
async function resultOf(check: ReviewCheck, work: () => Promise<void>): Promise<CheckResult> {
  try {
    await work();
    return { check, fault: null };
  } catch (error) {
    const reference = logFault(error, { check });
    const isOurs = error instanceof Error && !("code" in error);
    return isOurs ? { check, fault: error.message } : { check, reference };
  }
}

function headersSent(): Review["headers"] {
  const policy = contentSecurityPolicy("…", false);
  return Object.entries({
    ...securityHeaders(),
    "content-security-policy": policy,
    "cache-control": "private, no-store",
  });
}
