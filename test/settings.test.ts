import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { expect, test } from "vitest"
import { environment, list, settings, store } from "../packages/functions/src/settings.ts"

const faults = (env: Record<string, string>, needs?: string[]) => {
  try {
    settings(env, needs)
  } catch (error) {
    return (error as Error).message.split("\n").slice(1)
  }
  return []
}

test("the README lists every setting with its default and meaning, in order", () => {
  const readme = readFileSync(resolve(import.meta.dirname, "../README.md"), "utf8")
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)`\s*\| (.+?)\s*\| (.+?)\s*\|$/gm)]
  const told = rows.map(([, name, standard = "", meaning]) => ({ name, default: standard.replaceAll(/[`–]/g, ""), meaning }))
  expect(told).toEqual(list)
})

test("wrong settings are named all at once, secret ones without their value", () => {
  expect(
    faults({ PORT: "0", PUBLIC_ORIGIN: "https://a.vn/", CURSOR_SECRET: "short", AWS_SECRET_ACCESS_KEY: "alone" }, ["TABLE_NAME"]),
  ).toEqual([
    "TABLE_NAME must be set.",
    'PORT must be a whole number from 1 to 65535, not "0".',
    "AWS_SECRET_ACCESS_KEY must be a key's secret, beside AWS_ACCESS_KEY_ID.",
    'PUBLIC_ORIGIN must be scheme, host and port alone, in small letters, without a slash at the end, not "https://a.vn/".',
    "CURSOR_SECRET must be at least 32 characters.",
  ])
})

test("a store of one's own is asked with one's own credentials, an emulator with any", () => {
  const own = {
    STORE_ENDPOINT: "https://scylla.example.vn:8043",
    TABLE_NAME: "thi-dua",
    AWS_ACCESS_KEY_ID: "kho",
    AWS_SECRET_ACCESS_KEY: "mật",
  }
  const asked = { endpoint: own.STORE_ENDPOINT, table: "thi-dua", region: "ap-southeast-1" }
  expect(store(settings(own))).toEqual({ ...asked, credentials: { accessKeyId: "kho", secretAccessKey: "mật" } })
  expect(store(settings({ ...own, AWS_SESSION_TOKEN: "vé" })).credentials).toMatchObject({ sessionToken: "vé" })
  expect(store(settings({ STORE_ENDPOINT: own.STORE_ENDPOINT, TABLE_NAME: "thi-dua" }))).toEqual({ ...asked, credentials: undefined })
})

test("SST's links stand in for variables that are not set, and for no others", () => {
  const links = { Store: { name: "linked" }, CursorSecret: { value: "x".repeat(32) } }
  expect(settings(environment({}, links))).toMatchObject({ tableName: "linked", cursorSecret: "x".repeat(32) })
  expect(settings(environment({ TABLE_NAME: "own", CURSOR_SECRET: "" }, links))).toMatchObject({
    tableName: "own",
    cursorSecret: "x".repeat(32),
  })
  expect(settings(environment({}, {}))).toMatchObject({ tableName: "khoi-thi-dua", cursorSecret: undefined })
})
