import { createElement, type ReactNode } from "react";
import { type MathNode, parseNotation } from "@/lib/methodology/notation";

type Props = {
  text: string;
  /** On a line of its own, with fractions at full size. */
  display?: boolean;
};

/** A formula as MathML, which browsers and screen readers support without a library. */
export function Formula({ text, display = false }: Props) {
  const look = { displaystyle: `${display}`, className: display ? "text-[1.125em]" : "text-[1.0625em]" };
  return createElement("math", look, toMathMl(parseNotation(text)));
}

function toMathMl(node: MathNode): ReactNode {
  switch (node.kind) {
    case "row":
      return createElement("mrow", null, ...node.parts.map(toMathMl));
    case "fraction":
      return createElement("mfrac", null, toMathMl(node.over), toMathMl(node.under));
    case "root":
      return createElement("msqrt", null, toMathMl(node.of));
    case "scripts":
      return scripts(node);
    case "letter":
      return createElement("mi", isUpright(node.text) ? upright : slanted, node.text);
    case "word":
      return createElement("mtext", null, node.text);
    case "number":
      return createElement("mn", null, node.text);
    default:
      return createElement("mo", node.text === "|" ? bar : operator, node.text);
  }
}

const upright = { mathvariant: "normal" };
// Italic by style, because many system fonts lack Unicode's mathematical italic letters.
const slanted = { mathvariant: "normal", className: "italic" };

/** Greek capitals name functions and differences here. */
function isUpright(letter: string): boolean {
  return /^[Α-Ω]$/u.test(letter);
}

const operator: Record<string, string> = { stretchy: "false" };
// A bar both opens and closes; without these a browser would space it as an operator between two terms.
const bar = { ...operator, lspace: "0.1em", rspace: "0.1em" };

function scripts({ base, sub, sup }: Extract<MathNode, { kind: "scripts" }>): ReactNode {
  const parts = [base, sub, sup].flatMap((part) => (part ? [toMathMl(part)] : []));
  return createElement(sub && sup ? "msubsup" : sub ? "msub" : "msup", null, ...parts);
}
