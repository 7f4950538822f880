// A teller's one secret, and the keys of each question that come out of it.
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { bech32m } from "@scure/base";
import { hex, octets, sha256, utf8 } from "./bytes.js";

const LENGTH = 32;
const PREFIX = "khoa";

export const makeSecret = () => crypto.getRandomValues(new Uint8Array(LENGTH));

// A question gets keys of its own: handing in one opening key opens no other box.
const derived = (secret, motion, purpose) => hkdf(sha256, secret, utf8(motion), utf8(`thidua teller 1 ${purpose}`), LENGTH);

export const keysFor = (secret, motion) => ({
  opening: derived(secret, motion, "opening"),
  signing: derived(secret, motion, "signing"),
});

export const publicHalves = ({ opening, signing }) => ({
  opening_key: hex(x25519.getPublicKey(opening)),
  signing_key: hex(ed25519.getPublicKey(signing)),
});

export const signedBy = ({ signing }, content) => hex(ed25519.sign(octets(content), signing));

// On paper: bech32m finds a letter read or typed wrongly, and has none that look alike.
export const written = (secret) => bech32m.encode(PREFIX, bech32m.toWords(secret)).toUpperCase().match(/.{1,4}/g).join(" ");

// Finds the code wherever it stands, alone or within the saved file; null if none is whole.
export const readSecret = (text) => {
  for (const found of text.replace(/[\s-]/g, "").toLowerCase().match(/khoa1[a-z0-9]{58}/g) ?? []) {
    const read = bech32m.decodeUnsafe(found);
    const secret = read && read.prefix === PREFIX ? bech32m.fromWordsUnsafe(read.words) : null;
    if (secret && secret.length === LENGTH) return Uint8Array.from(secret);
  }
  return null;
};
