import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { pageToken } from "@/server/auth/secrets";
import { loadStrongSignIn } from "@/server/auth/strong-sign-in";
import { load } from "@/server/viewer";
import { SignInRuleView } from "@/ui/sign-in-rule/sign-in-rule-view";
import { setStrongSignInAction } from "./actions";

export const metadata: Metadata = { title: tabTitles.signInRule };

export default personalPage(async (viewer) => {
  const rule = await load(loadStrongSignIn);
  const actions = { page: pageToken(viewer), set: setStrongSignInAction };
  return <SignInRuleView rule={rule} actions={actions} {...wordsFor(viewer)} />;
});
