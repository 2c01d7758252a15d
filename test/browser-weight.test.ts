import { gzipSync } from "node:zlib"
import { expect } from "vitest"
import { test } from "./browser.ts"
import type { Figures } from "./figures.ts"
import { blocYear, province } from "./world.ts"

test("the pages load no more script than a slow line bears: 40 kB for the sign-in, 90 kB for the bloc", async ({ visit, task }) => {
  const world = await province()
  const { at } = await blocYear(world, { to: "selfScoring" })
  const head = await world.as("leader")
  const loaded = async (path: string, as?: typeof head) => {
    const page = await visit("/icon.svg", as ? { as } : {})
    const bodies: Promise<Buffer>[] = []
    page.on("response", (answer) => answer.request().resourceType() === "script" && bodies.push(answer.body()))
    await page.goto(path)
    await page.getByRole("heading", { level: 1 }).waitFor()
    await page.getByText("Đang tải…").first().waitFor({ state: "detached" })
    const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length)
    expect(sizes.length).toBeGreaterThan(0)
    return sizes.reduce((sum, size) => sum + size, 0)
  }
  const script = { signIn: await loaded(`/${world.code}`), bloc: await loaded(`/${world.code}${at}`, head) }
  task.meta.figures = { script } satisfies Figures
  expect(script.signIn).toBeLessThanOrEqual(40_000)
  expect(script.bloc).toBeLessThanOrEqual(90_000)
})
