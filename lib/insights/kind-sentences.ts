import type { Dictionary } from "../i18n";
import { attributeText } from "./attribute-words";
import { claimOf, comparedStates, type KindAttribute, type KindBlock, type Kinds } from "./kinds";
import type { Language } from "./sentence";

/** A kind in words. */
export function kindName(words: Dictionary, attribute: KindAttribute, value: string): string {
  const own = attribute === "line" || attribute === "platform" ? words.kinds[attribute] : undefined;
  return own?.[value as keyof typeof own] ?? attributeText(words).value(attribute, value);
}

/** What may be said of an attribute's kinds beyond chance, a sentence for each kind and state, each with its counts. */
export function statementsOf({ attribute, kinds }: KindBlock, { words, format }: Language): string[] {
  return kinds.flatMap(({ value, complete, shares }) =>
    comparedStates.flatMap((state) => {
      const { verdict, count, others } = shares[state];
      if (verdict !== "more" && verdict !== "less") return [];
      const of = (n: number, total: number) => words.kinds.of(format.whole(n), format.whole(total));
      return [
        words.kinds.statement[state][verdict](
          kindName(words, attribute, value),
          of(count, complete),
          of(others.count, others.complete),
        ),
      ];
    }),
  );
}

/** What the block of grade distances says of the claim that is quoted with it; as long as nothing is compared, that. */
export function claimSentence(block: KindBlock, compared: boolean, { words, format }: Language): string {
  const text = words.kinds.claimFound;
  const found = compared ? claimOf(block) : "unknown";
  const apart = block.kinds.find(({ value }) => value === "more");
  if (found === "unknown" || !apart) return text.unknown;
  return text[found](
    words.kinds.of(format.whole(apart.shares.multiplying.count), format.whole(apart.complete)),
  );
}

/** Whether no duo stated the attribute: there is nothing to compare. */
export const isUnstated = ({ kinds }: KindBlock): boolean =>
  kinds.every(({ value }) => value === "not-stated");

/** The attributes that no duo stated. */
export const unstatedAttributes = ({ blocks }: Kinds): KindAttribute[] =>
  blocks.filter(isUnstated).map(({ attribute }) => attribute);
