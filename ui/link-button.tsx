import type { ComponentProps } from "react";
import { buttonClass, type Look } from "./button";
import { Link } from "./link";

/** A way to a page that looks like an act because it starts one. Apart from `Button`: the error page must not carry the router. */
export function LinkButton({ kind, size, className = "", ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link className={`${buttonClass({ kind, size })} ${className}`} {...rest} />;
}
