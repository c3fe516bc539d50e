import type { Dictionary } from "../i18n";
import { attributeText } from "./attribute-words";
import { comparedStates, type KindAttribute, type KindBlock, type Kinds } from "./kinds";
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

/** The attributes that no duo stated: there is nothing to compare. */
export function unstatedAttributes({ blocks }: Kinds): KindAttribute[] {
  return blocks.flatMap(({ attribute, kinds }) =>
    kinds.every(({ value }) => value === "not-stated") ? [attribute] : [],
  );
}
