import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { wordsFor } from "@/app/words";
import type { Query } from "@/lib/insights/filters";
import { openUnit } from "@/server/insights/units";
import { requireViewer } from "@/server/viewer";
import { UnitView } from "@/ui/insights/units/unit-view";
import { detailLoader } from "../../load-detail";

type Props = { params: Promise<{ unitId: string }>; searchParams: Promise<Query> };

const loadUnit = detailLoader(openUnit);

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { words } = wordsFor(await requireViewer());
  const view = await loadUnit((await params).unitId, searchParams);
  return { title: view?.frame.unit.label ?? words.shell.nav.units };
}

export default personalPage(async (viewer, { params, searchParams }: Props) => {
  const view = await loadUnit((await params).unitId, searchParams);
  return <UnitView view={view} {...wordsFor(viewer)} />;
});
