"use client";

import { FrameCheck } from "@/ui/frame-person";
import { Failure, type FailureProps } from "../failure";

export default function FramedError(props: FailureProps) {
  return (
    <>
      <FrameCheck />
      <Failure framed {...props} />
    </>
  );
}
