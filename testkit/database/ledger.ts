import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, vi } from "vitest";

/**
 * A ledger of erasures for the test file that calls this at its top, and the settings without which nobody reads where it
 * is: what erases people or withdraws answers writes to it.
 */
export function ownLedger(): { folder: string; ledger: string } {
  const folder = mkdtempSync(path.join(tmpdir(), "ledger-"));
  const ledger = path.join(folder, "erasures.jsonl");
  beforeAll(() => {
    vi.stubEnv("AUTH_URL", "http://localhost:3000");
    vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
    vi.stubEnv("TWOFOLD_MODE", "demo");
    vi.stubEnv("TWOFOLD_ERASURE_LEDGER", ledger);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  return { folder, ledger };
}
