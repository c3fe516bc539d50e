import type { ComponentProps } from "react";
import { Link } from "./link";

/** A link in the accent colour; one inside a sentence (`inline`) is underlined, one beside text is not printed. */
export function TextLink({
  inline = false,
  className = "",
  ...rest
}: ComponentProps<typeof Link> & { inline?: boolean }) {
  const look = inline
    ? "underline decoration-1 underline-offset-3"
    : "font-medium hover:underline print:hidden";
  return <Link className={`text-accent ${look} ${className}`} {...rest} />;
}
