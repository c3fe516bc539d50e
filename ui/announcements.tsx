"use client";

import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { Button } from "./button";

/** What forms say about their work. */
export type ProgressText = Readonly<
  Record<"saving" | "saved" | "removed" | "kept" | "signedInAgain" | "close", string>
>;

type Announcing = {
  /** Has something read out. */
  say: (text: string) => void;
  /** Has something read out and shown, that nothing on the page shows: the form that it is about went with its answer. */
  tell: (text: string) => void;
  text: ProgressText;
};

const Context = createContext<Announcing>({
  say: () => undefined,
  tell: () => undefined,
  text: { saving: "", saved: "", removed: "", kept: "", signedInAgain: "", close: "" },
});

/**
 * Reads out what the forms of the pages inside came to. In the frame, because a form that was saved, or its whole page, may
 * be made anew or go. What a form would have shown that is gone is shown here, over the page, until it is closed, another
 * form is sent, or another page is opened.
 */
export function Announcements({ text, children }: { text: ProgressText; children: ReactNode }) {
  const path = usePathname();
  const [said, setSaid] = useState<{ text: string; shownOn?: string }>({ text: "" });
  const say = useCallback((text: string) => setSaid({ text }), []);
  const tell = useCallback((text: string) => setSaid({ text, shownOn: location.pathname }), []);
  const isShown = said.text !== "" && said.shownOn === path;
  return (
    <Context value={{ say, tell, text }}>
      {children}
      <div className={isShown ? shownClass : "sr-only"}>
        <p role="status" className="min-w-0 max-w-column">
          {said.text}
        </p>
        {isShown && (
          <Button kind="secondary" size="small" onClick={() => say("")}>
            {text.close}
          </Button>
        )}
      </div>
    </Context>
  );
}

const shownClass =
  "fixed inset-x-3 bottom-3 z-20 mx-auto flex max-w-reading flex-wrap items-center justify-between gap-3 rounded-xl border border-edge bg-paper px-4 py-3 text-ink shadow-lg print:hidden";

export const useAnnouncements = () => useContext(Context);
