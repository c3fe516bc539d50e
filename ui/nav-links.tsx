"use client";

import { usePathname } from "next/navigation";
import type { ComponentProps, ComponentType } from "react";

export type NavItem = { href: string; label: string };

type Props = {
  label: string;
  items: readonly NavItem[];
  /** A query added to every link, such as "?cycle=…"; it does not decide which link is the current one. */
  query?: string;
  /** The link component; the router's adds 4 kB of script, so only the views of insights use it. */
  as?: "a" | ComponentType<ComponentProps<"a"> & { href: string }>;
};

/** A row of links; the current one is the longest address that the page's own address begins with. */
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
      <ul className="flex max-sm:flex-wrap">
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
