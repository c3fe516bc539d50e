import { randomUUID } from "node:crypto";
import { promiseVersion } from "@/lib/domain/cycles";
import { members, type Scene } from "@/testkit/scenes/policies";
import type { Row, Who } from "./rows";

export const everyone: readonly Who[] = ["anonymous", ...members, "stranger"];

const signedIn = everyone.filter((who) => who !== "anonymous");
const leaders: readonly Who[] = ["vp", "directorA", "directorB", "leaderInDuo"];
const leadersOfA: readonly Who[] = ["vp", "directorA", "leaderInDuo"];
const partners: readonly Who[] = ["ic", "manager"];

const get = (route: string, path: Row["path"], allowed: readonly Who[]): Row => ({ route, path, allowed });

const insights = "app/(app)/insights";
const imports = "app/api/program/imports/[importId]";
const signInAgain = "app/api/sign-in-again/route.ts";
const passkeyAgain = "app/api/sign-in-again/passkey/route.ts";
const unitA = ({ units }: Scene) => `unit=${units.a}`;

export const matrix: readonly Row[] = [
  // Who is signed in is led to their home.
  { ...get("app/(public)/page.tsx", () => "/", everyone), served: [200, 307] },
  get("app/(public)/methodology/page.tsx", () => "/methodology", everyone),
  get("app/(public)/sign-in/page.tsx", () => "/sign-in", everyone),
  { ...get("app/(public)/sign-in/code/page.tsx", () => "/sign-in/code", everyone), served: [200, 307] },
  get("app/(public)/sign-in/verify/page.tsx", () => "/sign-in/verify?token=none", everyone),
  // Redirects everybody whom no rule of their organization holds here; strong-sign-in.spec tests those who are held.
  {
    ...get("app/(public)/sign-in/passkey/page.tsx", () => "/sign-in/passkey", everyone),
    served: [307],
  },
  get("app/(public)/setup/page.tsx", () => "/setup?token=none", everyone),
  get("app/(public)/sign-in/again/page.tsx", () => "/sign-in/again", signedIn),
  get("app/api/health/live/route.ts", () => "/api/health/live", everyone),
  get("app/api/health/ready/route.ts", () => "/api/health/ready", everyone),
  // Its token lets a caller in, and no session.
  { ...get("app/api/metrics/route.ts", () => "/api/metrics", everyone), served: [404] },
  {
    ...get("app/api/auth/callback/email/route.ts", () => "/api/auth/callback/email?token=none", everyone),
    served: [405],
  },
  {
    ...get("app/api/auth/callback/oidc/route.ts", () => "/api/auth/callback/oidc?code=none", everyone),
    served: [302, 307],
  },

  { ...get("app/api/page/route.ts", () => "/api/page", signedIn), served: [204] },
  { ...get(signInAgain, () => "/api/sign-in-again", signedIn), served: [204] },
  { route: signInAgain, method: "POST", path: () => "/api/sign-in-again", allowed: signedIn },
  {
    route: signInAgain,
    method: "PUT",
    path: () => "/api/sign-in-again",
    body: { code: "000000" },
    allowed: signedIn,
    served: [204],
  },
  {
    route: passkeyAgain,
    method: "POST",
    path: () => "/api/sign-in-again/passkey",
    allowed: ["ic", "otherIc", "stranger"],
  },
  {
    route: passkeyAgain,
    method: "PUT",
    path: () => "/api/sign-in-again/passkey",
    body: {},
    allowed: signedIn,
    served: [422],
  },
  // Before anybody is signed in; what it answers is tested in passkeys.spec.
  { ...get("app/api/auth/passkey/route.ts", () => "/api/auth/passkey", everyone), served: [405] },
  // Who has a role is led to its page.
  { ...get("app/(app)/home/page.tsx", () => "/home", signedIn), served: [200, 307] },
  get("app/(app)/duos/page.tsx", () => "/duos", signedIn),
  get("app/(app)/account/page.tsx", () => "/account", signedIn),
  get("app/(app)/account/data/page.tsx", () => "/account/data", signedIn),
  get("app/(app)/account/data/file/route.ts", () => "/account/data/file?format=json", signedIn),
  get("app/(app)/account/data/file/route.ts", () => "/account/data/file?format=csv", signedIn),
  get("app/(app)/account/withdraw/page.tsx", () => "/account/withdraw?all=yes", signedIn),

  get("app/(app)/duos/[duoId]/page.tsx", ({ duos }) => `/duos/${duos.watched}`, partners),
  // The scene's open cycle is not answered by both: there is no guide for anybody. Who gets one is tested in talk.spec.
  get(
    "app/(app)/duos/[duoId]/talk/page.tsx",
    ({ cycle, duos }) => `/duos/${duos.watched}/talk?cycle=${cycle}`,
    [],
  ),
  get(
    "app/(app)/duos/[duoId]/talk/calendar/route.ts",
    ({ cycle, duos }) => `/duos/${duos.watched}/talk/calendar?cycle=${cycle}&at=2036-01-01T09:00`,
    [],
  ),
  get(
    "app/(app)/survey/[cycleId]/[duoId]/page.tsx",
    ({ cycle, duos }) => `/survey/${cycle}/${duos.watched}`,
    partners,
  ),
  get(
    "app/(app)/survey/[cycleId]/[duoId]/decline/page.tsx",
    ({ cycle, duos }) => `/survey/${cycle}/${duos.watched}/decline`,
    partners,
  ),
  {
    route: "app/api/surveys/[cycleId]/[duoId]/draft/route.ts",
    method: "PUT",
    path: ({ cycle, duos }) => `/api/surveys/${cycle}/${duos.watched}/draft`,
    body: { revision: 0, promiseVersion, answers: { DQ1: 3 }, key: randomUUID() },
    allowed: partners,
    served: [200, 409],
  },
  {
    route: "app/api/surveys/[cycleId]/[duoId]/submission/route.ts",
    method: "PUT",
    path: ({ cycle, duos }) => `/api/surveys/${cycle}/${duos.watched}/submission`,
    body: { revision: 0, promiseVersion, answers: { DQ1: 3 }, key: randomUUID() },
    allowed: partners,
    // Answers are missing, or the two are final.
    served: [422, 409],
  },

  get(`${insights}/page.tsx`, () => "/insights", leaders),
  get(`${insights}/page.tsx`, (scene) => `/insights?${unitA(scene)}`, leadersOfA),
  get(`${insights}/changes/page.tsx`, () => "/insights/changes", leaders),
  get(`${insights}/flow/page.tsx`, () => "/insights/flow", leaders),
  get(`${insights}/kinds/page.tsx`, () => "/insights/kinds", leaders),
  get(`${insights}/kinds/page.tsx`, (scene) => `/insights/kinds?${unitA(scene)}`, leadersOfA),
  get(`${insights}/report/page.tsx`, () => "/insights/report", leaders),
  get(`${insights}/report/page.tsx`, (scene) => `/insights/report?${unitA(scene)}`, leadersOfA),
  get(`${insights}/seeing/page.tsx`, () => "/insights/seeing", leaders),
  get(`${insights}/seeing/page.tsx`, (scene) => `/insights/seeing?${unitA(scene)}`, leadersOfA),
  get(`${insights}/duos/page.tsx`, () => "/insights/duos", leaders),
  get(`${insights}/duos/page.tsx`, (scene) => `/insights/duos?${unitA(scene)}`, leadersOfA),
  get(`${insights}/duos/[duoId]/page.tsx`, ({ duos }) => `/insights/duos/${duos.watched}`, leadersOfA),
  get(`${insights}/duos/[duoId]/page.tsx`, ({ duos }) => `/insights/duos/${duos.led}`, ["vp", "directorA"]),
  get(`${insights}/units/page.tsx`, () => "/insights/units", leaders),
  get(`${insights}/units/[unitId]/page.tsx`, ({ units }) => `/insights/units/${units.a}`, leadersOfA),
  get(`${insights}/export/route.ts`, () => "/insights/export?table=duos", leaders),
  get(`${insights}/export/route.ts`, (scene) => `/insights/export?table=duos&${unitA(scene)}`, leadersOfA),
  get(`${insights}/export/route.ts`, () => "/insights/export?table=dataset", leaders),

  get("app/(app)/account/address/page.tsx", () => "/account/address", ["ic"]),

  get("app/(app)/program/page.tsx", () => "/program", ["admin"]),
  get("app/(app)/program/import/page.tsx", () => "/program/import", ["admin"]),
  get(
    "app/(app)/program/import/[importId]/page.tsx",
    ({ rosterImport }) => `/program/import/${rosterImport}`,
    ["admin"],
  ),
  get(`${imports}/route.ts`, ({ rosterImport }) => `/api/program/imports/${rosterImport}`, ["admin"]),
  get(`${imports}/problems/route.ts`, ({ rosterImport }) => `/api/program/imports/${rosterImport}/problems`, [
    "admin",
  ]),
  {
    route: `${imports}/files/[number]/route.ts`,
    method: "PUT",
    path: ({ rosterImport }) => `/api/program/imports/${rosterImport}/files/2?name=a.csv&complete=no`,
    body: {},
    allowed: ["admin"],
    // The scene's import takes no more files.
    served: [409],
  },
  get("app/api/program/roster/route.ts", () => "/api/program/roster?what=roster&kind=all", ["admin"]),
  get("app/api/program/roster/route.ts", () => "/api/program/roster?what=template&kind=duo", ["admin"]),
  // Only a demo that sends no mail has it.
  { ...get("app/(public)/mailbox/page.tsx", () => "/mailbox", everyone), served: [404] },
  get("app/(public)/reminders/page.tsx", () => "/reminders?token=none", everyone),
  { ...get("app/api/reminders/route.ts", () => "/api/reminders?token=none", everyone), served: [303] },

  get("app/(app)/program/schedule/page.tsx", () => "/program/schedule", ["admin"]),
  get("app/(app)/program/roster/[kind]/page.tsx", () => "/program/roster/duos?q=a&state=all", ["admin"]),
  get("app/(app)/program/roster/[kind]/page.tsx", () => "/program/roster/grants", ["admin"]),
  get(
    "app/(app)/program/roster/[kind]/[id]/page.tsx",
    ({ people }) => `/program/roster/people/${people.ic}`,
    ["admin"],
  ),
  get("app/(app)/program/roster/[kind]/[id]/page.tsx", () => "/program/roster/grants/new", ["admin"]),
  get("app/(app)/program/setup/page.tsx", () => "/program/setup", ["admin"]),
  get("app/(app)/program/erase/[personId]/page.tsx", ({ people }) => `/program/erase/${people.otherIc}`, [
    "admin",
  ]),
  get("app/(app)/program/sign-in/page.tsx", () => "/program/sign-in", ["admin"]),
  get("app/(app)/program/retention/page.tsx", () => "/program/retention?months=12", ["admin"]),
  get("app/(app)/program/questions/page.tsx", () => "/program/questions", ["admin"]),
  get("app/(app)/program/jobs/page.tsx", () => "/program/jobs", ["admin"]),
  get("app/(app)/audit/page.tsx", () => "/audit", ["admin", "reviewer"]),
  get("app/(app)/audit/data/page.tsx", () => "/audit/data", ["admin", "reviewer"]),
  get("app/(app)/audit/data/file/route.ts", () => "/audit/data/file", ["admin", "reviewer"]),
  get("app/(app)/audit/review/page.tsx", () => "/audit/review", ["reviewer"]),
  get("app/(app)/audit/export/route.ts", () => "/audit/export?format=csv", ["admin", "reviewer"]),
  get("app/(app)/audit/export/route.ts", () => "/audit/export?format=jsonl", ["admin", "reviewer"]),
];
