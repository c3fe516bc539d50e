import type { Metadata } from "next";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { buttonClass } from "@/ui/button";
import { Message } from "@/ui/message";

const { shell } = dictionary(defaultLocale);

export const metadata: Metadata = { title: shell.error.notFoundTitle };

export default function NotFound() {
  return (
    <Message framed title={shell.error.notFoundTitle} text={shell.error.notFoundText}>
      {/* A plain link: the router's would travel with every page from here. */}
      <a href="/home" className={buttonClass()}>
        {shell.action.home}
      </a>
    </Message>
  );
}
