import type { AuditArea } from "@/lib/domain/audit";
import { type AuditLog, actionsOf } from "@/lib/domain/audit-query";
import { Button } from "../button";
import { FilterBar, FilterDay, FilterSearch, FilterSelect } from "../filter-bar";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";

type Props = { log: AuditLog; words: ViewProps["words"] };

/** Area, action, person and days of the log; an admin has one area and no choice of it. */
export function AuditFilterBar({ log: { areas, asked }, words }: Props) {
  const { area: areaNames, action: actionNames, filter: text } = words.audit;
  const { area = "", action = "", who = "", from = "", to = "" } = asked;
  const chosen = areas.filter((known) => known === area);
  const inArea = actionsOf(chosen.length > 0 ? chosen : areas);
  // An action that was asked for stays among the choices, also when the area does not have it.
  const actions = actionsOf(areas).filter((known) => known === action || inArea.includes(known));
  return (
    <FilterBar
      label={text.label}
      action="/audit"
      applyWord={words.shell.action.apply}
      more={
        <>
          <Button type="submit" kind="secondary" size="small" className="noscript:hidden">
            {text.apply}
          </Button>
          {Object.keys(asked).length > 0 && <TextLink href="/audit">{text.clear}</TextLink>}
        </>
      }
    >
      {areas.length > 1 && (
        <FilterSelect
          name="area"
          label={text.area}
          value={area}
          options={[
            { value: "", label: text.allAreas },
            ...areas.map((value: AuditArea) => ({ value, label: areaNames[value] })),
          ]}
        />
      )}
      <FilterSelect
        name="action"
        label={text.action}
        value={action}
        options={[
          { value: "", label: text.allActions },
          ...actions.map((value) => ({ value, label: actionNames[value] })),
        ]}
      />
      <FilterSearch name="who" label={text.who} value={who} />
      <FilterDay name="from" label={text.from} value={from} />
      <FilterDay name="to" label={text.to} value={to} />
    </FilterBar>
  );
}
