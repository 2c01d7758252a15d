import { acting } from "./load.ts"
import { leave, me, other, signIn } from "./session.ts"
import { text } from "./text.ts"
import { Dialog } from "./ui/dialog.tsx"
import { Field } from "./ui/field.tsx"
import { submitted } from "./ui/form.ts"
import { Problem } from "./ui/problem.tsx"

/** The session has ended while somebody works: sign in where one is, so that nothing typed is lost. */
export function Again() {
  const act = acting()
  const province = () => me()?.province?.code ?? null
  const enter = submitted((field) => act.run(() => signIn(province(), field("name"), field("password"))))
  const away = () => leave(`/${province() ?? ""}`)
  return (
    <Dialog title={text("signIn.again")}>
      <p>{text("signIn.again.hint")}</p>
      <form onSubmit={enter}>
        <Field label={text("signIn.name")} input={{ name: "name", required: true, autocomplete: "username" }} />
        <Field
          label={text("signIn.password")}
          input={{ name: "password", type: "password", required: true, autocomplete: "current-password" }}
        />
        <Problem of={act.refused()} />
        <div class="buttons">
          <button type="submit" disabled={act.busy()}>
            {text(act.busy() ? "signIn.doing" : "signIn.do")}
          </button>
          <button type="button" class="quiet" onClick={away}>
            {text("signOut.do")}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** Somebody else is at work in this browser now: what was typed stays in view, and goes nowhere in the other name. */
export function Other() {
  return (
    <aside class="stranger" role="alert">
      {text("signIn.other", { name: other()?.name ?? "", unit: other()?.department?.name ?? text("role.operator") })}{" "}
      <button type="button" onClick={() => location.reload()}>
        {text("signIn.reload")}
      </button>
    </aside>
  )
}
