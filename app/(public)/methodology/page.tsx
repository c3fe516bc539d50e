import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { defaultLocale } from "@/lib/i18n/locales";
import { MethodologyView } from "@/ui/methodology/methodology-view";

const words = dictionary(defaultLocale);

export const metadata: Metadata = { title: words.methodology.title, description: words.methodology.lede };

export default function MethodologyPage() {
  return <MethodologyView words={words} format={formats(defaultLocale, "UTC")} />;
}
