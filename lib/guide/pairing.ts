import { type Answers, asChoices } from "@/lib/instrument/answers";

/** How far two positions or grades are from each other: the same, one step, more. */
export type Distance = "same" | "near" | "far";

/** How two people fit, without a score: what they said of themselves, and what follows from the roster. */
export interface Pairing {
  /** The main archetype of each, by option code; undefined until both chose one. */
  readonly archetypes: { readonly mine: string; readonly theirs: string } | undefined;
  /** How far their attitudes to risk lie apart, and whether the reader is the one who rather tries. */
  readonly risk: { readonly distance: Distance; readonly iTryMore: boolean } | undefined;
  /** Of their grades; undefined where they are not stated or not read by anybody. */
  readonly grades: Distance | undefined;
  /** Who coaches whom, by the reader's own answer, which their partner never sees. */
  readonly coaching: "both-ways" | "from-me" | "from-partner" | undefined;
}

type PairingFrom = {
  /** Both partners' shared answers by cycle, newest first: the profile is not asked in each. */
  readonly both: readonly { readonly mine: Answers; readonly theirs: Answers }[];
  /** The reader's own answers that count in aggregates only, newest first. */
  readonly own: readonly Answers[];
  readonly gradeDistance: number | null | undefined;
};

/** What is known of how the two fit; undefined where nothing is. Each part is from the newest cycle that has it. */
export function pairing({ both, own, gradeDistance }: PairingFrom): Pairing | undefined {
  const found: Pairing = {
    archetypes: both.flatMap(({ mine, theirs }) => {
      const [me, partner] = [asChoices(mine.ARC)[0], asChoices(theirs.ARC)[0]];
      return me && partner ? [{ mine: me, theirs: partner }] : [];
    })[0],
    risk: both.flatMap(({ mine, theirs }) => {
      const [me, partner] = [mine.RISK, theirs.RISK];
      if (typeof me !== "number" || typeof partner !== "number") return [];
      return [{ distance: distanceOf(me - partner), iTryMore: me > partner }];
    })[0],
    grades: typeof gradeDistance === "number" ? distanceOf(gradeDistance) : undefined,
    coaching: own.flatMap(({ COACH: said }) => (typeof said === "number" ? [directionOf(said)] : []))[0],
  };
  return Object.values(found).some((part) => part !== undefined) ? found : undefined;
}

function distanceOf(difference: number): Distance {
  const steps = Math.abs(difference);
  return steps === 0 ? "same" : steps === 1 ? "near" : "far";
}

/** COACH: 1 and 2 mean from the person who answers, 3 both ways, 4 and 5 from their partner. */
function directionOf(position: number): NonNullable<Pairing["coaching"]> {
  if (position === 3) return "both-ways";
  return position < 3 ? "from-me" : "from-partner";
}
