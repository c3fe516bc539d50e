import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { NotFoundMessage } from "@/ui/not-found";

const { shell } = dictionary(defaultLocale);

export const metadata: Metadata = { title: shell.error.notFoundTitle };

export default function NotFound() {
  return <NotFoundMessage text={shell} home="/" />;
}
