"use client";

import { useEffect, useState } from "react";
import type { ImportProgress } from "@/lib/domain/roster-imports";

type Props = {
  report: ImportProgress & { id: string };
  text: { label: string; note: string };
};

const everyMs = 500;

/** How far an import is, asked of the server until it has moved on; then the page is loaded again to say what came of it. */
export function ReportProgress({ report, text }: Props) {
  const [progress, setProgress] = useState(report.progress);
  const { id, state, isStuck } = report;
  useEffect(() => {
    const timer = setInterval(async () => {
      const now = await ask(id);
      if (!now) return;
      setProgress(now.progress);
      if (now.state !== state || now.isStuck !== isStuck) {
        clearInterval(timer);
        window.location.reload();
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [id, state, isStuck]);
  return (
    <div className="flex max-w-column flex-col gap-2">
      <label className="flex flex-col gap-2 font-medium">
        {text.label}
        <progress value={progress} max={100} className="h-3 w-full accent-accent" />
      </label>
      <p className="text-small text-ink-3">{text.note}</p>
    </div>
  );
}

/** Undefined while the server does not answer: the next time it may. */
async function ask(id: string): Promise<ImportProgress | undefined> {
  try {
    const response = await fetch(`/api/program/imports/${id}`);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
