"use client";

import { useSearchParams } from "next/navigation";
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
  return <NavLinks as={Link} label={label} items={items} query={kept.size > 0 ? `?${kept}` : ""} />;
}
