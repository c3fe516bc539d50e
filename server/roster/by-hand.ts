import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { codesOf } from "@/db/fault";
import { findOpenCycleNumber } from "@/db/queries/cycles";
import { findErased } from "@/db/queries/erasures";
import { currentDay, findAddressesElsewhere, lockRoster, readRoster } from "@/db/queries/roster/roster";
import { typedAddress } from "@/lib/domain/address";
import type { Viewer } from "@/lib/domain/permissions";
import type { HandAnswer } from "@/lib/domain/roster-lists";
import { type Cells, type HandChange, isTaken, planByHand } from "@/lib/roster/by-hand";
import { allColumns, type RosterColumn, recordKinds } from "@/lib/roster/columns";
import { type Clash, changedCells, lineCellsOf } from "@/lib/roster/form-cells";
import type { Plan } from "@/lib/roster/plan";
import { isError } from "@/lib/roster/problems";
import type { Roster } from "@/lib/roster/roster";
import { asAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { fingerprintOf } from "./prepare";
import { shownCellsOf } from "./shown-cells";
import { heldBack, writePlan } from "./write-plan";

/** The path of a unit and a name, each as long as the roster takes it (`lib/roster/cells.ts`) and longer. */
const cells = z
  .record(z.string(), z.string().max(5000))
  .transform(
    (given) =>
      Object.fromEntries(
        Object.entries(given).filter(([column]) => allColumns.includes(column as RosterColumn)),
      ) as Cells,
  );
const input = z.object({
  kind: z.enum(recordKinds),
  id: z.uuid().optional(),
  cells,
  /** The cells as they were when the form was made; a cell without one counts as typed. */
  started: cells.default({}),
  /** Of the list of changes that was shown; empty where nothing was shown yet. */
  seen: z.string().max(64),
});

type Input = Omit<z.output<typeof input>, "seen">;

/**
 * One change of the roster by hand: the cells that were typed into a form. The first call answers with everything that
 * would follow. A call with the fingerprint of that list carries it out; if the list has become another one meanwhile, it
 * answers with the new list. Nothing is done while somebody else has changed one of these cells since the form was made.
 */
export async function changeRoster(viewer: Viewer, given: unknown): Promise<HandAnswer> {
  const { seen, ...change } = parse(input, given);
  return asAdmin(viewer, async (tx, client) => {
    await lockRoster(tx);
    const { plan, named, clashes, now } = await planChange(tx, viewer, change);
    const fingerprint = fingerprintOf(plan);
    const answer: HandAnswer = {
      done: false,
      items: plan.items,
      problems: plan.problems,
      fingerprint,
      taken: isTaken(named, plan),
      clashes,
      now,
      openCycle: (await findOpenCycleNumber(tx, viewer.orgId)) ?? null,
      left: 0,
      asked: 0,
    };
    const isFree = clashes.length === 0 && !answer.taken;
    const isReady = isFree && !plan.problems.some(isError) && plan.items.length > 0;
    if (!isReady || seen !== fingerprint) return answer;
    const { left, asked } = await writePlan(tx, client, { viewer, plan });
    const after = cellsIn(await readRoster(tx, viewer.orgId), change);
    return { ...answer, done: true, now: after, left, asked };
  }).catch(refuseRaced);
}

/**
 * Refuses where somebody took the address or the id at the same moment, or in another organization, which a list of changes
 * cannot see; or where a partner began to answer, or somebody was granted a unit, after the list was made.
 */
function refuseRaced(error: unknown): never {
  const { constraint } = codesOf(error);
  if (constraint === "people_email" || constraint === "people_external_id") throw new DomainError("conflict");
  if (constraint && heldBack.has(constraint)) throw new DomainError("stale");
  throw error;
}

async function planChange(
  tx: Tx,
  { orgId, personId }: Viewer,
  { kind, id, cells: typed, started }: Input,
): Promise<{ plan: Plan; named: HandChange; clashes: Clash[]; now: Cells }> {
  const roster = await readRoster(tx, orgId);
  const now = cellsIn(roster, { kind, id });
  const { cells, clashes } = changedCells({ kind, typed, started, now });
  const change = { kind, id, cells: lineCellsOf(kind, cells) };
  const named = { ...change, cells: withPeopleById(roster, change) };
  const address = typedAddress(named.cells.email);
  const elsewhere = await findAddressesElsewhere(orgId, address ? [address] : []);
  const plan = planByHand(roster, named, {
    today: await currentDay(tx),
    selfId: personId,
    newId: randomUUID,
    addressesElsewhere: new Set(elsewhere),
    // Not the address: who types one means the person who has it now.
    erased: await findErased(tx, [named.cells.person_id ?? ""]),
  });
  return { plan, named, clashes, now };
}

/** The cells of what a change is about; none for something new. What is not there any more cannot be changed. */
function cellsIn(roster: Roster, { kind, id }: Pick<Input, "kind" | "id">): Cells {
  if (id === undefined || kind === "leader") return {};
  const cells = shownCellsOf(roster, kind, id);
  if (!cells) throw new DomainError("not-found");
  return cells;
}

/**
 * People may be named by their address too; a new person without an id gets their address as one. Where that is none, its
 * own field says so, and the id, which nobody has to type, is any.
 */
function withPeopleById({ people }: Roster, { kind, id, cells }: HandChange): HandChange["cells"] {
  const idOf = (typed: string) => {
    const address = typedAddress(typed);
    return people.find(({ email }) => email.toLowerCase() === address)?.externalId ?? typed;
  };
  const named = Object.fromEntries(
    Object.entries(cells).map(([column, text]) => [
      column,
      kind !== "person" && /^(?:ic|manager|person)_id$/.test(column) ? idOf(text.trim()) : text.trim(),
    ]),
  ) as HandChange["cells"];
  const needsId = kind === "person" && id === undefined && !named.person_id;
  return needsId ? { ...named, person_id: typedAddress(named.email) ?? randomUUID() } : named;
}
