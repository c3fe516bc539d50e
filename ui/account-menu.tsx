import type { Dictionary } from "@/lib/i18n";
import type { NavItem } from "./nav-links";
import { PageField } from "./page-field";

export type ShownAccount = {
  name: string;
  email?: string;
  /** Repeated here for phones, whose header may cut it off. */
  organization?: string;
  items?: readonly NavItem[];
  signOut: (form: FormData) => void | Promise<void>;
  /** Names the person whom the page was made for. */
  page: string;
};

/** Who is signed in, and how to sign out; a `details` element, so that it opens without scripts. */
export function AccountMenu({
  account,
  text,
}: {
  account: ShownAccount;
  text: Dictionary["shell"]["account"];
}) {
  return (
    <details className="group relative print:hidden">
      <summary
        aria-label={`${text.label}: ${account.name}`}
        className="flex min-h-9 items-center gap-2 rounded-lg px-2 text-small hover:bg-line-2 focus-visible:rounded-lg"
      >
        <span
          aria-hidden="true"
          className="grid size-7 place-items-center rounded-full bg-accent-soft font-semibold text-accent"
        >
          {initials(account.name)}
        </span>
        <span title={account.name} className="max-w-48 truncate max-sm:hidden">
          {account.name}
        </span>
      </summary>
      <div className="absolute right-0 z-30 mt-1 flex w-64 flex-col gap-1 rounded-xl border border-line bg-paper p-2 shadow-lg">
        <div className="border-line border-b px-2 pt-1 pb-2">
          <p className="font-semibold">{account.name}</p>
          {account.email && <p className="text-small text-ink-3">{account.email}</p>}
          {account.organization && <p className="text-small text-ink-3 sm:hidden">{account.organization}</p>}
        </div>
        {account.items?.map((item) => (
          <a key={item.href} href={item.href} className="rounded-lg px-2 py-1.5 hover:bg-line-2">
            {item.label}
          </a>
        ))}
        <form action={account.signOut} data-leaves>
          <PageField page={account.page} />
          <button type="submit" className="w-full rounded-lg px-2 py-1.5 text-left hover:bg-line-2">
            {text.signOut}
          </button>
        </form>
      </div>
    </details>
  );
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  const first = (part: string | undefined) => [...(part ?? "")][0] ?? "";
  return first(parts[0]) + (parts.length > 1 ? first(parts.at(-1)) : "");
}
