import { type Instrument, type Item, instrument, registry } from "../instrument";

/**
 * What a version changes of the one before (docs/measurement.md 6). Codes, classes, dimensions and forms of
 * answers stay.
 */
export interface VersionChange {
  readonly version: string;
  /** The version before. */
  readonly follows: string;
  /** New wording, and where given new options as many as before, by item code; at most two items. */
  readonly reworded: Readonly<Record<string, Pick<Item, "wording"> & Partial<Pick<Item, "options">>>>;
  /** Items that are asked in addition; they have no score. */
  readonly added: readonly Item[];
  /** Whether admins may choose it for the next cycle; true unless it says otherwise, as a version for tests does. */
  readonly offered?: boolean;
}

/** Items of which a linking cycle asks both wordings, at most. */
const MOST_REWORDED = 2;
/** At the end of the number of a version that asks both wordings. */
const LINKING = "-linking";

/** What the product's versions change, oldest first; the first version is the instrument itself. */
const shipped: readonly VersionChange[] = [];

/** Code under which a linking cycle stores the answer to the new wording of an item. */
export const linkedCode = (code: string) => `${code}_new`;

/** Every version that is known, oldest first. */
export function knownVersions(): readonly Instrument[] {
  return [...registry.values()];
}

/**
 * The questions of a version.
 * @throws RangeError for a version that is not known
 */
export function instrumentOf(version: string): Instrument {
  const found = registry.get(version);
  if (!found) throw new RangeError(`The questions of version ${version} are not known`);
  return found;
}

/**
 * Makes a version known, and the linking version before it if it has new wordings: a version of its own that asks the
 * old questions and the new wordings beside them.
 * @throws RangeError when the change breaks a rule of docs/measurement.md 6
 */
export function addVersion(change: VersionChange): void {
  const before = instrumentOf(change.follows);
  const reworded = Object.keys(change.reworded);
  checkChange(change, before);
  const renewed = (item: Item): Item => ({ ...item, ...change.reworded[item.code] });
  const { version, follows, offered = true } = change;
  const items = [...before.items.map(renewed), ...change.added];
  registry.set(version, { ...before, version, follows, offered, reworded, items });
  if (reworded.length === 0) return;
  const both = before.items.flatMap((item) => {
    if (!change.reworded[item.code]) return [item];
    const asNew = { ...renewed(item), code: linkedCode(item.code), in_person_score: false, links: item.code };
    return [item, asNew];
  });
  const linking = `${version}${LINKING}`;
  registry.set(linking, {
    ...before,
    version: linking,
    follows,
    offered,
    reworded: [],
    linksTo: version,
    items: both,
  });
}

function checkChange({ version, reworded, added }: VersionChange, before: Instrument): void {
  const refuse = (why: string): never => {
    throw new RangeError(`Version ${version} of the questions ${why}`);
  };
  const codes = new Set(before.items.map(({ code }) => code));
  if (registry.has(version)) refuse("is known already");
  if (Object.keys(reworded).length > MOST_REWORDED) refuse(`rewords more than ${MOST_REWORDED} items`);
  for (const [code, { options }] of Object.entries(reworded)) {
    const item = before.items.find((one) => one.code === code);
    if (!item)
      throw new RangeError(`Version ${version} of the questions rewords ${code}, which is not asked`);
    if (before.anchor_items.includes(code)) refuse(`rewords ${code}, which stays within a major version`);
    if (options && options.length !== item.options.length) refuse(`changes the number of answers of ${code}`);
  }
  for (const item of added) {
    if (codes.has(item.code)) refuse(`adds ${item.code}, which is asked already`);
    if (item.in_person_score) refuse(`scores ${item.code} at once`);
    if (item.block === "core" && !item.dimension) refuse(`adds ${item.code} to the core without a dimension`);
  }
}

/**
 * The versions that an organization may ask next, the proposed one first.
 * @param last the version of its last cycle that was not withdrawn; undefined before the first
 */
export function versionsToAsk(last: string | undefined): readonly string[] {
  if (last === undefined) return [instrument.version];
  const { linksTo } = instrumentOf(last);
  // The new wordings follow the cycle that linked them.
  if (linksTo) return [linksTo];
  const next = [...registry.values()].filter(({ follows, offered, reworded = [], linksTo: target }) => {
    if (follows !== last || !offered) return false;
    return target !== undefined || reworded.length === 0;
  });
  return [last, ...next.map(({ version }) => version)];
}

/** A version and all before it, the newest first; of a linking version, those whose wordings score in it. */
export function lineageOf(version: string): Instrument[] {
  const { follows, linksTo, ...own } = instrumentOf(version);
  const before = follows ? lineageOf(follows) : [];
  return linksTo ? before : [{ ...own, follows }, ...before];
}

/** The items in the order in which a person is asked them: of two wordings of an item either may come first. */
export function inAskedOrder(items: readonly Item[], person: string): readonly Item[] {
  const asked = [...items];
  for (const [index, { links }] of items.entries()) {
    if (!links || index === 0 || !isSwapped(person + links)) continue;
    [asked[index - 1], asked[index]] = [items[index]!, items[index - 1]!];
  }
  return asked;
}

/** Half of all seeds, by a hash: the same person gets the same order each time. */
function isSwapped(seed: string): boolean {
  let hash = 17;
  for (const character of seed) hash = (hash * 31 + character.codePointAt(0)!) % 1_000_003;
  return hash % 2 === 1;
}

// Another copy of this module may have made them known already.
for (const change of shipped) if (!registry.has(change.version)) addVersion(change);
