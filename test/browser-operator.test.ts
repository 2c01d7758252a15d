import { randomUUID } from "node:crypto"
import { Gate } from "../packages/core/src/gate.ts"
import { test } from "./browser.ts"
import { password } from "./world.ts"

test("the operator chooses another password than the printed one, and signs in with it", async ({ visit, expect }) => {
  const name = `operator-${randomUUID().slice(0, 8)}`
  await Gate.ensureOperator(name, password, { once: true })
  const page = await visit("/")
  const signIn = async (word: string) => {
    await page.getByLabel("Tên đăng nhập").fill(name)
    await page.getByLabel("Mật khẩu").fill(word)
    await page.getByRole("button", { name: "Đăng nhập", exact: true }).click()
  }
  await signIn(password)
  const own = page.getByRole("region", { name: "Đổi mật khẩu" })
  await own.getByLabel("Mật khẩu hiện tại").fill(password)
  await own.getByLabel("Mật khẩu mới").fill("mật khẩu tự chọn")
  await own.getByRole("button", { name: "Đổi mật khẩu" }).click()
  await own.getByRole("status").getByText("Đã đổi mật khẩu").waitFor()
  await page.getByRole("button", { name: "Đăng xuất" }).click()
  await page.getByRole("heading", { name: "Đăng nhập người vận hành" }).waitFor()
  await signIn(password)
  await page.getByRole("alert").getByText("Tên đăng nhập hoặc mật khẩu không đúng.").waitFor()
  await signIn("mật khẩu tự chọn")
  await own.waitFor()
  expect(new URL(page.url()).pathname).toBe("/operator")
})
