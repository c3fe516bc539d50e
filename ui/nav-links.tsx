"use client";

import { usePathname } from "next/navigation";
import type { ComponentProps, ComponentType } from "react";

export type NavItem = { href: string; label: string };

type Props = {
  label: string;
  items: readonly NavItem[];
  /** What every link carries along, such as "?cycle=…"; it does not decide where we are. */
  query?: string;
  /** What a link is made of; the router's own weighs 4 kB, so only views that are switched between bring it. */
  as?: "a" | ComponentType<ComponentProps<"a"> & { href: string }>;
};

/** Links of one level; the one whose address is the longest beginning of ours is where we are. */
export function NavLinks({ label, items, query = "", as: Anchor = "a" }: Props) {
  const path = usePathname();
  const current = items
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .reduce<NavItem | undefined>(
      (best, item) => (best && best.href.length >= item.href.length ? best : item),
      undefined,
    );
  return (
    <nav aria-label={label} className="relative -mx-2 min-w-0 overflow-x-auto print:hidden">
      <ul className="flex">
        {items.map((item) => (
          <li key={item.href}>
            <Anchor
              href={`${item.href}${query}`}
              aria-current={item === current ? "page" : undefined}
              className="flex h-11 items-center whitespace-nowrap border-transparent border-b-2 px-2 text-ink-2 -outline-offset-2 hover:text-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink"
            >
              <span className="border-transparent border-y-2 py-0.5 [[aria-current=page]>&]:border-b-accent">
                {item.label}
              </span>
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
