import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadSetup } from "@/server/setup/steps";
import { load } from "@/server/viewer";
import { SetupView } from "@/ui/setup/setup-view";
import * as actions from "./actions";

export const metadata: Metadata = { title: tabTitles.setup };

export default personalPage(async (viewer) => {
  const setup = await load(loadSetup);
  const given = {
    page: pageToken(viewer),
    save: actions.saveOrganizationAction,
    send: actions.sendTestMailAction,
    confirm: actions.confirmTestMailAction,
    check: actions.checkProviderAction,
    correct: actions.correctAddressAction,
  };
  return <SetupView setup={setup} actions={given} {...wordsFor(viewer)} />;
});
