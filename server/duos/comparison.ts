import type { Tx } from "@/db/client";
import { openOrNote } from "@/db/encryption/sealed-rows";
import { listCycleQuestions } from "@/db/queries/custom-questions";
import { listComparableParts } from "@/db/queries/response-parts";
import { findTrustConsent } from "@/db/queries/trust";
import type { DuoPage, TrustExchange, WrittenTexts } from "@/lib/domain/duos";
import { sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import type { SealedPart } from "@/lib/domain/unreadable";
import { pairing } from "@/lib/guide/pairing";
import type { Answers } from "@/lib/instrument/answers";
import { type CommentClass, commentCodes } from "@/lib/instrument/comments";
import type { PartClass } from "@/lib/instrument/confidentiality";
import { compareCustomAnswers } from "@/lib/instrument/custom-questions";
import { instrumentOf } from "@/lib/instrument/versions/versions";
import { multiplier } from "@/lib/scoring/multiplier";
import { reveal, revealAllocation } from "@/lib/scoring/reveal";
import { guessOf } from "@/lib/scoring/reveal-rows";
import { wilsonInterval } from "@/lib/statistics/wilson";
import { commitmentsIn } from "./commitments";
import { isRevealed, type OwnDuoCycle } from "./own-cycles";
import { type Broken, openPartOrNote } from "./unreadable-parts";

type Part = Awaited<ReturnType<typeof listComparableParts>>[number];
type Comparison = Pick<
  DuoPage,
  | "reveal"
  | "trust"
  | "written"
  | "customAnswers"
  | "earlierAllocation"
  | "multiplier"
  | "pairing"
  | "commitments"
>;

/** What a page says cannot be read where a part of a class does not open. */
const sealedParts = {
  S: "answers",
  A: "answers",
  P: "guesses",
  trust: "trust",
  comment: "comments",
  note: "comments",
} as const satisfies Record<PartClass, SealedPart>;

/** Cycles whose answers to what the two achieve together are counted. */
const MULTIPLIER_CYCLES = 4;

/**
 * What the two answered, side by side, in the chosen cycle and as far as it is compared with earlier ones.
 * @param rows every cycle of the duo, newest first
 *
 * Where a shared answer of the chosen cycle cannot be read nothing of that cycle is compared; where a guess, a trust answer
 * or a text cannot, that alone is left out. Both are noted in `broken`; what is unreadable of another cycle is left out. One
 * partner can store what does not open, and the other one's page must not fail for it.
 */
export async function compareAnswers(
  tx: Tx,
  viewer: Viewer,
  { rows, chosen, broken }: { rows: readonly OwnDuoCycle[]; chosen: OwnDuoCycle; broken: Broken },
): Promise<Comparison> {
  const parts = await listComparableParts(tx, { orgId: viewer.orgId, duoId: chosen.duoId });
  const find = (cycleId: string, own: boolean, partClass: PartClass) =>
    parts.find(
      (part) =>
        part.cycleId === cycleId && part.class === partClass && (part.authorId === viewer.personId) === own,
    );
  const now = (own: boolean, partClass: PartClass) => {
    const part = find(chosen.cycleId, own, partClass);
    return part && openPartOrNote(broken, sealedParts[partClass], part.open);
  };
  const [mine, theirs] = [now(true, "S"), now(false, "S")];
  const answeredCycles = rows.map(({ cycleId, opensOn, number }) => ({
    cycleId,
    opensOn,
    number,
    both: readable(find(cycleId, true, "S"), find(cycleId, false, "S")),
  }));
  // A withdrawn cycle is compared with no other one; its own page still shows what the two answered in it.
  const standing = ({ cycleId, state }: OwnDuoCycle) => cycleId === chosen.cycleId || state !== "withdrawn";
  const until = answeredCycles.flatMap(({ both, ...cycle }, index) =>
    both && cycle.number <= chosen.number && standing(rows[index]!) ? [{ ...cycle, ...both }] : [],
  );
  const guesses = now(true, "P") ?? {};
  const trust = { guesses, mine: now(true, "trust"), theirs: now(false, "trust") };
  const written = writtenIn(now, isRevealed(chosen));
  const answered = mine && theirs ? { mine, theirs } : undefined;
  const asked = {
    version: instrumentOf(chosen.instrumentVersion),
    side: sideOf(chosen, viewer.personId),
  };
  const gradeDistance = rows.find((row) => row.forLeaders && standing(row))?.forLeaders?.gradeDistance;
  const place = { ...viewer, cycleId: chosen.cycleId, duoId: chosen.duoId };
  return {
    customAnswers: answered ? compareCustomAnswers(await listCycleQuestions(tx, place), answered) : [],
    reveal: answered && reveal({ ...answered, guesses }, asked),
    written,
    trust: broken.has("trust") ? undefined : answered && trustOf(await findTrustConsent(tx, place), trust),
    earlierAllocation: until
      .filter(({ cycleId }) => cycleId !== chosen.cycleId)
      .flatMap(({ opensOn, mine: my, theirs: their }) => {
        const allocation = revealAllocation(my.ALLOC, their.ALLOC);
        return allocation ? [{ opensOn, ...allocation }] : [];
      })[0],
    multiplier: multiplierOf(until.slice(0, MULTIPLIER_CYCLES)),
    pairing: answered && pairing({ both: until, own: ownAnswers(until, find), gradeDistance }),
    commitments: await commitmentsIn(tx, place, { cycles: answeredCycles, broken }),
  };
}

/** Comments are shown beside each other once both are final; the reader's own note always. */
function writtenIn(
  now: (own: boolean, partClass: PartClass) => Answers | undefined,
  bothFinal: boolean,
): WrittenTexts {
  const text = (own: boolean, of: CommentClass) => {
    const written = now(own, of)?.[commentCodes[of]];
    return typeof written === "string" ? written : undefined;
  };
  return {
    mine: bothFinal ? text(true, "comment") : undefined,
    theirs: bothFinal ? text(false, "comment") : undefined,
    note: text(true, "note"),
  };
}

/** The viewer's own answers that no partner reads, newest first; one that cannot be read is left out. */
function ownAnswers(
  cycles: readonly { cycleId: string }[],
  find: (cycleId: string, own: boolean, partClass: PartClass) => Part | undefined,
): Answers[] {
  return cycles.flatMap(({ cycleId }) => {
    const part = find(cycleId, true, "A");
    const answers = part && openOrNote(new Map(), cycleId, part.open);
    return answers ? [answers] : [];
  });
}

/** Both partners' shared answers of a cycle; undefined when one of them is not there or cannot be read. */
function readable(mine: Part | undefined, theirs: Part | undefined) {
  if (!mine || !theirs) return undefined;
  const noted = new Map();
  const pair = [mine, theirs].map((part) => openOrNote(noted, part.cycleId, part.open));
  return pair[0] && pair[1] ? { mine: pair[0], theirs: pair[1] } : undefined;
}

function multiplierOf(both: readonly { mine: Answers; theirs: Answers }[]): Comparison["multiplier"] {
  const { bigger, n } = multiplier(both.flatMap(({ mine, theirs }) => [mine.MX1, theirs.MX1]));
  const interval = wilsonInterval(bigger, n);
  return interval && { bigger, n, lower: interval.lower, upper: interval.upper };
}

type TrustAnswers = { guesses: Answers; mine: Answers | undefined; theirs: Answers | undefined };

function trustOf(
  { agreed, shown }: { agreed: boolean; shown: boolean },
  { guesses, mine, theirs }: TrustAnswers,
): TrustExchange {
  if (!shown) return { state: agreed ? "agreed" : "offered" };
  const position = (answers: Answers | undefined) => {
    const answer = answers?.TR1;
    return typeof answer === "number" ? answer : null;
  };
  return {
    state: "shown",
    mine: position(mine),
    theirs: position(theirs),
    guess: guessOf(guesses.TR2, theirs?.TR1),
  };
}
