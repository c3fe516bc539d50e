import type { ReactNode } from "react";
import type { PageInView } from "@/lib/domain/paging";
import { Link } from "./link";
import type { ViewProps } from "./view-props";
import { WholeList } from "./whole-list";

type Props = ViewProps & {
  list: PageInView;
  href: (page: number) => string;
  /** The same list on one page. */
  allHref: string;
};

const step = "inline-flex min-h-9 min-w-9 items-center justify-center rounded-lg px-2";

/** A list with the links to its other pages and to all of it on one page, which is also what is printed. */
export function PagedList({ children, ...props }: Props & { children: ReactNode }) {
  const { page, pages, perPage, total, all } = props.list;
  const { words, format } = props;
  const text = words.shell.pages;
  const [first, last] = [(page - 1) * perPage + 1, Math.min(total, page * perPage)];
  const range = text.range(format.whole(first), format.whole(last), format.whole(total));
  if (total === 0) return children;
  return (
    <WholeList allHref={pages > 1 ? props.allHref : undefined}>
      {children}
      {pages > 1 && <p className="mt-4 hidden text-small print:block">{text.partPrinted(range)}</p>}
      <div className="mt-4 flex flex-wrap items-center justify-between gap-3 text-small text-ink-3 tabular-nums">
        <p className={pages > 1 ? "print:hidden" : undefined}>
          {range}
          {all && last < total && `. ${text.most(format.whole(perPage))}`}
        </p>
        {pages > 1 && <Pages {...props} />}
        {all && <PageLink href={props.href(1)} text={text.paged} />}
      </div>
    </WholeList>
  );
}

function Pages({ list: { page, pages }, href, allHref, words }: Props) {
  const text = words.shell.pages;
  return (
    <nav aria-label={text.label} className="print:hidden">
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
        <li>
          <PageLink href={allHref} text={text.all} />
        </li>
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
