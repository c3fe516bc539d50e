"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { focusText, isFocusLost, pageHeading } from "../../focus";
import { Link } from "../../link";
import { type NavItem, NavLinks } from "../../nav-links";

type Props = {
  label: string;
  items: readonly NavItem[];
  /** Names of the query values that the links keep. */
  keep: readonly string[];
};

/** Links to the views of insights that keep what was chosen in the current one. */
export function InsightsNav({ label, items, keep }: Props) {
  const chosen = useSearchParams();
  const kept = new URLSearchParams(
    keep.flatMap((name) => {
      const value = chosen.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  useFocusKept(`${usePathname()}?${chosen}`);
  return <NavLinks as={Link} label={label} items={items} query={kept.size > 0 ? `?${kept}` : ""} />;
}

/**
 * Where the link that was followed is gone with its page, such as one that takes a filter away, the new
 * heading has the focus.
 */
function useFocusKept(address: string): void {
  const last = useRef(address);
  useEffect(() => {
    if (last.current === address) return;
    last.current = address;
    if (isFocusLost()) focusText(pageHeading());
  }, [address]);
}
