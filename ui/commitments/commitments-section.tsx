import { TYPED_AT_MOST } from "@/lib/domain/characters";
import { COMMITMENTS_AT_MOST, type CommitmentTyped, type DuoCommitments } from "@/lib/domain/commitments";
import { dimensionCodes } from "@/lib/domain/published";
import { fill } from "@/lib/i18n/fill";
import { otherSide, type Side } from "@/lib/instrument/answers";
import { Disclosure } from "../disclosure";
import type { DuoFormPlace } from "../duo/duo-form";
import { Named } from "../named";
import { newUuid } from "../new-uuid";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { type CommitmentAction, CommitmentForm, type CommitmentFormText } from "./commitment-form";
import { CommitmentText } from "./commitment-text";
import { promiseForm } from "./promise-form-name";
import { UnpromisedText } from "./unpromised-text";

export type CommitmentActions = { page: string; save: CommitmentAction; remove: CommitmentAction };

type Props = Pick<ViewProps, "words"> & {
  commitments: Pick<DuoCommitments, "made" | "changeable">;
  place: Omit<DuoFormPlace, "page">;
  side: Side;
  partnerName: string;
  actions: CommitmentActions;
};

/** What the two promise each other in a cycle; both make, change and remove it while it can change. */
export function CommitmentsSection({ commitments, place, side, partnerName, actions, words }: Props) {
  const text = words.commitments;
  const { made, changeable } = commitments;
  const form = (typed: Omit<CommitmentTyped, "newId">) => (
    <CommitmentForm
      // Made anew once it was saved, so that it shows what is stored.
      key={`${typed.slot} ${typed.revision} ${made.length}`}
      save={actions.save}
      remove={actions.remove}
      place={{ page: actions.page, ...place }}
      typed={{ ...typed, newId: newUuid() }}
      text={formText({ side, partnerName, words })}
    />
  );
  const empty = form({ slot: "", revision: "", text: "", dimension: "", owner: "" });
  return (
    <Section
      id="commitments"
      title={text.title}
      note={changeable ? text.note : undefined}
      className={`border-line border-t pt-5 ${made.length === 0 ? "print:hidden" : ""}`}
    >
      {made.length === 0 && !changeable && <p className="text-ink-2">{text.none}</p>}
      {made.length > 0 && (
        <ol className="grid gap-5">
          {made.map((one) => (
            // Not by its place: what is promised anew after a removal has the same one.
            <li key={`${one.id} ${one.revision}`}>
              <CommitmentText commitment={one} side={side} partnerName={partnerName} words={words} />
              {changeable && (
                <Disclosure summary={<Named label={text.change} name={one.text} />} className="mt-1">
                  {form({ ...one, slot: String(one.slot), revision: String(one.revision) })}
                </Disclosure>
              )}
            </li>
          ))}
        </ol>
      )}
      {changeable && made.length === 0 && (
        <Disclosure onPhone summary={text.first}>
          {empty}
        </Disclosure>
      )}
      {changeable && made.length > 0 && made.length < COMMITMENTS_AT_MOST && (
        <Disclosure summary={text.another} className="mt-5">
          {empty}
        </Disclosure>
      )}
      {changeable && made.length >= COMMITMENTS_AT_MOST && (
        <UnpromisedText form={promiseForm({ page: actions.page, ...place }, "")} text={text.unpromised} />
      )}
    </Section>
  );
}

type Reader = Pick<Props, "side" | "partnerName" | "words">;

function formText({ side, partnerName, words }: Reader): CommitmentFormText {
  const { form, owner } = words.commitments;
  const topics = dimensionCodes.map((value) => ({ value, label: words.status.dimension[value] }));
  return {
    ...form,
    full: fill(words.survey.text.full, { n: TYPED_AT_MOST }),
    signIn: words.roster.signIn,
    dimensions: [{ value: "", label: form.chooseDimension }, ...topics],
    owners: [
      { value: side, label: owner.me },
      { value: otherSide(side), label: partnerName },
      { value: "both", label: owner.both },
    ],
  };
}
