/**
 * A whole number from `from` to `to` that depends on the text alone (FNV-1a): invented values look scattered, are the same in
 * every demo, and one more asset changes none of the others.
 */
export function spread(text: string, from: number, to: number): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507); // texts that differ in their last letter would lie close together
  return from + (((hash ^ (hash >>> 13)) >>> 0) % (to - from + 1));
}

export function pick<T>(text: string, options: readonly [T, ...T[]]): T {
  return options[spread(text, 0, options.length - 1)] ?? options[0];
}
