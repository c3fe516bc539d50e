import { unitMean } from "@/lib/organization/unit-mean";
import { fitUnitPrior } from "@/lib/organization/unit-prior";
import { maskedCells } from "@/lib/publication/masked-cells";
import type { MaskedDuo } from "@/lib/publication/measure-families";
import { roundHalfToEven } from "@/lib/publication/rounding";
import { prepareTree } from "@/lib/publication/tree";
import { type Random, seededRandom } from "@/lib/statistics/random";
import { type Effort, type ProofReport, seeds } from "../report";
import { drawLevel } from "./draw-level";

const organizations: Record<Effort, number> = { whole: 2_000, quick: 60 };
const DIRECTOR = "director";

/** A company of one area, which the director leads and reads row by row, and of a few duos beyond it. */
type Company = { readonly teams: readonly (readonly number[])[]; readonly beyond: readonly number[] };

/**
 * The director who solves for the company's mean: all rows of their area are known, so what tells the company's mean
 * tells the mean of the rest. A unit beside the company is readable only if nobody or at least five duos and
 * six people are beyond what the director reads; where it is, every guess at the rest that gives the same verdicts is
 * tried. No level beyond is determined.
 */
export function proveCompany(effort: Effort): ProofReport {
  let [cases, leaks] = [0, 0];
  const shrunken = { name: "shrunken values for every leader", leaks: 0, of: 0 };
  for (const seed of seeds(organizations[effort])) {
    const company = drawCompany(seed);
    const { beyond } = company;
    cases++;
    if (readsVerdicts(company) && beyond.length > 0 && beyond.length < 5) leaks++;
    if (readsVerdicts(company) && isSolved(company, verdicts)) leaks++;
    if (beyond.length > 2) continue;
    shrunken.of++;
    if (isSolved(company, shrunkenValues)) shrunken.leaks++;
  }
  return {
    name: "company",
    organizations: organizations[effort],
    cases,
    leaks,
    undecided: 0,
    controls: [shrunken],
  };
}

function drawCompany(seed: number): Company {
  const random = seededRandom(seed);
  const teams = Array.from({ length: 2 + Math.floor(4 * random()) }, () =>
    levels(random, 3 + Math.floor(6 * random())),
  );
  return { teams, beyond: levels(random, 1 + Math.floor(8 * random())) };
}

const levels = (random: Random, count: number) => Array.from({ length: count }, () => drawLevel(random));

/** Whether the product lets the director read how units compare with the company. */
function readsVerdicts({ teams, beyond }: Company): boolean {
  const tree = prepareTree(
    [
      { id: "company", parentId: null },
      { id: "area", parentId: "company" },
      ...teams.map((_, nth) => ({ id: `team ${nth}`, parentId: "area" })),
    ],
    [{ personId: DIRECTOR, unitId: "area" }],
  );
  const duos = [
    ...teams.flatMap((team, nth) => team.map((level, index) => toDuo(`team ${nth}`, index, level))),
    ...beyond.map((level, index) => toDuo("company", index, level)),
  ];
  const { readers } = maskedCells({ tree, duos, sharingMode: "scoped", hiddenLastCycle: new Map() });
  return readers.some(({ measure, personId }) => measure === "verdict:level" && personId === DIRECTOR);
}

function toDuo(unitId: string, index: number, level: number): MaskedDuo {
  return {
    duoId: `${unitId} ${index}`,
    unitId,
    icPersonId: `ic ${unitId} ${index}`,
    managerPersonId: `manager ${unitId} ${index}`,
    pairType: "not-stated",
    icFinal: true,
    managerFinal: true,
    status: "steady",
    level,
    agreement: null,
    dimensions: [],
    mayBeWatched: false,
    watched: false,
  };
}

/** What is published of the director's teams beside the company. */
type Published = (company: Company) => string;

const verdicts: Published = (company) => beside(company, ({ verdict }) => verdict);
const shrunkenValues: Published = (company) =>
  beside(company, ({ shrunken }) => (shrunken === undefined ? "" : `${roundHalfToEven(shrunken)}`));

function beside(
  { teams, beyond }: Company,
  say: (unit: NonNullable<ReturnType<typeof unitMean>>) => string,
): string {
  const prior = fitUnitPrior([...teams, beyond]);
  return [...teams, teams.flat()].map((unit) => say(unitMean(unit, prior)!)).join();
}

/** Levels of rows, in steps of 5. */
const STEPS = Array.from({ length: 21 }, (_, step) => 5 * step);
/** Larger rests have too many guesses; of these the first two are guessed, as if the others were known. */
const GUESSED = 2;

/** Whether only one pair (or single) of levels beyond gives what is published. */
function isSolved(company: Company, published: Published): boolean {
  const truth = published(company);
  const [, ...rest] = company.beyond.slice(0, GUESSED);
  const known = company.beyond.slice(GUESSED);
  let found = 0;
  for (const first of STEPS) {
    for (const second of rest.length > 0 ? STEPS.filter((step) => step >= first) : [undefined]) {
      const beyond = [first, ...(second === undefined ? [] : [second]), ...known];
      if (published({ ...company, beyond }) === truth) found++;
      if (found > 1) return false;
    }
  }
  return found === 1;
}
