import { beforeEach, expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { loadDuo } from "./duo";

const database = freshDatabase();
let made: MadeOrganization;

const duoOf = (name: string, duo: string) =>
  loadDuo(viewerOf(made, name, { isAdmin: name === "Max" }), { duoId: made.duos[duo] });

// Ian's partner Mia is replaced by Max, who is an admin and may read the whole roster, in March; Zoe's duo ends and Zed's
// begins in the same unit at the same time.
beforeEach(async () => {
  made = await createOrganization(database.admin, {
    people: { Ian: {}, Mia: {}, Max: { admin: true }, Zed: {}, Zoe: {} },
    duos: {
      first: { ic: "Ian", manager: "Mia" },
      second: { ic: "Ian", manager: "Max" },
      other: { ic: "Zed", manager: "Zoe" },
    },
    cycle: { number: 4 },
  });
  const { first, second, other } = made.duos;
  await database.arrange(
    "update duos set started_on = '2025-01-01', ended_on = '2026-03-02' where id = any($1)",
    [[first, other]],
  );
  await database.arrange("update duos set started_on = '2026-03-02' where id = $1", [second]);
});

test("the one who stayed sees until when they were with whom, and nothing of other people's duos", async () => {
  const { startedOn, replaced } = await duoOf("Ian", "second");
  expect(startedOn).toBe("2026-03-02");
  expect(replaced).toEqual([
    { duoId: made.duos.first, endedOn: "2026-03-02", partnerName: "Mia", hasPage: true },
  ]);
  expect((await duoOf("Ian", "first")).replaced).toEqual([]);
});

test("the new partner sees when their duo began and nothing of the former one, though an admin", async () => {
  const duo = await duoOf("Max", "second");
  expect(duo).toMatchObject({ startedOn: "2026-03-02", replaced: [] });
  expect(JSON.stringify(duo)).not.toContain(made.duos.first);
  expect(JSON.stringify(duo)).not.toContain("Mia");
  await expect(duoOf("Max", "first")).rejects.toMatchObject({ code: "not-found" });
});

test("the former partner keeps the old duo and sees nothing of the new one", async () => {
  const duo = await duoOf("Mia", "first");
  expect(duo).toMatchObject({ startedOn: "2025-01-01", endedOn: "2026-03-02", replaced: [] });
  expect(JSON.stringify(duo)).not.toContain(made.duos.second);
  await expect(duoOf("Mia", "second")).rejects.toMatchObject({ code: "not-found" });
});

test("a manager who stays sees the former IC", async () => {
  await database.arrange("update duos set ic_person_id = $2, manager_person_id = $3 where id = $1", [
    made.duos.first,
    made.people.Zed!.id,
    made.people.Max!.id,
  ]);
  expect((await duoOf("Max", "second")).replaced).toMatchObject([{ duoId: made.duos.first }]);
  expect((await duoOf("Ian", "second")).replaced).toEqual([]);
});

test("a former partner without a name and a duo without a cycle are said without either", async () => {
  await database.arrange("delete from duo_cycle_sides where duo_id = $1", [made.duos.first]);
  await database.arrange("delete from duo_cycles where duo_id = $1", [made.duos.first]);
  await database.arrange("update people set given_name = '', erased_at = now() where id = $1", [
    made.people.Mia!.id,
  ]);
  expect((await duoOf("Ian", "second")).replaced).toMatchObject([{ partnerName: "", hasPage: false }]);
});

test.each([
  ["long before", "ended_on = '2025-12-01'"],
  ["not at all", "ended_on = null"],
  ["later than that", "ended_on = '2026-03-10'"],
])("a duo that ended %s is not the one that was replaced", async (_, set) => {
  await database.arrange(`update duos set ${set} where id = $1`, [made.duos.first]);
  expect((await duoOf("Ian", "second")).replaced).toEqual([]);
});
