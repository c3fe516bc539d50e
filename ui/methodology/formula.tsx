import { createElement, type ReactNode } from "react";
import { type MathNode, parseNotation } from "@/lib/methodology/notation";

/** A formula as MathML, which browsers set and screen readers read without a library. */
export function Formula({ text, block = false }: { text: string; block?: boolean }) {
  return createElement("math", { display: block ? "block" : "inline" }, toMathMl(parseNotation(text)));
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
      // Slanted by style: the slanted letters of Unicode are missing from many system fonts.
      return createElement("mi", { mathvariant: "normal", className: "italic" }, node.text);
    case "word":
      return createElement("mtext", null, node.text);
    case "number":
      return createElement("mn", null, node.text);
    default:
      return createElement("mo", { stretchy: "false" }, node.text);
  }
}

function scripts({ base, sub, sup }: Extract<MathNode, { kind: "scripts" }>): ReactNode {
  const parts = [base, sub, sup].flatMap((part) => (part ? [toMathMl(part)] : []));
  return createElement(sub && sup ? "msubsup" : sub ? "msub" : "msup", null, ...parts);
}
