import type { SharingMode } from "@/lib/domain/cycles";
import type { program as englishText } from "@/lib/i18n/en/program";

type Props = {
  sharingModes: readonly SharingMode[];
  chosen: SharingMode;
  lastMode: SharingMode | undefined;
  text: Pick<typeof englishText, "open" | "modes">;
};

/** What leaders will see, with what a change from the last cycle's mode means. */
export function SharingField({ sharingModes, chosen, lastMode, text: { open, modes } }: Props) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="font-medium">{open.sharing}</legend>
      <p className="text-small text-ink-3">{open.sharingHint}</p>
      {sharingModes.map((mode) => (
        <label key={mode} className="flex items-start gap-3 rounded-lg border border-line p-4">
          <input
            type="radio"
            name="sharingMode"
            value={mode}
            defaultChecked={chosen === mode}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <span>
            <span className="font-medium">{modes[mode].label}</span>
            <span className="block text-ink-2">{modes[mode].text}</span>
            {lastMode && lastMode !== mode && (
              <span className="mt-1 block text-small text-ink-3">
                {mode === "scoped" ? open.afterPrivate : open.beforePrivate}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
