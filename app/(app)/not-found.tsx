import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { LinkButton } from "@/ui/link-button";
import { Message } from "@/ui/message";

const { shell } = dictionary(defaultLocale);

export const metadata: Metadata = { title: shell.error.notFoundTitle };

export default function NotFound() {
  return (
    <Message framed title={shell.error.notFoundTitle} text={shell.error.notFoundText}>
      <LinkButton href="/home">{shell.action.home}</LinkButton>
    </Message>
  );
}
