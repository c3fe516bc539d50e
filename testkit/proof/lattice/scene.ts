import type { SharingMode } from "@/lib/domain/cycles";
import { agreementBands, statusCodes } from "@/lib/domain/published";
import type { CustomFigure } from "@/lib/publication/custom-answers";
import { maskedCells } from "@/lib/publication/masked-cells";
import type { MaskedDuo } from "@/lib/publication/measure-families";
import { type Leadership, prepareTree, type UnitTree } from "@/lib/publication/tree";
import { type Random, seededRandom } from "@/lib/statistics/random";
import { drawCustom } from "../worlds/draw-custom";
import { drawKept } from "../worlds/draw-kept";
import type { PublishedWorld } from "../worlds/publish";
import { type OrganizationSize, randomOrganization } from "../worlds/random-organization";
import { trustDomain } from "./row-domain";

/** One cycle under attack. */
export type Scene = {
  readonly tree: UnitTree;
  readonly leaders: readonly Leadership[];
  readonly masked: readonly MaskedDuo[];
  /** The organization's own questions whose answers nobody reads. */
  readonly custom: readonly CustomFigure[];
  /** By duo the share of its commitments that it kept. */
  readonly kept: ReadonlyMap<string, number>;
  /** What duo rows leave possible of a duo's Trust, in steps; everything without. */
  readonly trustDomain?: (duoId: string) => readonly number[];
};

export function sceneOf({ world, tree, cycles }: PublishedWorld, nth: number): Scene {
  const { masked } = cycles[nth]!;
  return {
    tree,
    leaders: world.leaders,
    masked,
    custom: drawCustom(seededRandom(world.seed ^ (0x0a5c + nth)), masked),
    kept: drawKept(seededRandom(world.seed ^ (0x3e9 + nth)), masked),
    trustDomain: (duoId) => trustDomain(cycles, nth, duoId),
  };
}

export function cellsOf({ tree, masked, custom, kept }: Scene, sharingMode: SharingMode) {
  return maskedCells({ tree, duos: masked, custom, kept, sharingMode, hiddenLastCycle: new Map() });
}

/**
 * A cycle in which nearly all duos have the same to say, at one end of the scale: what is rare in the organizations
 * that are drawn with people in mind, and hardest on the ends of means and bands.
 */
export function hardScene(seed: number, size: OrganizationSize = {}): Scene {
  const organization = randomOrganization(seed, size);
  const random = seededRandom(seed ^ 0xe4d);
  const top = random() < 0.5;
  const alike = 0.5 + 0.49 * random();
  const usual = { status: pick(random, statusCodes), agreement: pick(random, agreementBands) };
  const masked = organization.measures[0]!.map(({ counted, ...duo }) => ({
    ...duo,
    icFinal: counted,
    managerFinal: counted,
    status: counted ? (random() < alike ? usual.status : pick(random, statusCodes)) : null,
    level: counted ? 50 : null,
    agreement: counted ? (random() < alike ? usual.agreement : pick(random, agreementBands)) : null,
    dimensions: Array.from({ length: 9 }, () => (counted ? drawEnd(random, alike, top) : null)),
    mayBeWatched: counted,
    watched: counted && random() > alike,
  }));
  return {
    tree: prepareTree(organization.units, organization.leaders),
    leaders: organization.leaders,
    masked,
    custom: drawCustom(random, masked, alike),
    kept: drawKept(random, masked, alike),
  };
}

function drawEnd(random: Random, alike: number, top: boolean): number {
  if (random() < alike) return top ? 100 : 0;
  return 25 * Math.floor(5 * random());
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!;
}
