import type { Dictionary } from "@/lib/i18n";
import { Link } from "./link";

type Props = {
  page: number;
  pages: number;
  href: (page: number) => string;
  words: Dictionary;
  /** "51 to 100 of 240". */
  range?: string;
};

const step = "inline-flex min-h-9 min-w-9 items-center justify-center rounded-lg px-2";

/** First, last and the neighbours of the page in view; nothing at all when there is one page. */
export function Pagination({ page, pages, href, words, range }: Props) {
  if (pages <= 1) return range ? <p className="mt-4 text-small text-ink-3 tabular-nums">{range}</p> : null;
  const text = words.shell.pages;
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
