import { useNavigate } from "@solidjs/router"
import { createSignal, onMount, Show } from "solid-js"
import { api, ask } from "../api.ts"
import { acting } from "../load.ts"
import { OwnPassword } from "../own-password.tsx"
import { me, resume } from "../session.ts"
import { learn, text, type Word } from "../text.ts"
import { Field, Slug } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { LinkShown } from "../ui/link-shown.tsx"
import { Page } from "../ui/page.tsx"
import { Problem } from "../ui/problem.tsx"
import { laterWords } from "../words/later.ts"

learn(laterWords)

type Made = { code: string; name: string; token: string; until: string }

/** The operator makes a province with its standing office and that office's first person. */
export default function Operator() {
  const act = acting()
  const navigate = useNavigate()
  const [made, setMade] = createSignal<Made>()
  onMount(async () => {
    if (!me()) await resume().catch(() => undefined)
    if (!me()?.operator) navigate("/", { replace: true })
  })
  const create = submitted(async (field, form) => {
    const json = {
      ...{ code: field("code"), name: field("name"), demonstration: field("demonstration") === "on" },
      department: { code: field("department.code"), name: field("department.name") },
      person: { name: field("person.name"), signIn: field("person.signIn") },
    }
    const answer = await act.run(() => ask(() => api.provinces.$post({ json })))
    if (!answer) return
    setMade({ code: answer.value.code, name: json.person.name, token: answer.value.link.token, until: answer.value.link.until })
    form.reset()
  })
  const fault = (name: string) => act.refused()?.at(`/${name.replace(".", "/")}`)
  const field = (name: string, label: Word) => (
    <Field label={text(label)} fault={fault(name)} input={{ name, required: true, autocomplete: "off" }} />
  )
  const slug = (name: string, label: Word) => <Slug label={text(label)} fault={fault(name)} input={{ name, required: true }} />
  return (
    <Page title={text("operator.title")} lead={<p class="lead">{text("operator.hint")}</p>}>
      <form class="card narrow" onSubmit={create}>
        <fieldset>
          <legend>{text("operator.province")}</legend>
          {field("name", "operator.province.name")}
          {slug("code", "operator.province.code")}
          <label class="check">
            <input type="checkbox" name="demonstration" /> {text("operator.demonstration")}
          </label>
        </fieldset>
        <fieldset>
          <legend>{text("operator.department")}</legend>
          {field("department.name", "name")}
          {slug("department.code", "code")}
        </fieldset>
        <fieldset>
          <legend>{text("operator.person")}</legend>
          {field("person.name", "people.name")}
          {field("person.signIn", "people.signIn")}
        </fieldset>
        <Problem of={act.refused()} />
        <button type="submit" disabled={act.busy()}>
          {text("operator.do")}
        </button>
      </form>
      <OwnPassword />
      <Show when={made()}>{(link) => <LinkShown province={link().code} {...link()} onClose={() => setMade(undefined)} />}</Show>
    </Page>
  )
}
