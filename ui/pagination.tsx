import { Link } from "./link";
import type { ViewProps } from "./view-props";

type Props = ViewProps & {
  /** The page in view, from 1; with `perPage` a text says which lines are in view. */
  list: { page: number; pages: number; total: number; perPage?: number };
  href: (page: number) => string;
};

const step = "inline-flex min-h-9 min-w-9 items-center justify-center rounded-lg px-2";

/** Links to the first, the last and the neighbouring pages; none when there is one page. */
export function Pagination({ list, href, words, format }: Props) {
  const { page, pages } = list;
  const text = words.shell.pages;
  const range = rangeText(list, { words, format });
  if (pages <= 1) return range ? <p className="mt-4 text-small text-ink-3 tabular-nums">{range}</p> : null;
  return (
    <nav
      aria-label={text.label}
      className="mt-4 flex flex-wrap items-center justify-between gap-3 text-small tabular-nums print:hidden"
    >
      <span className="text-ink-3">{range}</span>
      <ul className="flex flex-wrap items-center gap-1">
        <li>{page > 1 && <PageLink href={href(page - 1)} text={text.previous} />}</li>
        {pagesInView(page, pages).map((number, index, all) => (
          <li key={number} className="flex items-center gap-1">
            {index > 0 && number - (all[index - 1] ?? 0) > 1 && <span className="text-ink-3">…</span>}
            {number === page ? (
              <span aria-current="page" className={`${step} bg-accent-soft font-semibold text-ink`}>
                {number}
              </span>
            ) : (
              <PageLink href={href(number)} text={String(number)} />
            )}
          </li>
        ))}
        <li>{page < pages && <PageLink href={href(page + 1)} text={text.next} />}</li>
      </ul>
    </nav>
  );
}

/** "51 to 100 of 240". */
function rangeText(
  { page, perPage, total }: Props["list"],
  { words, format }: ViewProps,
): string | undefined {
  if (perPage === undefined) return undefined;
  const [first, last] = [(page - 1) * perPage + 1, Math.min(total, page * perPage)];
  return words.shell.pages.range(format.whole(first), format.whole(last), format.whole(total));
}

function PageLink({ href, text }: { href: string; text: string }) {
  return (
    <Link href={href} className={`${step} text-accent hover:bg-accent-soft`}>
      {text}
    </Link>
  );
}

function pagesInView(page: number, pages: number): number[] {
  return [...new Set([1, page - 1, page, page + 1, pages])].filter(
    (number) => number >= 1 && number <= pages,
  );
}
