import { type ReactNode, Suspense } from "react";

/** In milliseconds: a shorter wait goes unnoticed, and a skeleton that only flashes would make it feel longer. */
const UNNOTICED = 200;

type Props<T> = { answer: Promise<T>; skeleton: ReactNode; children: (answer: T) => ReactNode };

/**
 * What a page makes of an answer. One that comes soon stands in its place from the first byte on, since React would
 * hold back the reveal of a boundary; a later one follows its skeleton.
 */
export async function Streamed<T>({ answer, skeleton, children }: Props<T>) {
  const view = answer.then(children);
  const isSoon = await Promise.race([view.then(() => true), unnoticed()]);
  return isSoon ? view : <Suspense fallback={skeleton}>{view}</Suspense>;
}

const unnoticed = () => new Promise<false>((resolve) => setTimeout(resolve, UNNOTICED, false));
