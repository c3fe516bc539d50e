import { type ReactNode, Suspense } from "react";
import type { Dictionary } from "@/lib/i18n";
import { filterHref } from "@/lib/insights/filters";
import type { Opened } from "@/lib/insights/frame";
import { Skeleton, type SkeletonShape } from "../../skeleton";

/** In milliseconds: a shorter wait goes unnoticed, and a skeleton that only flashes would make it feel longer. */
const UNNOTICED = 200;

type Props<T> = {
  view: Opened<T>;
  /** The page of the view. */
  path: string;
  shape: SkeletonShape;
  words: Dictionary;
  children: (answer: T) => ReactNode;
};

/**
 * What a view makes of its answer. One that comes soon stands in its place from the first byte on, since React would
 * hold back the reveal of a boundary; a later one follows its skeleton.
 */
export async function Streamed<T>({ view, path, shape, words, children }: Props<T>) {
  const { filters } = view.frame;
  const content = view.answer.then(children);
  if (filters.whole) return content;
  const isSoon = await Promise.race([content.then(() => true), unnoticed()]);
  if (isSoon) return content;
  return (
    <>
      {/* Only a script can put what is streamed into its place. */}
      <noscript>
        <meta httpEquiv="refresh" content={`0; url=${filterHref(path, filters, { whole: "1" })}`} />
      </noscript>
      <Suspense fallback={<Skeleton shape={shape} label={words.shell.loading} />}>{content}</Suspense>
    </>
  );
}

const unnoticed = () => new Promise<false>((resolve) => setTimeout(resolve, UNNOTICED, false));
