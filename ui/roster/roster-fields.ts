import { pairTypes } from "@/lib/domain/pair-types";
import type { RosterForm, RosterList } from "@/lib/domain/roster-lists";
import type { Dictionary } from "@/lib/i18n";
import type { SelectOption } from "../select";
import type { FieldSpec } from "./field-spec";

type Given = { form: RosterForm; words: Dictionary };

/** The fields of the form of each list; those of a new entry have its id too. */
export const fieldsOf: Record<RosterList, (given: Given) => FieldSpec[]> = {
  people: ({ form, words }) => {
    const text = words.rosterLists.fields;
    return [
      { name: "name", label: text.name, required: true },
      { name: "email", label: text.email, type: "email", required: true, hint: text.emailHint },
      ...(form.id ? [] : [{ name: "person_id", label: text.person_id, hint: text.person_idHint }]),
      { name: "given_name", label: text.given_name },
      { name: "time_zone", label: text.time_zone, hint: text.time_zoneHint },
    ];
  },
  units: ({ form, words }) => {
    const text = words.rosterLists.fields;
    return [
      { name: "name", label: text.name, required: true },
      ...(form.isRoot ? [] : [{ name: "unit", label: text.above, options: unitOptions(form) }]),
      { name: "platform", label: text.platform, options: yesNo(words) },
      ...(form.id ? [] : [{ name: "unit_id", label: text.unit_id }]),
    ];
  },
  duos: ({ form, words }) => {
    const text = words.rosterLists.fields;
    const people: FieldSpec[] = [
      { name: "ic_id", label: text.ic_id, required: true },
      { name: "manager_id", label: text.manager_id, required: true },
    ];
    return [
      ...(form.id ? [] : people),
      { name: "duo", label: text.duo, hint: form.id ? text.duoKeptHint : text.duoHint },
      { name: "unit", label: text.unit, options: unitOptions(form) },
      {
        name: "pair_type",
        label: text.pair_type,
        options: pairTypes.map((value) => ({ value, label: words.status.pairType[value] })),
      },
      { name: "started_on", label: text.started_on, type: "date" },
      { name: "ic_grade", label: text.ic_grade, hint: text.gradeHint, type: "number" },
      { name: "manager_grade", label: text.manager_grade, hint: text.gradeHint, type: "number" },
      { name: "line_manager", label: text.line_manager, options: yesNo(words) },
      { name: "team_size", label: text.team_size, type: "number" },
      ...(form.id ? [] : [{ name: "duo_id", label: text.duo_id }]),
    ];
  },
  grants: ({ form, words }) => {
    const text = words.rosterLists.fields;
    return [
      { name: "person_id", label: text.person, required: true },
      { name: "unit", label: text.unit, options: unitOptions(form) },
    ];
  },
};

/** The units to choose from; a unit cannot be put under itself. */
function unitOptions({ units, id }: RosterForm): SelectOption[] {
  return units.filter((unit) => unit.id !== id).map(({ path }) => ({ value: path, label: path }));
}

const yesNo = ({ rosterLists: text }: Dictionary): SelectOption[] => [
  { value: "no", label: text.no },
  { value: "yes", label: text.yes },
];
