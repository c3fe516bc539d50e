"use client";

import { type ComponentProps, useState } from "react";
import { TYPED_AT_MOST } from "@/lib/domain/characters";
import { TextAreaField } from "../field";

type Props = ComponentProps<typeof TextAreaField> & {
  defaultValue: string;
  /** Said where the field is full, so that the end of what was pasted may be missing. */
  full: string;
};

/** A text of the duo's own pages: it takes more than may be saved, to be shortened there, and says where it is cut. */
export function LongTextField({ full, ...field }: Props) {
  const [isFull, setFull] = useState(field.defaultValue.length >= TYPED_AT_MOST);
  return (
    <div>
      <TextAreaField
        {...field}
        rows={2}
        maxLength={TYPED_AT_MOST}
        dir="auto"
        onChange={({ target }) => setFull(target.value.length >= TYPED_AT_MOST)}
      />
      {isFull && (
        <p role="status" className="mt-1 font-semibold text-diverging text-small">
          {full}
        </p>
      )}
    </div>
  );
}
