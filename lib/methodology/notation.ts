/** A formula as a tree, which the methodology page turns into MathML. */
export type MathNode =
  | { readonly kind: "row"; readonly parts: readonly MathNode[] }
  | { readonly kind: "letter" | "word" | "number" | "operator"; readonly text: string }
  | { readonly kind: "fraction"; readonly over: MathNode; readonly under: MathNode }
  | { readonly kind: "root"; readonly of: MathNode }
  | {
      readonly kind: "scripts";
      readonly base: MathNode;
      readonly sub: MathNode | undefined;
      readonly sup: MathNode | undefined;
    };

const token = /\s+|"[^"]*"|\d+(?:\.\d+)?|\p{L}+|[^\s]/gu;

/**
 * Parses a formula: `x_{ab}` and `x^2` are scripts, `frac{a}{b}` a fraction, `sqrt{a}` a root; braces group, and "quotes"
 * hold a word with blanks. A single letter is a variable, several letters are a word.
 * @throws SyntaxError for a brace without its counterpart and where a part is missing
 */
export function parseNotation(text: string): MathNode {
  const tokens = (text.match(token) ?? []).filter((one) => one.trim() !== "");
  let next = 0;

  const row = (closing?: string): MathNode => {
    const parts: MathNode[] = [];
    while (next < tokens.length && tokens[next] !== closing) parts.push(scripted());
    if (closing && tokens[next++] !== closing) throw new SyntaxError(`${closing} is missing in: ${text}`);
    return parts.length === 1 ? parts[0]! : { kind: "row", parts };
  };

  const scripted = (): MathNode => {
    const base = atom();
    let sub: MathNode | undefined;
    let sup: MathNode | undefined;
    for (; tokens[next] === "_" || tokens[next] === "^"; ) {
      if (tokens[next++] === "_") sub = atom();
      else sup = atom();
    }
    return sub || sup ? { kind: "scripts", base, sub, sup } : base;
  };

  const atom = (): MathNode => {
    const one = tokens[next++];
    if (one === undefined || one === "}") throw new SyntaxError(`A part is missing in: ${text}`);
    if (one === "{") return row("}");
    if (one === "frac") return { kind: "fraction", over: atom(), under: atom() };
    if (one === "sqrt") return { kind: "root", of: atom() };
    if (one.startsWith('"')) return { kind: "word", text: one.slice(1, -1) };
    if (/^\d/.test(one)) return { kind: "number", text: one };
    if (one === "Σ") return { kind: "operator", text: one };
    if (/^\p{L}/u.test(one)) return { kind: [...one].length === 1 ? "letter" : "word", text: one };
    return { kind: "operator", text: one };
  };

  return row();
}
