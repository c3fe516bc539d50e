import type { DemoMail, Mailbox } from "@/lib/domain/mailbox";
import { Disclosure } from "./disclosure";
import { PageTitle } from "./page-title";
import { PagedList } from "./pagination";
import { TextLink } from "./text-link";
import type { ViewProps } from "./view-props";

const pageHref = (page: number) => (page > 1 ? `/mailbox?page=${page}` : "/mailbox");

/** What the demo would have mailed, each mail folded to its subject. */
export function MailboxView({ mailbox, words, format }: ViewProps & { mailbox: Mailbox }) {
  const text = words.mailbox;
  return (
    <div className="mx-auto flex max-w-reading flex-col gap-6">
      <PageTitle
        title={text.title}
        lede={text.lede}
        actions={<TextLink href="/sign-in">{text.back}</TextLink>}
      />
      {mailbox.mails.length === 0 ? (
        <p className="text-ink-2">{text.none}</p>
      ) : (
        <PagedList
          list={mailbox.view}
          href={pageHref}
          allHref="/mailbox?rows=all"
          words={words}
          format={format}
        >
          <ul className="flex flex-col divide-y divide-line border-line border-y">
            {mailbox.mails.map((mail) => (
              <li key={mail.id} className="py-3">
                <MailLine mail={mail} text={text} />
              </li>
            ))}
          </ul>
        </PagedList>
      )}
    </div>
  );
}

function MailLine({ mail, text }: { mail: DemoMail; text: ViewProps["words"]["mailbox"] }) {
  return (
    <>
      <p className="text-small text-ink-3">
        <span className="sr-only">{text.to} </span>
        {mail.to}, <span className="sr-only">{text.at} </span>
        <span className="tabular-nums">{mail.sentAt}</span>
      </p>
      <Disclosure summary={<span className="text-body font-medium text-ink">{mail.subject}</span>}>
        <p className="max-w-column whitespace-pre-wrap rounded-lg bg-ground p-4 text-small">
          {mail.text.split(webAddress).map((part, index) =>
            webAddress.test(part) ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
              <TextLink key={index} inline href={part}>
                {part}
              </TextLink>
            ) : (
              part
            ),
          )}
        </p>
      </Disclosure>
    </>
  );
}

/** The addresses in a plain text, kept by `split`. */
const webAddress = /(https?:\/\/[^\s\]]+)/;
