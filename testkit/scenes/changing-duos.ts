import { expect } from "vitest";
import type { Viewer } from "@/lib/domain/permissions";
import type { HandAnswer } from "@/lib/domain/roster-lists";
import type { scheduledCycles } from "./scheduled-cycles";

type Cells = { paused?: "yes" | "no"; ended_on?: string };

type Scene = ReturnType<typeof scheduledCycles>;
type ChangeRoster = (viewer: Viewer, given: unknown) => Promise<HandAnswer>;

/** Changes the duo of Ian and Mia as an admin does by hand. */
export async function changeDuo(
  { rowsOf, made, ada }: Scene,
  changeRoster: ChangeRoster,
  cells: Cells,
): Promise<void> {
  const { orgId, duos, people } = made;
  const ids = await rowsOf<{ id: string; external_id: string }>(
    "select id, external_id from people where org_id = $1",
    [orgId],
  );
  const idOf = (name: string) => ids.find(({ id }) => id === people[name]!.id)!.external_id;
  const wanted = {
    kind: "duo",
    id: duos.first!,
    cells: { ic_id: idOf("Ian"), manager_id: idOf("Mia"), unit: "Company", ...cells },
  };
  const { fingerprint, problems } = await changeRoster(ada, { ...wanted, seen: "" });
  expect(problems).toEqual([]);
  expect(await changeRoster(ada, { ...wanted, seen: fingerprint })).toMatchObject({ done: true });
}
