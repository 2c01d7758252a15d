import { api, ask, over } from "../api.ts"
import { acting, load } from "../load.ts"
import { text } from "../text.ts"
import { Buttons, Dialog } from "../ui/dialog.tsx"
import { Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { Roles, ticked } from "./roles.tsx"

type Props = { department: string; person: { person: string; name: string }; close: () => void; done: () => unknown }

/** Another name or other roles, over the version that is on the screen. */
export function ChangePerson(props: Props) {
  const act = acting()
  const one = api.departments[":department"].people[":person"]
  const param = { department: props.department, person: props.person.person }
  const read = load(
    () => props.person.person,
    () => ask(() => one.$get({ param })),
  )
  const change = submitted(async (field) => {
    const json = { name: field("name"), roles: ticked(field, read.value()?.roles) }
    const { "if-match": match } = over(read.etag())
    if (await act.run(() => ask(() => one.$put({ param, header: { "if-match": match }, json })))) props.done()
  })
  return (
    <Dialog title={text("people.change.of", { name: props.person.name })} onClose={props.close}>
      <Loaded of={read}>
        {(found) => (
          <form onSubmit={change}>
            <Field
              label={text("people.name")}
              fault={act.refused()?.at("/name")}
              input={{ name: "name", required: true, maxlength: 200, value: found().name }}
            />
            <Roles held={found().roles} fault={act.refused()?.at("/roles")} />
            <p class="hint">{text("people.change.hint")}</p>
            <Problem of={act.refused()} />
            <Buttons does={text("save")} busy={act.busy()} onCancel={props.close} />
          </form>
        )}
      </Loaded>
    </Dialog>
  )
}
