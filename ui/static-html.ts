import { Fragment, isValidElement, type ReactElement, type ReactNode } from "react";
import { htmlText } from "@/lib/domain/html-text";

type Props = Readonly<Record<string, unknown>>;

/** What HTML names otherwise than React; other attributes in use have the same name, whatever its case. */
const names: Readonly<Record<string, string>> = { className: "class", textAnchor: "text-anchor" };
const withoutEnd = new Set(["br", "col", "img"]);
/** What ends where the next one begins, or its parent ends: an end tag would be sent with each cell of a page's tables. */
const endsByItself = new Set(["tr", "th", "td", "li"]);

/**
 * The HTML of elements that no script changes. As one text they are sent once more with the page and made by the browser,
 * where the framework renders and sends each element on its own: tables have hundreds. Components are called as plain
 * functions, so that one with a hook, and one of the client, throws.
 */
export function staticHtml(node: ReactNode): string {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node === "string" || typeof node === "number") return htmlText(String(node));
  if (Array.isArray(node)) return listOf(node);
  if (!isValidElement(node)) throw new Error("only elements and texts can be written as HTML");
  const { type, props } = node as ReactElement<Props>;
  if (type === Fragment) return staticHtml(props.children as ReactNode);
  if (typeof type === "function") return staticHtml((type as (props: Props) => ReactNode)(props));
  const start = `<${type}${attributesOf(props)}>`;
  if (withoutEnd.has(type)) return start;
  const content = start + contentOf(props);
  return endsByItself.has(type) ? content : `${content}</${type}>`;
}

/** Such HTML as the content of an element: `<ul {...still(items)} />`. */
export const still = (content: ReactNode) => ({ dangerouslySetInnerHTML: { __html: staticHtml(content) } });

function listOf(nodes: readonly ReactNode[]): string {
  let text = "";
  for (const node of nodes) text += staticHtml(node);
  return text;
}

function contentOf({ children, dangerouslySetInnerHTML: raw }: Props): string {
  return raw ? (raw as { __html: string }).__html : staticHtml(children as ReactNode);
}

// Called for hundreds of elements of a page, so without lists in between.
function attributesOf(props: Props): string {
  let text = "";
  for (const name in props) {
    if (name !== "children" && name !== "dangerouslySetInnerHTML") text += attributeOf(name, props[name]);
  }
  return text;
}

function attributeOf(name: string, value: unknown): string {
  if (value === undefined || value === null || value === false) return "";
  if (typeof value === "function") throw new Error(`${name} needs a script`);
  const text = typeof value === "object" ? styleOf(value as Props) : String(value);
  return ` ${names[name] ?? name}="${htmlText(text)}"`;
}

/** Of properties of our own alone, such as `--low`: those of CSS have other names in React. */
const styleOf = (style: Props) =>
  Object.entries(style)
    .map(([name, value]) => `${name}:${value}`)
    .join(";");
