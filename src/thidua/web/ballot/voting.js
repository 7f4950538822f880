// The course of one ballot on the voter's device, from asking to the box, each step kept before the
// network is used, so that a reload or a lost answer continues where it stood.
import { hex, octets } from "./bytes.js";
import { byName, nameless, pause } from "./network.js";
import { cast, trackerOf } from "./paper.js";
import { Stopped } from "./question.js";
import { blind, finalize, makeToken } from "./token.js";

const SHORTEST = 2_000; // milliseconds between confirming and casting
const SPREAD = 7_000;

const asked = async (question) => {
  const { token, ownKey } = makeToken(question);
  const { blinded, inverse } = await blind(question, token);
  return { token: hex(token), ownKey: hex(ownKey), blinded: hex(blinded), inverse: hex(inverse) };
};

const unblinded = async (question, kept, signed) => {
  try {
    return hex(await finalize(question, octets(kept.token), octets(signed), octets(kept.inverse)));
  } catch {
    throw new Stopped("false-signature");
  }
};

// The same request again is answered alike; what ties it to the token is forgotten at once.
export const ask = async (question, keeping, { address, slip, csrf, weak }) => {
  if (!keeping.get().blinded) keeping.put(await asked(question));
  const kept = keeping.get();
  const request = slip ? { question: question.id, slip, blinded: kept.blinded } : { blinded: kept.blinded };
  const { signed } = await (slip ? nameless(address, request, weak) : byName(address, request, csrf, weak));
  const signature = await unblinded(question, kept, signed);
  keeping.put({ token: kept.token, ownKey: kept.ownKey, signature });
};

// From here on the choice stands nowhere but inside the tellers' envelopes.
export const fill = async (question, keeping, option) => {
  const { token, ownKey, signature } = keeping.get();
  const own = { token: octets(token), ownKey: octets(ownKey), signature: octets(signature) };
  const ballot = await cast(question, own, option);
  keeping.put({ ballot, tracker: trackerOf(ballot) });
};

const randomly = () => SHORTEST + (crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32) * SPREAD;
export const hesitate = () => pause(randomly());

export const send = async (keeping, { box, weak }) => {
  const { ballot, tracker } = keeping.get();
  const told = await nameless(box, ballot, weak);
  if (told.tracker !== tracker) throw new Stopped("other-tracker");
  keeping.put({ tracker, inside: true });
};
