// The files a teller is asked to sign, read before they are signed.
import { canonical, hex, joined, sha256, utf8 } from "./bytes.js";
import { sealOf, Stopped } from "./question.js";

// What is signed for a file: its parts but the signatures, as the file writes them.
export const toBeSigned = ({ signatures, ...body }) =>
  hex(joined(utf8("thidua tally 1\n"), sha256(utf8(canonical(body)))));

// Return the figures of both files if they say the same, and if they are what is to be signed.
export const readTally = (tally, ballots, asked, seal) => {
  const same = canonical(tally.tally) === canonical(ballots.tally);
  if (!same || toBeSigned(tally) !== asked.tally || toBeSigned(ballots) !== asked.ballots) throw new Stopped("other-file");
  const one = tally.tally.questions.find(({ question }) => hex(sealOf(question)) === seal);
  if (!one) throw new Stopped("other-file");
  return one;
};
