import { api, ask } from "./api.ts"
import { acting } from "./load.ts"
import { text } from "./text.ts"
import { Field } from "./ui/field.tsx"
import { submitted } from "./ui/form.ts"
import { Problem } from "./ui/problem.tsx"

/** Whoever is signed in chooses another password. */
export function OwnPassword() {
  const act = acting()
  const change = submitted(async (field, form) => {
    const json = { current: field("current"), next: field("next") }
    if (await act.run(() => ask(() => api.password.$put({ json })))) form.reset()
  })
  return (
    <section class="card narrow" aria-labelledby="password">
      <h2 id="password">{text("account.password")}</h2>
      <form onSubmit={change}>
        <Field
          label={text("account.password.current")}
          input={{ name: "current", type: "password", required: true, autocomplete: "current-password" }}
        />
        <Field
          label={text("link.password")}
          hint={text("password.weak")}
          fault={act.refused()?.at("/next")}
          input={{ name: "next", type: "password", required: true, autocomplete: "new-password", minlength: 10, maxlength: 128 }}
        />
        <Problem of={act.refused()} />
        <p role="status">{act.done() ? text("account.password.done") : ""}</p>
        <button type="submit" disabled={act.busy()}>
          {text("account.password")}
        </button>
      </form>
    </section>
  )
}
