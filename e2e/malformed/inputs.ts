import fc from "fast-check";

/** A request as it is written on the wire, which no client library would write. */
export type Malformed = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
};

/** Values that have broken something somewhere, and values that only look right. */
const notorious = [
  "",
  "%",
  "%0",
  "%00",
  "%E0%A4%A",
  "%ED%A0%80",
  "%C0%AE%C0%AE%2F",
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e",
  "%5c%5cevil.example",
  "//evil.example",
  "\\evil.example",
  "-1",
  "0",
  "1.5",
  "1e309",
  "9007199254740993",
  "99999999999999999999",
  "NaN",
  "null",
  "undefined",
  "true",
  "[]",
  "{}",
  "[object Object]",
  "__proto__",
  "constructor",
  "toString",
  "'",
  "';select pg_sleep(9);--",
  '"',
  "%27%22%3C%3E",
  "<script>",
  "$&",
  "$1",
  "{{7*7}}",
  "%F0%9F%91%A9%F0%9F%8F%BD",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "------------------------------------",
  "0000000000000000000000000000000000000",
  "2026-02-30T25:61",
  "+275761-01-01T00:00",
  "Asia/Nowhere",
  "x".repeat(3000),
];

/** Bytes that may stand in a request line or a header: no blank, no line end. */
const wireByte = fc
  .integer({ min: 0x21, max: 0xff })
  .filter((byte) => byte !== 0x7f)
  .map((byte) => String.fromCharCode(byte));
const wireText = fc.string({ unit: wireByte, maxLength: 40 });
const junk = fc.oneof(
  fc.constantFrom(...notorious),
  wireText.map((text) => text.replace(/[#?]/g, "%23")),
);
const anyText = fc.oneof(
  fc.constantFrom(...notorious, "\0", "a\0b", "\ud800", "\u202e", "🫠".repeat(200)),
  fc.string({ unit: "binary", maxLength: 60 }),
);

const queryNames =
  "next error token page show cycle unit pair status agreement grade tenure q sort dir range from whole open table code state _rsc iss".split(
    " ",
  );

const query = fc
  .array(fc.tuple(fc.constantFrom(...queryNames), junk), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join("&"));

const headerNames =
  "accept accept-encoding accept-language content-type cookie if-none-match if-modified-since next-action next-router-prefetch next-router-segment-prefetch next-router-state-tree next-url origin purpose range referer rsc sec-fetch-site x-forwarded-for x-forwarded-host x-forwarded-proto x-middleware-subrequest x-nextjs-data x-twofold-path".split(
    " ",
  );

const headers = fc
  .array(fc.tuple(fc.constantFrom(...headerNames), fc.oneof(junk, fc.constantFrom("1", "*", "bytes=9-1"))), {
    maxLength: 2,
  })
  .map((pairs) => Object.fromEntries(pairs) as Record<string, string>);

const json = fc.oneof(
  anyText.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 4, stringUnit: "binary" }).map((text) => Buffer.from(text)),
  fc
    .record(
      {
        revision: fc.oneof(fc.maxSafeInteger(), fc.double(), anyText, fc.constantFrom(2_147_483_647, -1)),
        promiseVersion: anyText,
        answers: fc.dictionary(
          fc.constantFrom("DQ1", "TR1", "C1", "NOTE", "ALLOC", "MAP", "__proto__"),
          fc.anything(),
        ),
        key: anyText,
      },
      { requiredKeys: [] },
    )
    .map((value) => Buffer.from(stringified(value))),
);

/** As JSON where it can be; anything else is what JSON cannot say. */
function stringified(value: unknown): string {
  try {
    return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part)) ?? "undefined";
  } catch {
    return "[";
  }
}

const form = fc.oneof(
  json,
  fc
    .array(fc.tuple(fc.constantFrom("token", "email", "code", "next", "x"), junk), { maxLength: 5 })
    .map((pairs) => Buffer.from(pairs.map(([name, value]) => `${name}=${value}`).join("&"))),
);

/**
 * Ways to get a request to one address wrong: a part of its path, its query, its headers, its body. `path` is the
 * right one; `method` the right method.
 */
export function malformedRequests(
  method: string,
  path: string,
  { count, seed }: { count: number; seed: number },
): Malformed[] {
  const [place = "", given = ""] = path.split("?");
  const parts = place.split("/").slice(1);
  const broken = fc.tuple(fc.nat(Math.max(0, parts.length - 1)), junk).map(([at, text]) => {
    const changed = parts.map((part, i) => (i === at ? text : part));
    return `/${changed.join("/")}`;
  });
  const writes = method !== "GET";
  const one = fc
    .record({
      path: fc.oneof({ weight: 3, arbitrary: fc.constant(place) }, { weight: 1, arbitrary: broken }),
      query,
      headers,
      body: writes ? (method === "PUT" ? json : form) : fc.constant(undefined),
    })
    .map(({ path, query, headers, body }) => ({
      method,
      path: `${path}?${[given, query].filter(Boolean).join("&")}`,
      headers: writes
        ? { "content-type": method === "PUT" ? "application/json" : urlEncoded, ...headers }
        : headers,
      ...(body && { body }),
    }));
  return fc.sample(one, { numRuns: count, seed });
}

const partNames =
  "0 1 2 _0 1_$ACTION_ID_ $ACTION_ID_00 $ACTION_REF_1 $ACTION_1:0 $ACTION_1:1 $ACTION_KEY 1_email email next id closesLocal timeZone sharingMode cycleId reason __proto__ constructor".split(
    " ",
  );

const contentTypes = [
  "multipart/form-data",
  "multipart/form-data; boundary=",
  "Multipart/Form-Data; boundary=y",
  'multipart/form-data; boundary="x',
  "multipart/form-data; charset=utf-7; boundary=x",
];

const urlEncoded = "application/x-www-form-urlencoded";

const flightReferences =
  "$ $0 $1 $F1 $F0 $h1 $K1 $Q1 $W1 $i1 $B1 $A1 $o1 $r1 $R1 $x1 $X1 $@1 $L1 $T1 $T $n9 $nx $D $Dx $D2026-01-01 $u $N $I $- $-0 $S $Sx $$ $1:constructor $1:__proto__:then $0:0:0:0 $G1 $V1 $b1 $g1 $P1 $Z $E1 $Y1".split(
    " ",
  );

/** An object with a `then`, which is taken for a promise, as attacks on the decoder have used it. */
const disguisedPromise: unknown = JSON.parse(
  '{"then":"$1:constructor","status":"resolved_model","value":"{\\"then\\":\\"$B0\\"}"}',
);

/** References, numbers and models as React writes them in the body of an action, right ones and broken ones. */
const flightPiece = fc.oneof(
  fc.constantFrom(...flightReferences),
  anyText,
  fc.constant(disguisedPromise),
  fc.record({ attempt: fc.anything(), typed: fc.anything() }, { requiredKeys: [] }),
  fc.dictionary(anyText, anyText, { maxKeys: 3 }),
);
const flightModel = (page: string) =>
  fc
    .tuple(
      fc.boolean(),
      fc.array(fc.oneof(flightPiece, fc.array(flightPiece, { maxLength: 3 })), { maxLength: 4 }),
    )
    .map(([named, pieces]) => stringified(named ? [page, ...pieces] : pieces));

type Part = { name: string; value: Buffer; file?: boolean };

function multipart(boundary: string, parts: readonly Part[], end: string): Buffer {
  const written = parts.flatMap(({ name, value, file }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name.replace(/["\r\n]/g, "_")}"${file ? '; filename="x"' : ""}\r\n\r\n`,
    ),
    value,
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...written, Buffer.from(end)]);
}

type Target = {
  path: string;
  /** The action's, as the build named it. */
  id: string;
  /** The page's token. */
  page: string;
};

/** Ways to get the body of a server action wrong, as a fetch and as a form without scripts. */
export function malformedActions({ path, id, page }: Target, count: number, seed: number): Malformed[] {
  const names = fc.oneof(fc.constantFrom(...partNames, `$ACTION_ID_${id}`, `1_$ACTION_ID_${id}`), anyText);
  const value = fc.oneof(
    flightModel(page).map((text) => Buffer.from(text)),
    anyText.map((text) => Buffer.from(text)),
    fc.constant(Buffer.from(stringified({ id, bound: "$@1" }))),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  );
  const parts = fc.array(fc.record({ name: names, value, file: fc.boolean() }), { maxLength: 5 });
  const ends = fc.constantFrom("--x--\r\n", "--x--", "--x", "", "--y--\r\n", "\0");
  const whole = "multipart/form-data; boundary=x";
  const types = fc.oneof(fc.constant(whole), fc.constantFrom(...contentTypes));
  const asForm = fc.record({ parts, ends, types }).map(({ parts, ends, types }) => ({
    headers: { "content-type": types } as Record<string, string>,
    body: multipart("x", parts, ends),
  }));
  const aim = [
    { name: `$ACTION_ID_${id}`, value: Buffer.alloc(0) },
    { name: "page", value: Buffer.from(page) },
  ];
  const aimed = asForm.map(({ headers, body }) => ({
    headers,
    body: Buffer.concat([multipart("x", aim, ""), body]),
  }));
  const fetched = fc.oneof(
    asForm,
    fc
      .oneof(flightModel(page), anyText)
      .map((text) => ({ headers: { "content-type": "text/plain;charset=UTF-8" }, body: Buffer.from(text) })),
  );
  const one = fc
    .oneof(
      asForm,
      aimed,
      fetched.map(({ headers, body }) => ({
        headers: { ...headers, "next-action": id } as Record<string, string>,
        body,
      })),
    )
    .map(({ headers, body }) => ({ method: "POST", path, headers, body }));
  return fc.sample(one, { numRuns: count, seed });
}
