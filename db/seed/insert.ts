import type pg from "pg";
import { createDataKey } from "../encryption/data-key";
import { sealCommitments, sealMoments, sealParts } from "../encryption/sealed-rows";
import { insertRows } from "../queries/insert-rows";
import {
  commitments,
  customQuestions,
  cycles,
  cycleUnits,
  duoCycleSides,
  duoCycles,
  duos,
  duoTalks,
  moments,
  organizations,
  people,
  responseParts,
  responses,
  roleGrants,
  trustConsents,
  units,
} from "../schema";
import type { DemoRows } from "./demo";
import { ownQuestionsFrom } from "./own-questions";

export async function insertDemo(owner: pg.ClientBase, rows: DemoRows): Promise<void> {
  await insertRows(owner, organizations, [rows.organization]);
  const key = await createDataKey(owner, rows.organization.id);
  await insertRows(owner, people, rows.people);
  await insertRows(owner, units, rows.units);
  await insertRows(
    owner,
    duos,
    rows.duos.map(({ row }) => ({ endedOn: null, ...row })),
  );
  await insertRows(owner, roleGrants, rows.grants);
  const asksOwn = ({ number }: { number: number }) => number >= ownQuestionsFrom;
  await insertRows(
    owner,
    cycles,
    rows.cycles.filter((cycle) => !asksOwn(cycle)),
  );
  // A cycle asks the questions that are there when it is inserted.
  await insertRows(owner, customQuestions, rows.ownQuestions);
  await insertRows(owner, cycles, rows.cycles.filter(asksOwn));
  await insertRows(owner, cycleUnits, rows.cycleUnits);
  await insertRows(owner, duoCycles, rows.duoCycles);
  await insertRows(owner, duoCycleSides, rows.sides);
  await insertRows(owner, responses, rows.responses);
  await insertRows(owner, responseParts, sealParts(key, rows.parts));
  await insertRows(owner, trustConsents, rows.consents);
  await insertRows(owner, duoTalks, rows.talks);
  await insertRows(owner, commitments, sealCommitments(key, rows.commitments));
  await insertRows(owner, moments, sealMoments(key, rows.moments));
}
