import { spawn } from "node:child_process"
import { once } from "node:events"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { setTimeout as pause } from "node:timers/promises"
import { dirname, join, resolve, sep } from "node:path"
import { text } from "node:stream/consumers"
import { aws } from "./aws.ts"

export const project = resolve(import.meta.dirname, "../..")
const cli = join(project, "node_modules/sst/bin/sst.mjs")
const platform = join(project, ".sst/platform")
const { version } = JSON.parse(readFileSync(join(project, "node_modules/sst/package.json"), "utf8")) as { version: string }

export type Resource = { type: string; name: string; inputs: Fields; outputs: Fields; retained: boolean }
export type Fields = Record<string, unknown>
export type Graph = readonly Resource[]
type Ended = { code: number; stdout: string; stderr: string }

/** Both name what SST would fetch from GitHub otherwise. */
const bare = { SST_SKIP_DEPENDENCY_CHECK: "1", SST_NO_BUN: "1", SST_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" }
/** A download that stands still is tried again after half a minute, where npm would wait for five; no script of a package runs. */
const npm = {
  npm_config_fetch_timeout: "30000",
  npm_config_fetch_retries: "5",
  npm_config_prefer_offline: "true",
  npm_config_ignore_scripts: "true",
  npm_config_omit: "dev",
}
/** What this process has, certificates and proxies of the network among it, without anything that reaches a real account. */
const kept = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|SST|PULUMI|VITEST)/.test(name)))

/** Ends with all that it started where it takes longer than `most` ms: a killed npm would leave its own behind. */
function run(args: string[], { cwd, env, most }: { cwd: string; env: NodeJS.ProcessEnv; most: number }) {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] })
  const late = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), most)
  const ended = once(child, "close").finally(() => clearTimeout(late))
  return Promise.all([ended, text(child.stdout), text(child.stderr)]).then(([[code], stdout, stderr]): Ended => ({
    code: Number(code ?? 1),
    stdout,
    stderr,
  }))
}

/** SST's components and their types, as SST itself copies and installs them; once, then for every later check and deployment. */
export async function install() {
  const mark = join(platform, "version")
  const there = () => existsSync(mark) && existsSync(join(platform, "node_modules/@pulumi/aws")) && readFileSync(mark, "utf8") === version
  for (let turn = 1; !there(); turn++) {
    const { code, stderr } = await run(["install", "--stage", "check"], {
      cwd: project,
      env: { ...kept(), ...bare, ...npm },
      most: 240_000,
    })
    if (code && turn === 3) throw new Error(`sst install: ${stderr}`)
  }
}

/** The project's files that a deployment reads, in a folder of their own; `change` gives a file other contents. */
function copy(change: Change) {
  const folder = mkdtempSync(join(tmpdir(), "khoi-thi-dua-sst-"))
  const filter = (path: string) =>
    !/node_modules|\.tsbuildinfo$/.test(path.slice(project.length)) && !path.includes(`${sep}dist${sep}types`)
  for (const path of ["sst.config.ts", "infra", "packages", "package.json", "tsconfig.base.json"])
    cpSync(join(project, path), join(folder, path), { recursive: true, filter })
  symlinkSync(join(project, "node_modules"), join(folder, "node_modules"))
  // A folder of its own, as SST writes between what is there, and two may be at work.
  mkdirSync(join(folder, ".sst/platform"), { recursive: true })
  for (const name of readdirSync(platform)) symlinkSync(join(platform, name), join(folder, ".sst/platform", name))
  cpSync(`${platform}/../provider-lock.json`, join(folder, ".sst/provider-lock.json"))
  for (const [path, [from, to]] of Object.entries(change)) {
    const source = readFileSync(join(folder, path), "utf8")
    if (source.split(from).length !== 2) throw new Error(`${path} does not hold ${from} once.`)
    writeFileSync(
      join(folder, path),
      source.replace(from, () => to),
    )
  }
  return folder
}

export type Change = Record<string, [from: string, to: string]>
type Options = { stage: string; change?: Change; env?: Record<string, string | undefined> }

/** Runs `work` in a copy of the project with an `sst` that meets nothing of AWS's but what stands beside it here. */
export async function offline<T>(
  { change = {}, env = {} }: Omit<Options, "stage">,
  work: (sst: (...args: string[]) => Promise<Ended>, folder: string) => Promise<T>,
) {
  const folder = copy(change)
  const home = join(folder, ".home")
  const pulumi = join(home, "sst/bin/pulumi")
  const { endpoint, close } = await aws()
  mkdirSync(dirname(pulumi), { recursive: true })
  writeFileSync(pulumi, `#!/bin/sh\nexec "${process.execPath}" "${join(import.meta.dirname, "pulumi.ts")}" "$@"\n`, { mode: 0o755 })
  const all = {
    ...kept(),
    ...bare,
    ...{ XDG_CONFIG_HOME: home, NO_COLOR: "1", SST_SECRET_CursorSecret: "x".repeat(32), DOMAIN: "none" },
    ...{ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "none", AWS_SECRET_ACCESS_KEY: "none", AWS_EC2_METADATA_DISABLED: "true" },
    ...{ AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" },
    ...env,
  }
  try {
    return await work((...args) => alone(folder, () => run(args, { cwd: folder, env: all, most: 120_000 })), folder)
  } finally {
    close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The CLI listens on one fixed port for the length of its run; whoever comes while another lets go of it waits and comes again. */
async function alone(folder: string, start: () => Promise<Ended>, turn = 1): Promise<Ended> {
  const ended = await start()
  if (!ended.code || turn > 20 || !/address already in use/.test(reason(folder))) return ended
  rmSync(join(folder, ".sst/log"), { recursive: true, force: true })
  await pause(500 * turn)
  return alone(folder, start, turn + 1)
}

/** The end of what the program and the CLI wrote down when it failed; on screen the CLI is short. */
function reason(folder: string) {
  const logs = ["pulumi.err.log", "sst.log"].map((name) => join(folder, ".sst/log", name)).filter(existsSync)
  return logs.map((log) => readFileSync(log, "utf8").slice(-2_000)).join("\n")
}

type Planned = { urn: string; new: { type: string; inputs: Fields; outputs: Fields; retainOnDelete?: boolean } }
/**
 * Everything that `sst deploy` would make for a stage of which nothing is there yet, its words where it refuses. `look` sees the folder
 * in which it was planned.
 */
export const graph = ({ stage, ...rest }: Options, look?: (folder: string, made: Graph) => Promise<void>) =>
  offline(rest, async (sst, folder) => {
    const { code, stdout, stderr } = await sst("diff", "--stage", stage, "--json")
    if (code) throw new Error(`sst diff: ${stderr}${reason(folder)}`)
    const made = (JSON.parse(stdout) as Planned[]).map(({ urn, new: { type, inputs, outputs, retainOnDelete: retained = false } }) => ({
      ...{ type, name: urn.split("::").at(-1)!, inputs, outputs, retained },
    }))
    await look?.(folder, made)
    return made
  })

if (import.meta.main) await install()
