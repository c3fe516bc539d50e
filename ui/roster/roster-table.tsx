import { Fragment } from "react";
import type { ListedDuo, ListedGrant, ListedPerson, ListedUnit, RosterPage } from "@/lib/domain/roster-lists";
import { neverBegin } from "@/lib/roster/roster";
import { AdminButton } from "../program/admin-button";
import { type Column, Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import type { GrantActions } from "./roster-actions";

type Props = ViewProps & { page: RosterPage; actions: GrantActions };

/** The lines of one list of the roster. */
export function RosterTable({ page, actions, words, format }: Props) {
  const caption = words.rosterLists.titles[page.list];
  const rowKey = ({ id }: { id: string }) => id;
  const given = { words, format, today: page.today };
  if (page.list === "people")
    return (
      <Table stacked caption={caption} columns={peopleColumns(given)} rows={page.lines} rowKey={rowKey} />
    );
  if (page.list === "units")
    return <Table stacked caption={caption} columns={unitColumns(given)} rows={page.lines} rowKey={rowKey} />;
  if (page.list === "duos")
    return <Table stacked caption={caption} columns={duoColumns(given)} rows={page.lines} rowKey={rowKey} />;
  return (
    <Table
      stacked
      caption={caption}
      columns={grantColumns({ ...given, actions })}
      rows={page.lines}
      rowKey={rowKey}
    />
  );
}

type Given = ViewProps & { today: string };

function stateOf(endedOn: string | null, { words, format, today }: Given): string {
  const text = words.rosterLists;
  if (endedOn === null) return text.active;
  const day = format.calendarDay(endedOn);
  return endedOn <= today ? text.endedOn(day) : text.endsOn(day);
}

function neverState({ endedOn }: { endedOn: string | null }, { words, format, today }: Given): string {
  const { neverBegan, neverBegins } = words.rosterLists;
  return endedOn !== null && endedOn > today ? neverBegins(format.calendarDay(endedOn)) : neverBegan;
}

/** The last two columns of people and of units. */
function duosAndState(given: Given): Column<{ duos: number; endedOn: string | null }>[] {
  const { columns } = given.words.rosterLists;
  return [
    {
      key: "duos",
      header: columns.duos,
      numeric: true,
      cell: ({ duos }) => given.format.whole(duos),
    },
    { key: "state", header: columns.state, cell: ({ endedOn }) => stateOf(endedOn, given) },
  ];
}

/** The first column of each list: what a line is about. */
const nameColumn = <Row,>({ words }: Pick<ViewProps, "words">, cell: Column<Row>["cell"]): Column<Row> => ({
  key: "name",
  header: words.rosterLists.columns.name,
  rowHeader: true,
  wrap: true,
  anyLength: true,
  cell,
});

function peopleColumns(given: Given): Column<ListedPerson>[] {
  const text = given.words.rosterLists;
  return [
    nameColumn(given, ({ id, name }) => <TextLink href={`/program/roster/people/${id}`}>{name}</TextLink>),
    {
      key: "email",
      header: text.columns.email,
      wrap: true,
      anyLength: true,
      cell: ({ email, pendingEmail, signedIn }) => (
        <>
          <Address email={email} />
          {pendingEmail && <span className="block text-ink-3">{text.pending(pendingEmail)}</span>}
          {!signedIn && <span className="block text-ink-3">{text.neverCame}</span>}
        </>
      ),
    },
    { key: "id", header: text.columns.id, anyLength: true, cell: ({ externalId }) => externalId },
    ...duosAndState(given),
  ];
}

/** An address that breaks where its parts end, before a word would. */
function Address({ email }: { email: string }) {
  return email.split(/(?<=[@._+-])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts repeat and never move.
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function unitColumns(given: Given): Column<ListedUnit>[] {
  return [
    nameColumn(given, ({ id, name, path }) => (
      <>
        <TextLink href={`/program/roster/units/${id}`}>{name}</TextLink>
        <span className="block text-ink-3">{path}</span>
      </>
    )),
    ...duosAndState(given),
  ];
}

function duoColumns(given: Given): Column<ListedDuo>[] {
  const text = given.words.rosterLists;
  return [
    nameColumn(given, ({ id, name }) => <TextLink href={`/program/roster/duos/${id}`}>{name}</TextLink>),
    { key: "ic", header: text.columns.ic, wrap: true, anyLength: true, cell: ({ ic }) => ic },
    {
      key: "manager",
      header: text.columns.manager,
      wrap: true,
      anyLength: true,
      cell: ({ manager }) => manager,
    },
    { key: "unit", header: text.columns.unit, wrap: true, anyLength: true, cell: ({ unit }) => unit },
    {
      key: "since",
      header: text.columns.since,
      cell: ({ startedOn }) => given.format.calendarDay(startedOn),
    },
    {
      key: "state",
      header: text.columns.state,
      cell: (duo) => {
        if (neverBegin(duo)) return neverState(duo, given);
        return duo.endedOn === null && duo.paused ? text.paused : stateOf(duo.endedOn, given);
      },
    },
  ];
}

function grantColumns({
  words,
  format,
  actions,
}: ViewProps & { actions: GrantActions }): Column<ListedGrant>[] {
  const text = words.rosterLists;
  const { keep, signIn } = words.program;
  return [
    nameColumn({ words }, ({ person }) => person),
    { key: "role", header: text.columns.role, cell: ({ role }) => text.roles[role] },
    {
      key: "unit",
      header: text.columns.unit,
      wrap: true,
      anyLength: true,
      cell: ({ unit }) => unit ?? "–",
    },
    {
      key: "since",
      header: text.columns.since,
      cell: ({ grantedAt }) => format.date(new Date(grantedAt).toISOString()),
    },
    {
      key: "by",
      header: text.columns.by,
      anyLength: true,
      cell: ({ grantedBy }) => grantedBy ?? words.audit.system,
    },
    {
      key: "action",
      header: text.columns.action,
      screenOnly: true,
      cell: ({ id, person, revoked }) =>
        !revoked && (
          <AdminButton
            action={actions.endGrant}
            page={actions.page}
            fields={{ grantId: id }}
            kind="danger"
            text={{
              label: text.grant.end,
              title: text.grant.endTitle(person),
              done: text.grant.ended(person),
              keep,
              signIn,
            }}
          >
            {text.grant.endText}
          </AdminButton>
        ),
    },
  ];
}
