import { type Adoption, adoptions } from "@khoi/core/adoption-rule"
import { type Naming, namings } from "@khoi/core/phase"
import { For } from "solid-js"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"

/** What a bloc agrees on as its year is opened: what suffices to adopt its table, and when cross-scores open by name. */
export function AgreedRules(props: { adoption?: Adoption; named?: Naming }) {
  return (
    <>
      <Choice
        label={text("board.open.adoption")}
        select={{
          name: "adoption",
          get children() {
            return (
              <For each={adoptions}>
                {(one) => (
                  <option value={one} selected={one === (props.adoption ?? "majority")}>
                    {text(`board.open.adoption.${one}`)}
                  </option>
                )}
              </For>
            )
          },
        }}
      />
      <Choice
        label={text("board.open.named")}
        select={{
          name: "named",
          get children() {
            return (
              <For each={namings}>
                {(one) => (
                  <option value={one} selected={one === (props.named ?? "closed")}>
                    {text(`board.open.named.${one}`)}
                  </option>
                )}
              </For>
            )
          },
        }}
      />
    </>
  )
}

/** The same as a form gives them. */
export const agreed = (field: (name: string) => string) => ({ adoption: field("adoption") as Adoption, named: field("named") as Naming })
