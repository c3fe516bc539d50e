import { type ReactNode, Suspense } from "react";
import type { Dictionary } from "@/lib/i18n";
import { filterHref } from "@/lib/insights/filters";
import type { OpenedView } from "@/lib/insights/frame";
import { Skeleton, type SkeletonShape } from "../../skeleton";

/**
 * Milliseconds to wait before a skeleton is shown. One that is replaced sooner would only flicker, and what comes after it
 * moves what is below it; where the browser is slow, little would be seen of it before that.
 */
const UNNOTICED = 500;

type Props<T> = {
  view: OpenedView<T>;
  /** The address of the view's page. */
  path: string;
  shape: SkeletonShape;
  words: Dictionary;
  children: (answer: T) => ReactNode;
};

/**
 * Shows what a view makes of its answer. An answer that comes soon is part of the page from its first byte, without a
 * Suspense boundary, whose content React would reveal later; a later answer is streamed after a skeleton.
 */
export async function Streamed<T>({ view, path, shape, words, children }: Props<T>) {
  const { filters } = view.frame;
  const content = view.answer.then(children);
  if (filters.whole) return content;
  const isSoon = await Promise.race([content.then(() => true), unnoticed()]);
  if (isSoon) return content;
  return (
    <>
      {/* Streamed content needs a script; without scripts the page loads again and waits for the whole answer. */}
      <noscript>
        <meta httpEquiv="refresh" content={`0; url=${filterHref(path, filters, { whole: "1" })}`} />
      </noscript>
      <Suspense fallback={<Skeleton shape={shape} label={words.shell.loading} />}>{content}</Suspense>
    </>
  );
}

const unnoticed = () => new Promise<false>((resolve) => setTimeout(resolve, UNNOTICED, false));
