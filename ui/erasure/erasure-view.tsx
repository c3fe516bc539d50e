import { type ErasureCounts, type ErasurePage, endingDuos } from "@/lib/domain/erasure";
import { isolate } from "@/lib/i18n/isolate";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import type { AdminAction } from "../program/admin-actions";
import { Section } from "../section";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { ErasureForm } from "./erasure-form";

type Actions = { page: string; erase: AdminAction<null> };
type Props = ViewProps & { erasure: ErasurePage; actions: Actions };
type Ahead = Extract<ErasurePage, { erasedAt: null }>;

/**
 * What erasing a person removes and what stays, and the form that does it; or why it cannot be done now. After it was
 * done, when that was and what stays.
 */
export function ErasureView({ erasure, actions, words, format }: Props) {
  const { erasing: text } = words;
  if (erasure.erasedAt === null)
    return <Preview erasure={erasure} actions={actions} words={words} format={format} />;
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.done.title}
        lede={text.done.lede(format.date(new Date(erasure.erasedAt)))}
        actions={<TextLink href="/program/roster/people">{text.people}</TextLink>}
      />
      <Section title={text.stays.title}>
        <Lines lines={[...text.stays.ofDuos, ...text.stays.lines]} />
      </Section>
    </div>
  );
}

function Preview({ erasure, actions, words, format }: Omit<Props, "erasure"> & { erasure: Ahead }) {
  const { erasing: text, program } = words;
  const { personId, name, refusal } = erasure;
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title(isolate(name))}
        lede={text.lede}
        actions={<TextLink href={`/program/roster/people/${personId}`}>{text.back}</TextLink>}
      />
      {refusal && <Refused refusal={refusal} text={text} />}
      <div className="grid gap-8 sm:grid-cols-2">
        {(["goes", "stays"] as const).map((part) => (
          <Section key={part} title={text[part].title}>
            <Lines lines={[...(erasure.duos.length > 0 ? text[part].ofDuos : []), ...text[part].lines]} />
          </Section>
        ))}
      </div>
      {!refusal && (
        <Section title={text.countedTitle} note={erasure.counts ? text.counted : text.notCounted}>
          {erasure.counts && <Numbers counts={erasure.counts} text={text} format={format} />}
        </Section>
      )}
      <Section title={text.duos.title}>
        <Duos erasure={erasure} text={text} />
      </Section>
      {!refusal && (
        <Section title={text.confirm.title}>
          <ErasureForm
            action={actions.erase}
            fields={{ page: actions.page, personId, ending: endingDuos(erasure.duos) }}
            text={{
              label: text.confirm.label(isolate(name)),
              hint: text.confirm.hint,
              action: text.confirm.action,
              signIn: program.signIn,
              done: words.erasing.done.title,
            }}
          />
        </Section>
      )}
    </div>
  );
}

type Text = ViewProps["words"]["erasing"];

function Refused({ refusal, text }: { refusal: NonNullable<Ahead["refusal"]>; text: Text }) {
  const { list, label } = text.helps[refusal];
  return (
    <Notice kind="warning" title={text.refusedTitle}>
      <p>{text.refusal[refusal]}</p>
      <p>
        <TextLink href={`/program/roster/${list}`}>{label}</TextLink>
      </p>
    </Notice>
  );
}

function Duos({ erasure, text }: { erasure: Ahead; text: Text }) {
  if (erasure.duos.length === 0) return <p>{text.duos.none}</p>;
  return (
    <Lines lines={erasure.duos.map((duo) => text.duos[duo.ends ? "ends" : "ended"](isolate(duo.name)))} />
  );
}

type NumbersProps = { counts: ErasureCounts; text: Text; format: ViewProps["format"] };

/** How many rows go, and how many stay. */
function Numbers({ counts, text, format }: NumbersProps) {
  const counted = {
    surveys: format.count(counts.surveys),
    imports: format.count(counts.imports),
    duos: format.count(counts.duos),
    published: format.count(counts.published),
  };
  return (
    <div className="grid gap-8 sm:grid-cols-2">
      {(["goes", "stays"] as const).map((part) => (
        <div key={part}>
          <h3 className="mb-2 font-semibold">{text[part].title}</h3>
          <Lines lines={text[part].counted(counted)} />
        </div>
      ))}
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="grid max-w-column list-disc gap-1.5 pl-5">
      {lines.map((line) => (
        <li key={line} className="wrap-anywhere">
          {line}
        </li>
      ))}
    </ul>
  );
}
