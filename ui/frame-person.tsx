"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";

const Framed = createContext("");

/** The frame of a page: the header with a name, and whatever else stays while pages change inside it. */
export function FramePerson({ page, children }: { page: string; children: ReactNode }) {
  return <Framed value={page}>{children}</Framed>;
}

/**
 * What a page shows, if it was made for the person whom the frame around it was made for. A page that changes inside its
 * frame comes with whoever is signed in by then; if that is somebody else, nothing of it is shown and all is loaded anew.
 */
export function PersonsPage({ page, children }: { page: string; children: ReactNode }) {
  const other = useContext(Framed) !== page;
  useEffect(() => {
    if (other) window.location.reload();
  }, [other]);
  return other ? null : children;
}

/**
 * For what stands in place of a page without being anybody's, as "not found": asks whether the frame's person is still
 * signed in, and loads all anew where somebody else is.
 */
export function FrameCheck() {
  const page = useContext(Framed);
  useEffect(() => {
    fetch("/api/page", { cache: "no-store", headers: { "x-twofold-page": page } })
      .then(({ status }) => {
        if (status === 409) window.location.reload();
      })
      .catch(() => {});
  }, [page]);
  return null;
}
