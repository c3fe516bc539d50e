import { type OpenCycleInput, promiseVersion, wholeMonths } from "@/lib/domain/cycles";
import { DAY_MS, HOUR_MS } from "@/lib/domain/days";
import { personOn } from "@/lib/domain/partners";
import { type PartClass, splitByClass } from "@/lib/instrument/confidentiality";
import { instrument } from "@/lib/instrument/instrument";
import { blockForCycle, questionnaire } from "@/lib/instrument/questionnaire";
import { minuteInZone } from "@/lib/schedule/local-time";
import type { OpenCommitment, OpenMoment, OpenPart } from "../encryption/sealed-rows";
import type {
  customQuestions,
  cycles,
  cycleUnits,
  duoCycleSides,
  duoCycles,
  duoTalks,
  organizations,
  responses,
  trustConsents,
} from "../schema";
import { drawAnswers, drawRespondent, type Respondent } from "./answers";
import { type Draw, drawFrom } from "./draw";
import { companyName, companyZone } from "./organization";
import { ownAnswers, ownQuestionRows, ownQuestionsFrom } from "./own-questions";
import { drawRoster, type SeedDuo, type SeedRoster } from "./roster";
import { drawStart, placeInCycle, responseRate } from "./stories";
import { commentIn, promisedIn, ratingsOf, togetherIn } from "./together";

const seed = 20_261;
const publishedCycles = 13;
const lastCycle = publishedCycles + 1;
const daysOpen = 21;
/** The open cycle is this old when the demo is made, so that about half have answered. */
const daysIntoOpenCycle = 9;
const shareAnsweredInOpenCycle = 0.5;

export type DemoRows = Omit<SeedRoster, "treeIn"> & {
  organization: typeof organizations.$inferInsert;
  cycles: (typeof cycles.$inferInsert)[];
  cycleUnits: (typeof cycleUnits.$inferInsert)[];
  duoCycles: (typeof duoCycles.$inferInsert)[];
  sides: (typeof duoCycleSides.$inferInsert)[];
  responses: (typeof responses.$inferInsert)[];
  /** Answers before they are encrypted. */
  parts: OpenPart[];
  consents: (typeof trustConsents.$inferInsert)[];
  talks: (typeof duoTalks.$inferInsert)[];
  /** What the two wrote to each other, before it is encrypted. */
  commitments: OpenCommitment[];
  moments: OpenMoment[];
  ownQuestions: (typeof customQuestions.$inferInsert)[];
};

/** A whole organization with its answers and no result: those come from the code that publishes any cycle. */
export function demoRows(now: Date): DemoRows {
  const draw = drawFrom(seed);
  const orgId = draw.uuid();
  const opens = (number: number) => opening(now, number);
  const openedOn = (number: number) => opens(number).toISOString().slice(0, 10);
  const roster = drawRoster({ draw, orgId, lastCycle, openedOn });
  const rows: DemoRows = {
    organization: { id: orgId, name: companyName, demo: true, timeZone: companyZone, createdAt: opens(1) },
    people: roster.people,
    units: roster.units,
    duos: roster.duos,
    grants: roster.grants,
    cycles: [],
    cycleUnits: [],
    duoCycles: [],
    sides: [],
    responses: [],
    parts: [],
    consents: [],
    talks: [],
    commitments: [],
    moments: [],
    ownQuestions: ownQuestionRows(orgId, new Date(opens(ownQuestionsFrom).getTime() - DAY_MS)),
  };
  const personaId = roster.people.find(({ externalId }) => externalId === "persona-tech-lead")?.id;
  // A generator for each duo: a change to one story leaves the others' answers as they are. Ordered by id, because
  // a person in two duos is asked about themselves in the first of them, as the survey does it.
  const partners = roster.duos
    .map((duo, index) => drawPartners(drawFrom(seed + 7919 * (index + 1)), duo, personaId))
    .sort((a, b) => (a.duo.row.id < b.duo.row.id ? -1 : 1));
  for (let number = 1; number <= lastCycle; number++) {
    const cycle = cycleRow({ id: draw.uuid(), orgId, number, opensAt: opens(number) });
    rows.cycles.push(cycle);
    for (const { id, ...unit } of roster.treeIn(number)) {
      rows.cycleUnits.push({ ...unit, platform: unit.platform ?? false, unitId: id, cycleId: cycle.id });
    }
    const enrolled = partners.filter(({ duo }) => duo.from <= number && number <= duo.to);
    const profileIn = new Map<string, string>();
    for (const one of enrolled) enrol({ rows, cycle, profileIn, now }, one);
  }
  return rows;
}

/** Cycles open a month apart; in a short month, on its last day. */
function opening(now: Date, number: number): Date {
  const newest = new Date(now.getTime() - daysIntoOpenCycle * DAY_MS);
  const month = new Date(
    Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth() - (lastCycle - number), 1, 7),
  );
  const days = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
  month.setUTCDate(Math.min(newest.getUTCDate(), days));
  return month;
}

function cycleRow(given: { id: string; orgId: string; number: number; opensAt: Date }) {
  const { number, opensAt } = given;
  const closesAt = new Date(opensAt.getTime() + daysOpen * DAY_MS);
  closesAt.setUTCHours(17);
  const closed = number < lastCycle;
  return {
    ...given,
    state: closed ? ("closed" as const) : ("open" as const),
    sharingMode: "scoped" as const,
    instrumentVersion: instrument.version,
    promiseVersion,
    timeZone: companyZone,
    closesLocal: minuteInZone(closesAt, companyZone),
    closesAt,
    closedAt: closed ? closesAt : null,
  } satisfies typeof cycles.$inferInsert & OpenCycleInput;
}

type Partners = {
  duo: SeedDuo;
  draw: Draw;
  start: { ic: number; manager: number };
  people: readonly Respondent[];
  /** Whether each shows the other the trust answer. */
  consents: boolean;
  /** The personas' duo always answers, and waits for the tech lead in the open cycle. */
  personas: boolean;
};

function drawPartners(draw: Draw, duo: SeedDuo, personaId: string | undefined): Partners {
  return {
    duo,
    personas: duo.row.icPersonId === personaId,
    draw,
    start: drawStart(draw, duo.told, duo.lean),
    people: [drawRespondent(draw, "ic", instrument.items), drawRespondent(draw, "manager", instrument.items)],
    consents: draw.chance(0.5),
  };
}

/** What is being made: the rows so far, and one cycle with the persons who answered their profile in it. */
type Enrolment = {
  rows: DemoRows;
  cycle: ReturnType<typeof cycleRow>;
  /** By person, the duo in which they are asked about themselves. */
  profileIn: Map<string, string>;
  now: Date;
};

/** Enrols a duo in a cycle, with what its partners answered in it. */
function enrol(enrolment: Enrolment, partners: Partners): void {
  const { rows, cycle } = enrolment;
  const { id: duoId, displayName, pairType, unitId, icPersonId, managerPersonId } = partners.duo.row;
  const { icGrade, managerGrade, lineManager, teamSize, startedOn, orgId } = partners.duo.row;
  rows.duoCycles.push({
    orgId,
    cycleId: cycle.id,
    duoId,
    unitId,
    displayName,
    pairType,
    icPersonId,
    managerPersonId,
    gradeGap: icGrade == null || managerGrade == null ? null : managerGrade - icGrade,
    lineManager,
    teamSize,
    tenureMonths: wholeMonths(startedOn, cycle.opensAt.toISOString().slice(0, 10)),
    firstCycle: cycle.number === partners.duo.from,
    closed: cycle.state === "closed",
  });
  for (const person of partners.people) answer(enrolment, partners, person);
  actTogether(enrolment, partners);
}

/** What the two did about the cycle, if both answered it. */
function actTogether({ rows, cycle }: Enrolment, partners: Partners): void {
  const { duo, draw } = partners;
  const { orgId, id: duoId } = duo.row;
  const together = togetherIn(duo.told.story);
  const sides = rows.sides.filter((side) => side.cycleId === cycle.id && side.duoId === duoId);
  if (sides.some(({ finalAt }) => !finalAt)) return;
  const place = { orgId, cycleId: cycle.id, duoId };
  promisedIn(partners, cycle.number).forEach(({ text, dimension, owner }, index) => {
    rows.commitments.push({ ...place, slot: index + 1, content: { text, dimension, owner } });
  });
  const revealedAt = new Date(Math.max(...sides.map(({ finalAt }) => finalAt?.getTime() ?? 0)));
  if (partners.consents) {
    for (const { personId } of sides) rows.consents.push({ ...place, personId, givenAt: revealedAt });
  }
  if (!together) return;
  const afterwards = new Date(cycle.closesAt.getTime() - DAY_MS);
  if (together.talked.includes(cycle.number)) {
    rows.talks.push({ ...place, personId: personOn(duo.row, "ic"), talkedAt: afterwards });
  }
  for (const { writtenBy, confirmed, cycle: number, day: days, ...content } of together.achieved) {
    if (number !== cycle.number) continue;
    const on = new Date(cycle.opensAt.getTime() + days * DAY_MS);
    rows.moments.push({
      orgId,
      id: draw.uuid(),
      duoId,
      writtenBy: personOn(duo.row, writtenBy),
      confirmedAt: confirmed ? new Date(on.getTime() + DAY_MS) : null,
      content: { ...content, day: on.toISOString().slice(0, 10) },
    });
  }
}

/** What the two promised in the cycle before, if both answered that one. */
function due({ rows, cycle }: Pick<Enrolment, "rows" | "cycle">, partners: Partners) {
  const before = rows.cycles.at(-2)?.id;
  const made = rows.commitments.some(
    ({ duoId, cycleId }) => duoId === partners.duo.row.id && cycleId === before,
  );
  return made ? promisedIn(partners, cycle.number - 1) : [];
}

/** One partner's side of the cycle, and what they answered if they did. */
function answer({ rows, cycle, profileIn, now }: Enrolment, partners: Partners, person: Respondent): void {
  const { duo, draw, start, personas } = partners;
  const { orgId, id: duoId } = duo.row;
  const key = { orgId, cycleId: cycle.id, duoId };
  const closed = cycle.state === "closed";
  const firstForDuo = cycle.number === duo.from;
  const personId = personOn(duo.row, person.side);
  const latest = (closed ? cycle.closesAt : now).getTime() - HOUR_MS;
  const finalAt = new Date(cycle.opensAt.getTime() + draw.uniform() * (latest - cycle.opensAt.getTime()));
  const ownProfileAnswered =
    (firstForDuo || blockForCycle(cycle.number) === "P_profile") &&
    profileAnswered(profileIn, { personId, duoId });
  const place = placeInCycle(start[person.side], {
    told: duo.told,
    side: person.side,
    cycle: cycle.number,
  });
  const items = questionnaire({ cycleNumber: cycle.number, firstForDuo, ownProfileAnswered });
  const answers = {
    ...drawAnswers(draw, { person, place }, items),
    ...ratingsOf(due({ rows, cycle }, partners), person.side),
    ...commentIn(duo.told.story, person.side, cycle.number),
  };
  const rate = closed ? responseRate(duo.told, person.side) : shareAnsweredInOpenCycle;
  const drawn = draw.chance(rate);
  const submitted = personas ? closed || person.side === "manager" : drawn;
  rows.sides.push({ ...key, side: person.side, personId, finalAt: submitted ? finalAt : null });
  if (!submitted) return;
  rows.responses.push({
    ...key,
    authorId: personId,
    side: person.side,
    state: "submitted",
    revision: 4,
    instrumentVersion: cycle.instrumentVersion,
    promiseVersion,
    promiseAcceptedAt: new Date(finalAt.getTime() - 4 * 60_000),
    submittedAt: finalAt,
    submissionKey: draw.uuid(),
    updatedAt: finalAt,
    answeringSeconds: secondsFor(Object.keys(answers).length, personId),
  });
  for (const [partClass, part] of Object.entries(
    splitByClass({ ...answers, ...ownAnswers(personId, cycle.number) }),
  )) {
    // Few write something; rows without anything would take a third of the time that seeding has.
    if ((partClass === "comment" || partClass === "note") && Object.keys(part).length === 0) continue;
    rows.parts.push({
      cycleId: key.cycleId,
      duoId: key.duoId,
      authorId: personId,
      class: partClass as PartClass,
      stage: "final",
      answers: part,
    });
  }
}

/** Five to twelve seconds a question, by the person: without a draw, so that every story stays as it is. */
function secondsFor(questions: number, personId: string): number {
  return Math.round(questions * (5 + (7 * Number.parseInt(personId.slice(-2), 16)) / 255));
}

/** Whether this person is asked about themselves in another duo of the cycle, the first one seen. */
function profileAnswered(
  profileIn: Map<string, string>,
  { personId, duoId }: { personId: string; duoId: string },
): boolean {
  const first = profileIn.get(personId) ?? duoId;
  profileIn.set(personId, first);
  return first !== duoId;
}
