import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { promiseVersion } from "@/lib/domain/cycles";
import { DAY_MS } from "@/lib/domain/days";
import type { Viewer } from "@/lib/domain/permissions";
import { ownLedger } from "@/testkit/database/ledger";
import type { Actor } from "@/testkit/scenes/policies";
import { everybody, stage } from "@/testkit/scenes/stage";
import * as passkeys from "./auth/passkeys";
import { setStrongSignIn } from "./auth/strong-sign-in";
import { unlinkIdentity } from "./auth/unlink";
import { addCustomQuestion, retireCustomQuestion } from "./custom-questions";
import { cancelCycle, closeCycle, extendCycle, nudge, openCycle, withdrawCycle } from "./cycles";
import { dropCommitment, saveCommitment } from "./duos/commitments";
import { answerAfterAll, decline } from "./duos/declining";
import { confirmMoment, removeMoment, restoreMoment, saveMoment } from "./duos/moments";
import { noteTalked, removeTalked } from "./duos/talk";
import { markTalkingPoint } from "./duos/talking-points";
import { agreeToShowTrust, takeBackTrustAgreement } from "./duos/trust";
import { readAndErase } from "./erasure/reading-first";
import { DomainError } from "./errors";
import { noteAction, takeBackAction } from "./insights/actions";
import { retryAllFailedMail, retryFailedMail, retryJob } from "./jobs/jobs-page";
import { readAndWithdraw, readAndWithdrawEverything } from "./personal-data/reading-first";
import { saveDraft, submitResponse } from "./responses";
import { changeRetention, undoRetention } from "./retention/retention";
import { decideAddress } from "./roster/addresses";
import { applyImport } from "./roster/apply";
import { changeRoster } from "./roster/by-hand";
import { checkImport } from "./roster/check";
import { endGrant, grantRole } from "./roster/grants";
import { discardImport } from "./roster/read";
import * as schedules from "./schedule/schedule";
import { checkProvider, confirmTestMail, correctAddress, sendTestMail } from "./setup/sign-in-check";
import { saveOrganization } from "./setup/steps";

const on = stage();
ownLedger();
beforeAll(() => void vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1"));

const leads: Partial<Record<Actor, "root" | "a" | "b">> = {
  vp: "root",
  directorA: "a",
  directorB: "b",
  leaderInDuo: "a",
};

const viewer = (actor: Actor): Viewer => ({
  orgId: actor === "stranger" ? on.scene.otherOrg : on.scene.org,
  personId: on.scene.people[actor],
  userId: randomUUID(),
  name: actor,
  timeZone: "UTC",
  locale: "en",
  isAdmin: actor === "admin",
  isReviewer: actor === "reviewer",
  leads: leads[actor] ? [on.scene.units[leads[actor]]] : [],
  signedInAt: new Date(),
});

const watched = () => ({ cycleId: on.scene.cycle, duoId: on.scene.duos.watched });
/** The published row of the watched duo. */
const read = () => ({ cycleId: on.scene.published, duoId: on.scene.duos.watched });
const answers = () => ({ revision: 0, promiseVersion, answers: { DQ1: 3 }, key: randomUUID() });
const moment = { what: "We cut the release to a day", day: "2026-01-15", ic: "", manager: "" };
const noMoment = { momentId: randomUUID(), revision: 1 };
const commitment = { text: "We decide dates together", dimension: "ALIGN", owner: "both" };
const schedule = {
  rhythm: "monthly",
  firstDay: "2035-01-01",
  opensTime: "09:00",
  closesTime: "18:00",
  days: 21,
  timeZone: "UTC",
  sharingMode: "scoped",
  revision: 0,
};
const planned = { plannedId: randomUUID() };
const shift = { ...planned, opensLocal: "2035-02-01T09:00", shown: "2035-01-01T09:00" };
const extension = { closesLocal: "2036-01-15T18:00", shown: "2026-02-01T18:00" };
const inAFortnight = () => new Date(Date.now() + 14 * DAY_MS).toISOString().slice(0, 16);

/** Every service that writes, with input that is valid for the actors in `may`; the others must change nothing. */
const writes: Record<string, { may: readonly Actor[]; call: (as: Viewer) => Promise<unknown> }> = {
  saveDraft: { may: ["ic", "manager"], call: (as) => saveDraft(as, watched(), answers()) },
  submitResponse: { may: ["ic", "manager"], call: (as) => submitResponse(as, watched(), answers()) },
  withdrawResponse: { may: ["ic", "manager"], call: (as) => readAndWithdraw(as, watched()) },
  withdrawEverything: {
    may: ["ic", "manager", "otherIc", "otherManager", "leaderInDuo"],
    call: (as) => readAndWithdrawEverything(as),
  },
  decline: { may: ["ic", "manager"], call: (as) => decline(as, watched()) },
  answerAfterAll: { may: ["ic", "manager"], call: (as) => answerAfterAll(as, watched()) },
  agreeToShowTrust: { may: ["ic", "manager"], call: (as) => agreeToShowTrust(as, watched()) },
  noteTalked: { may: ["ic", "manager"], call: (as) => noteTalked(as, watched()) },
  removeTalked: { may: ["ic", "manager"], call: (as) => removeTalked(as, watched()) },
  saveCommitment: {
    may: ["ic", "manager"],
    call: (as) => saveCommitment(as, { ...watched(), ...commitment }),
  },
  markTalkingPoint: {
    may: ["ic", "manager"],
    call: (as) => markTalkingPoint(as, { ...watched(), code: "MAP:who", wanted: "yes" }),
  },
  saveMoment: { may: ["ic", "manager"], call: (as) => saveMoment(as, { ...watched(), ...moment }) },
  confirmMoment: { may: ["ic", "manager"], call: (as) => confirmMoment(as, { ...watched(), ...noMoment }) },
  restoreMoment: { may: ["ic", "manager"], call: (as) => restoreMoment(as, { ...watched(), ...noMoment }) },
  removeMoment: { may: ["ic", "manager"], call: (as) => removeMoment(as, { ...watched(), ...noMoment }) },
  dropCommitment: {
    may: ["ic", "manager"],
    call: (as) => dropCommitment(as, { ...watched(), slot: 1, revision: 1 }),
  },
  noteAction: {
    may: ["vp", "directorA", "leaderInDuo"],
    call: (as) => noteAction(as, { ...read(), kind: "coach", on: "2025-02-01" }),
  },
  takeBackAction: {
    may: ["vp", "directorA", "leaderInDuo"],
    call: (as) => takeBackAction(as, { ...read(), kind: "coach", on: "2025-02-01" }),
  },
  takeBackTrustAgreement: { may: ["ic", "manager"], call: (as) => takeBackTrustAgreement(as, watched()) },
  openCycle: {
    may: ["admin"],
    call: (as) =>
      openCycle(as, { closesLocal: inAFortnight(), timeZone: "Europe/Paris", sharingMode: "scoped" }),
  },
  closeCycle: { may: ["admin"], call: (as) => closeCycle(as, { cycleId: on.scene.cycle }) },
  withdrawCycle: {
    may: ["admin"],
    call: (as) => withdrawCycle(as, { cycleId: on.scene.published, reason: "A wrong roster was used." }),
  },
  unlinkIdentity: {
    may: ["admin"],
    call: (as) => unlinkIdentity(as, { email: `${on.scene.people.ic}@example.test` }),
  },
  extendCycle: {
    may: ["admin"],
    call: (as) => extendCycle(as, { cycleId: on.scene.cycle, ...extension }),
  },
  cancelCycle: { may: ["admin"], call: (as) => cancelCycle(as, { cycleId: on.scene.cycle }) },
  nudge: { may: ["admin"], call: (as) => nudge(as, { cycleId: on.scene.cycle }) },
  saveSchedule: { may: ["admin"], call: (as) => schedules.saveSchedule(as, schedule) },
  stopSchedule: { may: ["admin"], call: (as) => schedules.stopSchedule(as) },
  skipPlanned: { may: ["admin"], call: (as) => schedules.skipPlanned(as, planned) },
  restorePlanned: { may: ["admin"], call: (as) => schedules.restorePlanned(as, planned) },
  shiftPlannedCycle: { may: ["admin"], call: (as) => schedules.shiftPlannedCycle(as, shift) },
  addCustomQuestion: {
    may: ["admin"],
    call: (as) =>
      addCustomQuestion(as, {
        kind: "choice",
        answerClass: "shared",
        wording: "Where did you meet?",
        options: "Here\nThere",
      }),
  },
  retireCustomQuestion: {
    may: ["admin"],
    call: (as) => retireCustomQuestion(as, { questionId: on.scene.customQuestion }),
  },
  retryJob: { may: ["admin"], call: (as) => retryJob(as, { job: "remind" }) },
  retryFailedMail: { may: ["admin"], call: (as) => retryFailedMail(as, { mailId: randomUUID() }) },
  retryAllFailedMail: { may: ["admin"], call: (as) => retryAllFailedMail(as) },
  checkImport: { may: ["admin"], call: (as) => checkImport(as, { importId: on.scene.rosterImport }) },
  applyImport: {
    may: ["admin"],
    call: (as) => applyImport(as, { importId: on.scene.rosterImport, typed: {} }),
  },
  discardImport: { may: ["admin"], call: (as) => discardImport(as, { importId: on.scene.rosterImport }) },
  changeRoster: {
    may: ["admin"],
    call: (as) => changeRoster(as, { kind: "unit", cells: { unit: "New" }, seen: "" }),
  },
  grantRole: { may: ["admin"], call: (as) => grantRole(as, { person: on.scene.people.ic, role: "admin" }) },
  endGrant: { may: ["admin"], call: (as) => endGrant(as, { grantId: randomUUID() }) },
  saveOrganization: {
    may: ["admin"],
    call: (as) => saveOrganization(as, { name: "Acme Two", timeZone: "Europe/Paris" }),
  },
  changeRetention: {
    may: ["admin"],
    call: (as) => changeRetention(as, { months: "12", expected: "24" }),
  },
  // Asked in an open cycle: nobody may erase them now.
  erasePerson: {
    may: [],
    call: (as) => readAndErase(as, { personId: on.scene.people.ic, confirmation: "ic" }),
  },
  undoRetention: { may: ["admin"], call: (as) => undoRetention(as) },
  sendTestMail: { may: ["admin"], call: (as) => sendTestMail(as) },
  confirmTestMail: { may: ["admin"], call: (as) => confirmTestMail(as, { code: "000000" }) },
  checkProvider: { may: ["admin"], call: (as) => checkProvider(as) },
  correctAddress: { may: ["admin"], call: (as) => correctAddress(as, { email: "new@example.test" }) },
  // Nobody of the scene has signed in, and no device answers.
  beginPasskey: { may: [], call: (as) => passkeys.beginPasskey(as, { name: "Laptop" }) },
  addPasskey: { may: [], call: (as) => passkeys.addPasskey(as, { name: "Laptop", answer: {} }) },
  addPasskeyByMail: { may: [], call: (as) => passkeys.addPasskeyByMail(as, { name: "Laptop", answer: {} }) },
  setStrongSignIn: { may: ["admin"], call: (as) => setStrongSignIn(as, { wanted: "off" }) },
  namePasskey: {
    may: ["ic"],
    call: (as) => passkeys.namePasskey(as, { id: on.scene.people.ic, name: "Mine" }),
  },
  removePasskey: { may: ["ic"], call: (as) => passkeys.removePasskey(as, { id: on.scene.people.ic }) },
  decideAddress: {
    may: ["ic"],
    call: (as) => decideAddress(as, { changeId: on.scene.addressChange, accepted: true }),
  },
};

/**
 * Server actions of the caller's own session, or of a mailed or printed link (reminders, set-up); every other
 * one calls one of `writes`.
 */
const withoutViewer = [
  "askForMail",
  "goToProvider",
  "enterAsPersona",
  "signOut",
  "signOutEverywhere",
  "changeAction",
  "foundAction",
  "goOnAction",
];

const actionFiles = readdirSync("app", { recursive: true, encoding: "utf8" })
  .map((file) => `app/${file}`)
  .filter((file) => /\.tsx?$/.test(file) && readFileSync(file, "utf8").startsWith('"use server"'));

test("every server action calls a service with a row, or concerns its caller's session only", () => {
  const sources = actionFiles.map((file) => readFileSync(file, "utf8"));
  const services = sources.flatMap((source) =>
    [...source.matchAll(/\b(?:action|heldAction)\((\w+)\)/g)].map((m) => m[1]!),
  );
  const bare = sources
    .filter((source) => !/\b(?:action|heldAction)\(/.test(source))
    .flatMap((source) => [...source.matchAll(/export (?:async function|const) (\w+)/g)].map((m) => m[1]!));
  expect(services.length).toBeGreaterThan(3);
  expect(services.filter((service) => !(service in writes))).toEqual([]);
  expect(bare.filter((name) => !withoutViewer.includes(name))).toEqual([]);
});

/** One hash over every row of every table of the organizations. */
async function fingerprint(): Promise<string> {
  const { rows: tables } = await on.arrange(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'rate_limits' order by relname",
  );
  const hashes: string[] = [];
  for (const { relname } of tables) {
    const { rows } = await on.arrange(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${relname} t`,
    );
    hashes.push(`${relname} ${rows[0].hash}`);
  }
  return hashes.join("\n");
}

describe.each(Object.entries(writes))("%s", (_, { may, call }) => {
  test.each(everybody.filter((actor) => !may.includes(actor)))(
    "by %s is refused and leaves every byte as it was",
    async (actor) => {
      const before = await fingerprint();
      // A refusal of the input would say nothing about the actor; of what nobody may do no input is valid.
      const ofActor = (error: unknown) =>
        error instanceof DomainError && (error.code !== "invalid" || may.length === 0);
      await expect((async () => call(viewer(actor)))()).rejects.toSatisfy(ofActor);
      expect(await fingerprint()).toBe(before);
    },
  );
});

/** Refused by the database's functions and policies, or because these show no such cycle, or no duo that would be asked. */
const byDatabase = ({ code, fields }: { code?: string; fields?: Record<string, string> }) =>
  code === "42501" || code === "not-found" || fields?.duos === "none";

test.each([
  "closeCycle",
  "withdrawCycle",
  "extendCycle",
  "cancelCycle",
  "nudge",
  "saveSchedule",
  "saveOrganization",
  "changeRetention",
  "changeRoster",
  "grantRole",
  // Last: a cycle opens only where none is open.
  "openCycle",
])("%s is refused by the database too when the app believes somebody to be an admin", async (service) => {
  if (service === "openCycle") {
    await on.arrange("update cycles set state = 'closed', closed_at = now() where state = 'open'");
  }
  const before = await fingerprint();
  for (const actor of everybody.filter((one) => one !== "admin")) {
    const call = async () => writes[service]!.call({ ...viewer(actor), isAdmin: true });
    await expect(call(), actor).rejects.toSatisfy(byDatabase);
  }
  expect(await fingerprint()).toBe(before);
});
