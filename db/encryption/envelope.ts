import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { unreadableReference } from "@/lib/domain/unreadable";

/** Which row a value belongs to: the table's name, then the parts of its key in the order of the primary key. */
export type RowIdentity = readonly [table: string, ...key: string[]];

/** Thrown for a value that does not open: the key is another one, or the value was changed or belongs to another row. */
export class SealBroken extends Error {
  /** Ids only, so that the log may name the row. */
  readonly row: RowIdentity;
  /** The reference that a page shows and the log holds; Next keeps one that an error brings along. */
  readonly digest = `${unreadableReference}${randomBytes(4).toString("hex")}`;

  constructor(row: RowIdentity, why: string) {
    super(`A sealed value of ${row[0]} ${why}`);
    this.name = "SealBroken";
    this.row = row;
  }
}

const version = 1;
const algorithm = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength;

/** Random bytes for nonces: the operating system is asked once for many of them. */
let randomness = Buffer.alloc(0);
let used = 0;

/** Bytes that are random and given out once. */
function freshNonce(): Buffer {
  if (used >= randomness.length) {
    randomness = randomBytes(512 * nonceLength);
    used = 0;
  }
  used += nonceLength;
  return randomness.subarray(used - nonceLength, used);
}

/** The row's identity as the bytes that the cipher authenticates together with the value. */
const associated = (row: RowIdentity) => Buffer.from(JSON.stringify(row));

/**
 * Encrypts bytes for one row with AES-256-GCM.
 * @param key 32 bytes
 * @returns version byte, 12 bytes of nonce, the ciphertext, 16 bytes of tag
 */
export function sealBytes(key: Buffer, row: RowIdentity, value: Buffer): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength }).setAAD(associated(row));
  return Buffer.concat([
    Buffer.of(version),
    nonce,
    cipher.update(value),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** The bytes that `sealBytes` encrypted for this row. Throws `SealBroken`, which names the table and nothing else. */
export function openBytes(key: Buffer, row: RowIdentity, sealed: Buffer): Buffer {
  if (sealed.length < headLength + tagLength) throw new SealBroken(row, "is too short");
  if (sealed[0] !== version) throw new SealBroken(row, "has an unknown version");
  const tagStart = sealed.length - tagLength;
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(1, headLength), {
    authTagLength: tagLength,
  })
    .setAAD(associated(row))
    .setAuthTag(sealed.subarray(tagStart));
  try {
    const value = decipher.update(sealed.subarray(headLength, tagStart));
    // In this mode `update` has given the whole value; `final` compares the tag and throws if it differs.
    decipher.final();
    return value;
  } catch {
    throw new SealBroken(row, "does not open with this organization's key for this row");
  }
}
