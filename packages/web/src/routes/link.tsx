import { useNavigate, useParams } from "@solidjs/router"
import { createSignal, onMount } from "solid-js"
import { api, ask } from "../api.ts"
import { seek } from "../demonstration.ts"
import { acting } from "../load.ts"
import { enter, other } from "../session.ts"
import { text } from "../text.ts"
import { Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Page } from "../ui/page.tsx"
import { Problem } from "../ui/problem.tsx"

/** Chooses a password by a one-time link, and signs in. */
export default function Link() {
  const params = useParams()
  const navigate = useNavigate()
  const act = acting()
  const [differ, setDiffer] = createSignal(false)
  onMount(seek)
  const redeem = submitted(async (field) => {
    const [province, token, password] = [params["province"] ?? "", params["token"] ?? "", field("password")]
    setDiffer(password !== field("again"))
    if (differ()) return
    const entered = await act.run(async () => enter(await ask(() => api.session.link.$post({ json: { province, token, password } }))))
    if (!entered) return
    if (other()) location.replace(`/${province}/today`)
    else navigate(`/${province}/today`, { replace: true })
  })
  return (
    <Page title={text("link.title")} lead={<p class="lead">{text("link.hint")}</p>}>
      <form class="card narrow" onSubmit={redeem}>
        <Field
          label={text("link.password")}
          hint={text("password.weak")}
          fault={act.refused()?.at("/password")}
          input={{ name: "password", type: "password", required: true, autocomplete: "new-password", minlength: 10, maxlength: 128 }}
        />
        <Field label={text("link.again")} input={{ name: "again", type: "password", required: true, autocomplete: "new-password" }} />
        <p role="alert" classList={{ problem: differ() }}>
          {differ() ? text("link.differ") : ""}
        </p>
        <Problem of={act.refused()} />
        <button type="submit" disabled={act.busy()}>
          {text("link.do")}
        </button>
      </form>
    </Page>
  )
}
