import { expect } from "@playwright/test";

const inboxUrl = (address: string) =>
  `http://localhost:${process.env.PW_ISSUER_PORT}/inbox?${new URLSearchParams({ to: address })}`;

export async function mailsTo(address: string): Promise<{ text: string }[]> {
  return (await fetch(inboxUrl(address))).json();
}

/** Waits until an address has this many mails, and reads link and code of the newest that signs in. */
export async function signInMail(address: string, count = 1): Promise<{ link: string; code: string }> {
  await expect.poll(async () => (await mailsTo(address)).length, { timeout: 15_000 }).toBe(count);
  const found = (await mailsTo(address)).map(({ text }) => ({
    link: /http:\/\/localhost:\d+\/sign-in\/verify\?\S+/.exec(text)?.[0],
    code: /code where you asked for it: (\d{6})/.exec(text)?.[1],
  }));
  const { link, code } = found.findLast((mail) => mail.link) ?? {};
  expect(link).toBeDefined();
  expect(code).toBeDefined();
  return { link: link!, code: code! };
}
