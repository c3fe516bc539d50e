"use client";

import { useSearchParams } from "next/navigation";
import { Link } from "../../link";
import { type NavItem, NavLinks } from "../../nav-links";

type Props = {
  label: string;
  items: readonly NavItem[];
  /** Query values that stay chosen from one view to the next. */
  keep: readonly string[];
};

/** The views of insights; what was chosen in one stays chosen in the next. */
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
