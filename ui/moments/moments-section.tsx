import { TYPED_AT_MOST } from "@/lib/domain/characters";
import type { DuoPage } from "@/lib/domain/duos";
import { type Moment, type MomentContent, standing } from "@/lib/domain/moments";
import { fill } from "@/lib/i18n/fill";
import { otherSide } from "@/lib/instrument/answers";
import { Disclosure } from "../disclosure";
import { DuoForm, type DuoFormAction } from "../duo/duo-form";
import { Named } from "../named";
import { newUuid } from "../new-uuid";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { type MomentAction, MomentForm, type MomentFormText } from "./moment-form";

export type MomentActions = {
  page: string;
  save: MomentAction;
  remove: MomentAction;
  confirm: DuoFormAction;
  restore: DuoFormAction;
};

type Props = ViewProps & { duo: DuoPage; partnerName: string; actions: MomentActions };

/** As many moments are read at a glance on a phone. */
const AT_ONCE_ON_PHONE = 2;

/** What the two achieved together: either writes it down, the other confirms it. */
export function MomentsSection(props: Props) {
  const { duo, words } = props;
  const text = words.moments;
  const saysOne = duo.reveal?.block.some(({ item, mine }) => item === "MOM" && mine > 1) ?? false;
  const before = duo.cycles.find(({ number }) => number < duo.chosen.number);
  const offered = saysOne && !duo.endedOn && !duo.moments.some(({ day }) => day >= (before?.opensOn ?? ""));
  // What one of the two has yet to confirm is never folded away.
  const lastOpen = duo.moments.findLastIndex((moment) => !moment.confirmedAt);
  const atOnce = Math.max(AT_ONCE_ON_PHONE, lastOpen + 1);
  const [newest, earlier] = [duo.moments.slice(0, atOnce), duo.moments.slice(atOnce)];
  return (
    <Section id="moments" title={text.title} note={text.note} className="border-line border-t pt-5">
      {duo.moments.length === 0 && !offered && <p className="text-ink-2">{text.none}</p>}
      {offered && <p className="text-ink-2">{text.asked}</p>}
      {newest.length > 0 && <MomentList moments={newest} {...props} />}
      {earlier.length > 0 && (
        <Disclosure onPhone printed summary={text.earlier(earlier.length)} className="mt-3 md:mt-6">
          <MomentList moments={earlier} {...props} />
        </Disclosure>
      )}
      {!duo.endedOn && (
        <Disclosure summary={text.add} open={offered} className="mt-4" key={duo.moments.length}>
          <Form {...props} />
        </Disclosure>
      )}
    </Section>
  );
}

function MomentList({ moments, ...props }: Props & { moments: readonly Moment[] }) {
  return (
    <ol className="grid gap-6">
      {moments.map((moment) => (
        <li key={`${moment.id} ${moment.revision}`}>
          <OneMoment moment={moment} {...props} />
        </li>
      ))}
    </ol>
  );
}

/** A moment: what both confirmed, and below it a change that waits; or what one of them wrote and the other has not confirmed. */
function OneMoment({ moment, ...props }: Props & { moment: Moment }) {
  const { duo, partnerName, words, format } = props;
  const text = words.moments;
  const confirmed = standing(moment);
  const whose = duo.endedOn ? "ended" : moment.mine ? "mine" : "theirs";
  return (
    <>
      <Said content={confirmed ?? moment} {...props} />
      <p className={`mt-1 text-small ${confirmed ? "text-ink-3" : "font-semibold text-accent"}`}>
        {confirmed ? text.confirmed(format.date(confirmed.confirmedAt)) : unconfirmedText(moment, props)}
      </p>
      {moment.agreed && (
        <div className="mt-3 border-accent border-s-4 ps-4">
          <p className="mb-2 font-semibold text-accent text-small">
            {text.waitingChange[whose](partnerName)}
          </p>
          <Said content={moment} {...props} />
        </div>
      )}
      {!duo.endedOn && <Decisions moment={moment} {...props} />}
    </>
  );
}

/** What is missing to a moment that one of the two wrote; once the duo has ended, that it stayed missing. */
function unconfirmedText({ mine }: Moment, { duo, partnerName, words }: Props): string {
  const text = words.moments;
  if (duo.endedOn) return text.neverConfirmed;
  return (mine ? text.waiting : text.written)(partnerName);
}

/** The content of a moment, the reader's part first. */
function Said({ content, duo, partnerName, words, format }: Props & { content: MomentContent }) {
  const text = words.moments;
  const [mine, theirs] = [content[duo.side], content[otherSide(duo.side)]];
  return (
    <>
      <p className="text-ink-3 text-small">{format.calendarDay(content.day)}</p>
      <p dir="auto" className="max-w-column font-medium">
        {content.what}
      </p>
      {mine && <p className="max-w-column text-ink-2">{text.youBrought(mine)}</p>}
      {theirs && <p className="max-w-column text-ink-2">{text.brought(partnerName, theirs)}</p>}
    </>
  );
}

/** What the reader can do about a moment: confirm it, leave it as it was, change it, remove it. */
function Decisions({ moment, ...props }: Props & { moment: Moment }) {
  const { actions, words } = props;
  const text = words.moments;
  const isRemovable = moment.mine && standing(moment) === null;
  return (
    <div className="flex flex-wrap items-start gap-x-6">
      {!moment.mine && !moment.confirmedAt && (
        <Decision
          action={actions.confirm}
          label={moment.agreed ? text.waitingChange.confirm : text.confirm}
          kind="primary"
          moment={moment}
          {...props}
        />
      )}
      {moment.agreed && (
        <Decision
          action={actions.restore}
          label={text.waitingChange.restore}
          kind="secondary"
          moment={moment}
          {...props}
        />
      )}
      <Disclosure
        summary={<Named label={isRemovable ? text.changeOrRemove : text.change} name={moment.what} />}
        className="mt-3 min-w-0 basis-full"
      >
        <Form moment={moment} {...props} />
      </Disclosure>
    </div>
  );
}

type DecisionProps = Props & {
  moment: Moment;
  action: DuoFormAction;
  label: string;
  kind: "primary" | "secondary";
};

function Decision({ moment, action, label, kind, duo, actions, words }: DecisionProps) {
  return (
    <DuoForm
      action={action}
      place={{
        page: actions.page,
        duoId: duo.duoId,
        cycleId: duo.chosen.cycleId,
        momentId: moment.id,
        revision: String(moment.revision),
      }}
      label={<Named label={label} name={moment.what} />}
      kind={kind}
      signIn={words.roster.signIn}
    />
  );
}

const blank = { momentId: "", revision: "", what: "", day: "", ic: "", manager: "" };

function Form({ moment, duo, partnerName, actions, words }: Props & { moment?: Moment }) {
  const typed = moment && { ...moment, momentId: moment.id, revision: String(moment.revision) };
  return (
    <MomentForm
      save={actions.save}
      remove={actions.remove}
      place={{ page: actions.page, duoId: duo.duoId }}
      side={duo.side}
      typed={{ ...(typed ?? blank), newId: newUuid() }}
      removable={moment?.mine === true && standing(moment) === null}
      today={duo.today}
      text={formText(partnerName, words)}
    />
  );
}

function formText(partnerName: string, words: ViewProps["words"]): MomentFormText {
  const { form } = words.moments;
  const full = fill(words.survey.text.full, { n: TYPED_AT_MOST });
  return { ...form, theirs: form.theirs(partnerName), full, signIn: words.roster.signIn };
}
