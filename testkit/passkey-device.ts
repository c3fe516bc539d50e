import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest();
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");
const uint = (value: number, bytes: number) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};

/** Flags of the authenticator's data: the person was there, was verified, and a credential comes along. */
const flags = { present: 0x01, verified: 0x04, credential: 0x40 };

/** How an answer differs from what an honest browser and authenticator give. */
type Twist = { origin?: string; rpId?: string; unverified?: boolean; counter?: number; userHandle?: string };

/** An authenticator with one passkey, and the browser before it: what both answer, byte by byte (WebAuthn Level 3, 6.1). */
export class PasskeyDevice {
  readonly id = base64url(randomBytes(16));
  counter = 0;
  private readonly key = generateKeyPairSync("ec", { namedCurve: "P-256" });
  private handle = "";

  constructor(private readonly origin: string) {}

  /** The answer to the options of a registration. */
  register(options: { challenge: string; user: { id: string } }, twist: Twist = {}) {
    this.handle = options.user.id;
    const { x, y } = this.key.publicKey.export({ format: "jwk" });
    const point = (coordinate = "") => new Uint8Array(Buffer.from(coordinate, "base64url"));
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, point(x)],
      [-3, point(y)],
    ]);
    const id = Buffer.from(this.id, "base64url");
    const credential = [Buffer.alloc(16), uint(id.length, 2), id, isoCBOR.encode(cose as never)];
    const authData = Buffer.concat([this.data(flags.credential, twist), ...credential]);
    const attestation = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", new Uint8Array(authData)],
    ]);
    return this.answer({
      clientDataJSON: this.clientData("webauthn.create", options.challenge, twist),
      attestationObject: base64url(isoCBOR.encode(attestation as never)),
      transports: ["internal"],
    });
  }

  /** The answer to the options of a sign-in. */
  authenticate(options: { challenge: string }, twist: Twist = {}) {
    this.counter += 1;
    const authenticatorData = this.data(0, twist);
    const clientDataJSON = this.clientData("webauthn.get", options.challenge, twist);
    const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, "base64url"))]);
    return this.answer({
      clientDataJSON,
      authenticatorData: base64url(authenticatorData),
      signature: base64url(sign("sha256", signed, this.key.privateKey)),
      userHandle: twist.userHandle ?? this.handle,
    });
  }

  private answer<Response>(response: Response) {
    return { id: this.id, rawId: this.id, type: "public-key", response, clientExtensionResults: {} };
  }

  private clientData(type: string, challenge: string, { origin = this.origin }: Twist): string {
    return base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  private data(more: number, { rpId, unverified = false, counter = this.counter }: Twist): Buffer {
    const set = flags.present | (unverified ? 0 : flags.verified) | more;
    return Buffer.concat([sha256(rpId ?? new URL(this.origin).hostname), uint(set, 1), uint(counter, 4)]);
  }
}
