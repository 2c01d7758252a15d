import { execFile } from "node:child_process"
import { randomUUID } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { resolve } from "node:path"
import { expect, test, vi } from "vitest"
import { Gate } from "../packages/core/src/gate.ts"
import { connection } from "./stored.ts"
import { password, sender, signIn } from "./world.ts"

type Ended = { code: number; stdout: string; stderr: string }
const { PATH, NODE_COMPILE_CACHE } = process.env
const env = { PATH, NODE_COMPILE_CACHE, STORE_ENDPOINT: connection.endpoint, TABLE_NAME: connection.table }
/** The command as npm would run it. */
const operator = (args: string[], set: Record<string, string | undefined> = env) =>
  new Promise<Ended>((done) => {
    const command = resolve(import.meta.dirname, "../packages/functions/src/operator.ts")
    execFile(process.execPath, [command, ...args], { cwd: "/", env: set }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
const fresh = () => `van-hanh-${randomUUID().slice(0, 8)}`
const refused = async (name: string, word: string) =>
  ((await sender()("POST", "/session", { province: null, name, password: word })).json as { code?: string }).code

test("the command makes an operator, whose password opens one session and is changed in it", async () => {
  const name = fresh()
  const { code, stdout, stderr } = await operator([name])
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(`${name}, ${connection.table}`) as string })
  const once = stdout.trim()
  expect(once).toMatch(/^[\w-]{20}$/)
  expect(stderr).not.toContain(once)

  const own = await signIn("/session", { province: null, name, password: once })
  expect((await own("GET", "/session")).json).toMatchObject({ operator: true, name })
  expect(await refused(name, once)).toBe("session.refused")
  expect((await own("PUT", "/password", { current: once, next: password })).status).toBe(200)
  expect(await refused(name, once)).toBe("session.refused")
  await signIn("/session", { province: null, name, password })
  await signIn("/session", { province: null, name, password })
})

test("of two who sign in with a one-time password at once, one is let in", async () => {
  const name = fresh()
  await Gate.ensureOperator(name, password, { once: true })
  const both = await Promise.all([refused(name, password), refused(name, password)])
  expect(both.toSorted()).toEqual(["session.refused", undefined])
})

test("a one-time password is void after a day", async () => {
  const name = fresh()
  await Gate.ensureOperator(name, password, { once: true })
  const now = Date.now()
  vi.spyOn(Date, "now").mockReturnValue(now - 90_000_000)
  const old = fresh()
  await Gate.ensureOperator(old, password, { once: true })
  vi.restoreAllMocks()
  expect(await refused(old, password)).toBe("session.refused")
  expect(await refused(name, password)).toBeUndefined()
})

test("who is there already stays as he is, unless another password is asked for: that ends every session", async () => {
  const name = fresh()
  await Gate.ensureOperator(name, password)
  const own = await signIn("/session", { province: null, name, password })
  const kept = await operator([name])
  expect({ code: kept.code, stdout: kept.stdout }).toEqual({ code: 1, stdout: "" })
  expect((await own("GET", "/session")).status).toBe(200)

  const again = await operator([name, "--again"])
  expect(again.code).toBe(0)
  expect((await own("GET", "/session")).json).toMatchObject({ code: "session.absent" })
  expect(await refused(name, password)).toBe("session.refused")
  await signIn("/session", { province: null, name, password: again.stdout.trim() })
})

test("a store of one's own sees the credentials of the environment, an emulator's only where there are none", async () => {
  const seen: (string | undefined)[] = []
  const server = createServer(({ headers }, to) => {
    seen.push(headers.authorization)
    to.writeHead(400, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify({ __type: "AccessDeniedException" }))
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const at = { ...env, STORE_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  const own = await operator(["a"], { ...at, AWS_ACCESS_KEY_ID: "kho-rieng", AWS_SECRET_ACCESS_KEY: "mat-khau" })
  await operator(["a"], at)
  server.close()
  expect(own).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("AccessDeniedException") as string })
  expect(seen).toEqual(["kho-rieng", "local"].map((id) => expect.stringContaining(`Credential=${id}/`) as string))
})

test("a name that is none, a store that is not named or not there: told in a sentence", { timeout: 90_000 }, async () => {
  for (const args of [[], ["Ông A"], ["a", "b"], ["a", "--other"]]) expect((await operator(args)).code).toBe(2)
  const { TABLE_NAME: _, ...unnamed } = env
  expect(await operator(["a"], unnamed)).toEqual({ code: 1, stdout: "", stderr: "Some settings are wrong:\nTABLE_NAME must be set.\n" })
  const elsewhere = await operator(["a"], { ...env, TABLE_NAME: "another" })
  expect(elsewhere).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("ResourceNotFoundException") as string })
  const nowhere = await operator(["a"], { ...env, STORE_ENDPOINT: "http://127.0.0.1:9" })
  expect(nowhere).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("ECONNREFUSED") as string })
})
