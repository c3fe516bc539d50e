"use client";

import { errorsOf } from "@/lib/domain/form-state";
import type { ConfirmTyped, ImportReport } from "@/lib/domain/roster-imports";
import type { Breaker } from "@/lib/roster/plan";
import { Button } from "../button";
import { ConfirmButton } from "../confirm-button";
import { ConfirmDialog } from "../confirm-dialog";
import { TextField } from "../field";
import { LinkButton } from "../link-button";
import { PageField } from "../page-field";
import type { AdminAction } from "../program/admin-actions";
import { useAskFirst } from "../program/ask-first";
import { OutcomeNotice } from "../program/outcome-notice";
import { useAdminAction } from "../program/use-admin-action";
import { Section } from "../section";

export type ImportActions = {
  /** Names the person whom the page was made for. */
  page: string;
  apply: AdminAction<ConfirmTyped>;
  check: AdminAction<null>;
  discard: AdminAction<null>;
};

type Dialog = { action: string; title: string; text: string; cancel: string; done: string };
type Text = {
  apply: Dialog;
  discard: Dialog;
  again: string;
  checking: string;
  another: string;
  signIn: string;
  breakers: { title: string; questions: readonly { name: Breaker; fact: string; label: string }[] };
};
type Props = { report: ImportReport; actions: ImportActions; text: Text };

/** What can be done with an import in its state: carry it out, check it again, discard it; somebody else’s is discarded only. */
export function ReportActions({ report, actions, text }: Props) {
  const { state, isStuck, isOwn, summary, failure } = report;
  const hasChanges = (summary?.counts.length ?? 0) > 0 && summary?.errors === 0;
  const canApply =
    isOwn &&
    ((state === "checked" && hasChanges && failure !== "roster-changed") ||
      (isStuck && state === "applying"));
  const canCheck =
    isOwn &&
    (state === "receiving" || (isStuck && state === "checking") || (state === "checked" && failure !== null));
  const canDiscard = state === "receiving" || state === "checked" || isStuck;
  if (!canApply && !canCheck && !canDiscard) return null;
  return (
    <div className="flex flex-col gap-6 print:hidden">
      {canApply && <Apply report={report} actions={actions} text={text} />}
      <div className="flex flex-wrap gap-3">
        {canCheck && (
          <CheckAgain
            run={actions.check}
            page={actions.page}
            id={report.id}
            label={text.again}
            done={text.checking}
            signIn={text.signIn}
          />
        )}
        {state === "checked" && (
          <LinkButton kind="secondary" href={`/program/import?from=${report.id}`}>
            {text.another}
          </LinkButton>
        )}
        {canDiscard && <Discard report={report} actions={actions} text={text} />}
      </div>
    </div>
  );
}

function Apply({ report, actions, text }: Props) {
  const [{ attempt, typed, outcome }, run, pending] = useAdminAction<ConfirmTyped>(
    actions.apply,
    {},
    { done: text.apply.done },
  );
  const { form, dialog, submit, sendAsked } = useAskFirst(run);
  const errors = errorsOf(outcome);
  const { questions, title } = text.breakers;
  return (
    <form
      key={attempt}
      ref={form}
      action={sendAsked}
      onSubmit={submit}
      className="flex max-w-column flex-col gap-4"
    >
      <PageField page={actions.page} />
      <input type="hidden" name="importId" value={report.id} />
      <input type="hidden" name="seen" value={report.fingerprint ?? ""} />
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
      {questions.length > 0 && (
        <Section title={title}>
          <div className="flex flex-col gap-4">
            {questions.map(({ name, fact, label }) => (
              <TextField
                key={name}
                name={name}
                inputMode="numeric"
                autoComplete="off"
                required
                label={label}
                hint={fact}
                error={errors[name]}
                defaultValue={typed[name] ?? ""}
              />
            ))}
          </div>
        </Section>
      )}
      <div>
        <Button type="submit" disabled={pending}>
          {text.apply.action}
        </Button>
      </div>
      <ConfirmDialog
        ref={dialog}
        title={text.apply.title}
        cancelWord={text.apply.cancel}
        label={text.apply.action}
      >
        <p>{text.apply.text}</p>
      </ConfirmDialog>
    </form>
  );
}

type CheckProps = { run: AdminAction<null>; page: string; id: string } & Record<
  "label" | "done" | "signIn",
  string
>;

/** Checks the files once more. */
function CheckAgain({ run, page, id, label, done, signIn }: CheckProps) {
  const [{ outcome }, act, pending] = useAdminAction(run, null, { done });
  return (
    <form action={act} className="flex flex-col gap-2">
      <PageField page={page} />
      <input type="hidden" name="importId" value={id} />
      <Button type="submit" disabled={pending}>
        {label}
      </Button>
      <OutcomeNotice outcome={outcome} signIn={signIn} />
    </form>
  );
}

function Discard({ report, actions, text }: Props) {
  const [{ outcome }, run] = useAdminAction(actions.discard, null, { done: text.discard.done });
  return (
    <div className="flex flex-col gap-2">
      <ConfirmButton
        label={text.discard.action}
        title={text.discard.title}
        cancelWord={text.discard.cancel}
        action={run}
        fields={{ importId: report.id, page: actions.page }}
        kind="danger"
      >
        <p>{text.discard.text}</p>
      </ConfirmButton>
      <OutcomeNotice outcome={outcome} signIn={text.signIn} />
    </div>
  );
}
