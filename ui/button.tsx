import type { ComponentProps } from "react";

export type ButtonKind = "primary" | "secondary" | "danger" | "quiet";
export type ButtonSize = "normal" | "small";

const base =
  "inline-flex items-center justify-center gap-2 rounded-lg text-center font-semibold no-underline transition-colors focus-visible:rounded-lg disabled:opacity-50 aria-disabled:opacity-50 print:hidden";

const kinds: Record<ButtonKind, string> = {
  primary: "bg-accent text-paper hover:enabled:opacity-90 [a&]:hover:opacity-90",
  secondary: "border border-edge bg-paper text-ink hover:bg-line-2",
  danger: "border border-diverging bg-paper text-diverging hover:bg-diverging-soft",
  quiet: "text-accent hover:bg-accent-soft",
};

const sizes: Record<ButtonSize, string> = {
  normal: "min-h-11 px-4 py-2",
  small: "min-h-8 px-3 py-1 text-small",
};

export type Look = { kind?: ButtonKind; size?: ButtonSize };

/** The classes of a button, for a link that looks like one. */
export function buttonClass({ kind = "primary", size = "normal" }: Look = {}): string {
  return `${base} ${kinds[kind]} ${sizes[size]}`;
}

/** A button; its label is a verb. */
export function Button({
  kind,
  size,
  className = "",
  type = "button",
  ...rest
}: ComponentProps<"button"> & Look) {
  return <button type={type} className={`${buttonClass({ kind, size })} ${className}`} {...rest} />;
}
