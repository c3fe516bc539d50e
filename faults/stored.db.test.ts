import { randomUUID } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import { expect, test } from "vitest";
import { dataKeyOf } from "@/db/encryption/data-key";
import { sealParts } from "@/db/encryption/sealed-rows";
import { responseParts } from "@/db/schema";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { createOrganization } from "@/testkit/factories/organization";
import { compareStored } from "./stored";

const database = freshDatabase();
const key = randomUUID();

/** The id of a duo of which one partner has submitted once, under `key`, with every answer at the middle. */
async function answeredDuo(): Promise<string> {
  const made = await createOrganization(database.admin, {
    people: { Ian: {}, Mia: {} },
    duos: { both: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 2 },
  });
  await answerFor(database.admin, made, (_, side) => (side === "ic" ? evenAnswers(3) : undefined));
  const duoId = made.duos.both!;
  await database.arrange("update responses set submission_key = $1 where duo_id = $2", [key, duoId]);
  return duoId;
}

const told = { revision: 1, key, answers: evenAnswers(3) };
const none = { lost: 0, doubled: 0, damaged: 0 };

test("what is stored as it was acknowledged differs in nothing", async () => {
  expect(await compareStored(database.admin, new Map([[await answeredDuo(), told]]))).toEqual(none);
});

test.each([
  ["a later submission was acknowledged", { ...told, revision: 3 }, { ...none, lost: 2 }],
  ["it was acknowledged to nobody", { ...told, revision: 0 }, { ...none, doubled: 1 }],
  ["another one was acknowledged", { ...told, key: randomUUID() }, { ...none, damaged: 1 }],
  ["other answers were acknowledged", { ...told, answers: evenAnswers(4) }, { ...none, damaged: 1 }],
])("where %s it is found", async (_, acknowledged, found) => {
  const compared = await compareStored(database.admin, new Map([[await answeredDuo(), acknowledged]]));
  expect(compared).toEqual(found);
});

test("a response that is missing is lost", async () => {
  expect(await compareStored(database.admin, new Map([[randomUUID(), told]]))).toEqual({ ...none, lost: 1 });
});

test("a part that does not open is damage", async () => {
  const duoId = await answeredDuo();
  await database.arrange("update response_parts set answers = 'x' where duo_id = $1 and class = 'S'", [
    duoId,
  ]);
  expect(await compareStored(database.admin, new Map([[duoId, told]]))).toEqual({ ...none, damaged: 1 });
});

test("a draft that a submission left behind is damage", async () => {
  const duoId = await answeredDuo();
  const [part] = (await database.admin.query("select * from response_parts where duo_id = $1", [duoId])).rows;
  const db = drizzle(database.admin);
  const draft = {
    cycleId: part.cycle_id,
    duoId,
    authorId: part.author_id,
    class: "S",
    stage: "draft",
  } as const;
  const key = await dataKeyOf(db, part.org_id);
  await db.insert(responseParts).values(sealParts(key, [{ ...draft, answers: { DQ1: 3 } }]));
  expect(await compareStored(database.admin, new Map([[duoId, told]]))).toEqual({ ...none, damaged: 1 });
});
