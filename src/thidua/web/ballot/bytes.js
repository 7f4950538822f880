// Bytes as the engine in Python writes them: lower-case hex, canonical JSON, SHA-256.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

export { bytesToHex as hex, concatBytes as joined, hexToBytes as octets, sha256, utf8ToBytes as utf8 };

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
};

// What `json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)` writes, and a newline.
export const canonical = (value) => `${JSON.stringify(sorted(value), null, 1)}\n`;
