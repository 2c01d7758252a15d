import { SignInForm } from "../sign-in-form.tsx"
import { text } from "../text.ts"
import { Page } from "../ui/page.tsx"

/** The operator's sign-in; in a demonstration also the way to its provinces. */
export default function OperatorSignIn() {
  return (
    <Page title={text("signIn.operator")} lead={<p class="lead">{text("signIn.operator.hint")}</p>}>
      <SignInForm province={null} />
    </Page>
  )
}
