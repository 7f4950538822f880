// A token that the signer signs without seeing it: RFC 9474, RSABSSA-SHA384-PSS-Randomized.
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { ed25519 } from "@noble/curves/ed25519.js";
import { base64urlnopad } from "@scure/base";
import { joined, octets } from "./bytes.js";

const suite = RSABSSA.SHA384.PSS.Randomized();
const PSS = { name: "RSA-PSS", hash: "SHA-384" };

const even = (digits) => (digits.length % 2 ? `0${digits}` : digits);
const number = (digits) => base64urlnopad.encode(octets(even(digits)));

export const tokenKey = ({ token_key: { n, e } }) =>
  crypto.subtle.importKey("jwk", { kty: "RSA", n: number(n), e: number(e.toString(16)) }, PSS, true, ["verify"]);

// 32 random bytes, the public half of a key made for this ballot alone, the question's seal.
export const makeToken = (question) => {
  const { secretKey, publicKey } = ed25519.keygen();
  return { token: suite.prepare(joined(publicKey, question.digest)), ownKey: secretKey };
};

export const blind = async (question, token) => {
  const { blindedMsg, inv } = await suite.blind(await tokenKey(question), token);
  return { blinded: blindedMsg, inverse: inv };
};

// Throws if the signer cheated or erred.
export const finalize = async (question, token, signed, inverse) =>
  suite.finalize(await tokenKey(question), token, signed, inverse);

export const verified = async (question, token, signature) =>
  suite.verify(await tokenKey(question), signature, token);
