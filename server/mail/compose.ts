import type { WaitingMail } from "@/db/queries/outbox";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { defaultLocale, type Locale, locales } from "@/lib/i18n/locales";
import { linkToken, mailedCode } from "../auth/secrets";
import { env } from "../env";

export type Message = { subject: string; text: string; html: string };

type Content = {
  subject: string;
  paragraphs: readonly string[];
  action: { label: string; url: string };
  after: readonly string[];
};

const pageUrl = (path: string) => new URL(path, env().AUTH_URL).href;

/** What a mail says, in its addressee's language and time zone. `cycle-opened` needs `closesAt` in its payload, `cycle-published` `cycleId` and `opensAt`. */
function content(mail: WaitingMail, locale: Locale): Content {
  const words = dictionary(locale).mail;
  const { organization, payload } = mail;
  switch (mail.kind) {
    case "sign-in": {
      const query = new URLSearchParams({ token: linkToken(mail.id), next: payload.next ?? "" });
      return {
        subject: words.signIn.subject,
        paragraphs: [words.signIn.text],
        action: { label: words.signIn.action, url: pageUrl(`/sign-in/verify?${query}`) },
        after: [words.signIn.code(mailedCode(mail.id)), words.signIn.notYou],
      };
    }
    case "cycle-opened": {
      const closes = formats(locale, mail.timeZone).dateTime(payload.closesAt ?? "");
      return {
        subject: words.cycleOpened.subject,
        paragraphs: [words.cycleOpened.text(organization, closes)],
        action: { label: words.cycleOpened.action, url: pageUrl("/home") },
        after: [words.cycleOpened.note],
      };
    }
    case "cycle-published": {
      const cycle = formats(locale, mail.timeZone).monthYear(payload.opensAt ?? "");
      return {
        subject: words.cyclePublished.subject(cycle),
        paragraphs: [words.cyclePublished.text(organization, cycle)],
        action: {
          label: words.cyclePublished.action,
          url: pageUrl(`/insights?${new URLSearchParams({ cycle: payload.cycleId ?? "" })}`),
        },
        after: [words.cyclePublished.note],
      };
    }
  }
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character]!);

/** A waiting mail as plain text and as simple HTML that says the same. */
export function compose(mail: WaitingMail): Message {
  const locale = locales.find((one) => one === mail.language) ?? defaultLocale;
  const words = dictionary(locale).mail;
  const { subject, paragraphs, action, after } = content(mail, locale);
  const before = [words.greeting(mail.givenName), ...paragraphs];
  const text = [...before, action.url, ...after, words.footer].join("\n\n");
  const paragraph = (inner: string) => `<p>${inner}</p>`;
  const html = [
    ...before.map((line) => paragraph(escapeHtml(line))),
    paragraph(`<a href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a>`),
    ...after.map((line) => paragraph(escapeHtml(line))),
    `<p style="color:#667085">${escapeHtml(words.footer)}</p>`,
  ].join("\n");
  return { subject, text: `${text}\n`, html: `<!doctype html><html><body>\n${html}\n</body></html>\n` };
}
