import { act as fresh, api, ask } from "../api.ts"
import { acting } from "../load.ts"
import { text } from "../text.ts"
import { Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Problem } from "../ui/problem.tsx"
import { Roles, ticked } from "./roles.tsx"

/** Adds somebody to a department, with a one-time link to choose a password. */
export function AddPerson(props: { department: string; added: (link: { name: string; token: string; until: string }) => unknown }) {
  const act = acting()
  const add = submitted(async (field, form) => {
    const json = { name: field("name"), signIn: field("signIn"), roles: ticked(field) }
    const header = fresh()
    const made = await act.run(() =>
      ask(() => api.departments[":department"].people.$post({ param: { department: props.department }, header, json })),
    )
    if (!made) return
    form.reset()
    props.added({ name: json.name, ...made.value })
  })
  return (
    <section class="card narrow" aria-labelledby="add">
      <h2 id="add">{text("people.add")}</h2>
      <form onSubmit={add}>
        <Field
          label={text("people.name")}
          fault={act.refused()?.at("/name")}
          input={{ name: "name", required: true, maxlength: 200, autocomplete: "off" }}
        />
        <Field
          label={text("people.signIn")}
          fault={act.refused()?.at("/signIn")}
          input={{ name: "signIn", required: true, maxlength: 60, autocomplete: "off", autocapitalize: "none" }}
        />
        <Roles held={["officer"]} fault={act.refused()?.at("/roles")} />
        <Problem of={act.refused()} />
        <button type="submit" disabled={act.busy()}>
          {text("add")}
        </button>
      </form>
    </section>
  )
}
