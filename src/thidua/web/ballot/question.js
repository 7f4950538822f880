// The question as it was sealed before the first ballot was given out.
import { canonical, hex, joined, sha256, utf8 } from "./bytes.js";

// Says why nothing may be done; `code` names the case, the words are in `words.js`.
export class Stopped extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export const sealOf = (question) =>
  sha256(joined(utf8("thidua question 1\n"), utf8(canonical(question))));

// Return the question only if it is, letter by letter, what the seal was put on.
export const sealedQuestion = (written, seal) => {
  const question = JSON.parse(written);
  if (canonical(question) !== (written.endsWith("\n") ? written : `${written}\n`)) throw new Stopped("unreadable");
  const digest = sealOf(question);
  if (hex(digest) !== seal) throw new Stopped("other-seal");
  return { ...question, digest };
};
