import type { ReactNode } from "react";
import type { Dictionary } from "@/lib/i18n";
import { AccountMenu, type ShownAccount } from "./account-menu";
import { Brand } from "./brand";
import { type NavItem, NavLinks } from "./nav-links";

type Props = {
  text: Dictionary["shell"];
  /** Where the product's name links to. */
  home?: string;
  organization?: string;
  nav?: readonly NavItem[];
  account?: ShownAccount;
  footer?: readonly NavItem[];
  children: ReactNode;
};

/** Header, content and footer of every page. Plain links, because the router's `Link` adds 4 kB of script. */
export function Shell({ text, home = "/", organization, nav = [], account, footer = [], children }: Props) {
  return (
    // Clipped: a character that is itself wider than the screen, of joined emoji, must not make the page scroll.
    <div className="flex min-h-dvh flex-col overflow-x-clip">
      <header className="border-line border-b bg-paper print:border-0">
        <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-7 px-5 max-sm:pt-1 lg:px-10 print:px-0">
          <a href={home} className="order-1 flex h-11 items-center rounded-lg sm:h-14">
            <Brand name={text.brand} />
          </a>
          {nav.length > 0 && (
            <div className="order-3 min-w-0 max-md:w-full md:order-2">
              <NavLinks label={text.nav.label} items={nav} />
            </div>
          )}
          <div className="order-2 ml-auto flex min-w-0 items-center gap-3 max-sm:flex-1 max-sm:justify-end md:order-3">
            {organization && (
              <span
                title={organization}
                className="min-w-0 max-w-64 truncate text-small text-ink-3 max-sm:max-w-40"
              >
                {organization}
              </span>
            )}
            {account && <AccountMenu account={{ ...account, organization }} text={text.account} />}
          </div>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-page flex-1 px-5 py-8 outline-none lg:px-10 lg:py-10 print:px-0 print:pt-3 print:pb-0"
      >
        {children}
      </main>
      <Footer text={text} links={footer} />
    </div>
  );
}

function Footer({ text, links }: { text: Props["text"]; links: NonNullable<Props["footer"]> }) {
  return (
    <footer className="border-line border-t text-small text-ink-3 print:hidden">
      <div className="mx-auto flex max-w-page flex-wrap justify-between gap-x-8 gap-y-2 px-5 py-5 lg:px-10">
        <p>{text.footer.promise}</p>
        {links.length > 0 && (
          <nav aria-label={text.footer.label} className="flex flex-wrap gap-x-5 gap-y-1">
            {links.map(({ href, label }) => (
              <a
                key={href}
                href={href}
                className="underline decoration-line underline-offset-4 hover:text-ink"
              >
                {label}
              </a>
            ))}
          </nav>
        )}
      </div>
    </footer>
  );
}
