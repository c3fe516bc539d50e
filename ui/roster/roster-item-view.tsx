import { type RosterForm, recordKindOf } from "@/lib/domain/roster-lists";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { ChangeForm } from "./change-form";
import { ChangesDone } from "./changes-done";
import type { FieldSpec } from "./field-spec";
import { RoleForm } from "./role-form";
import type { RosterActions } from "./roster-actions";
import { fieldsOf } from "./roster-fields";

type Props = ViewProps & { form: RosterForm; actions: RosterActions };

/** One person, unit or duo, or a new one: its facts, its end, and what else can be done with it. */
export function RosterItemView({ form, actions, words, format }: Props) {
  const given = { form, actions, words, format };
  const text = words.rosterLists;
  const { list, id } = form;
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={id ? form.title : text.title.new[list]}
        lede={<TextLink href={`/program/roster/${list}`}>{text.back}</TextLink>}
      />
      <ChangesDone title={text.done}>
        {list === "grants" ? (
          <GrantForms {...given} />
        ) : (
          <Section title={text.facts}>
            <Change {...given} fields={fieldsOf[list]({ form, words })} cells={form.cells} />
          </Section>
        )}
        {id && list === "duos" && !form.isOver && <DuoSections {...given} />}
        {id && list !== "grants" && !form.isRoot && <EndSection {...given} />}
      </ChangesDone>
      {id && list === "people" && (
        <Section title={words.erasing.link} note={words.erasing.linkNote}>
          <TextLink href={`/program/erase/${id}`}>{words.erasing.link}…</TextLink>
        </Section>
      )}
    </div>
  );
}

type ChangeProps = Omit<Props, "format"> & {
  fields: readonly FieldSpec[];
  cells: Readonly<Record<string, string>>;
  /** The label of the button where it is not the usual one; it is then no main action of the page. */
  look?: string;
  /** Cells that nobody types. */
  fixed?: Readonly<Record<string, string>>;
};

function Change({ form, actions, words, fields, cells, look, fixed }: ChangeProps) {
  const { lookNote, follows, doIt, clash, look: usual } = words.rosterLists;
  const started: Readonly<Record<string, string | undefined>> = form.cells;
  const own = [...fields.map(({ name }) => name), ...Object.keys(fixed ?? {})];
  return (
    <ChangeForm
      // A form of cells that changed since is another one: with its old cells it would undo that.
      key={JSON.stringify(own.map((name) => started[name]))}
      action={actions.change}
      page={actions.page}
      kind={recordKindOf[form.list]}
      id={form.id}
      fixed={fixed}
      fields={fields}
      cells={cells}
      started={form.cells}
      kindOfButton={look ? "secondary" : "primary"}
      text={{ look: look ?? usual, lookNote, follows, doIt, clash, signIn: words.program.signIn }}
    />
  );
}

function EndSection({ form, actions, words, format }: Props) {
  const { actions: text, fields, endsWithOthers, startsLater } = words.rosterLists;
  if (form.list === "grants") return null;
  const set = form.cells.ended_on ?? "";
  const state = form.isOver ? "resume" : set ? "endAhead" : "end";
  const { label, title } = text[state][form.list];
  const hints = { resume: fields.ended_onEmpty, endAhead: fields.ended_onAhead, end: fields.ended_onHint };
  const field: FieldSpec = { name: "ended_on", label: fields.ended_on, hint: hints[state], type: "date" };
  const { withOthers, startsLater: start } = form.ends;
  const notes = [
    withOthers && endsWithOthers(format.calendarDay(withOthers)),
    start && startsLater(format.calendarDay(start)),
  ];
  return (
    <Section title={title} note={notes.filter(Boolean).join(" ")}>
      <Change
        form={form}
        actions={actions}
        words={words}
        fields={[field]}
        cells={{ ended_on: { resume: "", endAhead: set, end: form.today }[state] }}
        look={label}
      />
    </Section>
  );
}

function DuoSections({ form, actions, words }: Props) {
  const text = words.rosterLists;
  const pause = form.isPaused ? text.actions.resumeDuo : text.actions.pauseDuo;
  const { ic_id: ic = "", manager_id: manager = "" } = form.cells;
  return (
    <>
      <Section title={pause.title} note={text.actions.pauseNote}>
        <Change
          form={form}
          actions={actions}
          words={words}
          fields={[]}
          cells={{}}
          fixed={{ paused: form.isPaused ? "no" : "yes" }}
          look={pause.label}
        />
      </Section>
      <Section title={text.actions.replace} note={text.actions.replaceNote}>
        <Change
          form={form}
          actions={actions}
          words={words}
          fields={[
            { name: "ic_id", label: text.actions.replaceIc(form.partners?.ic ?? ""), required: true },
            {
              name: "manager_id",
              label: text.actions.replaceManager(form.partners?.manager ?? ""),
              required: true,
            },
          ]}
          cells={{ ic_id: ic, manager_id: manager }}
          look={text.look}
        />
      </Section>
    </>
  );
}

function GrantForms({ form, actions, words }: Props) {
  const { grant, fields, roles } = words.rosterLists;
  return (
    <>
      <Section title={grant.leaderTitle} note={grant.leaderNote}>
        <Change
          form={form}
          actions={actions}
          words={words}
          fields={fieldsOf.grants({ form, words })}
          cells={{}}
        />
      </Section>
      <Section title={grant.roleTitle} note={grant.roleNote}>
        <RoleForm
          action={actions.grant}
          page={actions.page}
          text={{
            person: fields.person,
            role: fields.role,
            action: grant.action,
            granted: grant.granted,
            signIn: words.program.signIn,
          }}
          roles={(["admin", "reviewer"] as const).map((value) => ({ value, label: roles[value] }))}
        />
      </Section>
    </>
  );
}
