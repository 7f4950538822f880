// The ballot as it goes into the box, and the tracker its voter keeps.
import { ed25519 } from "@noble/curves/ed25519.js";
import { hex, joined, octets, sha256, utf8 } from "./bytes.js";
import { marked, seal } from "./envelope.js";

const PARTS = ["token", "signature", "sealed", "proof"];

export const cast = async (question, { token, signature, ownKey }, option) => {
  const sealed = await seal(question, token, marked(question, option));
  const proof = ed25519.sign(joined(utf8("thidua proof 1\n"), token, sealed), ownKey);
  return { question: question.id, token: hex(token), signature: hex(signature), sealed: hex(sealed), proof: hex(proof) };
};

export const trackerOf = (ballot) =>
  hex(sha256(joined(utf8("thidua ballot 1\n"), ...PARTS.map((part) => octets(ballot[part])))));
