import type { ComponentProps } from "react";
import { buttonClass, type Look } from "./button";
import { Link } from "./link";

/**
 * A link to a page that looks like a button. Not in `button.tsx`, because the error page uses that file and must not load
 * the router.
 */
export function LinkButton({ kind, size, className = "", ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link className={`${buttonClass({ kind, size })} ${className}`} {...rest} />;
}
