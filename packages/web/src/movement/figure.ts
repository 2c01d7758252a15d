import { number } from "../format.ts"

/** A figure with up to four decimals, which may be below zero; null for nothing, undefined for what is no number. */
export function figure(word: string) {
  const sign = /^\s*[-−]/.test(word) ? -1 : 1
  const size = number(word.replace(/^\s*[-−]/, ""), 4)
  return size == null ? size : sign * size
}
