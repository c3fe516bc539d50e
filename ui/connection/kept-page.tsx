"use client";

import { useEffect, useState } from "react";
import { useAnnouncements } from "../announcements";
import { Button } from "../button";
import { Notice } from "../notice";
import { useLoaded } from "../use-loaded";
import type { Unreached } from "./keep-page";

type Text = Readonly<Record<"title" | "text" | "again", string>>;

const load = () => import("./keep-page");

/** Says over the page that the one it leads to cannot be reached, and offers another try; what was chosen stays. */
export function KeptPage({ text }: { text: Text }) {
  const [unreached, tell] = useState<Unreached>();
  const { say } = useAnnouncements();
  const code = useLoaded(load);
  useEffect(() => code?.keepPage(tell), [code]);
  useEffect(() => {
    if (unreached) say(`${text.title} ${text.text}`);
  }, [unreached, say, text]);
  if (!unreached) return null;
  return (
    <div className="fixed inset-x-4 bottom-4 z-40 mx-auto max-w-column rounded-lg border border-edge bg-paper shadow-lg print:hidden">
      <Notice kind="warning" title={text.title}>
        <p>{text.text}</p>
        <Button kind="secondary" size="small" className="mt-3" onClick={unreached.again}>
          {text.again}
        </Button>
      </Notice>
    </div>
  );
}
