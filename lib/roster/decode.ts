import { analyse } from "chardet";
import { decode, encodingExists } from "iconv-lite";

/** How many bytes an encoding is guessed from. */
const sampleBytes = 256 * 1024;
/** Below this confidence, of 100, a text that is not UTF-8 is taken for what Western spreadsheets write. */
const trusted = 60;

/**
 * The text of a file, whichever way it is encoded: UTF-8 and UTF-16, with a byte order mark or without, or an older
 * encoding such as Windows-1252. Undefined for what is no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  // TextDecoder refuses bytes that are not UTF, and iconv-lite has older encodings that TextDecoder lacks.
  const text = encoding.startsWith("utf-") ? decodeUnicode(encoding, bytes) : decode(bytes, encoding);
  return text?.includes("\0") ? undefined : text;
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Of plain letters in UTF-16 every other byte is zero: the second in little-endian order. A zero among others is none of
  // a text, nor is one that follows another.
  const head = bytes.subarray(0, 64);
  const zeros = [0, 1].map((from) => head.filter((byte, at) => at % 2 === from && byte === 0).length);
  const [even = 0, odd = 0] = zeros;
  if (even + odd > head.length / 4 && (even === 0 || odd === 0)) return odd > 0 ? "utf-16le" : "utf-16be";
  if (decodeUnicode("utf-8", bytes) !== undefined) return "utf-8";
  const start = bytes.findIndex((byte) => byte > 0x7f);
  const from = Math.max(0, start - sampleBytes / 2);
  const [best] = analyse(bytes.subarray(from, from + sampleBytes));
  return best && best.confidence >= trusted && isOlder(best.name) ? best.name : "windows-1252";
}

/** Latin-1 is left out: the spreadsheets that seem to write it write Windows-1252, which holds all of it. */
const isOlder = (name: string) => !/^(utf|iso-8859-1$)/i.test(name) && encodingExists(name);

/** Undefined where the bytes are not of that encoding. */
export function decodeUnicode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
