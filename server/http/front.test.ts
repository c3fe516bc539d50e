import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { receive } from "./front";
import { requestFacts } from "./request-facts";
import { noteStop } from "./stopping";

/** The handler behind the front in a test, in place of Next. */
let behind: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) =>
  receive(request, response, () => {
    behind(request, response);
    return true;
  }),
);

async function start(settings: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
}

beforeAll(async () => {
  await start({
    AUTH_URL: "https://twofold.example.com:8443",
    AUTH_SECRET: "a secret for tests only, 32 characters",
    ALLOWED_HOSTS: "internal:3000,plain.example.com",
    TWOFOLD_MODE: "test",
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});
afterEach(() => {
  behind = (_, response) => void response.end("next");
});
behind = (_, response) => void response.end("next");

type Answer = { status: number; headers: string; body: string };

/** Sends a request ("GET /home") as it is written, which no client library would. */
async function send(request: string, headers: Record<string, string> = {}, body = ""): Promise<Answer> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const all = { host: "twofold.example.com:8443", connection: "close", ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body ? `content-length: ${Buffer.byteLength(body)}\r\n` : "";
  socket.write(`${request} HTTP/1.1\r\n${head.join("")}${length}\r\n${body}`);
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  await once(socket, "close");
  const [top = "", ...rest] = text.split("\r\n\r\n");
  return { status: Number(top.split(" ")[1]), headers: top.toLowerCase(), body: rest.join("\r\n\r\n") };
}

const statusOf = async (...given: Parameters<typeof send>) => (await send(...given)).status;
const own = { origin: "https://twofold.example.com:8443" };
const form = { ...own, "content-type": "multipart/form-data; boundary=x" };

describe("methods", () => {
  it.each(["TRACE", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "PUT"])(
    "%s of a page is 405",
    async (method) => {
      const { status, headers } = await send(`${method} /sign-in`, own);
      expect(status).toBe(405);
      expect(headers).toContain("allow: get, head, post");
    },
  );

  it.each(["TRACE", "DELETE", "PATCH", "OPTIONS"])("%s of a route is 405", async (method) => {
    expect(await statusOf(`${method} /api/health/live`, own)).toBe(405);
  });

  it("POST of a page is for actions only", async () => {
    expect(await statusOf("POST /sign-in", { ...own, "content-type": "text/plain" }, "x")).toBe(405);
    expect(await statusOf("POST /sign-in", form, "x")).toBe(200);
    expect(await statusOf("POST /sign-in", { ...own, "next-action": "00" }, "[]")).toBe(200);
  });

  it("a route gets the methods that it may have", async () => {
    for (const method of ["GET", "HEAD", "PUT", "POST"]) {
      expect(await statusOf(`${method} /api/surveys/1/2/draft`, own)).toBe(200);
    }
  });
});

describe("hosts", () => {
  it.each([
    "twofold.example.com:8443",
    "TWOFOLD.Example.com:8443",
    "twofold.example.com",
    "internal:3000",
    "plain.example.com",
    "plain.example.com:443",
  ])("%s is answered", async (host) => {
    expect(await statusOf("GET /", { host })).toBe(200);
  });

  it.each([
    "evil.example",
    "twofold.example.com:8444",
    "twofold.example.com.evil.example",
    "internal",
    "internal:3001",
    "twofold.example.com:8443@evil.example",
    "evil.example/twofold.example.com",
    "twofold.example.com.",
    "127.0.0.1:8443",
    "",
  ])("%s is not, and the answer says where Twofold is", async (host) => {
    const { status, body } = await send("GET /", { host });
    expect(status).toBe(421);
    expect(body).toContain("https://twofold.example.com:8443");
    expect(await statusOf("GET /_next/static/chunks/x.js", { host })).toBe(421);
  });

  it("any host may ask about health", async () => {
    expect(await statusOf("GET /api/health/ready", { host: "10.0.0.7:3000" })).toBe(200);
  });

  it("a forwarded host counts for nothing without a proxy", async () => {
    const forwarded = { "x-forwarded-host": "twofold.example.com:8443" };
    expect(await statusOf("GET /", { host: "evil.example", ...forwarded })).toBe(421);
  });

  it("an address of another site is refused whole", async () => {
    expect(await statusOf("GET http://evil.example/home")).toBe(400);
    expect(await statusOf("OPTIONS *")).toBe(400);
  });
});

describe("origins of a change", () => {
  const put = (headers: Record<string, string>) => statusOf("PUT /api/surveys/1/2/draft", headers, "{}");

  it.each<Record<string, string>>([
    own,
    { origin: "https://TWOFOLD.example.com:8443" },
    { origin: "http://internal:3000" },
    { origin: "https://plain.example.com" },
    { "sec-fetch-site": "same-origin" },
  ])("%j is this installation", async (headers) => {
    expect(await put(headers)).toBe(200);
    expect(await statusOf("POST /sign-in", { ...form, origin: "", ...headers }, "x")).toBe(
      headers.origin ? 200 : 403,
    );
  });

  it.each<Record<string, string>>([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "nonsense" },
    { origin: "" },
    { origin: "https://twofold.example.com" },
    { origin: "http://twofold.example.com:8443" },
    { origin: "https://twofold.example.com:8443.evil.example" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    {},
  ])("%j is refused", async (headers) => {
    expect(await put(headers)).toBe(403);
    expect(await statusOf("POST /sign-in", { ...headers, "next-action": "00" }, "[]")).toBe(403);
  });

  it("does not matter for reading", async () => {
    expect(await statusOf("GET /", { origin: "https://evil.example" })).toBe(200);
  });
});

describe("a refusal of a route", () => {
  const codeOf = async (...given: Parameters<typeof send>) => {
    const { status, body } = await send(...given);
    return [status, JSON.parse(body)];
  };

  it("says in its code what is not served", async () => {
    const draft = "/api/surveys/1/2/draft";
    expect(await codeOf(`PUT ${draft}`, { origin: "https://evil.example" }, "{}")).toEqual([
      403,
      { error: "other-site", fields: {} },
    ]);
    expect(await codeOf(`DELETE ${draft}`, own)).toEqual([405, { error: "method", fields: {} }]);
    expect(await codeOf(`GET ${draft}`, { host: "evil.example" })).toEqual([
      421,
      { error: "other-host", fields: {} },
    ]);
    expect(await codeOf(`GET ${draft}?x=%`, own)).toEqual([400, { error: "unreadable", fields: {} }]);
  });
});

describe("addresses that cannot be read", () => {
  const seen: string[] = [];
  it.each(["/%", "/duos/%E0%A4%A", "/insights/duos?q=%00", "/insights/duos?q=%ED%A0%80", "/a%00b"])(
    "%s is one that no page has",
    async (url) => {
      behind = (request, response) => {
        seen.push(request.url ?? "");
        response.end();
      };
      await send(`GET ${url}`);
      expect(seen.at(-1)).toBe("/no-such-address");
    },
  );

  it.each(["/api/surveys/%00/x/draft", "/insights/export?table=%", "/insights/export?q=%00"])(
    "%s is 400 where a route answers",
    async (url) => {
      const { status, body } = await send(`GET ${url}`);
      expect([status, JSON.parse(body)]).toEqual([400, { error: "unreadable", fields: {} }]);
    },
  );

  it("are the product's own page where a browser follows a link to a file", async () => {
    behind = (request, response) => {
      seen.push(request.url ?? "");
      response.end();
    };
    await send("GET /insights/export?table=%", { "sec-fetch-mode": "navigate" });
    expect(seen.at(-1)).toBe("/no-such-address");
  });

  it("are also what a header says of the page that somebody comes from", async () => {
    const state = (text: string) => ({ rsc: "1", "next-router-state-tree": text });
    const whole = encodeURIComponent(JSON.stringify(["", { children: ["__PAGE__", {}] }]));
    expect(await statusOf("GET /home", state(whole))).toBe(200);
    for (const text of ["*", "%", "{}", "[1]", whole.slice(0, -3)]) {
      expect(await statusOf("GET /home", state(text))).toBe(400);
    }
  });

  it("are not those with letters of any script", async () => {
    const url = `/insights/duos?q=${encodeURIComponent("Nguyễn 👩🏽‍💻")}&x=a+b%2Fc`;
    behind = (request, response) => void response.end(request.url);
    expect((await send(`GET ${url}`)).body).toContain(url);
  });
});

it("a body that says it is too large is refused before it is read", async () => {
  const { status, body } = await send("POST /sign-in", form, "x".repeat(300_000));
  expect([status, JSON.parse(body)]).toEqual([413, { error: "too-large", fields: {} }]);
});

describe("every answer", () => {
  it.each(["/", "/_next/static/chunks/x.js", "/%", "/api/health/live"])(
    "of %s carries the headers",
    async (url) => {
      const { headers } = await send(`GET ${url}`);
      expect(headers).toContain("strict-transport-security: max-age=63072000");
      expect(headers).toContain("x-content-type-options: nosniff");
      expect(headers).toContain("x-frame-options: deny");
      expect(headers).toContain("referrer-policy: same-origin");
    },
  );
});

describe("what Next answers with 500", () => {
  const failing = (note: () => void) => {
    behind = (_, response) => {
      note();
      response.statusCode = 500;
      response.end("failed");
    };
  };

  it("is 400 for an action whose arguments were never accepted", async () => {
    failing(() => {});
    expect(await statusOf("POST /sign-in", form, "x")).toBe(400);
    expect(await statusOf("POST /sign-in", { ...own, "next-action": "00" }, "[")).toBe(400);
  });

  it("stays 500 for an action that failed on its own", async () => {
    failing(() => {
      requestFacts()!.accepted = true;
    });
    expect(await statusOf("POST /sign-in", form, "x")).toBe(500);
  });

  it("stays 500 for a page", async () => {
    failing(() => {});
    expect(await statusOf("GET /home")).toBe(500);
  });
});

describe("a process that is asked to end", () => {
  afterEach(() => void delete (globalThis as { twofoldStopping?: true }).twofoldStopping);

  it("ends each connection with its next answer", async () => {
    server.keepAliveTimeout = 50;
    const asking = () => send("GET /home", { connection: "keep-alive" });
    expect((await asking()).headers).toContain("connection: keep-alive");
    noteStop();
    const { status, headers } = await asking();
    expect([status, headers.includes("connection: close")]).toEqual([200, true]);
  });
});
