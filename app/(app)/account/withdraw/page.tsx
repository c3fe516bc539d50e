import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadWithdrawing } from "@/server/personal-data/withdrawing";
import { load } from "@/server/viewer";
import { WithdrawView } from "@/ui/personal-data/withdraw-view";
import { withdrawAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.withdraw };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => (
  <WithdrawView
    withdrawing={await load(loadWithdrawing, await searchParams)}
    action={withdrawAction}
    page={pageToken(viewer)}
    {...wordsFor(viewer)}
  />
));
