import type { Answers } from "../instrument/answers";
import { itemByCode } from "../instrument/instrument";
import { linkedCode } from "../instrument/versions/versions";
import { itemScore } from "../scoring/item-score";
import { mean } from "../statistics/mean";
import { linkingRule, linkVersions, type VersionLink } from "../statistics/version-linking";

/** A new wording linked to the old one, and how many people answered both. */
export type LinkedItem = { readonly item: string; readonly people: number } & (
  | { readonly link: VersionLink; readonly decision: VersionLink["decision"] }
  | { readonly link: undefined; readonly decision: "common-items" }
);

/** Scores of both wordings of an item, a person's several answers by position. */
type Pairs = Map<string, { readonly old: number[]; readonly renewed: number[] }>;

/** Collects who answered both wordings of some items in a linking cycle (docs/measurement.md 6). */
export class LinkingAnswers {
  private readonly byItem: ReadonlyMap<string, Pairs>;

  constructor(items: readonly string[]) {
    this.byItem = new Map(items.map((item) => [item, new Map()]));
  }

  /** Notes one survey of a person; who has several duos counts once, with the mean of their answers. */
  note(personId: string, answers: Answers): void {
    for (const [item, people] of this.byItem) {
      const own = itemByCode(item);
      const old = itemScore(own, answers[item]);
      const renewed = itemScore(own, answers[linkedCode(item)]);
      if (old === undefined || renewed === undefined) continue;
      const pair = people.get(personId) ?? { old: [], renewed: [] };
      pair.old.push(old);
      pair.renewed.push(renewed);
      people.set(personId, pair);
    }
  }

  /** Links every item; too few people leave it on the items that both versions share. */
  links(): LinkedItem[] {
    return [...this.byItem].map(([item, people]) => {
      const pairs = [...people.values()];
      const link = linkVersions(
        pairs.map(({ old }) => mean(old)!),
        pairs.map(({ renewed }) => mean(renewed)!),
      );
      if (!link || pairs.length < linkingRule.minPeople) {
        return { item, people: pairs.length, link: undefined, decision: "common-items" };
      }
      return { item, people: pairs.length, link, decision: link.decision };
    });
  }
}
