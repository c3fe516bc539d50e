import { expect, test } from "vitest";
import { statusCodes } from "@/lib/domain/published";
import { isStateChange } from "@/lib/insights/changes";
import { stage } from "@/testkit/scenes/stage";

const on = stage();

test("what a row carries of the one before: who may read that one too, while it stands", async () => {
  const { duos, units, cycle, published } = on.scene;
  expect(await on.seenBy("select display_name from readable_duos")).toEqual(
    await on.seenBy("select display_name from published_duos"),
  );
  // The duo came from the other unit: its new leaders do not read the row that it had there.
  await on.arrange(
    `update published_duos set previous_status = 'strained', previous_level = 45, previous_lineage = array['${units.root}', '${units.b}']::uuid[] where duo_id = '${duos.watched}'`,
  );
  const carried =
    "select previous_status, previous_level from readable_duos where previous_status is not null";
  const both = ["strained 45"];
  expect(await on.seenBy(carried)).toEqual({ vp: both, ic: both, manager: both });
  expect(await on.seenBy("select display_name from readable_duos where changed")).toMatchObject({
    directorA: ["watched"],
  });
  for (const column of ["previous_status", "previous_level", "last_status_cycle_id", "previous_lineage"])
    expect(await on.attempt("app", "vp", `select ${column} from published_duos`)).toBe("42501");
  // A cycle before it that was withdrawn later may be the one that it tells of.
  const withdrawn = `withdrawn_reason = 'Wrong.', withdrawn_at = app_now() + interval '1 day', published_at = app_now(), closed_at = app_now()`;
  await on.arrange(`update cycles set state = 'withdrawn', ${withdrawn} where id = '${cycle}'`);
  await on.arrange(`update cycles set number = 3 where id = '${published}'`);
  expect(await on.seenBy(carried)).toEqual({ ic: both, manager: both });
  await on.arrange(`update cycles set number = 1 where id = '${published}'`);
  await on.arrange(
    `update cycles set state = 'open', withdrawn_reason = null, withdrawn_at = null, published_at = null, closed_at = null where id = '${cycle}'`,
  );
  expect(await on.seenBy(carried)).toEqual({ vp: both, ic: both, manager: both });
});

test("a row says that its state changed where the product calls it a change", async () => {
  await on.arrange("update published_duos set level = null, level_band = null, agreement = null");
  const told = [];
  for (const from of statusCodes) {
    for (const to of statusCodes) {
      await on.arrange(
        `update published_duos set previous_status = '${from}', status = '${to}', previous_lineage = lineage`,
      );
      const [row] = await on.as("vp", "select distinct changed from readable_duos");
      told.push([from, to, row?.changed]);
    }
  }
  expect(told).toEqual(
    statusCodes.flatMap((from) => statusCodes.map((to) => [from, to, isStateChange({ from, to })])),
  );
});
