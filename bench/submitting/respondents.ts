import { setTimeout as sleep } from "node:timers/promises";
import type { Reach } from "@/db/embedded/cluster";
import { withClient } from "@/db/setup/create-database";
import { promiseVersion } from "@/lib/domain/cycles";
import { pageHeader } from "@/lib/domain/page-header";
import type { SubmitOutcome } from "@/lib/instrument/outcomes";
import { type Answered, refusalOf } from "@/lib/instrument/refusal-of";
import {
  createOrganization,
  createSession,
  type MadePerson,
  sessionCookieName,
} from "@/testkit/factories/organization";
import { signedFor } from "@/testkit/page-token";
import type { Answering, Submission } from "./answering";
import { type Answer, ask } from "./requests";

const retryMs = 50;
const patienceMs = 120_000;

/** A node, or what stands before several. */
export type At = { readonly origin: string; readonly port: number };

/** Somebody who is asked about one duo in the open cycle, signed in. */
export type Respondent = {
  readonly person: MadePerson;
  readonly session: string;
  readonly page: string;
  readonly cycleId: string;
  readonly duoId: string;
};

/** An organization with an open cycle in which this many people, each the first of a duo of their own, have not answered. */
export async function makeRespondents({ cluster }: { cluster: Reach }, count: number): Promise<Respondent[]> {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const made = await withClient(cluster.adminUrl(), async (admin) => {
    const organization = await createOrganization(admin, {
      people: { Mia: {}, ...Object.fromEntries(numbers.map((n) => [`Ian${n}`, {}])) },
      duos: Object.fromEntries(numbers.map((n) => [`duo${n}`, { ic: `Ian${n}`, manager: "Mia" }])),
      // The first cycle also asks for profiles.
      cycle: { number: 2 },
    });
    const sessions: string[] = [];
    for (const n of numbers) sessions.push(await createSession(admin, organization.people[`Ian${n}`]!));
    return { organization, sessions };
  });
  const { cycleId, duos, people } = made.organization;
  return numbers.map((n) => ({
    person: people[`Ian${n}`]!,
    session: made.sessions[n]!,
    page: signedFor("page", people[`Ian${n}`]!, cluster.secrets.authSecret),
    cycleId,
    duoId: duos[`duo${n}`]!,
  }));
}

export type Submitted = {
  outcome: SubmitOutcome;
  status: number;
  retryAfter: string | undefined;
  ms: number;
};

/** Sends answers as the survey's page does. */
export function sendAnswers(
  { origin, port }: At,
  { session, page, cycleId, duoId }: Respondent,
  { what, body }: { what: "draft" | "submission"; body: object },
): Promise<Answer> {
  return ask(`${origin}/api/surveys/${cycleId}/${duoId}/${what}`, {
    method: "PUT",
    headers: {
      origin,
      cookie: `${sessionCookieName(port)}=${session}`,
      "content-type": "application/json",
      [pageHeader]: page,
    },
    body: JSON.stringify(body),
  });
}

/** Submits answers as the survey's page does, and reads the answer as it does. Rejects where no whole answer came. */
export async function submit(at: At, respondent: Respondent, submission: Submission): Promise<Submitted> {
  const body = { ...submission, promiseVersion };
  const { status, headers, text, ms } = await sendAnswers(at, respondent, { what: "submission", body });
  const answered = jsonIn(text);
  const outcome =
    "kind" in answered
      ? (answered as unknown as SubmitOutcome)
      : refusalOf({ ...answered, status, code: answered.error } as Answered);
  return { outcome, status, retryAfter: headers["retry-after"], ms };
}

/**
 * The same request with answers that are none: the app looks up the session, counts the change, reads the body and
 * answers, and does nothing else. Throws unless it was answered so.
 */
export async function submitNothing(at: At, respondent: Respondent): Promise<void> {
  const { status, text } = await sendAnswers(at, respondent, { what: "submission", body: {} });
  if (status !== 422) {
    throw new Error(`An empty submission was answered with ${status}: ${text.slice(0, 200)}`);
  }
}

/** The JSON object of an answer; empty for an answer that is not the product's. */
function jsonIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Submits, and again under the same key until it is answered; gives when the answered request was sent. */
export async function submitUntilAnswered(
  at: At,
  respondent: Respondent,
  { answering, submission }: { answering: Answering; submission: Submission },
): Promise<number> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(retryMs)) {
    const sentAt = performance.now();
    const answer = await submit(at, respondent, submission).catch(() => undefined);
    if (answer && answering.take(submission, answer.outcome)) return sentAt;
  }
  throw new Error("A submission was not answered for two minutes.");
}
