import { type ComponentProps, type ReactNode, useId } from "react";

type Label = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; shown under the control and read out with it. */
  error?: ReactNode;
};

type Wiring = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

export const controlClass =
  "w-full min-h-11 rounded-lg border bg-paper px-3 py-2 text-ink placeholder:text-ink-3 max-sm:text-[1rem] focus-visible:rounded-lg border-edge aria-invalid:border-diverging";

/** Label, control, hint and error, connected by ids; `children` receives the attributes of the control. */
export function Field({ label, hint, error, children }: Label & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-3">
          {hint}
        </p>
      )}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

/** The error text under a control. */
export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} className="flex gap-1.5 text-small text-diverging">
      <span aria-hidden="true">!</span>
      <span>{children}</span>
    </p>
  );
}

export function TextField({ label, hint, error, className = "", ...rest }: Label & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <input {...rest} {...wiring} className={`${controlClass} ${className}`} />}
    </Field>
  );
}

/**
 * A field for a mail address. Not of the type "email": browsers refuse there what the server reads, as a
 * pasted "Ada <ada@…>".
 */
export const AddressField = (props: Label & ComponentProps<"input">) => (
  <TextField inputMode="email" autoCapitalize="none" spellCheck={false} {...props} />
);

export function TextAreaField({
  label,
  hint,
  error,
  className = "",
  ...rest
}: Label & ComponentProps<"textarea">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <textarea rows={4} {...rest} {...wiring} className={`${controlClass} ${className}`} />}
    </Field>
  );
}

/** A single checkbox, with its label after it. */
export function CheckboxField({
  label,
  hint,
  error,
  className = "",
  ...rest
}: Label & ComponentProps<"input">) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <label className="flex items-start gap-3 py-1">
        <input
          {...rest}
          type="checkbox"
          aria-describedby={described || undefined}
          aria-invalid={error ? true : undefined}
          className="mt-0.5 size-5 shrink-0 accent-accent"
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={`${id}-hint`} className="pl-8 text-small text-ink-3">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
