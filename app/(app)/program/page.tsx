import type { Metadata } from "next";
import { tabTitles, wordsFor } from "@/app/words";
import { loadProgram } from "@/server/cycles";
import { load, requireViewer } from "@/server/viewer";
import { ProgramView } from "@/ui/program/program-view";
import { closeAction, openAction, withdrawAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.program };

type Props = { searchParams: Promise<{ show?: string | string[] }> };

export default async function ProgramPage({ searchParams }: Props) {
  const program = await load(loadProgram);
  const { show } = await searchParams;
  return (
    <ProgramView
      program={program}
      missingOnly={show === "missing"}
      actions={{ open: openAction, close: closeAction, withdraw: withdrawAction }}
      {...wordsFor(await requireViewer())}
    />
  );
}
