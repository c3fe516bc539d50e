"use client";

import { type ReactNode, useState } from "react";
import { findTimeZones, type TimeZoneArea } from "@/lib/domain/time-zones";
import { controlClass, Field } from "./field";
import { Options, type SelectOption } from "./select";

export type TimeZoneSearchText = { label: string; none: string };

type Props = {
  name: string;
  label: ReactNode;
  /** Of the box that narrows the list: its name, and what is said where it finds nothing. */
  search: TimeZoneSearchText;
  error?: ReactNode;
  defaultValue: string;
  areas: readonly TimeZoneArea[];
};

/** The native select, grouped by area, with a box that narrows it; what is chosen stays in the list all the time. */
export function TimeZoneField({ name, label, search: text, error, defaultValue, areas }: Props) {
  const [wanted, setWanted] = useState("");
  const [chosen, setChosen] = useState(defaultValue);
  const found = wanted.trim() ? findTimeZones(areas, wanted) : areas;
  const isListed = found.some(({ zones }) => zones.includes(chosen));
  const search = (typed: string) => {
    setWanted(typed);
    const [only, another] = findTimeZones(areas, typed).flatMap(({ zones }) => zones);
    if (typed.trim() && only && !another) setChosen(only);
  };
  return (
    <Field label={label} error={error}>
      {(wiring) => (
        <div className="flex flex-col gap-1.5">
          <input
            type="search"
            aria-label={text.label}
            placeholder={text.label}
            value={wanted}
            onChange={(event) => search(event.target.value)}
            // Enter would submit the form around it.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            className={controlClass}
          />
          <p aria-live="polite" className="text-small text-ink-3 empty:hidden">
            {found.length === 0 && text.none}
          </p>
          <select
            {...wiring}
            name={name}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            className={controlClass}
          >
            {!isListed && <Options options={[zoneOption(chosen)]} />}
            {found.map(({ area, zones }) =>
              area ? (
                <optgroup key={area} label={area}>
                  <Options options={zones.map(zoneOption)} />
                </optgroup>
              ) : (
                <Options key={area} options={zones.map(zoneOption)} />
              ),
            )}
          </select>
        </div>
      )}
    </Field>
  );
}

/** Labelled by its whole name, because a select shows the chosen option without its group. */
const zoneOption = (zone: string): SelectOption => ({ value: zone, label: zone.replaceAll("_", " ") });
