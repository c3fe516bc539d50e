"use client";

import { Failure, type FailureProps } from "../failure";

export default function FramedError(props: FailureProps) {
  return <Failure framed {...props} />;
}
