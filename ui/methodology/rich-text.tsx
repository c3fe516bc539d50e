import { Fragment } from "react";
import { Formula } from "./formula";

/** A sentence in which texts between dollar signs are formulas. */
export function RichText({ text }: { text: string }) {
  return text.split("$").map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 === 1 ? <Formula key={key} text={part} /> : <Fragment key={key}>{part}</Fragment>;
  });
}
