"use client";

import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";

/** Follows the links of static HTML as the router's own are followed, without loading the page anew. */
export function SoftLinks({ children }: { children: ReactNode }) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
    const link = (event.target as Element).closest("a");
    // A link of the router has been followed already, and other keys and buttons open tabs and windows.
    if (!link || event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
    event.preventDefault();
    router.push(link.pathname + link.search);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a key on a link arrives as a click
    // biome-ignore lint/a11y/noStaticElementInteractions: the links in it are what is clicked
    <div onClick={follow}>{children}</div>
  );
}
