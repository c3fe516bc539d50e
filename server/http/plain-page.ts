import { htmlText } from "@/lib/domain/html-text";
import { defaultLocale } from "@/lib/i18n/locales";

/** Colours and sizes of ui and app/theme.css; nothing else is loaded for a page that stands in for one of Next's. */
const style =
  "font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; color: light-dark(#14181f, #eef1f5); background: light-dark(#fbfbfc, #0e1116); max-width: 34rem; margin: 15vh auto; padding: 0 1.25rem";

/** What its headers must say besides. */
export const plainPagePolicy = "default-src 'none'; style-src-attr 'unsafe-inline'; frame-ancestors 'none'";

/** A page of a title and a sentence, which may name people, for a browser that gets no page of the app. */
export const plainPage = (title: string, text: string): string => page(htmlText(title), htmlText(text));

const page = (title: string, text: string): string => `<!doctype html>
<html lang="${defaultLocale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Twofold</title>
<body style="${style}">
<main>
<h1 style="font-size: 1.375rem; line-height: 1.25; font-weight: 600">${title}</h1>
<p>${text}</p>
</main>
`;
