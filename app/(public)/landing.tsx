import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { LinkButton } from "@/ui/link-button";
import { Section } from "@/ui/section";

const { landing } = dictionary(defaultLocale).auth;

/** What the product is and who sees what, for people who are not signed in. */
export function Landing({ picture }: { picture?: string }) {
  return (
    <div className="flex flex-col gap-12">
      <header className="flex max-w-[48rem] flex-col gap-4">
        <h1 className="text-display">{landing.title}</h1>
        <p>{landing.what}</p>
        <p>{landing.who}</p>
        <div className="mt-2 flex flex-wrap gap-3">
          <LinkButton href="/sign-in">{landing.signIn}</LinkButton>
          <LinkButton href="/methodology" kind="secondary">
            {landing.methodology}
          </LinkButton>
        </div>
      </header>
      {picture && (
        // biome-ignore lint/performance/noImgElement: image optimization is off, and this picture needs none.
        <img
          src={picture}
          alt={landing.pictureAlt}
          width={1280}
          height={900}
          className="h-auto w-full rounded-xl border border-line"
        />
      )}
      <Section title={landing.seesTitle}>
        <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          {Object.values(landing.sees).map(({ who, what }) => (
            <div key={who} className="border-line border-t pt-3">
              <dt className="font-semibold">{who}</dt>
              <dd className="mt-1 max-w-prose text-ink-2">{what}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}
