import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { closePools } from "@/db/client";
import { findSession } from "@/db/queries/viewers";
import { loginRoles, urlVariable } from "@/db/setup/roles";
import { promiseVersion } from "@/lib/domain/cycles";
import type { Viewer } from "@/lib/domain/permissions";
import { type BreakingRelay, breakingRelay } from "@/testkit/database/breaking-relay";
import { ownLedger } from "@/testkit/database/ledger";
import { stage } from "@/testkit/scenes/stage";
import { auditServices } from "./audit/every-service";
import { adapter, adapterOf } from "./auth/adapter";
import { admitByMail, admitByOidc } from "./auth/admission";
import { redeemCode } from "./auth/code";
import { passkeyServices } from "./auth/every-service";
import { loadPersonas, signInAsPersona } from "./auth/personas";
import { reminderToken } from "./auth/secrets";
import { endAllSessions, endSession, loadSessionCount } from "./auth/sessions";
import { requestSignInMail } from "./auth/sign-in-mail";
import { unlinkByServer, unlinkIdentity } from "./auth/unlink";
import { addCustomQuestion, loadCustomQuestions, retireCustomQuestion } from "./custom-questions";
import { closeCycle, loadProgram, openCycle, withdrawCycle } from "./cycles";
import { duoServices } from "./duos/every-service";
import { countTowards } from "./http/rate-limit";
import { noteAction, takeBackAction } from "./insights/actions";
import { openChanges } from "./insights/changes";
import { loadLeaderDuo, openDuos } from "./insights/duos";
import { openExport } from "./insights/export";
import { openFlow } from "./insights/flow";
import { openKinds } from "./insights/kinds";
import { openOverview } from "./insights/overview";
import { openReport } from "./insights/report";
import { openSeeing } from "./insights/seeing";
import { openUnit, openUnitTree } from "./insights/units";
import { closeDueCycle, closeDueCycles, publishClosedCycles } from "./jobs/close-cycles";
import { openDueCycles } from "./jobs/open-cycles";
import { remindMissing } from "./jobs/remind";
import { sendMail } from "./jobs/send-mail";
import { tasks } from "./jobs/tasks";
import { traits } from "./logger";
import { sendWaitingMail } from "./mail/send";
import { ownDataServices } from "./personal-data/every-service";
import { addCellReader } from "./publication/add-reader";
import { publishCycle } from "./publication/publish-cycle";
import { changeReminders, loadReminders } from "./reminders";
import { loadSurvey, saveDraft, submitResponse } from "./responses";
import { decideAddress, loadWaitingAddress } from "./roster/addresses";
import { loadProblemFile, loadRosterFile } from "./roster/files";
import { loadImport, loadImportProgress, loadImports, loadPasted } from "./roster/read";
import { receiveImportFile } from "./roster/uploads";
import { foundFirst, goOnWithSetup, isEmptyInstallation, loadSetupLink } from "./setup/link";
import { confirmTestMail, correctAddress, sendTestMail } from "./setup/sign-in-check";
import { loadSetup, saveOrganization } from "./setup/steps";
import { withdrawResponse } from "./withdrawal";

const canary = "canary-comment";
const address = `${canary}@example.test`;
const on = stage();
ownLedger();
let relay: BreakingRelay;

beforeAll(async () => {
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
  vi.stubEnv("AUDIT_STREAM", "stdout");
  relay = await breakingRelay(on.database.adminUrl);
  for (const role of loginRoles) process.env[urlVariable(role)] = relay.through(on.database.urls[role]);
  await on.arrange(`update people set email = '${address}' where id = '${on.scene.people.ic}'`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await relay.close();
});

const viewer = (actor: keyof typeof on.scene.people, more: Partial<Viewer> = {}): Viewer => ({
  orgId: on.scene.org,
  personId: on.scene.people[actor],
  userId: randomUUID(),
  name: canary,
  timeZone: "UTC",
  locale: "en",
  isAdmin: actor === "admin",
  isReviewer: actor === "reviewer",
  leads: actor === "vp" ? [on.scene.units.root] : [],
  signedInAt: new Date(),
  ...more,
});
const rosterImport = () => ({ importId: on.scene.rosterImport });
const watched = () => ({ cycleId: on.scene.cycle, duoId: on.scene.duos.watched });
const answers = { revision: 0, promiseVersion, answers: { DQ1: 3, C1: canary }, key: randomUUID() };
const leader = () => viewer("vp");
const onRow = () => ({ duoId: on.scene.duos.watched, kind: "coach", on: "2025-02-01" });
const filters = { q: canary };
const organization = { name: canary, timeZone: "UTC" };
const wording = `${canary} of a question`;
const newQuestion = { kind: "choice", answerClass: "aggregate", wording, options: "Here\nThere" };
const session = { sessionToken: canary, userId: randomUUID(), expires: new Date() };

/** Every service that asks the database, by its file, with something in its input that must not be logged. */
const services: Record<string, Record<string, () => unknown>> = {
  ...auditServices(() => viewer("reviewer"), canary),
  "auth/adapter.ts": {
    getUserByEmail: () => adapter.getUserByEmail?.(address),
    getUserByAccount: () => adapter.getUserByAccount?.({ provider: canary, providerAccountId: canary }),
    createUser: () =>
      adapter.createUser?.({ id: randomUUID(), email: address, name: canary, emailVerified: null }),
    linkAccount: () =>
      adapter.linkAccount?.({
        userId: randomUUID(),
        type: "oidc",
        provider: canary,
        providerAccountId: canary,
      }),
    createSession: () => adapterOf(() => "email").createSession?.(session),
    deleteSession: () => adapter.deleteSession?.(canary),
    useVerificationToken: () => adapter.useVerificationToken?.({ identifier: address, token: canary }),
  },
  "auth/admission.ts": {
    admitByMail: () => admitByMail(address),
    admitByOidc: () => admitByOidc(canary, { email: address, email_verified: true }),
  },
  "auth/code.ts": { redeemCode: () => redeemCode(address, canary) },
  "auth/personas.ts": {
    loadPersonas: () => loadPersonas("localhost"),
    signInAsPersona: () => signInAsPersona("localhost", canary),
  },
  "auth/sessions.ts": {
    endSession: () => endSession(canary),
    endAllSessions: () => endAllSessions(viewer("ic")),
    loadSessionCount: () => loadSessionCount(viewer("ic")),
  },
  ...passkeyServices((more) => viewer("ic", more), canary),
  "auth/sign-in-mail.ts": { requestSignInMail: () => requestSignInMail(address, "/home") },
  "auth/unlink.ts": {
    unlinkIdentity: () => unlinkIdentity(viewer("admin"), { email: address }),
    unlinkByServer: () => unlinkByServer(address),
  },
  "cycles.ts": {
    openCycle: () =>
      openCycle(viewer("admin"), { closesLocal: "2035-01-01T18:00", timeZone: "UTC", sharingMode: "scoped" }),
    closeCycle: () => closeCycle(viewer("admin"), { cycleId: randomUUID() }),
    withdrawCycle: () =>
      withdrawCycle(viewer("admin"), { cycleId: randomUUID(), reason: `${canary} of a reason` }),
    loadProgram: () => loadProgram(viewer("admin")),
  },
  ...duoServices({ as: () => viewer("ic"), watched, canary }),
  "custom-questions.ts": {
    loadCustomQuestions: () => loadCustomQuestions(viewer("admin")),
    addCustomQuestion: () => addCustomQuestion(viewer("admin"), newQuestion),
    retireCustomQuestion: () => retireCustomQuestion(viewer("admin"), { questionId: randomUUID() }),
  },
  "setup/link.ts": {
    isEmptyInstallation: () => isEmptyInstallation(),
    loadSetupLink: () => loadSetupLink(canary),
    foundFirst: () =>
      foundFirst({ token: canary, ...organization, adminName: canary, adminEmail: `new-${address}` }),
    goOnWithSetup: () => goOnWithSetup({ token: canary }),
  },
  "setup/sign-in-check.ts": {
    sendTestMail: () => sendTestMail(viewer("admin")),
    confirmTestMail: () => confirmTestMail(viewer("admin"), { code: canary }),
    correctAddress: () => correctAddress(viewer("admin"), { email: `new-${address}` }),
  },
  "setup/steps.ts": {
    loadSetup: () => loadSetup(viewer("admin")),
    saveOrganization: () => saveOrganization(viewer("admin"), organization),
  },
  "http/rate-limit.ts": { countTowards: () => countTowards("write", canary) },
  "insights/context.ts": {
    openChanges: () => openChanges(leader(), filters).then((view) => view?.answer),
    openDuos: () => openDuos(leader(), filters).then((view) => view?.answer),
    loadLeaderDuo: () => loadLeaderDuo(leader(), filters, on.scene.duos.watched),
    openFlow: () => openFlow(leader(), filters).then((view) => view?.answer),
    openKinds: () => openKinds(leader(), filters).then((view) => view?.answer),
    openSeeing: () => openSeeing(leader(), filters).then((view) => view?.answer),
    openOverview: () => openOverview(leader(), filters).then((view) => view?.answer),
    openReport: () => openReport(leader(), filters).then((view) => view?.answer),
    openUnitTree: () => openUnitTree(leader(), filters).then((view) => view?.answer),
    openUnit: () => openUnit(leader(), filters, on.scene.units.a).then((view) => view?.answer),
  },
  "insights/actions.ts": {
    noteAction: () => noteAction(leader(), { ...onRow(), cycleId: on.scene.published }),
    takeBackAction: () => takeBackAction(leader(), onRow()),
  },
  "insights/export.ts": { dictionary: () => openExport(leader(), { table: "dictionary", q: canary }) },
  "copy-out.ts": {
    duos: async () => {
      const { body } = await openExport(leader(), { table: "duos", q: canary });
      return new Response(body).text();
    },
  },
  "jobs/close-cycles.ts": {
    closeDueCycle: () => closeDueCycle(on.scene.org, randomUUID()),
    closeDueCycles: () => closeDueCycles(),
  },
  "jobs/each-organization.ts": { publishClosedCycles: () => publishClosedCycles() },
  "jobs/open-cycles.ts": { openDueCycles: () => openDueCycles() },
  "jobs/remind.ts": { remindMissing: () => remindMissing() },
  "jobs/send-mail.ts": { sendMail: () => sendMail({}) },
  "jobs/tasks.ts": { expiredSignIns: () => tasks["expired-sign-ins"]?.({}, {} as never) },
  "mail/send.ts": { sendWaitingMail: () => sendWaitingMail() },
  "publication/add-reader.ts": {
    addCellReader: () =>
      addCellReader(on.scene.org, { personId: on.scene.people.vp, unitIds: [on.scene.units.root] }),
  },
  ...ownDataServices(() => viewer("otherManager")),
  "reminders.ts": {
    loadReminders: () => loadReminders(reminderToken(viewer("ic"))),
    changeReminders: () => changeReminders(reminderToken(viewer("ic")), false),
  },
  "responses.ts": {
    loadSurvey: () => loadSurvey(viewer("ic"), watched()),
    saveDraft: () => saveDraft(viewer("ic"), watched(), answers),
    submitResponse: () => submitResponse(viewer("ic"), watched(), { ...answers, key: randomUUID() }),
  },
  "withdrawal.ts": {
    withdrawResponse: () => withdrawResponse(viewer("ic"), { ...watched(), stage: "draft" }),
  },
  "as-admin.ts": {
    loadImports: () => loadImports(viewer("admin")),
    loadImport: () => loadImport(viewer("admin"), rosterImport(), canary),
    loadImportProgress: () => loadImportProgress(viewer("admin"), rosterImport()),
    loadPasted: () => loadPasted(viewer("admin"), { from: rosterImport().importId }),
    loadProblemFile: () => loadProblemFile(viewer("admin"), rosterImport()),
    loadRosterFile: () => loadRosterFile(viewer("admin"), { what: "roster", kind: "all" }),
    receiveImportFile: () => {
      const file = { importId: randomUUID(), number: 1, name: canary, complete: "no" };
      return receiveImportFile(viewer("admin"), file, Buffer.from(canary));
    },
  },
  "roster/addresses.ts": {
    loadWaitingAddress: () => loadWaitingAddress(viewer("ic")),
    decideAddress: () => decideAddress(viewer("ic"), { changeId: randomUUID(), accepted: true }),
  },
  "viewer.ts": { findSession: () => findSession(canary) },
  // Last, because it takes the open cycle away from the others.
  "publication/publish-cycle.ts": {
    publishCycle: async () => {
      const { org, cycle } = on.scene;
      await on.arrange(`update cycles set state = 'closed', closed_at = now() where id = '${cycle}'`);
      return publishCycle(org, cycle);
    },
  },
};

/** They pass an error on without asking anything that a person wrote, or are called through a service above. */
const without = [
  "auth/config.ts",
  "boot.ts",
  "erasure/keeping.ts",
  "jobs/start.ts",
  "jobs/worker.ts",
  "mail/mailbox.ts",
  // A failure is a database that is down, logged by its code.
  "metrics/metrics.ts",
  "readiness.ts",
  // They go on after their request and answer nobody; what they throw is logged as every fault is.
  "roster/apply.ts",
  "roster/check.ts",
  "roster/work.ts",
];

test("every file that opens a way to the database has its services here", () => {
  const opens = /\b(?:withViewer|asAuth|asPublisher|asWorker|queryAsAuth|findSession|pool)\(/;
  const files = readdirSync("server", { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .filter((file) => opens.test(readFileSync(`server/${file}`, "utf8")));
  expect(files.filter((file) => !(file in services) && !without.includes(file))).toEqual([]);
});

const statement = /\b(?:select|insert into|update|delete from|values)\b/i;

describe.each(
  Object.entries(services).flatMap(([file, calls]) =>
    Object.entries(calls).map(([name, call]) => ({ file, name, call })),
  ),
)("$file $name", ({ call }) => {
  test("says nothing of its statements and values, wherever its connection breaks", async () => {
    let breaks = 0;
    for (let statements = 0; ; statements++) {
      await closePools();
      relay.breakAfter(statements);
      const fault: unknown = await (async () => void (await call()))().catch((error: unknown) => error);
      if (!relay.broke) break;
      breaks++;
      // What Next prints of an error by itself, and what the logger writes.
      const said = inspect(fault, { depth: 9, showHidden: true }).replace(/^\s+at .*$/gm, "");
      expect(said).not.toMatch(statement);
      expect(said).not.toContain(canary);
      expect(JSON.stringify(traits(fault))).not.toContain(canary);
    }
    expect(breaks).toBeGreaterThan(0);
  });
});
