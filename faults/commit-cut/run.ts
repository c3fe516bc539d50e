import type pg from "pg";
import { Answering, sum } from "@/bench/submitting/answering";
import {
  makeRespondents,
  type Respondent,
  submit,
  submitUntilAnswered,
} from "@/bench/submitting/respondents";
import { withClient } from "@/db/setup/create-database";
import { type BreakingRelay, breakingRelay, type CommitMoment } from "@/testkit/database/breaking-relay";
import { type Node, openSite } from "../site";
import { compareStored, isStored } from "../stored";
import type { Trial } from "../trial";

const parameters = { cuts: 500 };
const moments: readonly CommitMoment[] = ["before", "amid", "after"];
/** So many that nobody reaches the limit of changes by one person. */
const people = 30;
const ofControl = 15;

type Scene = { node: Node; relay: BreakingRelay; admin: pg.Client; respondents: readonly Respondent[] };
type Found = { answerings: Answering[]; kept: Record<CommitMoment, number>; different: number };

/**
 * Cuts the connection between the app and its database as a submission is committed: before COMMIT arrives, just after it
 * was sent, and after it was carried out. The person sends the submission again under the same key, and then once more,
 * and is told the same both times. The control sends it again under a new key, as somebody would who does not know
 * whether it arrived: it must not be recognized.
 */
export const trial: Trial<typeof parameters> = {
  parameters,
  async run({ parameters: { cuts }, controls, started, say }) {
    let relay: BreakingRelay | undefined;
    const site = await openSite(started, {
      settings: async ({ urls }) => {
        relay = await breakingRelay(urls.app);
        started.add(() => relay!.close());
        return { DATABASE_URL: relay.through(urls.app) };
      },
    });
    const node = site.nodes[0]!;
    await node.start();
    return withClient(site.cluster.adminUrl(), async (admin) => {
      const respondents = await makeRespondents(site, people);
      const scene = { node, relay: relay!, admin, respondents };
      const { answerings, kept, different } = await cutAgainAndAgain(scene, cuts, { sameKey: true });
      say(`committed all the same: ${JSON.stringify(kept)}`);
      const stored = await compareStored(
        admin,
        new Map(respondents.map(({ duoId }, n) => [duoId, answerings[n]!])),
      );
      const of = (name: "lost" | "doubled") => sum(answerings.map((one) => one[name])) + stored[name];
      const report = {
        figures: [
          {
            name: "cuts",
            measured: sum(answerings.map((one) => one.acknowledged)),
            atLeast: parameters.cuts,
          },
          { name: "committedBefore", measured: kept.before, atMost: 0 },
          { name: "committedAmid", measured: kept.amid },
          { name: "committedAfter", measured: kept.after, atLeast: Math.floor(cuts / moments.length) },
        ],
        never: { lost: of("lost"), doubled: of("doubled"), damaged: stored.damaged, different },
        controls: [],
      };
      if (!controls) return report;
      const control = await cutAgainAndAgain(
        { ...scene, respondents: await makeRespondents(site, people) },
        ofControl,
        { sameKey: false },
      );
      const unrecognized = sum(control.answerings.map((one) => one.unrecognized));
      return { ...report, controls: [{ name: "a new key is not recognized", found: unrecognized }] };
    });
  },
};

async function cutAgainAndAgain(
  { node, relay, admin, respondents }: Scene,
  cuts: number,
  { sameKey }: { sameKey: boolean },
): Promise<Found> {
  const answerings = respondents.map(() => new Answering());
  const found: Found = { answerings, kept: { before: 0, amid: 0, after: 0 }, different: 0 };
  for (let cut = 0; cut < cuts; cut++) {
    const moment = moments[cut % moments.length]!;
    const [answering, respondent] = [answerings[cut % people]!, respondents[cut % people]!];
    const submission = answering.next();
    relay.breakAtCommit(moment);
    const first = await submit(node, respondent, submission);
    if (!relay.broke) throw new Error("A submission was not cut.");
    // An acknowledgement counts, whatever it was worth.
    if (first.outcome.kind === "submitted") {
      answering.take(submission, first.outcome);
      // Sent again below, it would be stored then.
      if (!(await isStored(admin, respondent.duoId, submission.key))) answering.lost += 1;
    } else {
      if (await isStored(admin, respondent.duoId, submission.key)) found.kept[moment] += 1;
      const repeated = sameKey ? submission : answering.next();
      await submitUntilAnswered(node, respondent, { answering, submission: repeated });
    }
    if (!sameKey) continue;
    const again = await submit(node, respondent, submission);
    const isSame = again.outcome.kind === "submitted" && again.outcome.revision === answering.revision;
    if (!isSame) found.different += 1;
  }
  return found;
}
