import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { loadSetupLink } from "@/server/setup/link";
import { SetupLinkView } from "@/ui/setup/setup-link-view";
import { foundAction, goOnAction } from "./actions";

const words = dictionary(defaultLocale);

export const metadata: Metadata = { title: words.setup.found.title };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function SetupPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const link = await loadSetupLink(token);
  return (
    <SetupLinkView
      link={link}
      token={String(token)}
      actions={{ found: foundAction, goOn: goOnAction }}
      words={words}
    />
  );
}
