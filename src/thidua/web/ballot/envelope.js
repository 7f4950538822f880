// The choice, sealed to all tellers: one HPKE envelope (RFC 9180) inside the other.
import { Chacha20Poly1305 } from "@hpke/chacha20poly1305";
import { CipherSuite, HkdfSha256 } from "@hpke/core";
import { DhkemX25519HkdfSha256 } from "@hpke/dhkem-x25519";
import { joined, octets, utf8 } from "./bytes.js";

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });
const KEY = 32;

const boundTo = (token, place) => joined(utf8("thidua choice 1\n"), token, Uint8Array.of(place));

// A byte per option, 1 where it is marked; all choices have the same length.
export const marked = (question, option) => Uint8Array.from(question.options, (one) => Number(one === option));

const wrapped = async (content, publicKey, info) => {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const { ct, enc } = await suite.seal({ recipientPublicKey, info }, content);
  return joined(new Uint8Array(enc), new Uint8Array(ct));
};

// The last teller's envelope is the innermost, the first teller's the outermost.
export const seal = async (question, token, choice) => {
  let content = choice;
  for (const [place, teller] of [...question.tellers.entries()].reverse()) {
    content = await wrapped(content, octets(teller.opening_key), boundTo(token, place));
  }
  return content;
};

export const opened = async (sealed, place, secret, token) => {
  const recipientKey = await suite.kem.deserializePrivateKey(secret);
  const parts = { recipientKey, enc: sealed.slice(0, KEY), info: boundTo(token, place) };
  return new Uint8Array(await suite.open(parts, sealed.slice(KEY)));
};
