import { For } from "solid-js"
import { text } from "../text.ts"
import { Scroll } from "../ui/scroll.tsx"
import { ruleOf } from "./rule-words.ts"
import { rule } from "./scoring-text.ts"

/** As people write them; the first is nothing at all. */
const examples = [
  "",
  "đạt/không",
  "đếm 3",
  "trừ 2",
  "cộng trừ 1/2",
  "mức Xuất sắc=10; Tốt=8; Khá=5",
  "ngưỡng 100=100%; 95=90%; 80=50%",
  "tỷ lệ",
  "dẫn đầu",
]

/** The ways of scoring that a line of the table may name, and what each means. */
export function KindsHelp() {
  return (
    <details>
      <summary>{text("table.kinds")}</summary>
      <Scroll label={text("table.kinds")}>
        <table class="short">
          <thead>
            <tr>
              <th scope="col">{text("table.kinds.write")}</th>
              <th scope="col">{text("table.kinds.means")}</th>
            </tr>
          </thead>
          <tbody>
            <For each={examples}>
              {(words) => (
                <tr>
                  <th scope="row">{words ? <code>{words}</code> : text("table.kinds.none")}</th>
                  <td>{ruleOf({ max: 1000, scoring: rule(words) ?? { kind: "points" } })}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
