import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { wordsFor } from "@/app/words";
import { duoAttributes } from "@/lib/domain/duo-attributes";
import { leaderScope } from "@/lib/domain/permissions";
import { requireViewer } from "@/server/viewer";
import { InsightsNav } from "@/ui/insights/view-parts/insights-nav";

/** The links between the views of insights. Each view checks the reader's scope itself. */
export default async function InsightsLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  if (!leaderScope(viewer)) notFound();
  const { words } = wordsFor(viewer);
  const { nav } = words.shell;
  const items = [
    { href: "/insights", label: nav.overview },
    { href: "/insights/changes", label: nav.changes },
    { href: "/insights/duos", label: nav.duos },
    { href: "/insights/units", label: nav.units },
    { href: "/insights/flow", label: nav.flow },
    { href: "/insights/kinds", label: nav.kinds },
    { href: "/insights/seeing", label: nav.seeing },
  ];
  return (
    <div className="relative -mt-4 flex flex-col gap-6 lg:-mt-6 print:mt-0">
      <InsightsNav
        label={words.insights.views}
        items={items}
        keep={["cycle", "unit", "range", "whole", ...duoAttributes]}
      />
      {children}
    </div>
  );
}
