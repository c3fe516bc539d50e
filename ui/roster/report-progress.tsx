"use client";

import { useEffect, useState } from "react";
import { pageHeader } from "@/lib/domain/page-header";
import type { ImportProgress } from "@/lib/domain/roster-imports";
import { useFramePage } from "../frame-person";

type Props = {
  report: ImportProgress & { id: string };
  text: { label: string; note: string };
};

const everyMs = 500;

/** How far an import is, asked of the server until its state changes; then the page is loaded again. */
export function ReportProgress({ report, text }: Props) {
  const [progress, setProgress] = useState(report.progress);
  const { id, state, isStuck } = report;
  const page = useFramePage();
  useEffect(() => {
    const timer = setInterval(async () => {
      const now = await ask(id, page);
      if (now === "other-person") return window.location.reload();
      if (!now) return;
      setProgress(now.progress);
      if (now.state !== state || now.isStuck !== isStuck) {
        clearInterval(timer);
        window.location.reload();
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [id, page, state, isStuck]);
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
async function ask(id: string, page: string): Promise<ImportProgress | "other-person" | undefined> {
  try {
    const response = await fetch(`/api/program/imports/${id}`, { headers: { [pageHeader]: page } });
    if (response.status === 409) return "other-person";
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
