import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";

/** What is walked, in this order; what it answers to each, or "ok". */
export const steps = [
  "page",
  "static",
  "redirect",
  "sign-in",
  "home",
  "download",
  "script action",
  "form action",
] as const;
export type Walked = Record<(typeof steps)[number], string>;

type Answer = { status: number; headers: IncomingMessage["headers"]; text: string };

/** A browser at the product's public address, whose requests go to a port of this machine. */
class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly port: number,
    private readonly site: URL,
    private readonly host: string,
  ) {}

  async ask(path: string, more: Record<string, string> = {}, body?: string): Promise<Answer> {
    const headers = {
      host: this.host,
      ...(this.cookies.size > 0 && { cookie: [...this.cookies].map((pair) => pair.join("=")).join("; ") }),
      ...(body !== undefined && {
        origin: this.site.origin,
        "content-length": String(Buffer.byteLength(body)),
      }),
      ...more,
    };
    const method = body === undefined ? "GET" : "POST";
    const sent = request({ host: "127.0.0.1", port: this.port, path, method, headers, agent: false });
    sent.end(body);
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    let text = "";
    for await (const chunk of answer.setEncoding("utf8")) text += chunk;
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: answer.statusCode ?? 0, headers: answer.headers, text };
  }

  get signedIn(): boolean {
    return [...this.cookies.keys()].some((name) => name.includes("twofold-session"));
  }
}

const boundary = "----twofold";
const multipart = (fields: Record<string, string>) =>
  `${Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join("")}--${boundary}--\r\n`;
const asMultipart = { "content-type": `multipart/form-data; boundary=${boundary}` };
const actionOf = ({ text }: Answer) => /name="\$ACTION_ID_([0-9a-f]+)"/.exec(text)?.[1] ?? "";

type Walk = {
  port: number;
  site: URL;
  /** The Host that the browser sends, as in the address it shows. */
  host?: string;
  /** A mailed link's token that has not been used. */
  token: string;
  /** The signed-in person's name. */
  name: string;
};

/** Goes through the product as one visitor and says of each step "ok" or what came instead. */
export async function walk({ port, site, host = site.host, token, name }: Walk): Promise<Walked> {
  const visitor = new Visitor(port, site, host);
  const walked = Object.fromEntries(steps.map((step) => [step, "not reached"])) as Walked;
  const note = (step: keyof Walked, { status, headers }: Answer, right: boolean) => {
    walked[step] = right ? "ok" : `${status}${headers.location ? ` to ${headers.location}` : ""}`;
  };
  /** Whether an answer leads to a path of the site, by a path alone or by the site's whole address. */
  const leadsTo = ({ headers: { location } }: Answer, path: string) =>
    location !== undefined && new URL(location, site).href.startsWith(new URL(path, site).href);

  const page = await visitor.ask("/sign-in");
  note(
    "page",
    page,
    page.status === 200 && /script-src [^;]*'nonce-/.test(String(page.headers["content-security-policy"])),
  );
  const script = /"(\/_next\/static\/[^"]+\.js)[^"]*"/.exec(page.text)?.[1] ?? "/_next/static/none.js";
  const file = await visitor.ask(script);
  note("static", file, file.status === 200 && file.headers["x-content-type-options"] === "nosniff");
  // What a visitor makes up must not decide where they are led.
  const made = {
    "x-forwarded-proto": "gopher",
    "x-forwarded-for": "203.0.113.9",
    forwarded: "host=evil.example",
  };
  const home = await visitor.ask("/home", made);
  note("redirect", home, home.status === 307 && leadsTo(home, "/sign-in?next=%2Fhome"));

  const form = { "content-type": "application/x-www-form-urlencoded" };
  const signedIn = await visitor.ask("/api/auth/callback/email", form, `token=${token}&next=%2Fhome`);
  note("sign-in", signedIn, leadsTo(signedIn, "/home") && visitor.signedIn);
  const mine = await visitor.ask("/insights");
  note("home", mine, mine.status === 200 && mine.text.includes(name));
  const csv = await visitor.ask("/insights/export?table=duos");
  note("download", csv, csv.status === 200 && csv.text.split("\r\n").length > 2);

  const asScript = { ...asMultipart, "next-action": actionOf(page), accept: "text/x-component" };
  const asked = await visitor.ask(
    "/sign-in",
    asScript,
    multipart({ "1_email": "nobody@example.test", "1_next": "/home", "0": '["$K1"]' }),
  );
  note(
    "script action",
    asked,
    asked.status === 200 && String(asked.headers["x-action-redirect"]).startsWith("/sign-in"),
  );
  const pageToken = /name="page" value="([^"]+)"/.exec(mine.text)?.[1] ?? "";
  const out = await visitor.ask(
    "/home",
    asMultipart,
    multipart({ [`$ACTION_ID_${actionOf(mine)}`]: "", page: pageToken }),
  );
  note("form action", out, out.status === 303 && leadsTo(out, "/") && !visitor.signedIn);
  return walked;
}
