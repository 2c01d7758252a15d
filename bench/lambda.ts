import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { bundle } from "../test/lambda-bundle.ts"
import { v2 } from "../test/lambda-runtime.ts"
import { type Measurement, spread, type Spread } from "./measurement.ts"

type Case = "floor" | "base" | "express" | "platform" | "sheets"
type Sample = { cold: number; warm: number }

const health = { path: "/api/health", status: 200 }
const platform = { entry: "packages/functions/src/lambda.ts", form: "parts" } as const
/** `sheets` is the platform again, asked for what loads its largest everyday group of routes, by nobody: no store answers here. */
const cases = {
  floor: { entry: "bench/lambda/floor.ts", form: "one", ...health },
  base: { entry: "bench/lambda/base.ts", form: "one", ...health },
  express: { entry: "bench/lambda/express.ts", form: "one", ...health },
  platform: { ...platform, ...health },
  sheets: { ...platform, path: "/api/years/-/self", status: 401 },
} as const satisfies Record<Case, { entry: string; form: "one" | "parts"; path: string; status: number }>
const names = Object.keys(cases) as Case[]
const project = resolve(import.meta.dirname, "..")
const once = join(import.meta.dirname, "lambda/once.mjs")
const env = {
  PATH: process.env["PATH"],
  NODE_ENV: "production",
  AWS_REGION: "ap-southeast-1",
  AWS_ACCESS_KEY_ID: "none",
  AWS_SECRET_ACCESS_KEY: "none",
  TABLE_NAME: "none",
  PUBLIC_ORIGIN: "https://thidua.example.vn",
  CURSOR_SECRET: "x".repeat(32),
}
/** Rounds of all cases in turn, so that what else the machine does meets all alike; warm calls in each. */
const [rounds, fewer, calls] = [15, 2, 2_000] as const
const goals = { base: 1.15, express: 0.75, bytes: 900_000 }

const run = promisify(execFile)
async function sample(folder: string, name: Case, calls: number): Promise<Sample> {
  const { path, status } = cases[name]
  const given = JSON.stringify({ event: v2("GET", path), status, calls })
  const { stdout } = await run(process.execPath, [once, given, `${pathToFileURL(folder).href}/`], { env })
  return JSON.parse(stdout) as Sample
}

/** Cold: CPU time of a process from its start to its first answer. Warm: of one answer of many. */
async function lambdas(short: boolean, calls: number) {
  const folder = await mkdtemp(join(tmpdir(), "khoi-thi-dua-bench-"))
  try {
    for (const name of names) await bundle(join(folder, name), join(project, cases[name].entry), cases[name].form)
    const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Case, Sample[]>
    for (let round = 0; round < (short ? fewer : rounds); round++)
      for (const name of names) samples[name].push(await sample(join(folder, name), name, calls))
    return samples
  } finally {
    await rm(folder, { recursive: true })
  }
}

const spreads = (samples: Record<Case, Sample[]>, key: keyof Sample) =>
  Object.fromEntries(Object.entries(samples).map(([name, of]) => [name, spread(of.map((one) => one[key]))])) as Record<Case, Spread>

type Compared = Record<Case, Spread> & { ratios: Record<"base" | "express" | "floor", number> }
function compared(of: Record<Case, Spread>): Compared {
  const ratio = (name: Case) => Number((of.platform.median / of[name].median).toPrecision(3))
  return { ...of, ratios: { base: ratio("base"), express: ratio("express"), floor: ratio("floor") } }
}

const rows = ({ ratios, ...of }: Compared) => [
  ...Object.entries(of).map(([name, spread]) => ({ case: name, ...spread })),
  { case: "platform / base", ratio: ratios.base, goal: goals.base },
  { case: "platform / express", ratio: ratios.express, goal: goals.express },
]

/** From a process's start to its first answer, against hono + zod + lib-dynamodb, Express as it runs on Lambda, and nothing at all. */
export const cold: Measurement = {
  key: "cold",
  title: "Cold start of the bundle, ms of CPU time",
  run: async (short: boolean) => compared(spreads(await lambdas(short, 0), "cold")),
  rows,
}

/** One answer of many. */
export const warm: Measurement = {
  key: "warm",
  title: "A request to a warm function, ms of CPU time",
  run: async (short: boolean) => compared(spreads(await lambdas(short, short ? 100 : calls), "warm")),
  rows: (of: Compared) => rows(of).map(({ ...row }) => ("goal" in row ? { case: row.case, ratio: row.ratio } : row)),
}

/** The bundle's bytes, the SDK in it. */
export const size: Measurement = {
  key: "bundle",
  title: "Bytes of the bundle, SDK included",
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), "khoi-thi-dua-bench-"))
    const { bytes } = await bundle(folder)
    await rm(folder, { recursive: true })
    return { bytes, goal: goals.bytes }
  },
  rows: (of: { bytes: number; goal: number }) => [of],
}
