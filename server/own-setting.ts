import type { Tx } from "@/db/client";
import { countActiveDuos, countAnswered, type listCycles } from "@/db/queries/cycles";
import { cadenceOf, type OwnSetting, RESPONSE_CYCLES, shareOf } from "@/lib/methodology/own-setting";

type Cycles = Awaited<ReturnType<typeof listCycles>>;

/** What can be seen of an organization's duos, as far as its admin may know: who has answered, yes or no. */
export async function ownSetting(tx: Tx, orgId: string, cycles: Cycles): Promise<OwnSetting> {
  const closed = cycles
    .filter(({ state }) => state === "closed" || state === "published")
    .slice(0, RESPONSE_CYCLES);
  const { asked, answered } = await countAnswered(
    tx,
    orgId,
    closed.map(({ id }) => id),
  );
  return {
    duos: await countActiveDuos(tx, orgId),
    response: shareOf({ part: answered, whole: asked }),
    cadence: cadenceOf(cycles.map(({ opensAt }) => opensAt)),
  };
}
