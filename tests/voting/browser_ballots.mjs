// Runs what a browser runs on one request from the standard input: {"task", ...}, bytes in hex.
import { argv } from "node:process";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const from = (name) => import(pathToFileURL(`${argv[2]}/${name}.js`));
const [{ canonical, hex, octets }, { sealedQuestion }, tokens, papers, { opened }, tellers] = await Promise.all(
  ["bytes", "question", "token", "paper", "envelope", "tellers"].map(from),
);

// What the library draws at random is taken from a list, as the vectors of the RFC want it.
const drawn = async (list, task) => {
  const whole = crypto.getRandomValues;
  crypto.getRandomValues = (array) => { array.set(octets(list.shift())); return array; };
  try { return await task(); } finally { crypto.getRandomValues = whole; }
};

// A phone of 2018: its WebCrypto knows RSA-PSS, SHA and HMAC, and none of the curves and ciphers since.
const OLD = ["sha-256", "sha-384", "rsa-pss", "hmac", "hkdf"];
const { subtle } = crypto;
for (const name of ["digest", "importKey", "generateKey", "sign", "verify", "deriveBits", "deriveKey", "encrypt", "decrypt"]) {
  const own = subtle[name].bind(subtle);
  subtle[name] = (...told) => {
    const algorithm = told[name === "importKey" ? 2 : 0];
    if (OLD.includes((algorithm.name ?? algorithm).toLowerCase())) return own(...told);
    throw new Error(`an old phone doesn't know ${algorithm.name ?? algorithm}`);
  };
}

const TASKS = {
  newest: () => subtle.generateKey({ name: "X25519" }, true, ["deriveBits"]),
  canonical: ({ values }) => values.map(canonical),
  seal: ({ question, seal }) => hex(sealedQuestion(question, seal).digest),
  ask: async ({ question, seal }) => {
    const asked = sealedQuestion(question, seal);
    const { token, ownKey } = tokens.makeToken(asked);
    const { blinded, inverse } = await tokens.blind(asked, token);
    return { token: hex(token), ownKey: hex(ownKey), blinded: hex(blinded), inverse: hex(inverse) };
  },
  cast: async ({ question, seal, token, ownKey, inverse, signed, option }) => {
    const asked = sealedQuestion(question, seal);
    const signature = await tokens.finalize(asked, octets(token), octets(signed), octets(inverse));
    const kept = { token: octets(token), ownKey: octets(ownKey), signature };
    const ballot = await papers.cast(asked, kept, option);
    return { ballot, tracker: papers.trackerOf(ballot) };
  },
  verify: ({ question, seal, token, signature }) =>
    tokens.verified(sealedQuestion(question, seal), octets(token), octets(signature)),
  open: async ({ sealed, keys, token }) => {
    let content = octets(sealed);
    for (const [place, key] of keys.entries()) content = await opened(content, place, octets(key), octets(token));
    return hex(content);
  },
  blindAs: async ({ key, token, random }) => {
    const { blinded, inverse } = await drawn(random, () => tokens.blind({ token_key: key }, octets(token)));
    return { blinded: hex(blinded), inverse: hex(inverse) };
  },
  finalize: async ({ key, token, signed, inverse }) =>
    hex(await tokens.finalize({ token_key: key }, octets(token), octets(signed), octets(inverse))),
  teller: ({ secret, motion, content }) => {
    const keys = tellers.keysFor(octets(secret), motion);
    return { ...tellers.publicHalves(keys), opening: hex(keys.opening), signed: tellers.signedBy(keys, content) };
  },
  written: ({ secret }) => tellers.written(octets(secret)),
  read: ({ texts }) => texts.map((one) => tellers.readSecret(one)).map((secret) => secret && hex(secret)),
};

const answer = async () => {
  const { task, ...given } = JSON.parse(await text(process.stdin));
  try { return { done: await TASKS[task](given) }; } catch (error) { return { failed: error.code ?? error.message }; }
};
process.stdout.write(JSON.stringify(await answer()));
