"use client";

import type { ComponentProps, MouseEvent } from "react";
import { useSignInAgain } from "./sign-in-again/asking";

/**
 * A link to a file. A plain one, because the router only leads to pages; a sign-in that is too old is renewed here, so
 * that the page stays.
 */
export function DownloadLink({
  href,
  children,
  className,
}: Pick<ComponentProps<"a">, "children" | "className"> & { href: string }) {
  const signInAgain = useSignInAgain();
  const open = async (event: MouseEvent<HTMLAnchorElement>) => {
    // Another tab is asked for: the server leads it to signing in where that is needed.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if ((await signInAgain()) === "recent") window.location.assign(href);
  };
  return (
    <a href={href} onClick={open} className={className}>
      {children}
    </a>
  );
}
