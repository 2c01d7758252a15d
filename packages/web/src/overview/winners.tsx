import { kinds } from "@khoi/core/award-rule"
import { byDepartment, countOf } from "@khoi/core/overview-rule"
import { A } from "@solidjs/router"
import { For, Show } from "solid-js"
import { text } from "../text.ts"
import { AwardMark } from "../ui/award-mark.tsx"
import { Scroll } from "../ui/scroll.tsx"
import { type Found, type OfBloc, opens, yearPage } from "./found.ts"

type Chosen = { of: Found; bloc: string; unit: string }

/** Blocs down, years across, in each cell who was granted what: a picture and words. */
export function ByBloc(props: Chosen) {
  const blocs = () =>
    [...props.of.blocs].filter(([id]) => (props.bloc ? id === props.bloc : props.of.years.some(({ blocs }) => blocs.some(of(id)))))
  return (
    <section class="card" aria-labelledby="by-bloc">
      <h2 id="by-bloc">{text("overview.blocs")}</h2>
      <Show when={blocs().length} fallback={<p class="none">{text("overview.nothing")}</p>}>
        <Scroll label={text("overview.blocs")} wide>
          <table class="flags">
            <caption class="hidden">{text("overview.blocs")}</caption>
            <thead>
              <tr>
                <th scope="col">{text("overview.bloc")}</th>
                <For each={props.of.years}>{({ calendar }) => <th scope="col">{calendar}</th>}</For>
              </tr>
            </thead>
            <tbody>
              <For each={blocs()}>
                {([id, name]) => (
                  <tr>
                    <th scope="row">{name}</th>
                    <For each={props.of.years}>
                      {({ calendar, blocs }) => (
                        <td>
                          <Cell of={blocs.find(of(id))} title={`${name} ${calendar}`} unit={props.unit} found={props.of} />
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </Scroll>
      </Show>
    </section>
  )
}
const of = (id: string) => (one: OfBloc) => one.bloc === id

/** Flags come before certificates. */
const last = (award: (typeof kinds)[number]) => (award === "certificate" ? 1 : 0)

function Cell(props: { of: OfBloc | undefined; title: string; found: Found; unit: string }) {
  const won = () =>
    (props.of?.won ?? [])
      .filter(({ department }) => !props.unit || department === props.unit)
      .flatMap(({ department, awards }) => awards.map((award) => ({ award, name: props.found.units.get(department) ?? "" })))
      .toSorted((a, b) => last(a.award) - last(b.award) || a.name.localeCompare(b.name, "vi"))
  return (
    <Show when={props.of} fallback={text("overview.empty")}>
      {(one) => (
        <>
          <Show when={opens()} fallback={<span class="tag">{text(`phase.${one().phase}`)}</span>}>
            <A class="tag" href={yearPage(one().year)} aria-label={`${props.title}: ${text(`phase.${one().phase}`)}`}>
              {text(`phase.${one().phase}`)}
            </A>
          </Show>
          <ul class="plain">
            <For each={won()}>
              {({ award, name }) => (
                <li>
                  <AwardMark award={award} name={name} />
                </li>
              )}
            </For>
          </ul>
        </>
      )}
    </Show>
  )
}

/** Departments by what they were granted over the years, most first. */
export function ByUnit(props: Chosen) {
  const rows = () => {
    const years = props.of.years.map(({ calendar, blocs }) => ({
      calendar,
      blocs: blocs.filter(({ bloc }) => !props.bloc || bloc === props.bloc),
    }))
    return [...byDepartment(years)]
      .filter(([id]) => !props.unit || id === props.unit)
      .map(([id, granted]) => ({ id, granted, counts: kinds.map((award) => countOf(award, granted)) }))
      .toSorted((a, b) => rank(b.counts) - rank(a.counts) || name(a.id).localeCompare(name(b.id), "vi"))
  }
  const name = (id: string) => props.of.units.get(id) ?? ""
  return (
    <section class="card" aria-labelledby="by-unit">
      <h2 id="by-unit">{text("overview.units")}</h2>
      <Show when={rows().length} fallback={<p class="none">{text("overview.units.none")}</p>}>
        <Scroll label={text("overview.units")}>
          <table class="granted">
            <caption class="hidden">{text("overview.units")}</caption>
            <thead>
              <tr>
                <th scope="col">{text("overview.unit")}</th>
                <For each={kinds}>
                  {(award) => (
                    <th scope="col">
                      <AwardMark award={award} />
                    </th>
                  )}
                </For>
                <th scope="col">{text("overview.years")}</th>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>
                {({ id, granted, counts }) => (
                  <tr>
                    <th scope="row">{name(id)}</th>
                    <For each={counts}>{(count) => <td class="number">{count || "–"}</td>}</For>
                    <td>{[...new Set(granted.map(({ calendar }) => calendar))].join(", ")}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </Scroll>
      </Show>
    </section>
  )
}

/** The Government's flag before a ministry's, a flag before a certificate. */
const rank = ([flag = 0, certificate = 0, ministry = 0, government = 0]: readonly number[]) =>
  government * 1e6 + ministry * 1e4 + flag * 100 + certificate
