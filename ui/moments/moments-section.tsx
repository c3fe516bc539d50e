import type { DuoPage } from "@/lib/domain/duos";
import type { Moment, MomentTyped } from "@/lib/domain/moments";
import { otherSide } from "@/lib/instrument/answers";
import { Disclosure } from "../disclosure";
import { DuoForm, type DuoFormAction } from "../duo/duo-form";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { type MomentAction, MomentForm, type MomentFormText } from "./moment-form";

export type MomentActions = {
  page: string;
  save: MomentAction;
  remove: MomentAction;
  confirm: DuoFormAction;
};

type Props = ViewProps & { duo: DuoPage; partnerName: string; actions: MomentActions };

/** What the two achieved together: either writes it down, the other confirms it. */
export function MomentsSection(props: Props) {
  const { duo, words } = props;
  const text = words.moments;
  const saysOne = duo.reveal?.block.some(({ item, mine }) => item === "MOM" && mine > 1) ?? false;
  const before = duo.cycles.find(({ number }) => number < duo.chosen.number);
  const offered = saysOne && !duo.moments.some(({ day }) => day >= (before?.opensOn ?? ""));
  return (
    <Section title={text.title} note={text.note} className="border-line border-t pt-5">
      {duo.moments.length === 0 && !offered && <p className="text-ink-2">{text.none}</p>}
      {offered && <p className="text-ink-2">{text.asked}</p>}
      <ol className="grid gap-6">
        {duo.moments.map((moment) => (
          <li key={`${moment.id} ${moment.revision}`}>
            <OneMoment moment={moment} {...props} />
          </li>
        ))}
      </ol>
      {!duo.endedOn && (
        <Disclosure summary={text.add} open={offered} className="mt-4" key={duo.moments.length}>
          <Form {...props} />
        </Disclosure>
      )}
    </Section>
  );
}

function OneMoment({ moment, ...props }: Props & { moment: Moment }) {
  const { duo, partnerName, actions, words, format } = props;
  const text = words.moments;
  const [mine, theirs] = [moment[duo.side], moment[otherSide(duo.side)]];
  const state = moment.confirmedAt
    ? text.confirmed(format.date(moment.confirmedAt))
    : moment.mine
      ? text.waiting(partnerName)
      : text.written(partnerName);
  return (
    <>
      <p className="text-ink-3 text-small">{format.calendarDay(moment.day)}</p>
      <p dir="auto" className="max-w-column font-medium">
        {moment.what}
      </p>
      {mine && <p className="max-w-column text-ink-2">{text.youBrought(mine)}</p>}
      {theirs && <p className="max-w-column text-ink-2">{text.brought(partnerName, theirs)}</p>}
      <p className={`mt-1 text-small ${moment.confirmedAt ? "text-ink-3" : "font-semibold text-accent"}`}>
        {state}
      </p>
      {!duo.endedOn && (
        <div className="flex flex-wrap items-start gap-x-6">
          {!moment.mine && !moment.confirmedAt && (
            <DuoForm
              action={actions.confirm}
              place={{
                page: actions.page,
                duoId: duo.duoId,
                cycleId: duo.chosen.cycleId,
                momentId: moment.id,
                revision: String(moment.revision),
              }}
              label={
                <>
                  {text.confirm}
                  <span className="sr-only">: {moment.what}</span>
                </>
              }
              kind="primary"
              signIn={words.roster.signIn}
            />
          )}
          <Disclosure summary={text.change} className="mt-3 min-w-0 flex-1">
            <Form moment={moment} {...props} />
          </Disclosure>
        </div>
      )}
    </>
  );
}

const blank: MomentTyped = { momentId: "", revision: "", what: "", day: "", ic: "", manager: "" };

function Form({ moment, duo, partnerName, actions, words }: Props & { moment?: Moment }) {
  const typed = moment && { ...moment, momentId: moment.id, revision: String(moment.revision) };
  return (
    <MomentForm
      save={actions.save}
      remove={actions.remove}
      place={{ page: actions.page, duoId: duo.duoId }}
      side={duo.side}
      typed={typed ?? blank}
      removable={moment?.mine === true && !moment.confirmedAt}
      today={duo.today}
      text={formText(partnerName, words)}
    />
  );
}

function formText(partnerName: string, words: ViewProps["words"]): MomentFormText {
  const { form } = words.moments;
  return { ...form, theirs: form.theirs(partnerName), signIn: words.roster.signIn };
}
