import { createSignal } from "solid-js"
import { faultWords, type Pair } from "./words/fault.ts"
import type { laterWords } from "./words/later.ts"
import { shellWords } from "./words/shell.ts"

/** Everything that people read. */
export type Word = keyof typeof faultWords | keyof typeof shellWords | keyof typeof laterWords
/** A word that stands in two places would hide one of them: then this does not compile. */
type Twice =
  | Extract<keyof typeof faultWords, keyof typeof shellWords | keyof typeof laterWords>
  | Extract<keyof typeof shellWords, keyof typeof laterWords>
const texts: Partial<Record<Word, Pair>> = { ...faultWords, ...(shellWords satisfies [Twice] extends [never] ? object : Twice) }
/** The words behind the sign-in come with its pages, which keeps the sign-in itself small. */
export const learn = (words: Partial<Record<Word, Pair>>) => void Object.assign(texts, words)
export type Language = "vi" | "en"

const kept = "language"
const [language, set] = createSignal<Language>(localStorage.getItem(kept) === "en" ? "en" : "vi")
export { language }

/** Chooses the language, for this browser until it is chosen again. */
export function speak(chosen: Language) {
  localStorage.setItem(kept, chosen)
  document.documentElement.lang = chosen
  set(chosen)
}

/** The word in the language that is chosen now, its {gaps} filled. */
export function text(word: Word | undefined, gaps: Record<string, string | number> = {}) {
  if (!word) return ""
  const pair = texts[word]
  if (!pair) return ""
  return pair[language() === "vi" ? 0 : 1].replaceAll(/\{(\w+)\}/g, (_, gap: string) => `${gaps[gap] ?? ""}`)
}

/** The word where the dictionary has it; another where a newer server says something that it has not. */
export const wordOr = (word: string, other: Word): Word => (Object.hasOwn(texts, word) ? (word as Word) : other)
