import type { Role } from "@khoi/core/actor"
import type { Code } from "@khoi/core/fault"
import { For, Show } from "solid-js"
import { me } from "../session.ts"
import { text } from "../text.ts"

const all: Role[] = ["leader", "officer", "viewer", "board", "council"]
/** Only the board gives its own role and the council's. */
const given = () => (me()?.roles.includes("board") ? all : all.slice(0, 3))

/** What somebody may do in the department. */
export function Roles(props: { held: readonly string[]; fault: Code | undefined }) {
  return (
    <fieldset aria-invalid={!!props.fault}>
      <legend>{text("people.roles")}</legend>
      <For each={given()}>
        {(role) => (
          <label class="check">
            <input type="checkbox" name={`role.${role}`} ref={(box) => (box.defaultChecked = props.held.includes(role))} />{" "}
            {text(`role.${role}`)}
          </label>
        )}
      </For>
      <Show when={props.fault}>
        <small class="fault">{text(props.fault)}</small>
      </Show>
    </fieldset>
  )
}

/** The roles that are ticked; those that this person may not give stay as they were. */
export const ticked = (field: (name: string) => string, held: readonly string[] = []) =>
  all.filter((role) => (given().includes(role) ? field(`role.${role}`) === "on" : held.includes(role)))
