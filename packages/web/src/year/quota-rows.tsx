import { Index } from "solid-js"
import { text } from "../text.ts"
import type { QuotaRow } from "./line-text.ts"

const cells = ["from", "to", "flags", "certificates"] as const
const wordsOf = {
  ...({ from: "table.quotas.from", to: "table.quotas.to", flags: "table.flags", certificates: "table.certificates" } as const),
}

/** How many flags and certificates a bloc of so many ranked members proposes; exactly one row must fit this bloc. */
export function QuotaRows(props: { rows: QuotaRow[]; members: number; change: (rows: QuotaRow[]) => void }) {
  const fits = ({ from, to }: QuotaRow) => Number(from) <= props.members && props.members <= Number(to)
  return (
    <>
      <table class="short">
        <caption>{text("table.quotas")}</caption>
        <thead>
          <tr>
            <th scope="col">{text("table.quotas.from")}</th>
            <th scope="col">{text("table.quotas.to")}</th>
            <th scope="col">{text("table.flags")}</th>
            <th scope="col">{text("table.certificates")}</th>
            <th scope="col">{text("table.quotas.fits")}</th>
          </tr>
        </thead>
        <tbody>
          <Index each={props.rows}>
            {(row, i) => (
              <tr>
                {cells.map((cell) => (
                  <td>
                    <input
                      inputmode="numeric"
                      aria-label={text("table.quotas.cell", { row: i + 1, cell: text(wordsOf[cell]) })}
                      value={row()[cell]}
                      onInput={(event) =>
                        props.change(props.rows.map((one, j) => (j === i ? { ...one, [cell]: event.currentTarget.value } : one)))
                      }
                    />
                  </td>
                ))}
                <td>
                  {fits(row()) ? "✓ " : ""}
                  <button
                    type="button"
                    class="quiet"
                    aria-label={text("table.quotas.remove", { row: i + 1 })}
                    onClick={() => props.change(props.rows.filter((_, j) => j !== i))}
                  >
                    ✕
                  </button>
                </td>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
      <button
        type="button"
        class="quiet"
        onClick={() => props.change([...props.rows, { from: "", to: "", flags: "0", certificates: "0" }])}
      >
        {text("table.quotas.add")}
      </button>
    </>
  )
}
