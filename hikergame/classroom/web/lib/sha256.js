// SHA-256 (FIPS 180-4) of a text: browsers have their own only where pages come over https.

const WORDS = 64;
const BLOCK = 64;
const LENGTH = 8;

/** The first 32 bits of the fractional parts of roots of the first primes. */
function constants(count, root) {
  const found = [];
  for (let number = 2; found.length < count; number += 1) {
    const prime = Array.from({ length: number - 2 }, (_, at) => at + 2).every((one) => number % one);
    if (prime) found.push(Math.floor((root(number) % 1) * 2 ** 32));
  }
  return found;
}

const START = constants(8, Math.sqrt);
const ROUND = constants(WORDS, Math.cbrt);

const turned = (word, by) => (word >>> by) | (word << (32 - by));

/** The digest in hex. */
export function sha256(text) {
  const state = Uint32Array.from(START);
  const blocks = padded(new TextEncoder().encode(text));
  for (let at = 0; at < blocks.byteLength; at += BLOCK) compress(state, blocks, at);
  return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** The message, a one bit, zeros, and its length in bits. */
function padded(bytes) {
  const whole = Math.ceil((bytes.length + 1 + LENGTH) / BLOCK) * BLOCK;
  const view = new DataView(new ArrayBuffer(whole));
  bytes.forEach((byte, at) => view.setUint8(at, byte));
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(whole - LENGTH, BigInt(bytes.length) * 8n);
  return view;
}

function compress(state, blocks, at) {
  const words = new Uint32Array(WORDS);
  for (let index = 0; index < 16; index += 1) words[index] = blocks.getUint32(at + 4 * index);
  for (let index = 16; index < WORDS; index += 1) {
    const [early, late] = [words[index - 15], words[index - 2]];
    const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[index] = words[index - 16] + first + words[index - 7] + second;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let index = 0; index < WORDS; index += 1) {
    const choice = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g));
    const first = (h + choice + ROUND[index] + words[index]) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((part, index) => {
    state[index] += part;
  });
}
