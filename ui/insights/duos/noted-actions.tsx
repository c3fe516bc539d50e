import { actionKinds } from "@/lib/domain/noted-actions";
import type { LeaderDuo } from "@/lib/insights/duos";
import { Section } from "../../section";
import type { ViewProps } from "../../view-props";
import {
  ActionForm,
  ActionForms,
  type ActionPlace,
  type NoteAction,
  type TakeBackAction,
  TakeBackButton,
  TakingBack,
} from "./action-form";
import { ActionList } from "./action-list";

/** The actions of the page, and the person that it was made for. */
export type DuoPageActions = {
  readonly page: string;
  readonly note: NoteAction;
  readonly takeBack: TakeBackAction;
};

type Props = ViewProps & { view: Extract<LeaderDuo, { kind: "duo" }>; actions: DuoPageActions };

/** What leaders noted that was done for a duo, and the form for one more. */
export function NotedActions({ view: { duo, frame, actions }, actions: run, words, format }: Props) {
  const text = words.notedActions;
  const open = actions.promised && !actions.endedOn;
  const place = { page: run.page, duoId: duo.duoId, cycleId: frame.cycle.id };
  return (
    <Section
      title={text.title}
      note={actions.endedOn ? text.ended.note : actions.promised ? text.note : text.notPromised}
    >
      <ActionForms>
        <div className="flex flex-col gap-4">
          <TakingBack takeBack={run.takeBack} signIn={text.form.signIn}>
            {actions.noted.length > 0 ? (
              <ActionList
                actions={actions.noted}
                words={words}
                format={format}
                after={({ canTakeBack, ...action }, said) =>
                  canTakeBack && (
                    <TakeBackButton
                      place={place}
                      action={action}
                      label={text.takeBack(said)}
                      text={text.form}
                    />
                  )
                }
              />
            ) : (
              (open || actions.endedOn) && <p className="text-ink-2">{text.none}</p>
            )}
          </TakingBack>
          {open && <NewAction place={place} run={run} {...{ frame, actions, words }} />}
        </div>
      </ActionForms>
    </Section>
  );
}

type NewProps = Pick<ViewProps, "words"> &
  Pick<Props["view"], "frame" | "actions"> & { place: ActionPlace; run: DuoPageActions };

function NewAction({ place, run, frame, actions, words: { notedActions: text } }: NewProps) {
  return (
    <ActionForm
      note={run.note}
      place={place}
      kinds={actionKinds.map((kind) => ({ value: kind, label: text.kind[kind] }))}
      days={{ first: frame.cycle.opensOn, last: actions.today }}
      text={text.form}
    />
  );
}
