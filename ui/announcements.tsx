"use client";

import { createContext, type ReactNode, useContext, useState } from "react";

/** What forms say about their work. */
export type ProgressText = Readonly<
  Record<"saving" | "saved" | "removed" | "kept" | "signedInAgain", string>
>;

type Announcing = { say: (text: string) => void; text: ProgressText };

const Context = createContext<Announcing>({
  say: () => undefined,
  text: { saving: "", saved: "", removed: "", kept: "", signedInAgain: "" },
});

/**
 * Reads out what the forms of the pages inside came to. In the frame, because a form that was saved, or its whole page, may
 * be made anew or go.
 */
export function Announcements({ text, children }: { text: ProgressText; children: ReactNode }) {
  const [said, say] = useState("");
  return (
    <Context value={{ say, text }}>
      {children}
      <p role="status" className="sr-only">
        {said}
      </p>
    </Context>
  );
}

export const useAnnouncements = () => useContext(Context);
