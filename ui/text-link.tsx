import type { ComponentProps } from "react";
import { Link } from "./link";
import { linkBesideText } from "./link-look";

/** A link in the accent colour; one inside a sentence (`inline`) is underlined, one beside text is not printed. */
export function TextLink({
  inline = false,
  className = "",
  ...rest
}: ComponentProps<typeof Link> & { inline?: boolean }) {
  const look = inline ? "text-accent underline decoration-1 underline-offset-3" : linkBesideText;
  return <Link className={`${look} ${className}`} {...rest} />;
}
