"use client";

import { type ReactNode, useState } from "react";
import { findTimeZones, type TimeZoneArea } from "@/lib/domain/time-zones";
import { controlClass, Field } from "./field";
import { Options, type SelectOption } from "./select";

type Props = {
  name: string;
  label: ReactNode;
  /** The name, for screen readers, of the box that narrows the list. */
  searchLabel: string;
  error?: ReactNode;
  defaultValue: string;
  areas: readonly TimeZoneArea[];
};

/** The native select, grouped by area, with a box that narrows it; what is chosen stays in the list all the time. */
export function TimeZoneField({ name, label, searchLabel, error, defaultValue, areas }: Props) {
  const [wanted, setWanted] = useState("");
  const [chosen, setChosen] = useState(defaultValue);
  const found = wanted.trim() ? findTimeZones(areas, wanted) : areas;
  const isListed = found.some(({ zones }) => zones.includes(chosen));
  const search = (text: string) => {
    setWanted(text);
    const [only, another] = findTimeZones(areas, text).flatMap(({ zones }) => zones);
    if (text.trim() && only && !another) setChosen(only);
  };
  return (
    <Field label={label} error={error}>
      {(wiring) => (
        <div className="flex flex-col gap-1.5">
          <input
            type="search"
            aria-label={searchLabel}
            placeholder={searchLabel}
            value={wanted}
            onChange={(event) => search(event.target.value)}
            // Enter would submit the form around it.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            className={controlClass}
          />
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

/** With its whole name, because what is chosen is shown without its group. */
const zoneOption = (zone: string): SelectOption => ({ value: zone, label: zone.replaceAll("_", " ") });
