"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import { dropExpired } from "./survey/expired";

const Framed = createContext("");

/** The signed token of the person whom the frame was made for (`pageToken`). */
export const useFramePage = () => useContext(Framed);

/** The frame of a page: the header with a name, and whatever else stays while pages change inside it. */
export function FramePerson({ page, children }: { page: string; children: ReactNode }) {
  useEffect(() => {
    // A survey looks first for what it kept itself.
    if (!window.location.pathname.startsWith("/survey/")) dropExpired();
  }, []);
  return <Framed value={page}>{children}</Framed>;
}

/**
 * What a page shows, if it was made for the person whom the frame around it was made for. After a link or a filter the
 * server makes the next page for the person who is signed in at that moment, while the frame stays; if that is somebody
 * else, nothing of the page is shown and page and frame are loaded anew.
 */
export function PersonsPage({ page, children }: { page: string; children: ReactNode }) {
  const other = useFramePage() !== page;
  useEffect(() => {
    if (other) window.location.reload();
  }, [other]);
  return other ? null : children;
}

/**
 * For "not found" and errors, which are shown in place of a page and name no person: asks whether the frame's person is
 * still signed in, and loads page and frame anew where somebody else is.
 */
export function FrameCheck() {
  const page = useFramePage();
  useEffect(() => {
    fetch("/api/page", { cache: "no-store", headers: { "x-twofold-page": page } })
      .then(({ status }) => {
        if (status === 409) window.location.reload();
      })
      .catch(() => {});
  }, [page]);
  return null;
}
