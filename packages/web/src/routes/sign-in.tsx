import { useParams } from "@solidjs/router"
import { SignInForm } from "../sign-in-form.tsx"
import { text } from "../text.ts"
import { Page } from "../ui/page.tsx"

/** The sign-in of a province, whose name is not known before. */
export default function SignIn() {
  const params = useParams()
  return (
    <Page
      title={text("signIn.title")}
      lead={
        <p class="lead">
          {text("app.name")} · {params["province"]}
        </p>
      }
    >
      <SignInForm province={params["province"] ?? ""} />
    </Page>
  )
}
