import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadErasure } from "@/server/erasure/erasure";
import { load } from "@/server/viewer";
import { ErasureView } from "@/ui/erasure/erasure-view";
import { eraseAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.erasing };

type Props = { params: Promise<{ personId: string }> };

export default personalPage(async (viewer, { params }: Props) => {
  const erasure = await load(loadErasure, await params);
  const actions = { page: pageToken(viewer), erase: eraseAction };
  return <ErasureView erasure={erasure} actions={actions} {...wordsFor(viewer)} />;
});
