import { createSignal, For, Show } from "solid-js"
import { api, ask, every } from "../api.ts"
import { acting, load } from "../load.ts"
import type { Criteria } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Choice } from "../ui/field.tsx"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import type { Board } from "./board.ts"

type Found = { year: string; criteria: Criteria }

/** Another bloc's or year's adopted table as the beginning of this one; what names foreign departments is left out, the quotas stay to be looked at. */
export function CopyTable(props: { members: Board["members"]; take: (found: Found) => void }) {
  const [open, setOpen] = createSignal(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text("table.copy")}</summary>
      <Show when={open()}>
        <Sources {...props} />
      </Show>
    </details>
  )
}

function Sources(props: { members: Board["members"]; take: (found: Found) => void }) {
  const act = acting()
  const [chosen, choose] = createSignal("")
  const sources = load(
    () => true,
    () => every((query) => ask(() => api.tables.$get({ query }))),
  )
  const copy = async () => {
    const found = await act.run(() => ask(() => api.tables[":year"].$get({ param: { year: chosen() } })))
    if (found) props.take({ year: found.value.year, criteria: own(found.value.criteria, props.members) })
  }
  return (
    <Loaded of={sources}>
      {(all) => (
        <Show when={all().length} fallback={<p class="none">{text("table.copy.none")}</p>}>
          <p class="hint">{text("table.copy.hint")}</p>
          <div class="picker">
            <Choice
              label={text("table.copy.from")}
              select={{
                onChange: (event) => choose(event.currentTarget.value),
                get children() {
                  return (
                    <>
                      <option value="">{text("board.open.choose")}</option>
                      <For each={all().toSorted((a, b) => b.calendar - a.calendar || a.bloc.localeCompare(b.bloc, "vi"))}>
                        {({ year, bloc, calendar }) => <option value={year}>{text("year.title", { bloc, year: calendar })}</option>}
                      </For>
                    </>
                  )
                },
              }}
            />
            <button type="button" class="quiet" disabled={!chosen() || act.busy()} onClick={() => void copy()}>
              {text("table.copy.take")}
            </button>
          </div>
          <Problem of={act.refused()} />
          <p role="status">{act.done() ? text("table.copy.done") : ""}</p>
        </Show>
      )}
    </Loaded>
  )
}

function own(criteria: Criteria, members: Board["members"]): Criteria {
  const codes = new Set(members.map(({ code }) => code))
  const { cross } = criteria.rules
  const known =
    typeof cross === "string" || Object.entries(cross).every(([unit, asked]) => [unit, ...asked].every((code) => codes.has(code)))
  return {
    ...criteria,
    rules: { ...criteria.rules, cross: known ? cross : "all" },
    notApplicable: criteria.notApplicable.filter(({ unit }) => codes.has(unit)),
  }
}
