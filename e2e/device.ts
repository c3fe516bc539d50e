import type { Page } from "@playwright/test";

/** Gives a page's browser a device with a screen lock that its person opens each time it asks. */
export async function withDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole("textbox", { name: "Name of the passkey" }).last().fill(name);
  await page.getByRole("button", { name: "Add a passkey" }).click();
}
