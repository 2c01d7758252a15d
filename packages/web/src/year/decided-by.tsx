import type { Refused } from "../api.ts"
import { text } from "../text.ts"
import { DayField } from "../ui/day-field.tsx"
import { Area, Field } from "../ui/field.tsx"

/** By which decision, as signed, and why; number and day stay empty where they are not known. */
export function DecidedBy(props: { refused: Refused | undefined }) {
  return (
    <>
      <div class="row">
        <Field
          label={text("leave.number")}
          hint={text("award.paper.hint")}
          fault={props.refused?.at("/number")}
          input={{ name: "number", maxlength: 100 }}
        />
        <DayField label={text("leave.signed")} name="date" fault={props.refused?.at("/date")} />
      </div>
      <Area
        label={text("appeal.reason")}
        fault={props.refused?.at("/reason")}
        area={{ name: "reason", required: true, rows: 2, maxlength: 1000 }}
      />
    </>
  )
}

/** The same from the form's fields. */
export const decidedBy = (field: (name: string) => string) => ({
  ...{ reason: field("reason"), number: field("number").trim() || null, date: field("date") || null },
})
