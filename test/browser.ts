import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { serve } from "@hono/node-server"
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"
import { expect, test as plain } from "vitest"
import type { Edge } from "../packages/functions/src/http.ts"
import { dist, site } from "../packages/functions/src/site.ts"
import type { Send } from "./world.ts"

/** PAGES: another folder of built pages than the one that npm test builds. */
const pages = process.env["PAGES"] ?? dist
const args =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
/** Each window draws the list below its address bar as two pages of its own, which no test sees: a second of work for every visit. */
const unseen = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"]
/** What playwright-core 1.65 turns off itself on Linux: of two such lists Chromium heeds only the last. */
const usually = (
  "AvoidUnnecessaryBeforeUnloadCheckSync DestroyProfileOnBrowserClose HttpsUpgrades HttpsFirstBalancedModeAutoEnable LensOverlay " +
  "MediaRouter PaintHolding ThirdPartyStoragePartitioning AvoidCorsURLLoaderRestartOnRedirect OptimizationHints " +
  "NetworkTimeServiceQuerying AimEnabled PreconnectToSearch"
).split(" ")
const off = `--disable-features=${[...usually, ...unseen].join(",")}`
/** `as` is signed in already; `on` another site than the usual one; `refused` are statuses that the test brings about. */
type Options = { as?: Send; on?: string; refused?: readonly (number | "net")[]; width?: number }
type Visit = (path: string, options?: Options) => Promise<Page>

/** The site on a free port of this machine, and how it is closed. */
async function served(more: Partial<Edge> = {}) {
  if (!existsSync(join(pages, "index.html"))) throw new Error(`The pages are not built into ${pages}: npm test builds them first.`)
  const edge: Edge = { publicOrigin: "", cursorSecret: "a secret for the cursors of browsers", ...more }
  const server = serve({ fetch: site(edge, pages).fetch, port: 0, hostname: "localhost" })
  await new Promise((done) => server.once("listening", done))
  edge.publicOrigin = `http://localhost:${(server.address() as AddressInfo).port}`
  return { origin: edge.publicOrigin, close: () => void server.close() }
}

/** One browser and one site for all files that a worker takes; a browser that is gone fails one test. */
const shared = plain
  .extend("chrome", { scope: "worker" }, async ({}, { onCleanup }) => {
    const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: [...args.split(" "), off] })
    let up: Promise<Browser> | undefined
    onCleanup(async () => (await up)?.close())
    return () => (up = (up ?? launch()).then((one) => (one.isConnected() ? one : launch()), launch))
  })
  .extend("usual", { scope: "worker" }, async ({}, { onCleanup }) => {
    const { origin, close } = await served()
    onCleanup(close)
    return origin
  })

/**
 * A test whose `visit` opens pages, each in a window of its own that shares nothing with another; at the end none of them may have complained
 * or gone elsewhere. `serving` gives the origin of another site than the usual one.
 */
export const test = shared
  .extend("serving", async ({}, { onCleanup }) => {
    const closing: (() => void)[] = []
    onCleanup(() => closing.forEach((close) => close()))
    return async (more: Partial<Edge>) => {
      const { origin, close } = await served(more)
      closing.push(close)
      return origin
    }
  })
  .extend("visit", async ({ task, chrome, usual }, { onCleanup }): Promise<Visit> => {
    const complaints: string[] = []
    const opened: BrowserContext[] = []
    onCleanup(async () => {
      await Promise.allSettled(opened.map((context) => context.close()))
      expect(complaints, task.name).toEqual([])
    })
    return async (path, { on = usual, width = 1280, ...options } = {}) => {
      const of = { baseURL: on, viewport: { width, height: 900 }, locale: "vi-VN" }
      const context = await (await chrome()).newContext(of)
      opened.push(context)
      const page = await enter(context, { ...options, on }, complaints)
      await page.goto(path)
      return page
    }
  })

async function enter(context: BrowserContext, { as, on, refused = [] }: Options & { on: string }, complaints: string[]) {
  if (as) {
    const [name, value] = as.cookie.split("=") as [string, string]
    await context.addCookies([{ name, value, url: on.replace("http:", "https:"), secure: true, httpOnly: true, sameSite: "Lax" }])
    await context.addInitScript(() => localStorage.setItem("signedIn", "1"))
  }
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const allowed = new RegExp(`status of (${[401, 404, ...refused].join("|")}) `)
  page.on("console", (message) => {
    const text = message.text()
    if (message.type() !== "error" || allowed.test(text) || (refused.includes("net") && /net::ERR_/.test(text))) return
    complaints.push(text)
  })
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("request", (request) => {
    if (!request.url().startsWith(`${on}/`)) complaints.push(`elsewhere: ${request.url()}`)
  })
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    ),
  )
  return page
}

/** The cell of a criterion on a sheet; of one unit where there are several. */
export const cell = (page: Page, criterion: string, unit = "") => page.getByRole("textbox", { name: new RegExp(`${criterion}.*${unit}`) })

/** Pastes into what has the focus, as from a spreadsheet. */
export async function paste(page: Page, text: string) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
  await page.evaluate((text) => navigator.clipboard.writeText(text), text)
  await page.keyboard.press("Control+V")
}

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
/** Read once, and put into a page once, until it is loaded anew. */
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
type Axe = { run(what: Document, how: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }

/** What breaks a rule of WCAG 2.2 AA that a machine can find; what passes is not written up. No page holds another one, so each is its own account. */
export async function violations(page: Page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe)
  const found = await page.evaluate(async (values) => {
    const how = { runOnly: { type: "tag", values }, resultTypes: ["violations"] }
    return (await (window as unknown as { axe: Axe }).axe.run(document, how)).violations
  }, wcag)
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)
}
/** By how many pixels a page is wider than its screen. */
export const beyond = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Does what a button asks for, and says yes in its dialog. */
export async function confirm(page: Page, button: string, yes = button) {
  await page.getByRole("button", { name: button, exact: true }).click()
  await page.getByRole("dialog").getByRole("button", { name: yes, exact: true }).click()
}
