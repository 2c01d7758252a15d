import * as z from "zod"

/** Control, bidirectional and invisible signs, lone surrogates: nobody types them into a name, and they make two look like one. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
const hiddenButLines = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
/** Vietnamese letters with their marks, and what stands between them in names of offices, acts and people; a letter or digit among them. */
const name =
  /^(?=.*[\p{Script=Latin}\p{Nd}])(?:[\p{Script=Latin}\p{Nd}\p{P}\p{Zs}+=<>|~^`$№°]|[\u0300-\u0304\u0306\u0309\u031b\u0323]{1,2}(?![\u0300-\u036f]))+$/u

const tidy = (text: string) => text.normalize("NFC").trim()

/** One line that people read as a name: 1 to `most` signs, NFC, no look-alike letters of other scripts. */
export const Name = (most = 200) =>
  z
    .string("input.text")
    .max(4 * most, "input.text")
    .transform(tidy)
    .pipe(
      z
        .string()
        .min(1, "input.text")
        .max(most, "input.text")
        .refine((text) => !hidden.test(text), "input.signs")
        .refine((text) => !text || hidden.test(text) || name.test(text), "input.signs"),
    )

/** Running text with line breaks, NFC. */
export const Prose = (most = 4_000, least = 1) =>
  z
    .string("input.text")
    .max(2 * most, "input.text")
    .transform(tidy)
    .pipe(
      z
        .string()
        .min(least, "input.text")
        .max(most, "input.text")
        .refine((text) => !hiddenButLines.test(text), "input.signs"),
    )

/** Whether a text stands as it would be kept, without signs that nobody sees. */
export const settled = (text: string) => text === tidy(text) && !hidden.test(text)

/** A code or level that is said elsewhere; whether it is there is asked of what says it. */
export const Known = (most = 160) =>
  z
    .string("input.text")
    .max(most, { error: "input.text", abort: true })
    .transform(tidy)
    .pipe(
      z
        .string()
        .min(1, "input.text")
        .refine((text) => !hidden.test(text), "input.signs"),
    )

/** What a unique name is compared by: case, marks of width and runs of spaces do not make another name. */
export const folded = (text: string) => text.normalize("NFKC").toLocaleLowerCase("vi").replaceAll(/\s+/g, " ").trim()

/** A short name for addresses and files: small letters, digits, hyphens. */
export const Slug = z
  .string("input.text")
  .regex(/^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/, "input.text")
  .max(60, "input.text")

/** A day in Asia/Ho_Chi_Minh. */
export const Day = z.iso.date("input.text")
/** The day it is now in Asia/Ho_Chi_Minh, which knows no summer time. */
export const today = (now = Date.now()) => new Date(now + 7 * 3_600_000).toISOString().slice(0, 10)

export * as Text from "./text.ts"
