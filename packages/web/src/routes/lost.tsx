import { A } from "@solidjs/router"
import { text } from "../text.ts"
import { Page } from "../ui/page.tsx"

export default function Lost() {
  return (
    <Page title={text("app.lost")}>
      <p>
        <A href="/">{text("app.home")}</A>
      </p>
    </Page>
  )
}
