import { z } from "zod";
import { countListed, readListed } from "@/db/queries/roster/lists";
import { currentDay, readRoster } from "@/db/queries/roster/roster";
import { limitsOf, pageInView } from "@/lib/domain/paging";
import type { Viewer } from "@/lib/domain/permissions";
import {
  listWanted,
  type RosterForm,
  type RosterList,
  type RosterPage,
  recordKindOf,
  rosterLists,
} from "@/lib/domain/roster-lists";
import { isOver, neverBegin, pathsOf, type Roster } from "@/lib/roster/roster";
import { writePath } from "@/lib/roster/unit-path";
import { readAsAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parseOrNotFound } from "../http/parse";
import { shownCellsOf, withShownAddresses } from "./shown-cells";

const perPage = 50;
const address = z.object({ kind: z.enum(rosterLists) });

/** One page of people, units, duos or grants. */
export async function loadRosterList(viewer: Viewer, params: unknown, query: unknown): Promise<RosterPage> {
  const { kind: list } = parseOrNotFound(address, params);
  const wanted = listWanted.parse(query);
  return readAsAdmin(viewer, async (tx) => {
    const view = pageInView(await countListed(tx, list, wanted), perPage, wanted);
    const stored = await readListed(tx, list, { wanted, ...limitsOf(view) });
    const lines = stored.map((line) => ("email" in line ? withShownAddresses(line) : line));
    return { list, wanted, view, lines, today: await currentDay(tx) } as RosterPage;
  });
}

const one = z.object({ kind: z.enum(rosterLists), id: z.union([z.literal("new"), z.uuid()]) });

/** What the form of one person, unit or duo shows, or the empty form for a new one. */
export async function loadRosterForm(viewer: Viewer, params: unknown): Promise<RosterForm> {
  const { kind: list, id: given } = parseOrNotFound(one, params);
  return readAsAdmin(viewer, async (tx) => {
    const roster = await readRoster(tx, viewer.orgId);
    const today = await currentDay(tx);
    return formOf(roster, { list, id: given === "new" ? undefined : given, today });
  });
}

const noEnds = { withOthers: null, startsLater: null };

function formOf(
  roster: Roster,
  { list, id, today }: { list: RosterList; id: string | undefined; today: string },
): RosterForm {
  const paths = pathsOf(roster.units);
  const units = roster.units
    .filter((unit) => !isOver(unit, today))
    .map((unit) => ({ id: unit.id, path: writePath(paths.get(unit.id)!) }))
    .toSorted((a, b) => a.path.localeCompare(b.path, undefined, { numeric: true }));
  const empty = {
    list,
    id,
    units,
    today,
    ends: noEnds,
    partners: null,
    isRoot: false,
    isOver: false,
    isPaused: false,
  };
  if (id === undefined) return { ...empty, title: "", cells: {} };
  const cells = list === "grants" ? undefined : shownCellsOf(roster, recordKindOf[list], id);
  if (!cells) throw new DomainError("not-found");
  return { ...empty, ...factsOf(roster, { list, id, today }), cells };
}

function factsOf(
  { people, units, duos }: Roster,
  { list, id, today }: { list: RosterList; id: string; today: string },
) {
  const nameOf = (personId: string) => people.find((person) => person.id === personId)?.name ?? "";
  if (list === "people") {
    const person = people.find((row) => row.id === id)!;
    return { title: person.name, isOver: isOver(person, today) };
  }
  if (list === "units") {
    const unit = units.find((row) => row.id === id)!;
    return { title: unit.name, isOver: isOver(unit, today), isRoot: unit.parentId === null };
  }
  const duo = duos.find((row) => row.id === id)!;
  return {
    title: duo.displayName,
    isOver: isOver(duo, today),
    isPaused: duo.paused,
    ends: isOver(duo, today)
      ? noEnds
      : {
          withOthers: duo.endedOn === duo.ownEndedOn ? null : duo.endedOn,
          startsLater: neverBegin(duo) ? duo.startedOn : null,
        },
    partners: { ic: nameOf(duo.icId), manager: nameOf(duo.managerId) },
  };
}
