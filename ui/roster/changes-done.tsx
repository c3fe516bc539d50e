"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Notice } from "../notice";

type Lines = readonly string[];

const Context = createContext<(done: Lines | undefined) => void>(() => undefined);

/** Tells what the last change of a page's forms did; undefined where it was only looked at, or refused. */
export const useChangesDone = () => useContext(Context);

/**
 * What the last change of the forms inside did, above them: the page is made anew with it, and the section of the form may
 * be another one by then. The focus goes there.
 */
export function ChangesDone({ title, children }: { title: string; children: ReactNode }) {
  const [done, tell] = useState<Lines>();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done) notice.current?.focus();
  }, [done]);
  return (
    <Context value={tell}>
      {done && (
        <div ref={notice} tabIndex={-1} className="max-w-column outline-none">
          <Notice live title={title}>
            <LineList lines={done} />
          </Notice>
        </div>
      )}
      {children}
    </Context>
  );
}

/** What changes, a line each. */
export function LineList({ lines }: { lines: Lines }) {
  return (
    <ul className="list-disc pl-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
