/** What nginx is told to send on in a header: nothing of its own, or one of its variables. */
const hosts = ["", "$host", "$http_host"] as const;

/** One way to set nginx up: the headers that it writes. */
export type Variant = {
  host: (typeof hosts)[number];
  forwardedHost: (typeof hosts)[number];
  forwardedProto: boolean;
  forwardedFor: boolean;
};

/** Every combination: without each header, and with it; hosts also as `$host` gives them, without their port. */
export const variants: readonly Variant[] = hosts.flatMap((host) =>
  hosts.flatMap((forwardedHost) =>
    [false, true].flatMap((forwardedProto) =>
      [false, true].map((forwardedFor) => ({ host, forwardedHost, forwardedProto, forwardedFor })),
    ),
  ),
);

/** Without either header nobody tells the product which host was asked for, and it must refuse. */
export const saysTheHost = ({ host, forwardedHost }: Variant) => host !== "" || forwardedHost !== "";
