import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Answering, type Submission, sum } from "@/bench/submitting/answering";
import {
  makeRespondents,
  type Respondent,
  submit,
  submitUntilAnswered,
} from "@/bench/submitting/respondents";
import { type Node, openSite } from "../site";
import { compareStored, isStored } from "../stored";
import type { Trial } from "../trial";

const parameters = { kills: 200, writers: 8 };
const ofControl = 6;

type Scene = { node: Node; admin: pg.Client; respondents: readonly Respondent[] };
type Found = {
  answerings: readonly Answering[];
  /** What had become of the submissions when the server was killed. */
  became: Record<"answered" | "stored" | "neither", number>;
  different: number;
};

/**
 * Several people submit at once, and the app's server is killed (SIGKILL) amid that: every other time as soon as the
 * database has one of the submissions, otherwise at any moment until all would have been answered. After a new start
 * everybody sends theirs again under the same key, and then once more, and is told the same both times. The control sends
 * it again under a new key: what was stored must not be recognized.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { kills, writers }, controls, started, say }) {
    const site = await openSite(started);
    const node = site.nodes[0]!;
    await node.start();
    const admin = new pg.Client({ connectionString: site.cluster.adminUrl() });
    await admin.connect();
    started.add(() => admin.end());
    const respondents = await makeRespondents(site, writers);
    const scene = { node, admin, respondents };
    const { answerings, became, different } = await killAgainAndAgain(scene, { kills, sameKey: true });
    say(`at the kills: ${JSON.stringify(became)}`);
    const told = new Map(respondents.map(({ duoId }, n) => [duoId, answerings[n]!]));
    const stored = await compareStored(admin, told);
    const of = (name: "lost" | "doubled") => sum(answerings.map((one) => one[name])) + stored[name];
    const report = {
      figures: [
        { name: "kills", measured: kills, atLeast: parameters.kills },
        { name: "answeredBefore", measured: became.answered },
        { name: "storedUnanswered", measured: became.stored, atLeast: 1 },
        { name: "notStored", measured: became.neither, atLeast: 1 },
      ],
      never: { lost: of("lost"), doubled: of("doubled"), damaged: stored.damaged, different },
      controls: [],
    };
    if (!controls) return report;
    const others = { ...scene, respondents: await makeRespondents(site, writers) };
    const control = await killAgainAndAgain(others, { kills: ofControl, sameKey: false });
    const unrecognized = sum(control.answerings.map((one) => one.unrecognized));
    return { ...report, controls: [{ name: "a new key is not recognized", found: unrecognized }] };
  },
};

async function killAgainAndAgain(
  { node, admin, respondents }: Scene,
  { kills, sameKey }: { kills: number; sameKey: boolean },
): Promise<Found> {
  const answerings = respondents.map(() => new Answering());
  const found: Found = { answerings, became: { answered: 0, stored: 0, neither: 0 }, different: 0 };
  let batchMs = 0;
  for (let kill = 0; kill <= kills; kill++) {
    const submissions = answerings.map((one) => one.next());
    const sending = Promise.all(
      respondents.map((one, n) => submit(node, one, submissions[n]!).catch(() => undefined)),
    );
    const began = performance.now();
    // The first time nothing is killed: it says how long they take.
    if (kill > 0) {
      if (kill % 2 === 1) await untilOneIsStored(admin, submissions, sending);
      else await sleep(Math.random() * batchMs);
      await node.kill();
    }
    const answers = await sending;
    batchMs ||= performance.now() - began;
    if (kill > 0) await node.start();
    for (const [n, respondent] of respondents.entries()) {
      const [answering, submission] = [answerings[n]!, submissions[n]!];
      const outcome = answers[n]?.outcome;
      const isAnswered = outcome !== undefined && answering.take(submission, outcome);
      const isKept = await isStored(admin, respondent.duoId, submission.key);
      // Sent again below, it would be stored then.
      if (isAnswered && !isKept) answering.lost += 1;
      if (kill > 0) found.became[isAnswered ? "answered" : isKept ? "stored" : "neither"] += 1;
      if (!(await sendAgain(node, respondent, { answering, submission, isAnswered, sameKey }))) {
        found.different += 1;
      }
    }
  }
  return found;
}

async function untilOneIsStored(
  admin: pg.Client,
  submissions: readonly Submission[],
  sending: Promise<unknown>,
): Promise<void> {
  let isSent = false;
  void sending.then(() => {
    isSent = true;
  });
  const keys = submissions.map(({ key }) => key);
  for (;;) {
    const { rowCount } = await admin.query("select from responses where submission_key = any ($1)", [keys]);
    if (rowCount || isSent) return;
  }
}

type Attempt = { answering: Answering; submission: Submission; isAnswered: boolean; sameKey: boolean };

/** Sends a submission until it is answered, and once more; whether the answer was the same then. */
async function sendAgain(
  node: Node,
  respondent: Respondent,
  { answering, submission, isAnswered, sameKey }: Attempt,
): Promise<boolean> {
  if (!isAnswered) {
    const repeated = sameKey ? submission : answering.next();
    await submitUntilAnswered(node, respondent, { answering, submission: repeated });
  }
  if (!sameKey) return true;
  const { outcome } = await submit(node, respondent, submission);
  return outcome.kind === "submitted" && outcome.revision === answering.revision;
}
