import { expect } from "@playwright/test";

const inboxUrl = (address: string) =>
  `http://localhost:${process.env.PW_ISSUER_PORT}/inbox?${new URLSearchParams({ to: address })}`;

export async function mailsTo(address: string): Promise<{ text: string }[]> {
  return (await fetch(inboxUrl(address))).json();
}

/** Waits for the newest sign-in mail to an address and reads its link and code. */
export async function signInMail(address: string, count = 1): Promise<{ link: string; code: string }> {
  await expect.poll(async () => (await mailsTo(address)).length, { timeout: 15_000 }).toBe(count);
  const { text } = (await mailsTo(address)).at(-1)!;
  const link = /http:\/\/localhost:\d+\/sign-in\/verify\?\S+/.exec(text)?.[0];
  const code = /code where you asked for it: (\d{6})/.exec(text)?.[1];
  expect(link).toBeDefined();
  expect(code).toBeDefined();
  return { link: link!, code: code! };
}
