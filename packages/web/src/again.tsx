import { acting } from "./load.ts"
import { leave, me, signIn } from "./session.ts"
import { text } from "./text.ts"
import { Dialog } from "./ui/dialog.tsx"
import { Field } from "./ui/field.tsx"
import { submitted } from "./ui/form.ts"
import { Problem } from "./ui/problem.tsx"

/** The session has ended while somebody works: sign in where one is, so that nothing typed is lost. */
export function Again() {
  const act = acting()
  const province = () => me()?.province?.code ?? null
  const enter = submitted(async (field) => {
    const before = me()
    const now = await act.run(() => signIn(province(), field("name"), field("password")))
    // Somebody else's page must not stay on the screen, and saves that wait would go out in another's name.
    if (now && (now.name !== before?.name || now.department?.id !== before?.department?.id)) location.assign(`/${province() ?? ""}`)
  })
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
